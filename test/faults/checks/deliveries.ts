/** Every event that the target asked for was accepted at least once; one id has one content at every try; nothing else was delivered; nothing is queued. */
import type { Event } from '../../../engine/index.ts';
import { canonicalJson } from '../../support/canonical-json.ts';
import type { Check } from '../evidence.ts';

export const deliveries: Check = async ({ client, lines, deliveredTypes }) => {
  const findings: string[] = [];
  const contents = new Map<string, string>();
  const accepted = new Set<string>();
  for (const line of lines) {
    if (line.what !== 'delivered') continue;
    const { delivery } = line;
    const content = canonicalJson(delivery);
    if (contents.has(delivery.id) && contents.get(delivery.id) !== content) findings.push(`delivery ${delivery.id} has two contents`);
    contents.set(delivery.id, content);
    if (line.accepted) accepted.add(delivery.id);
  }
  const { rows } = await client.query<{ generation: number; dossier_id: string; revision: number; at: Date; events: Event[] }>(
    `select generation, dossier_id::text, revision, at, events from history
     where exists (select from json_array_elements(events) e where e->>'type' = any($1::text[]))`,
    [deliveredTypes],
  );
  const expected = new Set<string>();
  for (const { generation, dossier_id: dossierId, revision, at, events } of rows)
    for (const [index, event] of events.entries()) {
      if (!deliveredTypes.includes(event.type)) continue;
      const id = `${generation}-${dossierId}-${revision}-${index}-portal`;
      expected.add(id);
      if (!accepted.has(id)) findings.push(`delivery ${id} (${event.type}) was not accepted`);
      else if (contents.get(id) !== canonicalJson({ id, target: 'portal', dossierId, revision, at: at.toISOString(), event }))
        findings.push(`delivery ${id} is not what the history says`);
    }
  for (const id of contents.keys()) if (!expected.has(id)) findings.push(`delivery ${id} is of no event in the history`);
  const { rows: queued } = await client.query<{ count: number }>('select count(*)::integer as count from graphile_worker.jobs');
  if (queued[0]!.count > 0) findings.push(`${queued[0]!.count} deliveries are still queued`);
  return findings;
};
