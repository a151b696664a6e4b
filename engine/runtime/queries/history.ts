/** What happened in one dossier, command by command. */
import type { Event } from '../../semantics/events.ts';
import { isId, unknownDossier, type Actor } from '../requests.ts';
import type { QueryContext } from './context.ts';
import { invalid } from './filter-values.ts';
import { itemOf } from './item-of.ts';
import { limitOf, type Paging } from './page.ts';

export interface HistoryEntry {
  readonly revision: number;
  /** When it was entered. */
  readonly at: string;
  /** When it happened, if it was entered late, and why. */
  readonly occurredAt?: string;
  readonly reason?: string;
  readonly actor: Actor;
  /** Without its payload. */
  readonly command: { readonly type: string };
  readonly events: readonly Event[];
}

export interface HistoryPage {
  readonly items: readonly HistoryEntry[];
  /** The `after` of the next page; absent when nothing has come after yet. */
  readonly next?: number;
}

/** The commands after a revision (absent: all), in order; none for an unknown dossier. Throws UNKNOWN_DOSSIER for what is no id, INVALID_VALUE. */
export async function history(
  { pool }: QueryContext,
  dossierId: string,
  { after = 0, ...paging }: Pick<Paging, 'limit'> & { readonly after?: number },
): Promise<HistoryPage> {
  if (!isId(dossierId)) throw unknownDossier(dossierId);
  if (!Number.isInteger(after) || after < 0 || after >= 2 ** 31) throw invalid('after', after);
  const limit = limitOf(paging);
  const { rows } = await pool.query(
    `select revision, at, occurred_at as "occurredAt", reason, actor, command, events from history
     where dossier_id = $1::bigint and revision > $2::integer order by revision limit ${limit + 1}`,
    [dossierId, after],
  );
  const items = rows.slice(0, limit).map((row) => itemOf<HistoryEntry>(row));
  return rows.length > limit ? { items, next: items.at(-1)!.revision } : { items };
}
