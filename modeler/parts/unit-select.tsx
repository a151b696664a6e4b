/** Choosing a unit of the organisation by typing a part of its name, with or without marks. */
import { Select, type SelectProps } from '@mantine/core';
import { useMemo } from 'react';
import type { Organisation } from '../../engine/index.ts';
import { bare, unitOptions, type UnitOption } from '../editor/units.ts';
import { useSay } from '../i18n/say.tsx';

interface Props extends Omit<SelectProps<string>, 'data' | 'filter' | 'searchable' | 'value' | 'onChange'> {
  readonly organisation: Organisation;
  readonly value: string | undefined;
  readonly onChange: (unit: string | undefined) => void;
}

export function UnitSelect({ organisation, value, onChange, ...rest }: Props) {
  const say = useSay();
  const data = useMemo(() => {
    const options = unitOptions(organisation);
    // what the file says is shown even when the organisation does not know it
    if (value !== undefined && value !== '' && !options.some((option) => option.value === value)) options.unshift({ value, label: value });
    return options;
  }, [organisation, value]);
  return (
    <Select
      clearable
      clearButtonProps={{ 'aria-label': say('Bỏ chọn', 'Clear') }}
      nothingFoundMessage={say('Không có đơn vị nào', 'No unit')}
      {...rest}
      searchable
      data={data}
      filter={({ options, search, limit }) => {
        const wanted = bare(search.trim());
        return (options as UnitOption[]).filter(({ label }) => bare(label).includes(wanted)).slice(0, limit);
      }}
      limit={100}
      value={value ?? null}
      onChange={(unit) => onChange(unit ?? undefined)}
    />
  );
}
