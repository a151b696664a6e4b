/** One bulk run: how far it is, stopping it, and which dossiers could not be done and why. */
import { Anchor, Button, SegmentedControl, Table, Text } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { api } from '../../data/session.ts';
import '../../dossier/dossier.css';
import { useAct } from '../../dossier/use-act.ts';
import { shownInstant } from '../../i18n/format.ts';
import { useSpeech } from '../../i18n/say.tsx';
import { orderWords } from '../../operations/order-words.ts';
import { RunProgress, type Run } from '../../operations/run-progress.tsx';
import { Asked } from '../../parts/asked.tsx';
import { More } from '../../parts/more.tsx';
import { Page } from '../../parts/page.tsx';
import { Empty, Failed, Waiting } from '../../parts/states.tsx';

export default function BulkRunPage() {
  const { runId = '' } = useParams();
  const query = useQuery({
    queryKey: ['bulk runs', runId],
    queryFn: () => api.getBulkRun({ params: { runId } }),
    refetchInterval: ({ state: { data } }) => (data?.state === 'running' ? 1_000 : false),
  });
  return <Asked query={query}>{(run) => <Shown run={run} />}</Asked>;
}

function Shown({ run }: { readonly run: Run }) {
  const { say } = useSpeech();
  const { runId, state, order, reason, startedAt, startedBy, endedAt } = run;
  const stop = useAct(() => api.postBulkRunCancellation({ params: { runId }, body: {} }));
  return (
    <Page
      title={say(`Đợt xử lý số ${runId}`, `Bulk run ${runId}`)}
      actions={
        <>
          {state === 'running' && (
            <Button color="red.8" loading={stop.isPending} onClick={() => stop.mutate()}>
              {say('Dừng đợt này', 'Stop this run')}
            </Button>
          )}
          <Button variant="default" component={Link} to="/bulk-runs">
            {say('Mọi đợt', 'All runs')}
          </Button>
        </>
      }
    >
      <Text>
        {orderWords(order, say)} · {startedBy.name ?? startedBy.user} · {shownInstant(startedAt)}
        {endedAt !== undefined && ` → ${shownInstant(endedAt)}`}
      </Text>
      <Text size="sm">
        {say('Lý do', 'Reason')}: {reason}
      </Text>
      <RunProgress run={run} />
      {state === 'cancelled' && (
        <Text size="sm">
          {say('Việc đã xong giữ nguyên; phần còn lại không làm nữa.', 'What is done stays done; the rest is not done any more.')}
        </Text>
      )}
      {stop.error && <Failed error={stop.error} />}
      <Items run={run} />
    </Page>
  );
}

function Items({ run: { runId, failed, done, left } }: { readonly run: Run }) {
  const { say, language } = useSpeech();
  const [state, setState] = useState<'failed' | 'done' | 'left'>('failed');
  const query = useInfiniteQuery({
    // with the counts: what has changed is asked for anew
    queryKey: ['bulk runs', runId, 'items', state, failed, done, left],
    queryFn: ({ pageParam }) =>
      api.getBulkRunItems({ params: { runId }, query: { state, limit: 100, ...(pageParam !== '' && { cursor: pageParam }) } }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    placeholderData: (before) => before,
  });
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const label = say('Hồ sơ của đợt này', 'Dossiers of this run');
  return (
    <>
      <SegmentedControl
        aria-label={label}
        style={{ alignSelf: 'start' }}
        value={state}
        onChange={(value) => setState(value as typeof state)}
        data={[
          { value: 'failed', label: say(`Lỗi (${failed})`, `Failed (${failed})`) },
          { value: 'done', label: say(`Đã xong (${done})`, `Done (${done})`) },
          { value: 'left', label: say(`Còn lại (${left})`, `Left (${left})`) },
        ]}
      />
      {query.isPending && <Waiting />}
      {query.isError && <Failed error={query.error} retry={() => void query.refetch()} />}
      {query.isSuccess && items.length === 0 && <Empty>{say('Không có hồ sơ nào.', 'There is none.')}</Empty>}
      {items.length > 0 && (
        <div className="list" tabIndex={0} role="group" aria-label={label}>
          <Table striped aria-label={label}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{say('Hồ sơ', 'Dossier')}</Table.Th>
                <Table.Th scope="col">{say('Lúc', 'At')}</Table.Th>
                <Table.Th scope="col">{say('Vì sao chưa làm được', 'Why it could not be done')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {items.map(({ dossierId, key = '', at, problem }) => (
                <Table.Tr key={`${dossierId} ${key}`}>
                  <Table.Th scope="row">
                    <Anchor component={Link} to={`/dossiers/${dossierId}`}>
                      {say(`số ${dossierId}`, `no. ${dossierId}`)}
                    </Anchor>
                  </Table.Th>
                  <Table.Td className="whole">{shownInstant(at)}</Table.Td>
                  <Table.Td>{problem && (language === 'vi' ? problem.message : problem.messageEn)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
      <More list={query} />
    </>
  );
}
