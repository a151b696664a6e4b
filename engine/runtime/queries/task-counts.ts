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

/** What a step may be flagged with. */
const stepFlags = ['stepAtRisk', 'stepOverBudget', 'handOffUnclaimed'];

interface CountRow {
  /** Null: of the tasks with and without flag. */
  readonly flag: string | null;
  readonly total: number;
  readonly unclaimed: number;
  readonly due_today: number;
}

/** Counts of the tasks that `tasks` would list for this filter. Reads an index entry for each of them, and one more for each that is flagged. */
export async function taskCounts(context: QueryContext, filter: TaskFilter): Promise<TaskCounts> {
  const parameters = openParameters();
  const calendar = calendarOf(context.organisation());
  const today = dayOf(calendarDate(calendar, (await context.now()).getTime())) * millisecondsPerDay - calendar.offset;
  const [from, to] = [today, today + millisecondsPerDay].map((instant) => parameters.add(isoOf(instant), 'timestamptz'));
  const all = taskRanges(parameters, filter).map(
    (range) =>
      `select null as flag, count(*)::int as total, count(*) filter (where ${range.unclaimed})::int as unclaimed,
         count(*) filter (where s.due_at >= ${from} and s.due_at < ${to})::int as due_today
       from steps s where ${whereOf(parameters, range)}`,
  );
  const flagged = taskRanges(parameters, { flags: stepFlags, ...filter }).map(
    (range) => `select s.flag, count(*)::int, 0, 0 from steps s where ${whereOf(parameters, range)} and s.flag is not null group by s.flag`,
  );
  const { rows } = await context.pool.query<CountRow>([...all, ...flagged].join(' union all '), [...parameters.values]);
  const whole = rows.filter(({ flag }) => flag === null);
  const sum = (count: (row: CountRow) => number) => whole.reduce((sum, row) => sum + count(row), 0);
  return {
    total: sum((row) => row.total),
    byFlag: Object.fromEntries(rows.flatMap(({ flag, total }) => (flag === null ? [] : [[flag, total]]))),
    unclaimed: sum((row) => row.unclaimed),
    dueToday: sum((row) => row.due_today),
  };
}
