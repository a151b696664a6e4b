/** Each message was taken once, by the dossier that its row names, or by nobody; none is left that somebody waits for; each one thrown is kept. */
import { messageReceipts } from './receipts.ts';
import type { Check } from '../evidence.ts';

export const messages: Check = async ({ client, lines, version }) => {
  const findings: string[] = [];
  const { rows } = await client.query<{ message_id: string | null; ref: string; taken_by: string | null }>(
    `select message_id, variables->>'ref' as ref, taken_by::text from messages`,
  );
  const kept = new Map<string, { readonly takenBy: string | null }>();
  for (const { ref, taken_by } of rows) {
    if (kept.has(ref)) findings.push(`message "${ref}" was kept twice`);
    kept.set(ref, { takenBy: taken_by });
  }
  const receipts = await messageReceipts(client, version);
  for (const [ref, { takenBy }] of kept) {
    const receivers = receipts.received.get(ref) ?? [];
    if (receivers.join() !== (takenBy ?? '')) findings.push(`message "${ref}" was taken by "${takenBy ?? ''}", received by "${receivers}"`);
  }
  for (const [ref] of receipts.received) if (!kept.has(ref)) findings.push(`message "${ref}" was received and is not kept`);
  for (const ref of receipts.thrown) if (!kept.has(ref)) findings.push(`message "${ref}" was thrown and is not kept`);
  for (const line of lines)
    if (line.what === 'kept' && !kept.has(line.key === '' ? '' : refOf(lines, line.key)))
      findings.push(`message of "${line.key}" was acknowledged and is not kept`);

  const waited = await client.query<{ ref: string; dossier_id: string }>(
    `select m.variables->>'ref' as ref, w.dossier_id::text from messages m
     join waits w on w.type = 'message' and w.name = m.name and w.correlation_key is not distinct from m.correlation_key
     join dossiers d on d.id = w.dossier_id and d.status = 'active'
     where m.taken_at is null and m.expires_at > clock_timestamp() and not exists (select from incidents i where i.dossier_id = w.dossier_id)`,
  );
  for (const { ref, dossier_id } of waited.rows) findings.push(`dossier ${dossier_id} waits for message "${ref}", which nobody took`);
  return findings;
};

const refOf = (lines: Parameters<Check>[0]['lines'], key: string): string => {
  for (const line of lines) if (line.what === 'asked' && line.key === key && line.ask.do === 'publish') return line.ask.message.id;
  return '';
};
