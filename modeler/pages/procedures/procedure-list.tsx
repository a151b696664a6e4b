/** Procedures by name, narrowed by words, field, agency, state and deadline; each choice says how many it has. */
import { Anchor, Badge, Group, Select, Stack, Table, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { useOrganisation } from '../../dossier/use-organisation.ts';
import { shownDuration, wordOf } from '../../dossier/words.ts';
import { useSay } from '../../i18n/say.tsx';
import { More } from '../../parts/more.tsx';
import { Empty, Failed, Waiting } from '../../parts/states.tsx';
import { procedureListQuery, type Chosen } from './procedure-list-query.ts';

export function ProcedureList() {
  const say = useSay();
  const { unitName } = useOrganisation();
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), 250);
  const [chosen, setChosen] = useState<Chosen>({});
  const list = useInfiniteQuery({
    ...procedureListQuery({ ...chosen, ...(search !== '' && { search }) }),
    placeholderData: keepPreviousData,
  });
  const facets = list.data?.pages[0]?.facets;
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const choose = (name: keyof Chosen, value: string | number | null) => {
    const { [name]: _, ...others } = chosen;
    setChosen(value === null ? others : { ...others, [name]: value });
  };
  const optionsOf = (counts: readonly { value: string; count: number }[] | undefined, word: (value: string) => string) =>
    (counts ?? []).map(({ value, count }) => ({ value, label: `${word(value)} (${count})` }));
  const clear = (what: readonly [string, string]) => ({ 'aria-label': say(...what) });

  return (
    <Stack>
      <Group gap="sm" align="end" role="search">
        <TextInput
          label={say('Tìm', 'Search')}
          description={say('tên, mã, lĩnh vực; không cần dấu', 'name, code, field; without diacritics too')}
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          w={250}
        />
        <Select
          label={say('Lĩnh vực', 'Field')}
          placeholder={say('tất cả', 'all')}
          data={optionsOf(facets?.fields, (value) => value)}
          value={chosen.field ?? null}
          onChange={(value) => choose('field', value)}
          searchable
          clearable
          clearButtonProps={clear(['Bỏ chọn lĩnh vực', 'Clear the field'])}
          w={190}
        />
        <Select
          label={say('Cơ quan', 'Agency')}
          placeholder={say('tất cả', 'all')}
          data={optionsOf(facets?.departments, unitName)}
          value={chosen.department ?? null}
          onChange={(value) => choose('department', value)}
          searchable
          clearable
          clearButtonProps={clear(['Bỏ chọn cơ quan', 'Clear the agency'])}
          w={190}
        />
        <Select
          label={say('Trạng thái', 'State')}
          placeholder={say('tất cả', 'all')}
          data={optionsOf(facets?.states, (value) => wordOf('forces', value, say))}
          value={chosen.state ?? null}
          onChange={(value) => choose('state', value)}
          clearable
          clearButtonProps={clear(['Bỏ chọn trạng thái', 'Clear the state'])}
          w={170}
        />
        <Select
          label={say('Thời hạn', 'Deadline')}
          placeholder={say('mọi thời hạn', 'any')}
          data={[1, 3, 5, 10, 20, 30].map((days) => ({ value: String(days), label: say(`không quá ${days} ngày`, `${days} days at most`) }))}
          value={chosen.deadlineDays === undefined ? null : String(chosen.deadlineDays)}
          onChange={(value) => choose('deadlineDays', value === null ? null : Number(value))}
          clearable
          clearButtonProps={clear(['Bỏ chọn thời hạn', 'Clear the deadline'])}
          w={170}
        />
      </Group>
      {list.isError && items.length === 0 ? (
        <Failed error={list.error} retry={() => void list.refetch()} />
      ) : list.data === undefined ? (
        <Waiting />
      ) : items.length === 0 ? (
        <Empty>{say('Không tìm thấy thủ tục nào như vậy.', 'No such procedure was found.')}</Empty>
      ) : (
        <>
          <div className="list" tabIndex={0} role="group" aria-label={say('Danh sách thủ tục', 'List of procedures')}>
            <Table striped highlightOnHover>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">{say('Thủ tục', 'Procedure')}</Table.Th>
                  <Table.Th scope="col">{say('Mã', 'Code')}</Table.Th>
                  <Table.Th scope="col">{say('Lĩnh vực', 'Field')}</Table.Th>
                  <Table.Th scope="col">{say('Cơ quan', 'Agency')}</Table.Th>
                  <Table.Th scope="col">{say('Thời hạn', 'Deadline')}</Table.Th>
                  <Table.Th scope="col">{say('Phiên bản', 'Version')}</Table.Th>
                  <Table.Th scope="col">{say('Trạng thái', 'State')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {items.map(({ processKey, name = processKey, code, field, department, deadline, version, state }) => (
                  <Table.Tr key={processKey}>
                    <Table.Th scope="row" fw={500} maw={420}>
                      <Anchor component={Link} to={`/procedures/${encodeURIComponent(processKey)}`} size="sm">
                        {name}
                      </Anchor>
                    </Table.Th>
                    <Table.Td>{code}</Table.Td>
                    <Table.Td>{field}</Table.Td>
                    <Table.Td>{unitName(department)}</Table.Td>
                    <Table.Td className="whole">{deadline && shownDuration(deadline, say)}</Table.Td>
                    <Table.Td>{version}</Table.Td>
                    <Table.Td>
                      <ForceBadge state={state} />
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </div>
          <Group justify="space-between">
            <Text size="sm" role="status">
              {say(`Đang hiện ${items.length} thủ tục.`, `${items.length} procedures shown.`)}
            </Text>
            <More list={list} />
          </Group>
        </>
      )}
    </Stack>
  );
}

/** Whether dossiers may start on a version, in words. */
export function ForceBadge({ state }: { readonly state: 'inForce' | 'coming' | 'ended' }) {
  const say = useSay();
  const colors = { inForce: '#1f6b2f', coming: 'blue.9', ended: 'gray.8' } as const;
  return (
    <Badge color={colors[state]} c="white" radius="sm" tt="none" miw="max-content">
      {wordOf('forces', state, say)}
    </Badge>
  );
}
