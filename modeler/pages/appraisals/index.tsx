/** The queue of appraisals: nearest due first, what waits for me before everything else. */
import { Anchor, Group, SegmentedControl, Select, Stack, Table, Text, TextInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { Due } from '../../appraisal/due.tsx';
import { StateBadge } from '../../appraisal/state-badge.tsx';
import type { Appraisal, AppraisalState } from '../../appraisal/types.ts';
import { useUnitNames } from '../../appraisal/use-unit-names.ts';
import { plainText } from '../../compare/plain-text.ts';
import { api } from '../../data/session.ts';
import { shownDate } from '../../i18n/format.ts';
import { useSay } from '../../i18n/say.tsx';
import { More } from '../../parts/more.tsx';
import { Page } from '../../parts/page.tsx';
import { Empty, Failed, Waiting } from '../../parts/states.tsx';

const views = {
  waiting: { words: ['Chờ tôi', 'Waiting for me'] },
  appraisal: { words: ['Đang thẩm định', 'Under appraisal'], state: ['submitted', 'underAppraisal'] },
  returned: { words: ['Đã trả lại', 'Returned'], state: ['registered', 'returned'] },
  decided: { words: ['Đạt, đã phê duyệt', 'Passed, approved'], state: ['passed', 'approved'] },
  over: { words: ['Đã xong', 'Over'], state: ['published', 'superseded', 'repealed', 'withdrawn'] },
  all: { words: ['Tất cả', 'All'] },
} as const satisfies Record<string, { readonly words: readonly [string, string]; readonly state?: readonly AppraisalState[] }>;
type View = keyof typeof views;

export default function AppraisalsPage() {
  const say = useSay();
  const [search, setSearch] = useSearchParams();
  const asked = search.get('view');
  const view: View = asked !== null && Object.hasOwn(views, asked) ? (asked as View) : 'waiting';
  const department = search.get('department') ?? undefined;
  const text = search.get('text') ?? '';
  const { names, nameOf } = useUnitNames();
  const put = (name: string, value: string | null) =>
    setSearch(
      (before) => {
        const next = new URLSearchParams(before);
        if (value === null || value === '') next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true },
    );
  const query = useInfiniteQuery({
    queryKey: ['appraisals', view, department],
    queryFn: ({ pageParam }) => {
      const chosen = views[view];
      return api.getAppraisals({
        query: {
          ...(view === 'waiting' && { waiting: true }),
          ...('state' in chosen && { state: chosen.state }),
          ...(department !== undefined && { department }),
          ...(pageParam !== undefined && { cursor: pageParam }),
          limit: 50,
        },
      });
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
  });
  const items = (query.data?.pages ?? []).flatMap((page) => page.items);
  const wanted = plainText(text);
  const shown = items.filter(({ title, processKey = '' }) => plainText(`${title} ${processKey}`).includes(wanted));

  return (
    <Page title={say('Thẩm định', 'Appraisals')}>
      <Stack gap="sm">
        <SegmentedControl
          aria-label={say('Xem', 'Show')}
          value={view}
          onChange={(value) => put('view', value)}
          data={Object.entries(views).map(([value, { words }]) => ({ value, label: say(words[0], words[1]) }))}
          style={{ alignSelf: 'start' }}
        />
        <Group align="end">
          <TextInput
            label={say('Tìm theo tên (không cần dấu)', 'Search by name (marks not needed)')}
            value={text}
            onChange={(event) => put('text', event.currentTarget.value)}
            w={300}
          />
          <Select
            label={say('Đơn vị soạn', 'Drawn by')}
            placeholder={say('Mọi đơn vị', 'Every unit')}
            clearable
            searchable
            clearButtonProps={{ 'aria-label': say('Bỏ chọn đơn vị', 'Every unit') }}
            value={department ?? null}
            onChange={(value) => put('department', value)}
            data={[...names].map(([value, label]) => ({ value, label }))}
            w={280}
          />
        </Group>
      </Stack>
      {query.isPending && <Waiting />}
      {query.isError && <Failed error={query.error} retry={() => void query.refetch()} />}
      {query.data && shown.length === 0 && (
        <Empty>
          {view === 'waiting' && wanted === ''
            ? say('Không có hồ sơ thẩm định nào đang chờ bạn.', 'No appraisal waits for you.')
            : say('Không có hồ sơ thẩm định nào như vậy.', 'There is no such appraisal.')}
        </Empty>
      )}
      {shown.length > 0 && <Queue items={shown} nameOf={nameOf} />}
      <More list={query} />
    </Page>
  );
}

function Queue({ items, nameOf }: { readonly items: readonly Appraisal[]; readonly nameOf: (unit: string | undefined) => string }) {
  const say = useSay();
  return (
    <Table aria-label={say('Hồ sơ thẩm định, hạn gần nhất trước', 'Appraisals, nearest due first')} verticalSpacing="xs" highlightOnHover>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{say('Thủ tục', 'Procedure')}</Table.Th>
          <Table.Th scope="col">{say('Đơn vị soạn', 'Drawn by')}</Table.Th>
          <Table.Th scope="col">{say('Trạng thái', 'State')}</Table.Th>
          <Table.Th scope="col">{say('Hạn thẩm định', 'Due')}</Table.Th>
          <Table.Th scope="col">{say('Ngày trình, lần', 'Submitted, round')}</Table.Th>
          <Table.Th scope="col">{say('Người thẩm định', 'Appraised by')}</Table.Th>
          <Table.Th scope="col">{say('Lỗi còn chặn', 'Errors in the way')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {items.map((item) => (
          <Table.Tr key={item.appraisalId}>
            <Table.Th scope="row" fw={600}>
              <Anchor component={Link} to={`/appraisals/${item.appraisalId}`} underline="always" fz="sm" fw={600}>
                {item.title}
              </Anchor>
              {item.processKey !== undefined && (
                <Text size="xs" fw={400}>
                  {item.processKey}
                </Text>
              )}
            </Table.Th>
            <Table.Td>{nameOf(item.department)}</Table.Td>
            <Table.Td>
              <StateBadge state={item.state} />
            </Table.Td>
            <Table.Td>
              <Due appraisal={item} />
            </Table.Td>
            <Table.Td>
              {item.submittedAt === undefined
                ? '–'
                : say(`${shownDate(item.submittedAt)}, lần ${item.round}`, `${shownDate(item.submittedAt)}, round ${item.round}`)}
            </Table.Td>
            <Table.Td>{item.appraiserName ?? item.appraiser ?? '–'}</Table.Td>
            <Table.Td>
              {item.blockingFindings === 0 ? (
                say('Không', 'None')
              ) : (
                <b>{say(`${item.blockingFindings} lỗi`, `${item.blockingFindings} errors`)}</b>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
