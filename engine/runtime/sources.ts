/** What a command takes up when it is done: a kept message, a signal on its way, a start that has become due. Each exactly once. */
import type { PoolClient } from 'pg';
import type { Changes } from './changes.ts';

export type Source =
  | { readonly kind: 'message'; readonly id: string }
  | { readonly kind: 'deferred'; readonly id: string }
  | {
      readonly kind: 'timerStart';
      readonly versionId: string;
      readonly elementId: string;
      readonly definition: number;
      readonly dueAt: string;
      /** Its next round, if there is one. */
      readonly nextAt?: string;
      readonly roundsLeft?: number;
    };

export function sourceName(source: Source): string {
  return source.kind === 'timerStart'
    ? `timerStart ${source.versionId} ${source.elementId} ${source.definition}`
    : `${source.kind} ${source.id}`;
}

/** Locks the sources of a batch; the names of those that are there and that nobody else has. */
export async function lockSources(client: PoolClient, sources: readonly Source[]): Promise<ReadonlySet<string>> {
  const named = async (text: string, values: readonly unknown[], prefix: string) =>
    (await client.query<{ id: string }>({ text, values: [...values] })).rows.map(({ id }) => `${prefix} ${id}`);
  const messages = sources.flatMap((source) => (source.kind === 'message' ? source.id : []));
  const deferred = sources.flatMap((source) => (source.kind === 'deferred' ? source.id : []));
  const starts = sources.flatMap((source) => (source.kind === 'timerStart' ? source : []));
  const found = await Promise.all([
    messages.length > 0 &&
      named(
        'select id::text from messages where id = any($1::bigint[]) and taken_at is null order by id for update skip locked',
        [messages],
        'message',
      ),
    deferred.length > 0 &&
      named(
        'select id::text from deferred_commands where id = any($1::bigint[]) order by id for update skip locked',
        [deferred],
        'deferred',
      ),
    starts.length > 0 &&
      named(
        `select s.version_id || ' ' || s.element_id || ' ' || s.definition as id from start_subscriptions s
         join unnest($1::bigint[], $2::text[], $3::timestamptz[], $4::integer[]) as k(version_id, element_id, due_at, definition)
           on s.version_id = k.version_id and s.element_id = k.element_id and s.due_at = k.due_at and s.definition = k.definition
         order by s.version_id, s.element_id, s.definition for update of s skip locked`,
        [
          starts.map(({ versionId }) => versionId),
          starts.map(({ elementId }) => elementId),
          starts.map(({ dueAt }) => dueAt),
          starts.map(({ definition }) => definition),
        ],
        'timerStart',
      ),
  ]);
  return new Set(found.flatMap((names) => names || []));
}

/** The source has been used up by `dossierId`, or (undefined) was refused and will never be taken. */
export function settleSource(changes: Changes, source: Source, dossierId: string | undefined, nowMs: number): void {
  if (source.kind === 'message') {
    if (dossierId !== undefined)
      changes.also({
        text: 'update messages set taken_by = $2, taken_at = $3, try_at = null where id = $1::bigint',
        values: [source.id, dossierId, new Date(nowMs)],
      });
  } else if (source.kind === 'deferred') changes.also({ text: 'delete from deferred_commands where id = $1::bigint', values: [source.id] });
  else
    changes.also({
      text: 'update start_subscriptions set due_at = $3, rounds_left = $4 where version_id = $1::bigint and element_id = $2 and definition = $5',
      values: [source.versionId, source.elementId, source.nextAt ?? null, source.roundsLeft ?? null, source.definition],
    });
}
