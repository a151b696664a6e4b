/** Drafts of procedures: kept as they are, however unfinished; one row a draft, its revision counted. */
import { createHash } from 'node:crypto';
import { cursorOf, placeOf, type Actor } from '../../engine/runtime/index.ts';
import type { DecisionFiles } from '../../engine/index.ts';
import { canonicalJson } from '../../engine/runtime/canonical-json.ts';
import type { Identity } from '../auth/identity.ts';
import { Problem } from '../problem.ts';
import type { Service } from '../service.ts';
import type { Queryable } from '../transaction.ts';
import { draftSeen, seenValues, unknownDraft } from './see-drafts.ts';
import { lockedStates, openStates, type AppraisalState } from './transitions.ts';

export interface DraftContent {
  readonly title: string;
  readonly bpmn: string;
  readonly forms: Readonly<Record<string, object>>;
  /** DMN files: name → XML. */
  readonly decisions: DecisionFiles;
  readonly procedure: object;
}

export interface DraftHead {
  readonly draftId: string;
  readonly title: string;
  readonly department?: string;
  /** Hex of SHA-256 over file, forms, decisions and description. */
  readonly hash: string;
  readonly revision: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly updatedBy: Actor;
  readonly appraisalId?: string;
  readonly state: AppraisalState;
}

export type Draft = DraftHead & DraftContent;

const open = openStates.map((state) => `'${state}'`).join(', ');
const head = `d.id::text as "draftId", d.title, d.department, encode(d.hash, 'hex') as hash, d.revision, d.created_at as "createdAt", d.updated_at as "updatedAt",
  d.updated_by as "updatedBy", a.id::text as "appraisalId", coalesce(a.state, 'draft') as state`;
const from = `drafts d left join appraisals a on a.draft_id = d.id and a.state in (${open})`;

export function draftHash({ bpmn, forms, decisions, procedure }: Omit<DraftContent, 'title'>): Buffer {
  return createHash('sha256')
    .update(bpmn)
    .update('\0')
    .update(canonicalJson({ forms, procedure, ...(Object.keys(decisions).length > 0 && { decisions }) } as never))
    .digest();
}

export async function insertDraft(db: Queryable, content: DraftContent, department: string | undefined, actor: Actor): Promise<string> {
  const { title, bpmn, forms, decisions, procedure } = content;
  const { rows } = await db.query<{ id: string }>(
    `insert into drafts (title, department, bpmn, forms, procedure, hash, revision, created_at, updated_at, updated_by, decisions)
     values ($1, $2, $3, $4, $5, $6, 1, clock_timestamp(), clock_timestamp(), $7, $8) returning id::text`,
    [
      title,
      department ?? null,
      bpmn,
      JSON.stringify(forms),
      JSON.stringify(procedure),
      draftHash(content),
      JSON.stringify(actor),
      JSON.stringify(decisions),
    ],
  );
  return rows[0]!.id;
}

/** One that the identity sees. Throws UNKNOWN_DRAFT. */
export async function loadDraft(db: Queryable, service: Service, identity: Identity, draftId: string): Promise<Draft> {
  const { rows } = await db.query<Draft & Record<string, unknown>>(
    `select ${head}, d.bpmn, d.forms, d.decisions, d.procedure from ${from} where d.id = $3::bigint and ${draftSeen}`,
    [...seenValues(service, identity), draftId],
  );
  if (!rows[0]) throw unknownDraft(draftId);
  return present(rows[0]);
}

export async function listDrafts(
  service: Service,
  identity: Identity,
  { department, cursor, limit = 50 }: { readonly department?: string; readonly cursor?: string; readonly limit?: number },
): Promise<{ readonly items: readonly DraftHead[]; readonly next?: string }> {
  const [before] = (placeOf(cursor, ['bigint']) ?? []) as string[];
  const { rows } = await service.pool.query<DraftHead & Record<string, unknown>>(
    `select ${head} from ${from} where ${draftSeen} and ($3::text is null or d.department = $3) and ($4::bigint is null or d.id < $4) order by d.id desc limit $5`,
    [...seenValues(service, identity), department ?? null, before ?? null, limit + 1],
  );
  const items = rows.slice(0, limit).map((row) => present<DraftHead>(row));
  return { items, ...(rows.length > limit && { next: cursorOf([items.at(-1)!.draftId]) }) };
}

/** Locks a draft for a change; throws REVISION_CHANGED unless it is at that revision, DRAFT_LOCKED while it is being appraised. */
export async function lockDraft(db: Queryable, draftId: string, revision: number | undefined): Promise<void> {
  const { rows } = await db.query<{ revision: number }>(
    'select revision from drafts where id = $1::bigint and removed_at is null for update',
    [draftId],
  );
  if (!rows[0]) throw unknownDraft(draftId);
  if (revision !== undefined && rows[0].revision !== revision)
    throw new Problem(412, 'REVISION_CHANGED', 'Bản nháp đã thay đổi', 'The draft has changed', {
      headers: { ETag: `"${rows[0].revision}"` },
    });
  const { rowCount } = await db.query('select from appraisals where draft_id = $1::bigint and state = any($2)', [draftId, lockedStates]);
  if (rowCount !== 0)
    throw new Problem(
      409,
      'DRAFT_LOCKED',
      'Bản nháp đang được thẩm định nên không sửa được',
      'The draft is being appraised and cannot be changed',
    );
}

export async function updateDraft(
  db: Queryable,
  draftId: string,
  content: DraftContent,
  department: string | undefined,
  actor: Actor,
): Promise<void> {
  const { title, bpmn, forms, decisions, procedure } = content;
  await db.query(
    `update drafts set title = $2, department = $3, bpmn = $4, forms = $5, procedure = $6, hash = $7, revision = revision + 1, updated_at = clock_timestamp(), updated_by = $8, decisions = $9
     where id = $1::bigint`,
    [
      draftId,
      title,
      department ?? null,
      bpmn,
      JSON.stringify(forms),
      JSON.stringify(procedure),
      draftHash(content),
      JSON.stringify(actor),
      JSON.stringify(decisions),
    ],
  );
}

/** Columns without value are absent. */
export function present<T>(row: object): T {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as T;
}
