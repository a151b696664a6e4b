/** The feed: everything that happened, in one order, without gaps, from any point on. */
import type { Pool } from 'pg';
import type { Event } from '../semantics/events.ts';
import { EngineRefused, type Actor } from './requests.ts';

export interface FeedEntry {
  /** Reading after it goes on with the next. */
  readonly cursor: string;
  readonly dossierId: string;
  readonly revision: number;
  readonly at: string;
  readonly occurredAt?: string;
  readonly actor: Actor;
  readonly command: { readonly type: string };
  readonly events: readonly Event[];
}

interface FeedRow {
  readonly generation: number;
  readonly xid: string;
  readonly position: string;
  readonly dossier_id: string;
  readonly revision: number;
  readonly at: Date;
  readonly occurred_at: Date | null;
  readonly actor: Actor;
  readonly command: { readonly type: string };
  readonly events: readonly Event[];
}

/**
 * At most `limit` entries after a cursor, or from the beginning. Reading stops before the oldest transaction that is still writing, and the order is that of
 * the transactions: what commits later has a later place, however long it took. An empty answer means: nothing yet, ask again with the same cursor.
 * Throws EngineRefused INVALID_VALUE for a text that is no cursor.
 */
export async function readFeed(pool: Pool, after: string | undefined, limit: number): Promise<FeedEntry[]> {
  const [generation, xid, position] = after === undefined ? ['0', '0', '0'] : placeOf(after);
  const { rows } = await pool.query<FeedRow>({
    name: 'taicho feed',
    text: `select h.generation, h.xid::text, h.position::text, h.dossier_id::text, h.revision, h.at, h.occurred_at, h.actor, h.command, h.events
           from history h
           where (h.generation, h.xid, h.position) > ($1::integer, $2::xid8, $3::bigint)
             and (h.generation < (select generation from installation) or h.xid < pg_snapshot_xmin(pg_current_snapshot()))
           order by h.generation, h.xid, h.position limit $4`,
    values: [generation, xid, position, limit],
  });
  return rows.map(({ dossier_id, occurred_at, at, revision, actor, command, events, ...place }) => ({
    cursor: `${place.generation}-${place.xid}-${place.position}`,
    dossierId: dossier_id,
    revision,
    at: at.toISOString(),
    ...(occurred_at && { occurredAt: occurred_at.toISOString() }),
    actor,
    command,
    events,
  }));
}

function placeOf(cursor: string): readonly string[] {
  if (!/^\d{1,9}-\d{1,19}-\d{1,18}$/.test(cursor))
    throw new EngineRefused('INVALID_VALUE', `Vị trí không hợp lệ: "${cursor}"`, `Not a cursor: "${cursor}"`, { cursor });
  return cursor.split('-');
}
