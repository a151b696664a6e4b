import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../data/session.ts';
import { useSay } from '../../i18n/say.tsx';

interface Props {
  readonly value: string | undefined;
  readonly change: (processKey: string | null) => void;
  readonly isDisabled: boolean;
}

/** One of the procedures, found by words of its name with or without diacritics: the service searches, so thousands are no matter. */
export function ProcedureSelect({ value, change, isDisabled }: Props) {
  const say = useSay();
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed, 250);
  const found = useQuery({
    queryKey: ['procedures', 'select', search],
    queryFn: () => api.getProcedures({ query: { limit: 30, ...(search !== '' && { search }) } }),
    placeholderData: keepPreviousData,
  });
  const chosen = useQuery({
    queryKey: ['procedure', value],
    queryFn: () => api.getProcedure({ params: { processKey: value! } }),
    enabled: value !== undefined,
  });
  const options = (found.data?.items ?? []).map(({ processKey, name }) => ({ value: processKey, label: name ?? processKey }));
  if (value !== undefined && !options.some((option) => option.value === value))
    options.unshift({ value, label: chosen.data?.name ?? value });
  return (
    <Select
      label={say('Thủ tục', 'Procedure')}
      placeholder={say('tất cả', 'all')}
      data={options}
      value={value ?? null}
      onChange={change}
      searchable
      // the service has filtered
      filter={({ options: all }) => all}
      onSearchChange={(text) => setTyped(options.some(({ label }) => label === text) ? '' : text)}
      nothingFoundMessage={say('không có', 'none')}
      clearable
      clearButtonProps={{ 'aria-label': say('Bỏ chọn thủ tục', 'Clear the procedure') }}
      disabled={isDisabled}
      w={280}
    />
  );
}
