/** The procedures that the departments have by law: what coverage is counted against. */
import { Anchor, Button, Group, Table, Text, VisuallyHidden } from '@mantine/core';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '../../data/session.ts';
import { useSay } from '../../i18n/say.tsx';
import { More } from '../../parts/more.tsx';
import { Page } from '../../parts/page.tsx';
import { Empty, Failed, Waiting } from '../../parts/states.tsx';
import { Confirm } from '../admin-parts/confirm.tsx';
import { Permitted } from '../admin-parts/permitted.tsx';
import { UnitSelect, useOrganisation, useUnitName } from '../admin-parts/unit-select.tsx';
import { EntryDialog, type Entry } from './entry-dialog.tsx';
import { PasteDialog } from './paste-dialog.tsx';

export default function CataloguePage() {
  return (
    <Permitted permission="catalogue:write">
      <Content />
    </Permitted>
  );
}

/** What is open over the page: an entry, a new one, many. */
type Open = { readonly entry?: Entry } | 'paste' | undefined;

function Content() {
  const say = useSay();
  const queries = useQueryClient();
  const { data: organisation } = useOrganisation();
  const [department, setDepartment] = useState<string>();
  const [open, setOpen] = useState<Open>();
  const [removing, setRemoving] = useState<Entry>();
  const list = useInfiniteQuery({
    queryKey: ['catalogue', department],
    queryFn: ({ pageParam }) =>
      api.getCatalogue({
        query: { limit: 100, ...(department !== undefined && { department }), ...(pageParam !== '' && { cursor: pageParam }) },
      }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  });
  const entries = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Page
      title={say('Danh mục phải có quy trình', 'Catalogue of duties')}
      actions={
        <>
          <Button variant="default" onClick={() => setOpen('paste')}>
            {say('Dán từ bảng tính', 'Paste from a spreadsheet')}
          </Button>
          <Button onClick={() => setOpen({})}>{say('Thêm thủ tục', 'Add one')}</Button>
        </>
      }
    >
      <Group align="end">
        <UnitSelect
          label={say('Cơ quan', 'Department')}
          placeholder={say('tất cả', 'all')}
          w={320}
          units={organisation?.content.units ?? []}
          value={department}
          onChoose={setDepartment}
          clearable
          clearButtonProps={{ 'aria-label': say('Bỏ chọn cơ quan', 'Clear the department') }}
        />
        <Anchor component={Link} to="/procedures?tab=coverage" size="sm" underline="always" pb={8}>
          {say('Xem tỷ lệ đã đưa vào áp dụng', 'See the coverage')}
        </Anchor>
      </Group>
      {list.isError && entries.length === 0 ? (
        <Failed error={list.error} retry={() => void list.refetch()} />
      ) : list.data === undefined ? (
        <Waiting />
      ) : entries.length === 0 ? (
        <Empty>
          {say(
            'Chưa có thủ tục nào trong danh mục. Thêm từng thủ tục, hoặc dán cả danh mục từ bảng tính.',
            'Nothing is in the catalogue yet. Add entries, or paste all of them from a spreadsheet.',
          )}
        </Empty>
      ) : (
        <>
          <Entries entries={entries} onOpen={(entry) => setOpen({ entry })} onRemove={setRemoving} />
          <Group justify="space-between">
            <Text size="sm" role="status">
              {say(`Đang hiện ${entries.length} thủ tục.`, `${entries.length} shown.`)}
            </Text>
            <More list={list} />
          </Group>
        </>
      )}
      {open === 'paste' && <PasteDialog onClose={() => setOpen(undefined)} />}
      {typeof open === 'object' && <EntryDialog entry={open.entry} onClose={() => setOpen(undefined)} />}
      {removing && (
        <Confirm
          title={say(`Bỏ ${removing.code} khỏi danh mục?`, `Take ${removing.code} off the catalogue?`)}
          text={say(
            'Thủ tục không còn được tính vào tỷ lệ. Nếu chỉ được phép không tính, hãy sửa và ghi lý do.',
            'It is not counted any more. If it is only exempt, change it and give the reason.',
          )}
          act={say('Bỏ', 'Take off')}
          isDangerous
          run={async () => {
            await api.deleteCatalogue({ params: { code: removing.code } });
            await Promise.all(['catalogue', 'coverage'].map((key) => queries.invalidateQueries({ queryKey: [key] })));
          }}
          onClose={() => setRemoving(undefined)}
        />
      )}
    </Page>
  );
}

interface EntriesProps {
  readonly entries: readonly Entry[];
  onOpen(entry: Entry): void;
  onRemove(entry: Entry): void;
}

function Entries({ entries, onOpen, onRemove }: EntriesProps) {
  const say = useSay();
  const unitName = useUnitName();
  return (
    <Table striped highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{say('Mã', 'Code')}</Table.Th>
          <Table.Th scope="col">{say('Thủ tục', 'Procedure')}</Table.Th>
          <Table.Th scope="col">{say('Cơ quan', 'Department')}</Table.Th>
          <Table.Th scope="col">{say('Lĩnh vực', 'Field')}</Table.Th>
          <Table.Th scope="col">{say('Bắt buộc', 'Mandatory')}</Table.Th>
          <Table.Th scope="col">
            <VisuallyHidden>{say('Thao tác', 'Actions')}</VisuallyHidden>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {entries.map((entry) => (
          <Table.Tr key={entry.code}>
            <Table.Td>{entry.code}</Table.Td>
            <Table.Th scope="row" fw={500}>
              {entry.name}
              {entry.excludedReason !== undefined && (
                <Text size="xs">
                  {say('Không tính', 'Not counted')}: {entry.excludedReason}
                  {entry.excludedDecision !== undefined && ` (${entry.excludedDecision})`}
                </Text>
              )}
            </Table.Th>
            <Table.Td>{unitName(entry.department)}</Table.Td>
            <Table.Td>{entry.field}</Table.Td>
            <Table.Td>{entry.mandatory ? say('có', 'yes') : say('không', 'no')}</Table.Td>
            <Table.Td>
              <Group gap={6} wrap="nowrap" justify="end">
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-label={say(`Sửa ${entry.code}`, `Change ${entry.code}`)}
                  onClick={() => onOpen(entry)}
                >
                  {say('Sửa', 'Change')}
                </Button>
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-label={say(`Bỏ ${entry.code}`, `Take off ${entry.code}`)}
                  onClick={() => onRemove(entry)}
                >
                  {say('Bỏ', 'Take off')}
                </Button>
              </Group>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
