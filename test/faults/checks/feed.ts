/** The feed gave its reader every row of the history once, and those of one dossier in their order. */
import type { Check } from '../evidence.ts';

export const feed: Check = async ({ client, feed: seen }) => {
  const findings: string[] = [];
  const last = new Map<string, number>();
  const places = new Set<string>();
  for (const { dossierId, revision } of seen) {
    const place = `${dossierId}/${revision}`;
    if (places.has(place)) findings.push(`the feed gave ${place} twice`);
    places.add(place);
    const before = last.get(dossierId) ?? 0;
    if (revision < before) findings.push(`the feed gave ${place} after ${dossierId}/${before}`);
    last.set(dossierId, revision);
  }
  const { rows } = await client.query<{ place: string }>(`select dossier_id || '/' || revision as place from history`);
  for (const { place } of rows) if (!places.has(place)) findings.push(`the feed left out ${place}`);
  if (places.size > rows.length) findings.push(`the feed gave ${places.size} entries, the history has ${rows.length}`);
  return findings;
};
