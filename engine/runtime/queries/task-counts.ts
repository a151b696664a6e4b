/** How many tasks there are, without listing them. */
import { calendarDate } from '../../deadlines/calendar.ts';
import { dayOf, isoOf, millisecondsPerDay } from '../../deadlines/local-date.ts';
import { calendarOf } from '../../deadlines/organisation.ts';
import type { QueryContext } from './context.ts';
import { openParameters } from './parameters.ts';
import { whereOf } from './ranges.ts';
import { taskRanges, type TaskFilter } from './task-ranges.ts';

export interface TaskCounts {
  readonly total: number;
  /** Tasks whose gravest flag it is; flags that no task has are absent. */
  readonly byFlag: Readonly<Record<string, number>>;
  readonly unclaimed: number;
  /** Due on this day of the organisation's calendar, whether over or not. */
  readonly dueToday: number;
}

interface CountRow {
  readonly flag: string | null;
  readonly total: number;
  readonly unclaimed: number;
  readonly due_today: number;
}

/** Counts of the tasks that `tasks` would list for this filter. Reads one index entry for each of them. */
export async function taskCounts(context: QueryContext, filter: TaskFilter): Promise<TaskCounts> {
  const parameters = openParameters();
  const calendar = calendarOf(context.organisation());
  const today = dayOf(calendarDate(calendar, (await context.now()).getTime())) * millisecondsPerDay - calendar.offset;
  const [from, to] = [today, today + millisecondsPerDay].map((instant) => parameters.add(isoOf(instant), 'timestamptz'));
  const parts = taskRanges(parameters, filter).map(
    (range) =>
      `select s.flag, count(*)::int as total, count(*) filter (where ${range.unclaimed})::int as unclaimed,
         count(*) filter (where s.due_at >= ${from} and s.due_at < ${to})::int as due_today
       from steps s where ${whereOf(parameters, range)} group by s.flag`,
  );
  const { rows } = await context.pool.query<CountRow>(parts.join(' union all '), [...parameters.values]);
  const byFlag: Record<string, number> = {};
  for (const { flag, total } of rows) if (flag !== null) byFlag[flag] = (byFlag[flag] ?? 0) + total;
  const sum = (count: (row: CountRow) => number) => rows.reduce((whole, row) => whole + count(row), 0);
  return { total: sum((row) => row.total), byFlag, unclaimed: sum((row) => row.unclaimed), dueToday: sum((row) => row.due_today) };
}
