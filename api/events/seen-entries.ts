import type pg from 'pg';
import type { FeedEntry } from '../../engine/runtime/index.ts';
import { dossiersSeen } from '../see.ts';

/** Those entries of the feed whose dossiers the units see: the same question that every list asks. */
export async function seenEntries(
  pool: pg.Pool,
  units: 'all' | readonly string[],
  entries: readonly FeedEntry[],
): Promise<readonly FeedEntry[]> {
  if (units === 'all') return entries;
  const seen = await dossiersSeen(pool, units, [...new Set(entries.map(({ dossierId }) => dossierId))]);
  return entries.filter(({ dossierId }) => seen.has(dossierId));
}
