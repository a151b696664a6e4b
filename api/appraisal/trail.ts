/** The trail of drafts and appraisals: every change with who, when and why, written with the change or not at all; a repeated request is known by it. */
import { createHash } from 'node:crypto';
import { cursorOf, EngineRefused, placeOf, type Actor } from '../../engine/runtime/index.ts';
import { actorOf, type Position } from '../auth/identity.ts';
import type { Call } from '../route.ts';
import { inTransaction, type Queryable } from '../transaction.ts';

export interface TrailEntry {
  readonly draftId: string;
  readonly appraisalId?: string;
  readonly findingId?: string;
  readonly from?: string;
  readonly to?: string;
  /** Reason, answer, what was said. */
  readonly text?: string;
  readonly details?: object;
  /** In which position; absent: the first. */
  readonly position?: Position;
}

/** What a request is about, as far as it must be the same when it is repeated. */
export type Repeated = Pick<TrailEntry, 'draftId' | 'appraisalId' | 'findingId'>;

/** The actor as the history keeps it, in the position by which they act. */
export function actorIn({ identity }: Pick<Call, 'identity'>, position?: Position): Actor {
  return actorOf(position ? { ...identity, positions: [position] } : identity);
}

/** What the same request led to before; undefined: it is the first. Throws IDEMPOTENCY_KEY_REUSED. */
export async function findRepeated(db: Queryable, call: Call, act: string): Promise<Repeated | undefined> {
  if (call.idempotencyKey === undefined) return undefined;
  const { rows } = await db.query<{ draft_id: string; appraisal_id: string | null; finding_id: string | null; request_hash: Buffer }>(
    'select draft_id::text, appraisal_id::text, finding_id::text, request_hash from appraisal_trail where caller = $1 and idempotency_key = $2',
    [call.identity.login, call.idempotencyKey],
  );
  const [row] = rows;
  if (!row) return undefined;
  if (!row.request_hash.equals(requestHash(call, act)))
    throw new EngineRefused(
      'IDEMPOTENCY_KEY_REUSED',
      `Khóa "${call.idempotencyKey}" đã dùng cho một yêu cầu khác`,
      `The key "${call.idempotencyKey}" was used for another request`,
    );
  return {
    draftId: row.draft_id,
    ...(row.appraisal_id !== null && { appraisalId: row.appraisal_id }),
    ...(row.finding_id !== null && { findingId: row.finding_id }),
  };
}

/** Does a change and writes it down, in one transaction; or, when the request is repeated, says what it led to before. */
export async function inTrail(call: Call, act: string, change: (db: Queryable) => Promise<TrailEntry>): Promise<Repeated> {
  return inTransaction(call.service.pool, async (db) => {
    if (call.idempotencyKey !== undefined)
      await db.query('select pg_advisory_xact_lock(hashtext($1), hashtext($2))', [`trail ${call.identity.login}`, call.idempotencyKey]);
    const repeated = await findRepeated(db, call, act);
    if (repeated) return repeated;
    const entry = await change(db);
    await writeTrail(db, call, act, entry, requestHash(call, act));
    return entry;
  });
}

/** One more line of a change that has more than one. */
export async function writeTrail(
  db: Queryable,
  call: Call,
  act: string,
  { draftId, appraisalId, findingId, from, to, text, details = {}, position }: TrailEntry,
  hash?: Buffer,
): Promise<void> {
  await db.query(
    `insert into appraisal_trail (at, actor, act, draft_id, appraisal_id, finding_id, from_state, to_state, text, details, caller, idempotency_key, request_hash)
     values (clock_timestamp(), $1, $2, $3::bigint, $4::bigint, $5::bigint, $6, $7, $8, $9, $10, $11, $12)`,
    [
      JSON.stringify(actorIn(call, position)),
      act,
      draftId,
      appraisalId ?? null,
      findingId ?? null,
      from ?? null,
      to ?? null,
      text ?? null,
      JSON.stringify(details),
      call.identity.login,
      hash ? (call.idempotencyKey ?? null) : null,
      hash ?? Buffer.alloc(0),
    ],
  );
}

function requestHash({ params, body }: Call, act: string): Buffer {
  return createHash('sha256')
    .update(JSON.stringify([act, params, body ?? null]))
    .digest();
}

export interface TrailItem {
  readonly entryId: string;
  readonly at: Date;
  readonly actor: Actor;
  readonly act: string;
}

/** A page of the trail of a draft, an appraisal or a finding, oldest first. */
export async function trailOf(
  db: Queryable,
  about: { readonly draftId?: string; readonly appraisalId?: string; readonly findingId?: string },
  { cursor, limit = 50 }: { readonly cursor?: string; readonly limit?: number },
): Promise<{ readonly items: readonly TrailItem[]; readonly next?: string }> {
  const [after] = (placeOf(cursor, ['bigint']) ?? []) as string[];
  const { rows } = await db.query<TrailItem & Record<string, unknown>>(
    `select id::text as "entryId", at, actor, act, appraisal_id::text as "appraisalId", finding_id::text as "findingId", from_state as "from", to_state as "to", text, details
     from appraisal_trail where ($1::bigint is null or draft_id = $1) and ($2::bigint is null or appraisal_id = $2) and ($3::bigint is null or finding_id = $3)
       and ($4::bigint is null or id > $4) order by id limit $5`,
    [about.draftId ?? null, about.appraisalId ?? null, about.findingId ?? null, after ?? null, limit + 1],
  );
  const items = rows
    .slice(0, limit)
    .map((row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as never as TrailItem);
  return { items, ...(rows.length > limit && { next: cursorOf([items.at(-1)!.entryId]) }) };
}
