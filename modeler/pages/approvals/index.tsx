/** The approval desk: what was passed waits for a decision, what was approved to be published, what is in use may be repealed. */
import { Anchor, Card, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { ActBar } from '../../appraisal/act-bar.tsx';
import '../../appraisal/appraisal.css';
import { Decisions } from '../../appraisal/decisions.tsx';
import { PersonsLine } from '../../appraisal/persons-line.tsx';
import { StateBadge } from '../../appraisal/state-badge.tsx';
import type { Act, Appraisal } from '../../appraisal/types.ts';
import { useUnitNames } from '../../appraisal/use-unit-names.ts';
import { api } from '../../data/session.ts';
import { shownDate } from '../../i18n/format.ts';
import { useSay } from '../../i18n/say.tsx';
import { Asked } from '../../parts/asked.tsx';
import { More } from '../../parts/more.tsx';
import { Page } from '../../parts/page.tsx';
import { Empty, Failed, Waiting } from '../../parts/states.tsx';

const views = {
  passed: { words: ['Chờ phê duyệt', 'To be approved'], state: ['passed'] },
  approved: { words: ['Chờ công bố', 'To be published'], state: ['approved'] },
  published: { words: ['Đã công bố', 'Published'], state: ['published'] },
  decisions: { words: ['Các quyết định', 'Decisions'], state: [] },
} as const;
type View = keyof typeof views;

const approvalActs: readonly Act[] = ['approve', 'sendBack', 'publish', 'repeal'];

export default function ApprovalsPage() {
  const say = useSay();
  const [search, setSearch] = useSearchParams();
  const asked = search.get('view');
  const view: View = asked !== null && Object.hasOwn(views, asked) ? (asked as View) : 'passed';
  return (
    <Page title={say('Phê duyệt và công bố', 'Approval and publication')}>
      <SegmentedControl
        aria-label={say('Xem', 'Show')}
        value={view}
        onChange={(value) => setSearch({ view: value }, { replace: true })}
        data={Object.entries(views).map(([value, { words }]) => ({ value, label: say(words[0], words[1]) }))}
        style={{ alignSelf: 'start' }}
      />
      {view === 'decisions' ? <Decisions /> : <Waits view={view} />}
    </Page>
  );
}

function Waits({ view }: { readonly view: Exclude<View, 'decisions'> }) {
  const say = useSay();
  const query = useInfiniteQuery({
    queryKey: ['appraisals', 'approvals', view],
    queryFn: ({ pageParam }) =>
      api.getAppraisals({ query: { state: views[view].state, limit: 20, ...(pageParam !== undefined && { cursor: pageParam }) } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
  });
  if (query.isPending) return <Waiting />;
  if (query.isError) return <Failed error={query.error} retry={() => void query.refetch()} />;
  const items = query.data.pages.flatMap((page) => page.items);
  const none = {
    passed: say('Không có thủ tục nào chờ phê duyệt.', 'Nothing waits to be approved.'),
    approved: say('Không có thủ tục nào chờ công bố.', 'Nothing waits to be published.'),
    published: say('Chưa có thủ tục nào được công bố qua thẩm định.', 'Nothing was published by way of an appraisal.'),
  };
  return (
    <Stack gap="sm">
      {items.length === 0 && <Empty>{none[view]}</Empty>}
      {items.map((appraisal) => (
        <ApprovalCard key={appraisal.appraisalId} appraisal={appraisal} />
      ))}
      <More list={query} />
    </Stack>
  );
}

function ApprovalCard({ appraisal }: { readonly appraisal: Appraisal }) {
  const say = useSay();
  const client = useQueryClient();
  const { nameOf } = useUnitNames();
  const { appraisalId, title, state, department, processKey, round, hash, effectiveDate } = appraisal;
  const query = useQuery({
    queryKey: ['appraisal', appraisalId, 'duties', appraisal.revision],
    queryFn: () => api.getAppraisalDuties({ params: { appraisalId } }),
  });
  return (
    <Card withBorder padding="sm" component="article" aria-label={title}>
      <Stack gap={6}>
        <Group gap="sm">
          <Anchor component={Link} to={`/appraisals/${appraisalId}`} underline="always" fw={600}>
            {title}
          </Anchor>
          <StateBadge state={state} />
          <Text size="sm">{nameOf(department)}</Text>
          <Text size="sm">{processKey}</Text>
          <Text size="sm">{say(`lần trình ${round}`, `submission ${round}`)}</Text>
          {effectiveDate !== undefined && (
            <Text size="sm">{say(`hiệu lực từ ${shownDate(effectiveDate)}`, `in force from ${shownDate(effectiveDate)}`)}</Text>
          )}
        </Group>
        {hash !== undefined && (
          <Text size="xs">
            {say('Mã băm nội dung đã thẩm định: ', 'Hash of what was appraised: ')}
            <code>{hash.slice(0, 16)}…</code>
          </Text>
        )}
        <Asked query={query}>
          {(duties) => (
            <>
              <PersonsLine persons={duties.persons} />
              <ActBar
                appraisal={appraisal}
                duties={duties}
                acts={approvalActs}
                done={() => client.invalidateQueries({ queryKey: ['appraisals'] })}
              />
            </>
          )}
        </Asked>
      </Stack>
    </Card>
  );
}
