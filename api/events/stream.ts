/** Server-sent events: one listener from its place on, with heartbeats that also ask whether it may still listen. */
import { once } from 'node:events';
import type { Response } from 'express';
import type { FeedEntry } from '../../engine/runtime/index.ts';
import { unitsSeen, type Identity } from '../auth/identity.ts';
import type { Permission } from '../auth/roles.ts';
import { stillSignedIn } from '../auth/still-signed-in.ts';
import type { Service } from '../service.ts';
import { cloudEvents } from './cloud-event.ts';
import type { FeedTail } from './feed-tail.ts';
import { seenEntries } from './seen-entries.ts';

export interface Listener {
  readonly identity: Identity;
  readonly cursor: string;
  readonly types?: ReadonlySet<string>;
  /** Only of this dossier. */
  readonly dossierId?: string;
  /** By which the listener sees dossiers; `events:read`. */
  readonly permission?: Permission;
}

const heartbeatMs = 15_000;
/** Who takes nothing for so long (ms) is gone, or comes again with Last-Event-ID. */
const drainMs = 30_000;

/**
 * Sends until the listener goes, its session or key ends, or the service stops. The id of the last event of a command is the place after it: a reader that
 * breaks off inside a command is told the whole command again. Nothing is read ahead of what the listener takes.
 */
export async function streamEvents(
  service: Service,
  tail: FeedTail,
  response: Response,
  { identity, cursor, types, dossierId, permission = 'events:read' }: Listener,
): Promise<void> {
  const everyMs = service.settings.heartbeatMs ?? heartbeatMs;
  response.set({ 'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' });
  response.status(200).flushHeaders();
  service.metrics.streams.inc();
  try {
    let place = cursor;
    let told = cursor;
    let beatAt = 0;
    while (!response.destroyed && !service.stopping()) {
      if (performance.now() - beatAt >= everyMs) {
        if (!(await stillSignedIn(service.pool, identity, new Date()))) break;
        beatAt = performance.now();
        // an id without data moves Last-Event-ID on over what this listener does not see, and tells it nothing
        if (!(await send(response, place === told ? ': \n\n' : `: \nid: ${place}\n\n`))) break;
        told = place;
      }
      const entries = await tail.after(place);
      if (entries.length === 0) continue;
      const units = unitsSeen(identity, service.engine.organisation(), permission);
      const wanted = dossierId === undefined ? entries : entries.filter((entry) => entry.dossierId === dossierId);
      for (const entry of await seenEntries(service.pool, units, wanted)) {
        const text = frames(service.settings.publicUrl, entry, types);
        if (text === '') continue;
        if (!(await send(response, text))) return;
        told = entry.cursor;
      }
      place = entries.at(-1)!.cursor;
    }
  } finally {
    service.metrics.streams.dec();
    response.end();
  }
}

/** The events of one command; the last one carries the place. */
function frames(publicUrl: string, entry: FeedEntry, types: ReadonlySet<string> | undefined): string {
  const events = cloudEvents(publicUrl, entry, types);
  return events
    .map((event, index) => `${index === events.length - 1 ? `id: ${entry.cursor}\n` : ''}data: ${JSON.stringify(event)}\n\n`)
    .join('');
}

/** False when the listener has gone or takes nothing any more. */
async function send(response: Response, text: string): Promise<boolean> {
  if (response.destroyed) return false;
  if (response.write(text)) return true;
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), drainMs);
  try {
    await Promise.race([once(response, 'drain', patience), once(response, 'close', patience)]);
    return !response.destroyed;
  } catch {
    response.destroy();
    return false;
  } finally {
    clearTimeout(timer);
    patience.abort();
  }
}
