/** Repeal of a version that has no appraisal: one that came with the program, was deployed directly, or was there before. */
import { audit, auditLine } from '../auth/audit.ts';
import { forbidden, Problem } from '../problem.ts';
import type { Call } from '../route.ts';
import { inTransaction } from '../transaction.ts';
import { unitsFor } from './appraisals.ts';
import { positionsFor } from './persons.ts';
import { checkEnd, type DecisionOf } from './publish.ts';
import { loadSettings } from './settings.ts';
import { actorIn } from './trail.ts';

/** Throws FORBIDDEN, VERSION_APPRAISED, DECISION_DATE_LATER, EFFECTIVE_DATE_PAST, NOT_IN_FORCE. */
export async function repealVersion(
  call: Pick<Call, 'service' | 'identity' | 'address'>,
  { processKey, version, versionId }: { readonly processKey: string; readonly version: number; readonly versionId: string },
  { number, date, note, effectiveDate }: DecisionOf & { readonly effectiveDate: string },
): Promise<void> {
  const { service, identity } = call;
  await inTransaction(service.pool, async (db) => {
    const { settings } = await loadSettings(db);
    const [position] = positionsFor(identity, service.engine.organisation(), {
      permission: 'appraisals:approve',
      units: unitsFor('repeal', settings),
    });
    if (!position) throw forbidden('appraisals:approve', identity.permissions);
    const { rows } = await db.query<{ id: string }>(
      `select id::text from appraisals where version_id = $1::bigint and state = 'published' order by id desc limit 1`,
      [versionId],
    );
    if (rows[0])
      throw new Problem(
        409,
        'VERSION_APPRAISED',
        `Phiên bản này bãi bỏ qua hồ sơ thẩm định "${rows[0].id}"`,
        `This version is repealed by its appraisal, "${rows[0].id}"`,
      );
    const { at, from } = await checkEnd(db, date, effectiveDate);
    await service.engine.endForce(versionId, from, db);
    await db.query(
      `insert into decisions (kind, version_id, number, date, note, at, by) values ('repeal', $1::bigint, $2, $3, $4, $5, $6)`,
      [versionId, number, date, note ?? null, at, JSON.stringify(actorIn(call, position))],
    );
    const details = { version, versionId, number, date, ...(note !== undefined && { note }), effectiveDate };
    await audit(db, auditLine(call, 'procedure.repealed', processKey, details));
  });
}
