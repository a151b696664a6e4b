/** What is being drawn and appraised, the newest first. */
import { Anchor, Stack, Table } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api } from '../../data/session.ts';
import { useOrganisation } from '../../dossier/use-organisation.ts';
import { wordOf } from '../../dossier/words.ts';
import { shownInstant } from '../../i18n/format.ts';
import { useSay } from '../../i18n/say.tsx';
import { More } from '../../parts/more.tsx';
import { Empty, Failed, Waiting } from '../../parts/states.tsx';

export function DraftsTab() {
  const say = useSay();
  const { unitName, personName } = useOrganisation();
  const list = useInfiniteQuery({
    queryKey: ['drafts'],
    queryFn: ({ pageParam }) => api.getDrafts({ query: { limit: 50, ...(pageParam !== '' && { cursor: pageParam }) } }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  });
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  if (list.isError) return <Failed error={list.error} retry={() => void list.refetch()} />;
  if (list.data === undefined) return <Waiting />;
  if (items.length === 0) return <Empty>{say('Chưa có bản nháp nào.', 'There is no draft.')}</Empty>;
  return (
    <Stack align="start">
      <div className="list" tabIndex={0} role="group" aria-label={say('Bản nháp', 'Drafts')}>
        <Table striped highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{say('Tên', 'Title')}</Table.Th>
              <Table.Th scope="col">{say('Cơ quan', 'Agency')}</Table.Th>
              <Table.Th scope="col">{say('Trạng thái', 'State')}</Table.Th>
              <Table.Th scope="col">{say('Sửa lần cuối', 'Last change')}</Table.Th>
              <Table.Th scope="col">{say('Người sửa', 'By')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {items.map(({ draftId, title, department, state, appraisalId, updatedAt, updatedBy }) => (
              <Table.Tr key={draftId}>
                <Table.Th scope="row" fw={500}>
                  <Anchor component={Link} to={`/drafts/${draftId}`} size="sm">
                    {title}
                  </Anchor>
                </Table.Th>
                <Table.Td>{unitName(department)}</Table.Td>
                <Table.Td>
                  {appraisalId === undefined ? (
                    wordOf('drafts', state, say)
                  ) : (
                    <Anchor component={Link} to={`/appraisals/${appraisalId}`} size="sm">
                      {wordOf('drafts', state, say)}
                    </Anchor>
                  )}
                </Table.Td>
                <Table.Td>{shownInstant(updatedAt)}</Table.Td>
                <Table.Td>{updatedBy.name ?? personName(updatedBy.user)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      <More list={list} />
    </Stack>
  );
}
