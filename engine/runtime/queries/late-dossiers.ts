/** Late dossiers, and where their time was lost. */
import { workingMinutesBetween } from '../../deadlines/calendar.ts';
import { calendarOf } from '../../deadlines/organisation.ts';
import type { QueryContext } from './context.ts';
import { cursorOf, placeOf } from './cursor.ts';
import { headColumns, headsOf, type DossierHead } from './dossier-head.ts';
import { instantIn } from './filter-values.ts';
import { lostSteps, type LostStep } from './lost-steps.ts';
import { limitOf, type Page, type Paging } from './page.ts';
import { openParameters, type Parameters } from './parameters.ts';
import { firstOf, type Leading, type Order, type Range } from './ranges.ts';
import { unitsWithin } from './units-within.ts';
import { versionsOf } from './versions-of.ts';

export interface LateFilter {
  /** Ended late at this instant or later and before `to`; or open, and the appointment passed before `to`, before now, and before its clock stood. */
  readonly from: string;
  readonly to: string;
  /** The competent agency is this unit or one below it. */
  readonly department?: string;
  /** The competent agency is one of these. */
  readonly units?: readonly string[];
  readonly versionIds?: readonly string[];
  /** Any version of this procedure. */
  readonly processKey?: string;
}

export interface LateDossier extends DossierHead {
  /** Working minutes of its agency from the appointment to when it was finished, its clock stopped, or now; absent when the appointment is not known. */
  readonly lateByMinutes?: number;
  /** Where most time was lost; not decided when no step was over its time. */
  readonly lost: LostStep | 'notDecided';
}

interface Selection {
  readonly from: string;
  /** `to`, and for open dossiers `to` or now, whichever is earlier. */
  readonly to: string;
  readonly overdueBefore: string;
  readonly departments?: readonly string[];
  readonly versionIds?: readonly string[];
}

/**
 * First the open ones, longest overdue first, then those that ended late, by their end. An open dossier that was finished in time and waits for the applicant
 * is not late, nor one whose clock stopped before the appointment; a cancelled or withdrawn one is nobody's.
 */
export async function lateDossiers(context: QueryContext, filter: LateFilter & Paging): Promise<Page<LateDossier>> {
  const limit = limitOf(filter);
  const place = placeOf(filter.cursor, ['integer', 'timestamptz', 'bigint']);
  const now = await context.now();
  const [from, to] = [instantIn(filter.from, 'from')!, instantIn(filter.to, 'to')!];
  const selection: Selection = {
    from,
    to,
    overdueBefore: now.getTime() < Date.parse(to) ? now.toISOString() : to,
    departments: unitsWithin(context.organisation(), filter),
    versionIds: await versionsOf(context, filter),
  };
  const read = async ({ order, rangeOf }: Part, after: readonly (string | number | null)[] | undefined, most: number) => {
    if (most <= 0) return [];
    const parameters = openParameters();
    const found = firstOf(parameters, [rangeOf(parameters, selection)], order, after && cursorOf(after), most);
    const { rows } = await context.pool.query(
      `${found.text} select ${headColumns} from page p join dossiers d using (id) ${found.orderBy}`,
      [...parameters.values],
    );
    return headsOf(context, rows);
  };
  const after = place?.slice(1);
  const open = place?.[0] === 1 ? [] : await read(openPart, after, limit + 1);
  const late = [...open, ...(await read(endedPart, place?.[0] === 1 ? after : undefined, limit + 1 - open.length))];
  const heads = late.slice(0, limit);
  const lost = await lostSteps(context, heads, now);
  const last = heads.at(-1);
  return {
    items: heads.map((head) => ({ ...head, ...lateBy(context, head, now), lost: lost.get(head.dossierId) ?? 'notDecided' })),
    ...(late.length > limit &&
      last && {
        next: cursorOf(last.endedAt === undefined ? [0, last.appointmentDueAt!, last.dossierId] : [1, last.endedAt, last.dossierId]),
      }),
  };
}

/** The same as a part of an item: absent without an appointment. */
function lateBy(
  { organisation }: QueryContext,
  { department, appointmentDueAt, finishedAt, endedAt, standsSince }: DossierHead,
  now: Date,
) {
  if (appointmentDueAt === undefined) return {};
  const until = Date.parse(finishedAt ?? endedAt ?? standsSince ?? now.toISOString());
  const lateByMinutes = workingMinutesBetween(calendarOf(organisation(), department), Date.parse(appointmentDueAt), until);
  return { lateByMinutes: Math.max(0, lateByMinutes) };
}

interface Part {
  readonly order: Order;
  readonly rangeOf: (parameters: Parameters, selection: Selection) => Range;
}

const id = { name: 'id', type: 'bigint' } as const;
const ofDepartments = ({ departments }: Selection): Leading => ({
  column: 'department',
  type: 'text',
  ...(departments && { values: departments }),
});
const ofVersions = (values: readonly string[]): Leading => ({ column: 'version_id', type: 'bigint', values });
const inDepartments = (parameters: Parameters, { departments }: Selection) =>
  departments ? [`s.department = any(${parameters.add(departments, 'text[]')})`] : [];

const openPart: Part = {
  order: { columns: [{ name: 'appointment_due_at', type: 'timestamptz' }, id] },
  rangeOf(parameters, selection) {
    const { versionIds, overdueBefore } = selection;
    const open = `s.status <> 'ended'`;
    const unfinished = `(s.result is null or s.result = 'late')`;
    // while a clock stands its appointment waits with it: late is only what was late when it stopped
    const overdue = `s.appointment_due_at < ${parameters.add(overdueBefore, 'timestamptz')} and (s.stands_since is null or s.stands_since >= s.appointment_due_at)`;
    return versionIds
      ? {
          table: 'dossiers',
          where: [open],
          by: [ofVersions(versionIds)],
          also: [unfinished, overdue, ...inDepartments(parameters, selection)],
        }
      : { table: 'dossiers', where: [open, unfinished], by: [ofDepartments(selection)], also: [overdue] };
  },
};

const endedPart: Part = {
  order: { columns: [{ name: 'ended_at', type: 'timestamptz' }, id] },
  rangeOf(parameters, selection) {
    const { versionIds, from, to } = selection;
    const ended = `s.status = 'ended'`;
    const late = [`s.result = 'late'`, `s.outcome in ('completed', 'refused')`];
    const period = [`s.ended_at >= ${parameters.add(from, 'timestamptz')}`, `s.ended_at < ${parameters.add(to, 'timestamptz')}`];
    return versionIds
      ? {
          table: 'dossiers',
          where: [ended],
          by: [ofVersions(versionIds)],
          also: [...late, ...period, ...inDepartments(parameters, selection)],
        }
      : { table: 'dossiers', where: [ended, ...late], by: [ofDepartments(selection)], also: period };
  },
};
