/** Where the last dossiers of a version lost their time: step by step, and on the way between departments. */
import { workingMinutesBetween } from '../../deadlines/calendar.ts';
import { calendarOf } from '../../deadlines/organisation.ts';
import type { QueryContext } from './context.ts';
import { idsIn } from './filter-values.ts';
import { openParameters } from './parameters.ts';

export interface HeatFilter {
  readonly versionId: string;
  /** How many of the dossiers that ended last; 200. */
  readonly last?: number;
  /** Only dossiers that one of these units has or had a step of, among the version's last 5,000. */
  readonly seenBy?: readonly string[];
}

/** An activity over all its finished visits. Minutes are budget minutes. */
export interface HeatStep {
  readonly elementId: string;
  readonly name?: string;
  readonly visits: number;
  /** Visits that ended after their due instant. */
  readonly over: number;
  /** Of visits that were measured. */
  readonly medianUsedMinutes?: number;
  readonly p90UsedMinutes?: number;
  /** The middle one: budgets may be shares of deadlines that differ. */
  readonly budgetMinutes?: number;
  /** All that its visits were over, together, and its part of what all steps lost (0 to 1). */
  readonly lostMinutes: number;
  readonly lostShare: number;
  /** Visits that are open now, and those of them that are past their due instant. */
  readonly openNow: number;
  readonly openLate: number;
}

/** From one department to another: working minutes of the receiver between sending and taking up. */
export interface HeatPassage {
  readonly fromUnit: string;
  readonly toUnit: string;
  readonly count: number;
  readonly medianWaitedMinutes: number;
  readonly p90WaitedMinutes: number;
  readonly returned: number;
}

export interface Heat {
  readonly versionId: string;
  /** How many dossiers it rests on, and when the first and the last of them ended. */
  readonly dossiers: number;
  readonly from?: string;
  readonly to?: string;
  /** Of them, finished after the appointment. */
  readonly late: number;
  /** Where most was lost first. */
  readonly steps: readonly HeatStep[];
  readonly passages: readonly HeatPassage[];
}

/** Open dossiers that are looked through for where they lie: those due first. */
const mostOpen = 1_000;

/** Among as many of a version's dossiers those are sought that may be seen. */
const mostSought = 5_000;

interface StepRow {
  readonly elementId: string;
  readonly visits: number;
  readonly over: number;
  readonly median: number | null;
  readonly p90: number | null;
  readonly budget: number | null;
  readonly lost: number;
  readonly openNow: number;
  readonly openLate: number;
}

/** Reads the last dossiers by their end from an index of the version, then the rows of each. Throws UNKNOWN_VERSION, INVALID_VALUE. */
export async function heat(context: QueryContext, { versionId, last = 200, seenBy }: HeatFilter): Promise<Heat> {
  const { pool } = context;
  const { model } = await context.versions.get(idsIn([versionId], 'versionId')[0]!);
  const parameters = openParameters();
  const version = parameters.add(versionId, 'bigint');
  // asked of one dossier after the other, the last first, until there are enough
  const seen = seenBy
    ? `where (select true from dossier_units u where u.dossier_id = d.id and u.unit = any(${parameters.add([...seenBy], 'text[]')}) limit 1)`
    : '';
  const { rows: dossiers } = await pool.query<{ id: string; ended_at: Date; isLate: boolean }>(
    `select d.id::text as id, d.ended_at, coalesce(d.result = 'late', false) as "isLate"
     from (select id, ended_at, result from dossiers where version_id = ${version} and status = 'ended' order by ended_at desc, id desc limit ${mostSought}) d
     ${seen} order by d.ended_at desc, d.id desc limit ${Math.min(Math.max(1, last), 1_000)}`,
    [...parameters.values],
  );
  const { rows: open } = await pool.query<{ id: string }>(
    `select d.id::text as id
     from (select id, appointment_due_at from dossiers where version_id = ${version} and status <> 'ended' order by appointment_due_at, id limit ${mostSought}) d
     ${seen} order by d.appointment_due_at, d.id limit ${mostOpen}`,
    [...parameters.values],
  );
  const ids = dossiers.map(({ id }) => id);
  const { rows: steps } = await pool.query<StepRow>(
    `select element_id as "elementId", count(*) filter (where left_at is not null)::int as visits,
       count(*) filter (where left_at > due_at)::int as over,
       percentile_cont(0.5) within group (order by used_minutes) filter (where left_at is not null) as median,
       percentile_cont(0.9) within group (order by used_minutes) filter (where left_at is not null) as p90,
       percentile_disc(0.5) within group (order by budget_minutes) as budget,
       coalesce(sum(over_by_minutes) filter (where left_at is not null), 0)::int as lost,
       count(*) filter (where left_at is null)::int as "openNow", count(*) filter (where left_at is null and due_at < $3)::int as "openLate"
     from steps s
     where (s.dossier_id = any($1::bigint[]) and s.left_at is not null or s.dossier_id = any($2::bigint[]) and s.left_at is null)
       and s.type not in ('subProcess', 'adHocSubProcess', 'callActivity')
     group by 1`,
    [ids, open.map(({ id }) => id), await context.now()],
  );
  const whole = steps.reduce((sum, { lost }) => sum + lost, 0);
  return {
    versionId,
    dossiers: dossiers.length,
    ...(dossiers.length > 0 && { from: dossiers.at(-1)!.ended_at.toISOString(), to: dossiers[0]!.ended_at.toISOString() }),
    late: dossiers.filter(({ isLate }) => isLate).length,
    steps: steps
      .map(({ elementId, visits, over, median, p90, budget, lost, openNow, openLate }): HeatStep => {
        const name = model.nodes.get(elementId)?.name;
        return {
          elementId,
          ...(name !== undefined && { name }),
          visits,
          over,
          ...(median !== null && { medianUsedMinutes: Math.round(median) }),
          ...(p90 !== null && { p90UsedMinutes: Math.round(p90) }),
          ...(budget !== null && { budgetMinutes: budget }),
          lostMinutes: lost,
          lostShare: whole === 0 ? 0 : Math.round((lost / whole) * 1_000) / 1_000,
          openNow,
          openLate,
        };
      })
      .sort((a, b) => b.lostMinutes - a.lostMinutes || b.visits - a.visits || (a.elementId < b.elementId ? -1 : 1)),
    passages: await passages(context, ids),
  };
}

/** Those that nobody took up before the step ended waited until then. */
async function passages({ pool, organisation }: QueryContext, ids: readonly string[]): Promise<readonly HeatPassage[]> {
  const { rows } = await pool.query<{ fromUnit: string; toUnit: string; unit: string; sent: Date; taken: Date | null; returned: boolean }>(
    `select coalesce(from_department, from_unit) as "fromUnit", coalesce(to_department, to_unit) as "toUnit", to_unit as unit, sent_at as sent,
       least(accepted_at, returned_at, lapsed_at) as taken, returned_at is not null as returned
     from hand_offs where dossier_id = any($1::bigint[]) and level = 'department'`,
    [ids],
  );
  const units = organisation();
  const ways = new Map<string, { fromUnit: string; toUnit: string; waits: number[]; returned: number }>();
  for (const { fromUnit, toUnit, unit, sent, taken, returned } of rows) {
    const key = JSON.stringify([fromUnit, toUnit]);
    const way = ways.get(key) ?? { fromUnit, toUnit, waits: [], returned: 0 };
    ways.set(key, way);
    if (returned) way.returned += 1;
    if (taken) way.waits.push(workingMinutesBetween(calendarOf(units, unit), sent.getTime(), taken.getTime()));
  }
  return [...ways.values()]
    .map(({ fromUnit, toUnit, waits, returned }) => {
      const sorted = waits.sort((a, b) => a - b);
      return {
        fromUnit,
        toUnit,
        count: waits.length,
        medianWaitedMinutes: Math.round(quantile(sorted, 0.5)),
        p90WaitedMinutes: Math.round(quantile(sorted, 0.9)),
        returned,
      };
    })
    .sort((a, b) => b.p90WaitedMinutes - a.p90WaitedMinutes || b.count - a.count || (a.fromUnit < b.fromUnit ? -1 : 1));
}

/** Between the two nearest values, as PostgreSQL's percentile_cont; 0 of none. */
function quantile(sorted: readonly number[], part: number): number {
  const place = (sorted.length - 1) * part;
  const [low, high] = [sorted[Math.floor(place)] ?? 0, sorted[Math.ceil(place)] ?? 0];
  return low + (high - low) * (place - Math.floor(place));
}
