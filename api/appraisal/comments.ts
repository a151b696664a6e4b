/** What is said about a procedure under appraisal, about an element of it or the whole; a line of the trail, which nobody changes. */
import { cursorOf, placeOf } from '../../engine/runtime/index.ts';
import type { Call } from '../route.ts';
import type { Queryable } from '../transaction.ts';
import { loadAppraisal } from './appraisals.ts';
import { present } from './drafts.ts';
import { capacityFor } from './persons.ts';
import { inTrail } from './trail.ts';

export interface NewComment {
  readonly text: string;
  /** Id of the element; absent: the whole procedure. */
  readonly elementId?: string;
}

/** Throws UNKNOWN_APPRAISAL, FORBIDDEN. */
export async function comment(call: Call, appraisalId: string, { text, elementId }: NewComment): Promise<void> {
  const { service, identity } = call;
  await inTrail(call, 'comment', async (db) => {
    const { draftId, round } = await loadAppraisal(db, service, identity, appraisalId);
    const about = { draftId, appraisalId };
    const question = { permission: 'appraisals:comment', units: [], neverAs: [], ...about } as const;
    const { position } = await capacityFor(db, identity, service.engine.organisation(), question);
    return { ...about, text, details: { round, ...(elementId !== undefined && { elementId }) }, position };
  });
}

/** Oldest first. */
export async function commentsOf(
  db: Queryable,
  appraisalId: string,
  { cursor, limit = 200 }: { readonly cursor?: string; readonly limit?: number },
): Promise<{ readonly items: readonly object[]; readonly next?: string }> {
  const [after] = (placeOf(cursor, ['bigint']) ?? []) as string[];
  const { rows } = await db.query<{ commentId: string }>(
    `select id::text as "commentId", at, actor, text, details->>'elementId' as "elementId", coalesce((details->>'round')::int, 0) as round
     from appraisal_trail where appraisal_id = $1::bigint and act = 'comment' and ($2::bigint is null or id > $2) order by id limit $3`,
    [appraisalId, after ?? null, limit + 1],
  );
  const items = rows.slice(0, limit).map((row) => present<{ commentId: string }>(row));
  return { items, ...(rows.length > limit && { next: cursorOf([items.at(-1)!.commentId]) }) };
}
