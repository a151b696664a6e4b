/** Deployment past the appraisal, for programs and administrators: in force at once, and the decision record says that nobody appraised it. */
import type { Actor, AuditLine, Deployed, Engine, ProcedureContent } from '../../engine/runtime/index.ts';
import type { Service } from '../service.ts';
import type { Queryable } from '../transaction.ts';
import { databaseNow, publishWithoutDecision, type WithoutDecision } from './publication.ts';

export function deployDirectly(
  { engine, pool }: Pick<Service, 'engine' | 'pool'>,
  content: ProcedureContent,
  actor: Actor,
  auditLine?: AuditLine,
): Promise<Deployed> {
  const note = 'Triển khai thẳng, không qua thẩm định / deployed directly, without an appraisal';
  return deployWithoutDecision(engine, pool, content, { kind: 'direct', note, actor, ...(auditLine && { auditLine }) });
}

/** What was published before stays as it is: deploying it again changes nothing, not even what is in force. `at` absent: the database's clock. */
export async function deployWithoutDecision(
  engine: Engine,
  db: Queryable,
  content: ProcedureContent,
  { at, auditLine, ...how }: Omit<WithoutDecision, 'at'> & { readonly at?: Date; readonly auditLine?: AuditLine },
): Promise<Deployed> {
  const { processKey, hash } = await engine.checkProcedure(content);
  const { rowCount: known } = await db.query(
    `select from publications p join process_versions v on v.id = p.version_id where v.process_key = $1 and v.hash = decode($2, 'hex')`,
    [processKey ?? null, hash ?? ''],
  );
  if (known !== 0) return engine.deploy(content, how.actor);
  const now = at ?? (await databaseNow(db));
  const deployed = await engine.deploy(content, how.actor, { inForceFrom: now, ...(auditLine && { auditLine }) });
  await publishWithoutDecision(db, await engine.version(deployed.versionId), { ...how, at: now });
  return deployed;
}
