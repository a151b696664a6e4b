/** The log of every act that security turns on. The database lets nobody change or remove a row. */
import type { Queryable } from '../transaction.ts';

export interface AuditEntry {
  readonly actor: { readonly login: string; readonly name?: string; readonly apiKeyId?: string };
  /** `session.opened`, `key.created`, `personalData.read` … */
  readonly action: string;
  readonly subject?: string;
  readonly details?: object;
  readonly address?: string;
}

/** Writes it down; with the connection of a transaction, together with the act itself or not at all. */
export async function audit(db: Queryable, { actor, action, subject, details = {}, address }: AuditEntry): Promise<void> {
  const { login, name, apiKeyId } = actor;
  await db.query('insert into audit_log (at, actor, action, subject, details, address) values (clock_timestamp(), $1, $2, $3, $4, $5)', [
    JSON.stringify({ login, name, apiKeyId }),
    action,
    subject ?? null,
    JSON.stringify(details),
    address ?? null,
  ]);
}
