/** The log of every act that security turns on. The database lets nobody change or remove a row. */
import { auditStatement, type AuditLine } from '../../engine/runtime/index.ts';
import type { Call } from '../route.ts';
import type { Queryable } from '../transaction.ts';

/** Writes it down; with the connection of a transaction, together with the act itself or not at all. */
export async function audit(db: Queryable, line: AuditLine): Promise<void> {
  await db.query(auditStatement(line));
}

/** The line of what a call asks for: for an act of the engine, which writes it together with what it does. */
export function auditLine(
  { identity: { login, name, apiKeyId }, address }: Pick<Call, 'identity' | 'address'>,
  action: string,
  subject?: string,
  details?: object,
): AuditLine {
  const actor = { login, name, ...(apiKeyId !== undefined && { apiKeyId }) };
  return { actor, action, ...(subject !== undefined && { subject }), ...(details && { details }), address };
}
