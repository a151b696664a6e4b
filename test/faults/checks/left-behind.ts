/** Once the engines have ended: no session and no lock of theirs, and no due work that an engine could not do. */
import type { Check } from '../evidence.ts';

export const leftBehind: Check = async ({ client }) => {
  const findings: string[] = [];
  const { rows: sessions } = await client.query<{ application_name: string; state: string }>(
    `select application_name, state from pg_stat_activity where application_name like 'taicho %' and application_name <> 'taicho present'`,
  );
  for (const { application_name, state } of sessions) findings.push(`session "${application_name}" is left, ${state}`);
  const { rows: locks } = await client.query<{ classid: number; objid: number }>(
    `select classid, objid from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`,
  );
  for (const { classid, objid } of locks) findings.push(`advisory lock ${classid} ${objid} is left`);
  const { rows: prepared } = await client.query<{ pid: number; query: string }>(
    `select pid, query from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and xact_start is not null and backend_type = 'client backend'`,
  );
  for (const { pid, query } of prepared) findings.push(`session ${pid} is in a transaction: ${query}`);
  const { rows: failures } = await client.query<{ dossier_id: string; error: string }>(
    'select dossier_id::text, error from engine_failures',
  );
  for (const { dossier_id, error } of failures) findings.push(`due work of dossier ${dossier_id} failed: ${error}`);
  return findings;
};
