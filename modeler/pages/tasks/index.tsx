/** The worklist: nearest deadline first, filtered by who has it and what is late; several claimed or given away at once. The address keeps the filter. */
import { Checkbox, Group, SegmentedControl, Select, Text } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import { api } from '../../data/session.ts';
import '../../dossier/dossier.css';
import { mayTouch } from '../../dossier/organisation-view.ts';
import { useOrganisation } from '../../dossier/use-organisation.ts';
import { TaskTable, taskName } from '../../dossier/task-table.tsx';
import { useMe } from '../../dossier/use-me.ts';
import { useSay } from '../../i18n/say.tsx';
import { More } from '../../parts/more.tsx';
import { Page } from '../../parts/page.tsx';
import { Empty, Failed, Waiting } from '../../parts/states.tsx';
import { AdHocWork } from './ad-hoc-work.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { readFilter } from './task-filter.ts';

/** One request may name so many. */
const mostChosen = 100;

export default function TasksPage() {
  const say = useSay();
  const me = useMe();
  const organisation = useOrganisation();
  const [search, setSearch] = useSearchParams();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const address = search.toString();
  const filter = useMemo(() => readFilter(new URLSearchParams(address)), [address]);
  const list = useInfiniteQuery({
    queryKey: ['tasks', filter.query],
    queryFn: ({ pageParam }) =>
      api.getTasks({ query: { ...filter.query, limit: 50, ...(pageParam !== '' && { cursor: pageParam }) } as never }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    refetchInterval: 60_000,
  });
  const counts = useQuery({
    queryKey: ['tasks', 'counts', filter.unit],
    queryFn: async () => {
      const of = filter.unit === undefined ? {} : { department: filter.unit };
      const [all, mine, unassigned] = await Promise.all(
        [of, { ...of, holder: 'me' }, { ...of, holder: { $exists: false } as const }].map((each) =>
          api.postTasksCounts({ body: { filter: each } }),
        ),
      );
      return { all: all!.total, mine: mine!.total, unassigned: unassigned!.total, late: all!.byFlag['stepOverBudget'] ?? 0 };
    },
    refetchInterval: 60_000,
  });
  const change = (name: string, value: string | null) => {
    const next = new URLSearchParams(search);
    if (value === null || value === '') next.delete(name);
    else next.set(name, value);
    setChosen(new Set());
    setSearch(next, { replace: true });
  };
  const tasks = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const picked = tasks.filter((task) => chosen.has(taskName(task))).slice(0, mostChosen);
  const numbered = (word: string, count: number | undefined) => (count === undefined ? word : `${word} (${count})`);
  const units = organisation.units.filter(({ id }) =>
    me.positions.some(({ unit }) => unit === undefined || organisation.isWithin(id, unit)),
  );
  const acts = me.may('tasks:work') || me.may('tasks:assign');
  const title = say('Việc cần làm', 'Tasks');

  return (
    <Page title={title}>
      <Group gap="sm" align="end">
        <SegmentedControl
          aria-label={say('Việc của ai', 'Whose tasks')}
          value={filter.who}
          onChange={(who) => change('who', who === 'all' ? null : who)}
          data={[
            { value: 'all', label: numbered(say('Tất cả', 'All'), counts.data?.all) },
            { value: 'mine', label: numbered(say('Tôi giữ', 'Mine'), counts.data?.mine) },
            { value: 'unassigned', label: numbered(say('Chờ người nhận', 'Unassigned'), counts.data?.unassigned) },
            { value: 'late', label: numbered(say('Quá giờ', 'Late'), counts.data?.late) },
          ]}
        />
        <Checkbox
          label={say('Chỉ việc có cảnh báo', 'Only with a flag')}
          checked={filter.isFlagged}
          onChange={({ currentTarget }) => change('flagged', currentTarget.checked ? 'yes' : null)}
        />
        <Select
          label={say('Đơn vị', 'Unit')}
          placeholder={say('mọi đơn vị của tôi', 'all of mine')}
          data={units.map(({ id, name }) => ({ value: id, label: name }))}
          value={filter.unit ?? null}
          onChange={(unit) => change('unit', unit)}
          searchable
          clearable
          clearButtonProps={{ 'aria-label': say('Bỏ chọn đơn vị', 'Clear the unit') }}
          w={280}
        />
      </Group>
      <AdHocWork unit={filter.unit} organisation={organisation} />
      {acts && picked.length > 0 && (
        <BulkBar
          tasks={picked.filter((task) => mayTouch(me, task, organisation))}
          organisation={organisation}
          done={(left) => setChosen(new Set(left))}
        />
      )}
      {list.isError && tasks.length === 0 ? (
        <Failed error={list.error} retry={() => void list.refetch()} />
      ) : list.data === undefined ? (
        <Waiting />
      ) : tasks.length === 0 ? (
        <Empty>{say('Không có việc nào như vậy.', 'There is no such task.')}</Empty>
      ) : (
        <>
          <TaskTable label={title} tasks={tasks} organisation={organisation} {...(acts && { chosen, choose: setChosen })} />
          <Group justify="space-between">
            <Text size="sm">
              {say(`Đang hiện ${tasks.length} việc, việc đến hạn trước đứng trước.`, `${tasks.length} tasks, first due first.`)}
            </Text>
            <More list={list} />
          </Group>
        </>
      )}
    </Page>
  );
}
