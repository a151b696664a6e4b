/** The organisation in force: kept in the database, the same for every process, none ever changed. */
import type { Pool } from 'pg';
import { defaultOrganisation, type Organisation } from '../deadlines/organisation.ts';
import { readOrganisation } from '../deadlines/read-organisation.ts';
import { auditStatement, type AuditLine } from './audit-line.ts';
import { wholeText } from './boundary.ts';
import { inTransaction } from './in-transaction.ts';
import { EngineRefused, type Actor } from './requests.ts';

export interface OrganisationInForce {
  /** '0': none was set, the default one is in force. */
  readonly id: string;
  readonly organisation: Organisation;
}

export const noOrganisation: OrganisationInForce = { id: '0', organisation: defaultOrganisation };

/** The last organisation set; `known` again if it still is. */
export async function loadOrganisation(pool: Pool, known: OrganisationInForce): Promise<OrganisationInForce> {
  const { rows } = await pool.query<{ id: string; content: unknown }>(
    'select id::text, content from organisations where id > $1::bigint order by id desc limit 1',
    [known.id],
  );
  const row = rows[0];
  if (!row) return known;
  const { organisation, problems } = readOrganisation(row.content);
  if (!organisation) throw new Error(`organisation ${row.id}: ${problems.map(({ at, message }) => `${at} ${message}`).join('; ')}`);
  return { id: row.id, organisation };
}

/** Puts an organisation in force; the subject of its audit line is its id. Throws EngineRefused INVALID_VALUE with `details.problems`. */
export async function storeOrganisation(pool: Pool, content: unknown, actor: Actor, at: Date, line?: AuditLine): Promise<void> {
  const whole = wholeText(content);
  const { organisation, problems } = readOrganisation(whole);
  if (!organisation) throw new EngineRefused('INVALID_VALUE', 'Sơ đồ tổ chức không hợp lệ', 'The organisation is not valid', { problems });
  await inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      'insert into organisations (content, at, actor) values ($1, $2, $3) returning id::text',
      [JSON.stringify(whole), at, JSON.stringify(actor)],
    );
    if (line) await client.query(auditStatement({ ...line, subject: rows[0]!.id }));
  });
}

/** Another calendar moves flags to come: every open dossier that plans any is looked at anew by the worker; appointments do not move by themselves. */
export async function replan(pool: Pool): Promise<void> {
  await pool.query(
    `update dossiers set next_due_at = last_at where status = 'active' and (next_due_at is not null or appointment_due_at is not null)`,
  );
}
