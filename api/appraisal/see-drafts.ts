/** Whose drafts and appraisals an identity sees: who appraises, approves or publishes sees all; others those of their units and below. */
import { unitsSeen, type Identity } from '../auth/identity.ts';
import type { Permission } from '../auth/roles.ts';
import { Problem } from '../problem.ts';
import type { Service } from '../service.ts';
import type { Queryable } from '../transaction.ts';

const ofAll: readonly Permission[] = ['appraisals:review', 'appraisals:override', 'appraisals:approve', 'appraisals:publish'];

/** 'all', or the departments; drafts of no department are seen by people of the whole organisation and by who made them. */
export function draftUnits({ engine }: Service, identity: Identity): 'all' | readonly string[] {
  if (ofAll.some((permission) => identity.permissions.has(permission))) return 'all';
  return unitsSeen(identity, engine.organisation(), 'appraisals:read');
}

/** SQL: the draft `d` is seen; $1 the units (null: all), $2 the login. */
export const draftSeen = `d.removed_at is null and ($1::text[] is null or d.department = any($1)
  or exists (select from appraisal_persons own where own.draft_id = d.id and own.part = 'designer' and own.login = $2))`;

export const seenValues = (service: Service, identity: Identity): readonly unknown[] => {
  const units = draftUnits(service, identity);
  return [units === 'all' ? null : units, identity.login];
};

/** Throws UNKNOWN_DRAFT for one that the identity may not see, as for one that does not exist. */
export async function checkSeesDraft(db: Queryable, service: Service, identity: Identity, draftId: string): Promise<void> {
  const { rowCount } = await db.query(`select from drafts d where d.id = $3::bigint and ${draftSeen}`, [
    ...seenValues(service, identity),
    draftId,
  ]);
  if (rowCount === 0) throw unknownDraft(draftId);
}

export const unknownDraft = (id: string) => new Problem(404, 'UNKNOWN_DRAFT', `Không có bản nháp "${id}"`, `No draft "${id}"`);
export const unknownAppraisal = (id: string) =>
  new Problem(404, 'UNKNOWN_APPRAISAL', `Không có hồ sơ thẩm định "${id}"`, `No appraisal "${id}"`);
