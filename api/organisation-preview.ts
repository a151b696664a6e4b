/** What another organisation (its calendars, units) would move for open dossiers, without moving anything. */
import { previewRecount } from '../engine/deadlines/clocks.ts';
import { flagKey } from '../engine/deadlines/flags.ts';
import { calendarOf, isValidOn } from '../engine/deadlines/organisation.ts';
import { comingFlags, outlook, type Organisation, type ProcessModel, type State } from '../engine/index.ts';
import { localDate } from './appraisal/publication.ts';
import type { Service } from './service.ts';
import type { Queryable } from './transaction.ts';

/** Dossiers looked at, and listed, at most: the first to be due. */
const mostDossiers = 5_000;
const mostListed = 200;
/** Read at once; the engine's own connections are for those who work meanwhile. */
const together = 4;

export interface MovedDossier {
  readonly dossierId: string;
  readonly code?: string;
  readonly department?: string;
  /** The appointment that was promised, which stays. */
  readonly appointmentDueAt?: string;
  /** What it would be by today's calendars, and by the others; only when these differ. */
  readonly appointment?: { readonly order: number; readonly now: string; readonly then: string };
  /** Flags to come whose instants move. */
  readonly flags: readonly MovedFlag[];
}

export interface MovedFlag {
  readonly flag: string;
  readonly elementKey?: string;
  /** Absent: it comes only then, or no more. */
  readonly now?: string;
  readonly then?: string;
}

export interface ChangedUnit {
  readonly unit: string;
  readonly name: string;
  readonly change: 'removed' | 'ended';
  readonly openDossiers: number;
  readonly positions: number;
}

export interface OrganisationPreview {
  /** Open dossiers with a clock that were looked at; `isComplete` false: there are more. */
  readonly dossiers: number;
  readonly isComplete: boolean;
  /** Of these: appointments that would be counted otherwise, and dossiers with flags that move. */
  readonly appointments: number;
  readonly flagged: number;
  readonly items: readonly MovedDossier[];
  readonly units: readonly ChangedUnit[];
}

/** Undefined when `isGone` says that nobody waits for the answer any more. */
export async function organisationPreview(
  { engine, pool }: Service,
  next: Organisation,
  isGone: () => boolean,
): Promise<OrganisationPreview | undefined> {
  const current = engine.organisation();
  const nowMs = Date.now();
  const { rows } = await pool.query<{ id: string; code: string | null; department: string | null }>(
    `select id::text, code, department from dossiers where status <> 'ended' and (appointment_due_at is not null or next_due_at is not null)
     order by appointment_due_at nulls last, id limit $1`,
    [mostDossiers + 1],
  );
  const looked = rows.slice(0, mostDossiers);
  const moved: MovedDossier[] = [];
  const rest = looked[Symbol.iterator]();
  const work = async () => {
    for (const { id, code, department } of rest) {
      if (isGone()) return;
      const { state, versionId } = await engine.dossier(id);
      const { model } = await engine.version(versionId);
      const change = movedBy(model, state, current, next, nowMs);
      if (change) moved.push({ dossierId: id, ...(code !== null && { code }), ...(department !== null && { department }), ...change });
    }
  };
  await Promise.all(Array.from({ length: together }, work));
  if (isGone()) return undefined;
  moved.sort((a, b) => compare(a.appointmentDueAt ?? '~', b.appointmentDueAt ?? '~') || Number(a.dossierId) - Number(b.dossierId));
  return {
    dossiers: looked.length,
    isComplete: rows.length <= mostDossiers,
    appointments: moved.filter(({ appointment }) => appointment).length,
    flagged: moved.filter(({ flags }) => flags.length > 0).length,
    items: moved.slice(0, mostListed),
    units: await changedUnits(pool, current, next, localDate(new Date(nowMs))),
  };
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function movedBy(
  model: ProcessModel,
  state: State,
  current: Organisation,
  next: Organisation,
  nowMs: number,
): Pick<MovedDossier, 'appointmentDueAt' | 'appointment' | 'flags'> | undefined {
  const appointment = movedAppointment(model, state, current, next, nowMs);
  const flags = movedFlags(comingFlags(model, state, current), comingFlags(model, state, next), nowMs);
  if (!appointment && flags.length === 0) return undefined;
  const promised = state.clock?.appointments.find(({ keptAt }) => keptAt === undefined)?.dueAt;
  return { ...(promised !== undefined && { appointmentDueAt: promised }), ...(appointment && { appointment }), flags };
}

/** The first appointment that the two organisations count differently. One that was kept, or whose clock has ended, stays whatever happens. */
function movedAppointment(
  model: ProcessModel,
  state: State,
  current: Organisation,
  next: Organisation,
  nowMs: number,
): MovedDossier['appointment'] {
  const { clock } = state;
  if (!clock || (clock.status !== 'running' && clock.status !== 'paused')) return undefined;
  const { department } = outlook(model, state, current, nowMs);
  const dates = (organisation: Organisation) =>
    new Map(previewRecount(clock, calendarOf(organisation, department)).map(({ order, to }) => [order, to]));
  const [before, after] = [dates(current), dates(next)];
  for (const { order, dueAt, keptAt } of clock.appointments) {
    const [now, then] = [before.get(order) ?? dueAt, after.get(order) ?? dueAt];
    if (keptAt === undefined && now !== then) return { order, now, then };
  }
  return undefined;
}

type Planned = ReturnType<typeof comingFlags>;

function movedFlags(before: Planned, after: Planned, nowMs: number): MovedFlag[] {
  const then = new Map(after.map((each) => [flagKey(each), each.at]));
  const known = new Set(before.map(flagKey));
  const about = ({ flag, elementKey }: Planned[number]) => ({ flag, ...(elementKey !== undefined && { elementKey }) });
  // what is due already is raised whatever calendar holds
  const isToCome = (at: string) => Date.parse(at) > nowMs;
  return [
    ...before.flatMap((each) => {
      const at = then.get(flagKey(each));
      return at === each.at || !isToCome(each.at) ? [] : [{ ...about(each), now: each.at, ...(at !== undefined && { then: at }) }];
    }),
    ...after.filter((each) => !known.has(flagKey(each))).map((each) => ({ ...about(each), then: each.at })),
  ];
}

/** Units that go or end while something is still open there, or somebody holds a position. */
async function changedUnits(db: Queryable, current: Organisation, next: Organisation, today: string): Promise<ChangedUnit[]> {
  const gone: Pick<ChangedUnit, 'unit' | 'name' | 'change'>[] = [];
  for (const unit of current.units.values()) {
    const then = next.units.get(unit.id);
    if (!then) gone.push({ unit: unit.id, name: unit.name, change: 'removed' });
    else if (isValidOn(unit, today) && then.validTo !== undefined && then.validTo !== unit.validTo)
      gone.push({ unit: unit.id, name: unit.name, change: 'ended' });
  }
  const { rows } = await db.query<{ unit: string; dossiers: number; positions: number }>(
    `select unit, (select count(*)::int from dossier_units d where d.unit = asked.unit and d.ended_at is null) as dossiers,
       (select count(*)::int from positions p where p.unit = asked.unit and (p.valid_to is null or p.valid_to > now())) as positions
     from unnest($1::text[]) as asked(unit)`,
    [gone.map(({ unit }) => unit)],
  );
  const counts = new Map(rows.map((row) => [row.unit, row]));
  return gone.map((each) => ({
    ...each,
    openDossiers: counts.get(each.unit)?.dossiers ?? 0,
    positions: counts.get(each.unit)?.positions ?? 0,
  }));
}
