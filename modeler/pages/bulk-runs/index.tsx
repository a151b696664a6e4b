/** Acts on many dossiers, the latest first, with how far each is. */
import { Anchor, Table, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api } from '../../data/session.ts';
import '../../dossier/dossier.css';
import { shownInstant } from '../../i18n/format.ts';
import { useSay } from '../../i18n/say.tsx';
import { orderWords } from '../../operations/order-words.ts';
import { RunProgress } from '../../operations/run-progress.tsx';
import { More } from '../../parts/more.tsx';
import { Page } from '../../parts/page.tsx';
import { Empty, Failed, Waiting } from '../../parts/states.tsx';

export default function BulkRunsPage() {
  const say = useSay();
  const query = useInfiniteQuery({
    queryKey: ['bulk runs'],
    queryFn: ({ pageParam }) => api.getBulkRuns({ query: { limit: 30, ...(pageParam !== '' && { cursor: pageParam }) } }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    refetchInterval: ({ state: { data } }) =>
      data?.pages.some(({ items }) => items.some(({ state }) => state === 'running')) ? 2_000 : false,
  });
  const runs = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const title = say('Đợt xử lý hàng loạt', 'Bulk runs');
  return (
    <Page title={title}>
      <Text size="sm">
        {say(
          'Chuyển phiên bản và thử lại sự cố của nhiều hồ sơ chạy ở đây, từng hồ sơ một lần; đóng trang không làm dừng.',
          'Moving many dossiers to another version and trying many incidents again is done here, each dossier once; closing the page stops nothing.',
        )}
      </Text>
      {query.isPending && <Waiting />}
      {query.isError && <Failed error={query.error} retry={() => void query.refetch()} />}
      {query.isSuccess && runs.length === 0 && (
        <Empty>
          {say('Chưa có đợt nào. Bắt đầu từ trang ', 'There is none yet. Begin at the page of ')}
          <Anchor component={Link} to="/incidents">
            {say('Sự cố', 'incidents')}
          </Anchor>
          .
        </Empty>
      )}
      {runs.length > 0 && (
        <div className="list" tabIndex={0} role="group" aria-label={title}>
          <Table striped aria-label={title}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{say('Đợt', 'Run')}</Table.Th>
                <Table.Th scope="col">{say('Việc', 'What')}</Table.Th>
                <Table.Th scope="col">{say('Lý do', 'Reason')}</Table.Th>
                <Table.Th scope="col">{say('Ai, lúc nào', 'Who, when')}</Table.Th>
                <Table.Th scope="col">{say('Tiến độ', 'Progress')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {runs.map((run) => (
                <Table.Tr key={run.runId}>
                  <Table.Th scope="row">
                    <Anchor component={Link} to={`/bulk-runs/${run.runId}`}>
                      {say(`số ${run.runId}`, `no. ${run.runId}`)}
                    </Anchor>
                  </Table.Th>
                  <Table.Td>{orderWords(run.order, say)}</Table.Td>
                  <Table.Td>{run.reason}</Table.Td>
                  <Table.Td>
                    {run.startedBy.name ?? run.startedBy.user}
                    <br />
                    <span className="whole">{shownInstant(run.startedAt)}</span>
                  </Table.Td>
                  <Table.Td>
                    <RunProgress run={run} />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
      <More list={query} />
    </Page>
  );
}
