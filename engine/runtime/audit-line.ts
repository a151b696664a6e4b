/** The line that an act leaves in the audit log, written in the transaction of the act: both are there, or neither. */
import type { QueryConfig } from 'pg';

export interface AuditLine {
  readonly actor: { readonly login: string; readonly name?: string; readonly apiKeyId?: string };
  /** `dossier.modified`, `key.created`, `personalData.read` … */
  readonly action: string;
  readonly subject?: string;
  readonly details?: object;
  /** From where it was asked. */
  readonly address?: string;
}

/** The statement that writes it, at the instant of the database. */
export function auditStatement({ actor, action, subject, details = {}, address }: AuditLine): QueryConfig {
  const { login, name, apiKeyId } = actor;
  return {
    name: 'taicho audit',
    text: 'insert into audit_log (at, actor, action, subject, details, address) values (clock_timestamp(), $1, $2, $3, $4, $5)',
    values: [JSON.stringify({ login, name, apiKeyId }), action, subject ?? null, JSON.stringify(details), address ?? null],
  };
}

/** The line of a command that was done: which revision it made, and of a new dossier (`as`) which one it is. */
export function lineOfCommand(
  line: AuditLine,
  isNew: boolean,
  { dossierId, revision }: { readonly dossierId: string; readonly revision: number },
): AuditLine {
  return { ...line, details: { ...line.details, ...(isNew ? { as: dossierId } : { revision }) } };
}
