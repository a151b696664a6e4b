/** Ended dossiers early, on time and late. */
import { isoOf } from '../../deadlines/local-date.ts';
import { calendarOf } from '../../deadlines/organisation.ts';
import type { QueryContext } from './context.ts';
import { largestRemainder } from './largest-remainder.ts';
import { openParameters } from './parameters.ts';
import type { DossierPunctualityFilter, PunctualityRow } from './punctuality.ts';
import { partsOf, type Range } from './ranges.ts';
import { unitsWithin } from './units-within.ts';
import { versionsOf } from './versions-of.ts';

/** Ended dossiers. The three classes are those of completed and refused dossiers with an appointment; all others are counted apart. */
export interface DossierCounts {
  readonly early: number;
  readonly onTime: number;
  readonly late: number;
  /** In percent with one decimal; they add up to 100.0, or are all 0. */
  readonly shares: { readonly early: number; readonly onTime: number; readonly late: number };
  /** Completed or refused, and nothing had been promised. */
  readonly withoutAppointment: number;
  readonly cancelled: number;
  readonly withdrawn: number;
}

type Class = Exclude<keyof DossierCounts, 'shares'>;

type Counted = Record<Class, number>;

interface CountRow {
  readonly key: string | null;
  readonly class: Class;
  readonly count: number;
}

/** Reads one index entry for each dossier that ended in the period. */
export async function dossierPunctuality(
  context: QueryContext,
  filter: DossierPunctualityFilter,
): Promise<{ readonly rows: readonly (PunctualityRow & DossierCounts)[]; readonly total: DossierCounts }> {
  const { from, to, by } = filter;
  const organisation = context.organisation();
  const departments = unitsWithin(organisation, filter);
  const versionIds = await versionsOf(context, filter);
  const parameters = openParameters();
  const period = [`s.ended_at >= ${parameters.add(from, 'timestamptz')}`, `s.ended_at < ${parameters.add(to, 'timestamptz')}`];
  const range: Range = versionIds
    ? {
        table: 'dossiers',
        where: [`s.status = 'ended'`],
        by: [{ column: 'version_id', type: 'bigint', values: versionIds }],
        also: [...period, ...(departments ? [`s.department = any(${parameters.add(departments, 'text[]')})`] : [])],
      }
    : {
        table: 'dossiers',
        where: [`s.status = 'ended'`],
        by: [{ column: 'department', type: 'text', ...(departments && { values: departments }) }],
        also: period,
      };
  // days begin at the calendar's midnight; months are put together from them
  const { offset } = calendarOf(organisation);
  const day = () => `date_bin('1 day', s.ended_at, ${parameters.add(isoOf(-offset), 'timestamptz')})`;
  const key = { procedure: () => 's.version_id', department: () => 's.department', day, month: day }[by]();
  const parts = partsOf(
    parameters,
    [range],
    (table, where) => `select ${key} as key, s.outcome, s.result, count(*) as count from ${table} where ${where} group by 1, 2, 3`,
  );
  const date = (format: string) =>
    `to_char(k.key at time zone 'UTC' + ${parameters.add(`${offset} milliseconds`, 'interval')}, '${format}')`;
  const shown = {
    procedure: () => 'v.process_key',
    department: () => 'k.key',
    day: () => date('YYYY-MM-DD'),
    month: () => date('YYYY-MM'),
  }[by]();
  const { rows } = await context.pool.query<CountRow>(
    `${parts.names.length > 0 ? `with recursive ${parts.names.join(', ')} ` : ''}
     select ${shown} as key, class, sum(count)::int as count
     from (select key, case when outcome in ('cancelled', 'withdrawn') then outcome else coalesce(result, 'withoutAppointment') end as class, sum(count) as count
           from (${parts.text}) k group by 1, 2) k
       ${by === 'procedure' ? 'join process_versions v on v.id = k.key' : ''}
     group by 1, 2`,
    [...parameters.values],
  );
  const groups = new Map<string | null, Counted>();
  const total = none();
  for (const { key, class: is, count } of rows) {
    const counted = groups.get(key) ?? none();
    counted[is] += count;
    total[is] += count;
    groups.set(key, counted);
  }
  return { rows: [...groups].map(([key, counted]) => ({ ...(key !== null && { key }), ...countsOf(counted) })), total: countsOf(total) };
}

const none = (): Counted => ({ early: 0, onTime: 0, late: 0, withoutAppointment: 0, cancelled: 0, withdrawn: 0 });

function countsOf(counted: Counted): DossierCounts {
  const [early, onTime, late] = largestRemainder([counted.early, counted.onTime, counted.late]);
  return { ...counted, shares: { early: early!, onTime: onTime!, late: late! } };
}
