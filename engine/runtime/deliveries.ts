/** Events that somebody outside wants to be told of leave with the transaction that made them, as jobs of graphile-worker. */
import type { Event } from '../semantics/events.ts';
import type { Changes } from './changes.ts';
import type { Change } from './projection.ts';

/** What is delivered. `id` is the same at every try, so that a receiver can tell a repetition. */
export interface Delivery {
  readonly id: string;
  readonly target: string;
  readonly dossierId: string;
  readonly revision: number;
  readonly at: string;
  readonly event: Event;
}

export const deliveryTask = 'taicho_deliver';

/** Queues a job for each event and target. Ids are generation, dossier, revision, number of the event, target. */
export function deliver(changes: Changes, generation: number, changed: readonly Change[]): void {
  const events = changed.flatMap(({ dossier, commands }) =>
    commands.flatMap(({ revision, events, atMs }) =>
      events.map((event, index) => ({
        id: `${generation}-${dossier.id}-${revision}-${index}`,
        dossierId: dossier.id,
        revision,
        at: new Date(atMs).toISOString(),
        event,
      })),
    ),
  );
  if (events.length === 0) return;
  changes.also({
    name: 'taicho deliver',
    text: `select graphile_worker.add_job($2, json_build_object('target', t.id, 'delivery', e.value || jsonb_build_object('target', t.id, 'id', (e.value->>'id') || '-' || t.id)))
           from json_array_elements($1::json) with ordinality as raw(value, number), lateral (select raw.value::jsonb as value) as e, delivery_targets t
           where cardinality(t.event_types) = 0 or e.value->'event'->>'type' = any(t.event_types)
           order by raw.number`,
    values: [JSON.stringify(events), deliveryTask],
  });
}
