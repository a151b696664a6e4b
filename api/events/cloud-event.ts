/** Events as CloudEvents 1.0 (structured JSON): one shape for the list, the stream and webhooks. */
import type { Event } from '../../engine/index.ts';
import type { FeedEntry } from '../../engine/runtime/index.ts';
import type { EventType } from './event-types.ts';

export interface CloudEvent {
  readonly specversion: '1.0';
  /** The same wherever and however often this event is told. */
  readonly id: string;
  readonly source: string;
  readonly type: string;
  /** The dossier. */
  readonly subject: string;
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly data: {
    readonly dossierId: string;
    readonly revision: number;
    /** Place among the events of its command, from 0. */
    readonly number: number;
    readonly command: string;
    readonly actor: FeedEntry['actor'];
    readonly occurredAt?: string;
    readonly event: Event;
  };
}

/** What events are told from; the cursor begins with the generation. */
export type Happened = Omit<FeedEntry, 'cursor'> & { readonly generation: string };

/** Reverse DNS names are what CloudEvents asks for; a later shape of an event gets another number. */
export const typePrefix = 'vn.taicho.';
export const typeOf = (type: EventType) => `${typePrefix}${type}.v1`;

export const happened = (entry: FeedEntry): Happened => ({ ...entry, generation: entry.cursor.split('-')[0]! });

/** The event at a place of a command. `publicUrl` names the installation. */
export function cloudEvent(
  publicUrl: string,
  { generation, dossierId, revision, at, occurredAt, actor, command, events }: Happened,
  number: number,
): CloudEvent {
  const event = events[number]!;
  return {
    specversion: '1.0',
    id: `${generation}-${dossierId}-${revision}-${number}`,
    source: `${publicUrl}/api/v1/dossiers`,
    type: typeOf(event.type),
    subject: dossierId,
    time: at,
    datacontenttype: 'application/json',
    data: {
      dossierId,
      revision,
      number,
      command: command.type,
      actor,
      ...(occurredAt !== undefined && { occurredAt }),
      event,
    },
  };
}

/** All events of a command, or those of these types. */
export function cloudEvents(publicUrl: string, entry: FeedEntry, types?: ReadonlySet<string>): CloudEvent[] {
  const about = happened(entry);
  return entry.events.flatMap(({ type }, number) => (!types || types.has(type) ? [cloudEvent(publicUrl, about, number)] : []));
}
