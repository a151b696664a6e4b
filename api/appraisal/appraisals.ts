/** Appraisals as they are read: one, or those that somebody sees or that wait for them. */
import { cursorOf, placeOf } from '../../engine/runtime/index.ts';
import type { Identity, Position } from '../auth/identity.ts';
import type { Service } from '../service.ts';
import type { Queryable } from '../transaction.ts';
import { present } from './drafts.ts';
import { partsOf, personsOf, positionsFor } from './persons.ts';
import { draftSeen, seenValues, unknownAppraisal } from './see-drafts.ts';
import { loadSettings, type AppraisalSettings } from './settings.ts';
import { acts, actsOf, duties, nextState, states, verdictOn, type AppraisalAct, type AppraisalState, type Part } from './transitions.ts';

export interface Appraisal {
  readonly appraisalId: string;
  readonly draftId: string;
  readonly title: string;
  readonly department?: string;
  readonly processKey?: string;
  readonly state: AppraisalState;
  readonly revision: number;
  /** Submissions so far. */
  readonly round: number;
  readonly registeredAt: Date;
  readonly submittedAt?: Date;
  readonly dueAt?: Date;
  /** A notice of holidays was not known when it was counted. */
  readonly dueProvisional: boolean;
  readonly overdue: boolean;
  readonly appraiser?: string;
  readonly appraiserName?: string;
  /** Hex: of what was submitted last, called versions included. */
  readonly hash?: string;
  readonly blockingFindings: number;
  readonly versionId?: string;
  readonly effectiveDate?: string;
  /** What the asker may do with it now. */
  readonly acts: readonly AppraisalAct[];
}

/** While its version is in force what was published is published; then it has been superseded. */
const stateNow = `case when a.state = 'published' and v.in_force_until <= clock_timestamp() then '${nextState('published', 'supersede')!}' else a.state end`;

const columns = `a.id::text as "appraisalId", a.draft_id::text as "draftId", d.title, d.department, a.process_key as "processKey", ${stateNow} as state, a.revision, a.round,
  a.registered_at as "registeredAt", a.submitted_at as "submittedAt", a.due_at as "dueAt", a.due_provisional as "dueProvisional",
  a.state in ('submitted', 'underAppraisal') and a.due_at < clock_timestamp() as overdue, a.appraiser, (select u.name from users u where u.login = a.appraiser) as "appraiserName", encode(a.hash, 'hex') as hash,
  (select count(*)::int from findings f where f.appraisal_id = a.id and f.severity = 'error' and f.state in ('open', 'answered')) as "blockingFindings",
  a.version_id::text as "versionId", a.effective_date::text as "effectiveDate"`;
const from = `appraisals a join drafts d on d.id = a.draft_id left join process_versions v on v.id = a.version_id`;

type Row = Omit<Appraisal, 'acts'>;

/** One that the identity sees. Throws UNKNOWN_APPRAISAL. */
export async function loadAppraisal(db: Queryable, service: Service, identity: Identity, appraisalId: string): Promise<Appraisal> {
  const { rows } = await db.query<Row>(`select ${columns} from ${from} where a.id = $3::bigint and ${draftSeen}`, [
    ...seenValues(service, identity),
    appraisalId,
  ]);
  if (!rows[0]) throw unknownAppraisal(appraisalId);
  return withActs(db, service, identity, (await loadSettings(db)).settings, rows[0]);
}

export interface AppraisalFilter {
  readonly state?: readonly AppraisalState[];
  readonly department?: string;
  /** Only those that the asker can bring further. */
  readonly waiting?: boolean;
  readonly cursor?: string;
  readonly limit?: number;
}

/** First due first, those without due instant last. */
export async function listAppraisals(
  service: Service,
  identity: Identity,
  { state, department, waiting = false, cursor, limit = 50 }: AppraisalFilter,
): Promise<{ readonly items: readonly Appraisal[]; readonly next?: string }> {
  const { settings } = await loadSettings(service.pool);
  const items: Appraisal[] = [];
  let place = placeOf(cursor, ['timestamptz', 'bigint']);
  const wanted = waiting ? states.filter((each) => isWorkFor(service, identity, settings, each)) : state;
  // a page may need a second look: of those in a state, some are kept from the asker by what they did before
  for (;;) {
    const { rows } = await service.pool.query<Row>(
      `select * from (select ${columns} from ${from} where ${draftSeen}) a
       where ($3::text[] is null or state = any($3)) and ($4::text is null or department = $4)
         and ($6::bigint is null or (coalesce("dueAt", 'infinity'), "appraisalId"::bigint) > (coalesce($5::timestamptz, 'infinity'), $6))
       order by coalesce("dueAt", 'infinity'), "appraisalId"::bigint limit $7`,
      [...seenValues(service, identity), wanted ?? null, department ?? null, place?.[0] ?? null, place?.[1] ?? null, limit + 1],
    );
    for (const row of rows.slice(0, limit)) {
      const item = await withActs(service.pool, service, identity, settings, row);
      if (waiting && item.acts.every((act) => !work.includes(act))) continue;
      items.push(item);
      if (items.length === limit) {
        const isLast = row === rows.at(-1);
        return { items, ...(!isLast && { next: cursorOf([row.dueAt?.toISOString() ?? null, row.appraisalId]) }) };
      }
    }
    if (rows.length <= limit) return { items };
    const last = rows[limit - 1]!;
    place = [last.dueAt?.toISOString() ?? null, last.appraisalId];
  }
}

/** Acts that bring it further; taking back and repealing wait for nobody. */
const work: readonly AppraisalAct[] = acts.filter((act) => !['register', 'withdraw', 'sendBack', 'repeal', 'supersede'].includes(act));

/** Units whose positions count for an act. */
export function unitsFor(act: AppraisalAct | 'override', settings: AppraisalSettings): readonly string[] {
  if (act === 'open' || act === 'return' || act === 'pass') return settings.reviewUnits;
  return act === 'approve' || act === 'sendBack' || act === 'publish' || act === 'repeal' || act === 'override'
    ? settings.approveUnits
    : [];
}

function isWorkFor(service: Service, identity: Identity, settings: AppraisalSettings, state: AppraisalState): boolean {
  return actsOf(state).some((act) => work.includes(act) && positionsOf(service, identity, settings, act).length > 0);
}

function positionsOf({ engine }: Service, identity: Identity, settings: AppraisalSettings, act: AppraisalAct) {
  const { permission } = duties[act];
  return permission === 'time' ? [] : positionsFor(identity, engine.organisation(), { permission, units: unitsFor(act, settings) });
}

async function withActs(db: Queryable, service: Service, identity: Identity, settings: AppraisalSettings, row: Row): Promise<Appraisal> {
  const { draftId, appraisalId, state } = row;
  const possible: AppraisalAct[] = [];
  const known = new Map<Position, ReadonlySet<Part>>();
  const partsAt = async (position: Position) => {
    let parts = known.get(position);
    if (!parts) known.set(position, (parts = await partsOf(db, await personsOf(db, identity, position), { draftId, appraisalId })));
    return parts;
  };
  for (const act of actsOf(state))
    for (const position of positionsOf(service, identity, settings, act)) {
      if (verdictOn(state, act, { permissions: identity.permissions, parts: await partsAt(position) }) !== 'may') continue;
      possible.push(act);
      break;
    }
  return { ...present<Row>(row), acts: possible };
}
