/** What a command sends beyond its dossier: kept or fixed in the same transaction, delivered after it. */
import type { Event } from '../semantics/events.ts';
import { signalCatchers } from '../semantics/messages.ts';
import type { Variables } from '../semantics/state.ts';
import { canonicalJson } from './canonical-json.ts';
import type { Changes } from './changes.ts';
import type { Stirred } from './commit-batch.ts';
import type { Locked, LockedDossier } from './lock-dossiers.ts';
import type { Change } from './projection.ts';

/** How long a message that nobody waits for is kept, in milliseconds: 30 days. */
export const messageLifeMs = 30 * 86_400_000;

interface Throwing {
  readonly locked: Pick<Locked, 'dossiers'>;
  /** Of all dossiers that this batch may start. */
  readonly newIds: readonly string[];
  readonly changes: Changes;
  readonly changed: ReadonlyMap<string, Change>;
  readonly stirred: Set<Stirred>;
}

export function throwOn(work: Throwing, dossier: LockedDossier, events: readonly Event[], nowMs: number): void {
  for (const event of events) {
    if (event.type === 'messageThrown' && event.delivery === 'outside') keepMessage(work, dossier, event, nowMs);
    else if (event.type === 'signalThrown') fixReceivers(work, dossier, event, nowMs);
    else if (event.type === 'subscribed' && event.subscription.type === 'message') askAgain(work, [event.subscription.name!], nowMs);
    else if (event.type === 'dossierResumed')
      askAgain(
        work,
        Object.values(dossier.state.subscriptions).flatMap(({ type, name }) => (type === 'message' ? name! : [])),
        nowMs,
      );
  }
}

/** Kept only if somebody in the deployment may ever wait for its name; who listens outside reads the event. */
function keepMessage(
  { changes, stirred }: Throwing,
  { id }: LockedDossier,
  event: Extract<Event, { type: 'messageThrown' }>,
  nowMs: number,
) {
  const { name, correlationKey, variables } = event;
  stirred.add('messages');
  changes.also({
    name: 'taicho keep message',
    text: `insert into messages (name, correlation_key, variables, published_at, expires_at, try_at, thrown_by)
           select $1::text, $2, $3::json, $4::timestamptz, $5, $4, $6::bigint where exists (select from process_versions where catches @> array[$1::text])`,
    values: [
      name,
      correlationKey === undefined ? null : canonicalJson(correlationKey),
      JSON.stringify(variables),
      new Date(nowMs),
      new Date(nowMs + messageLifeMs),
      id,
    ],
  });
}

/** Who receives a signal is fixed now: those who wait at this instant, and the processes that it starts. The thrower's own have it already. */
function fixReceivers(work: Throwing, thrower: LockedDossier, event: Extract<Event, { type: 'signalThrown' }>, nowMs: number) {
  // the table does not say what waits in dossiers of this batch at this moment
  const here = new Map(work.locked.dossiers);
  for (const { dossier } of work.changed.values()) here.set(dossier.id, dossier);
  here.delete(thrower.id);
  const waiting = [...here.values()].filter(({ state }) => state.status === 'active' && signalCatchers(state, event.name).length > 0);
  work.stirred.add('deferred');
  work.changes.also(
    signalReceivers(event.name, event.variables, nowMs, {
      waiting: waiting.map(({ id }) => id),
      except: [thrower.id, ...here.keys(), ...work.newIds],
    }),
  );
}

/**
 * A statement that writes down who receives a signal: dossiers that wait by the table (but those in `except`) or as named in `waiting`, in order of their ids,
 * and the processes that start by it.
 */
export function signalReceivers(
  name: string,
  variables: Variables,
  nowMs: number,
  { waiting = [], except = [] }: { readonly waiting?: readonly string[]; readonly except?: readonly string[] } = {},
) {
  return {
    name: 'taicho signal receivers',
    text: `insert into deferred_commands (dossier_id, version_id, command, due_at)
           select dossier_id, version_id, command::json, $4::timestamptz from (
             select distinct w.dossier_id, null::bigint as version_id, $2::json::text as command, '' as element_id from waits w
             where w.type = 'signal' and w.name = $1 and w.dossier_id <> all($6::bigint[])
             union
             select unnest($5::bigint[]), null, $2::json::text, ''
             union all
             select null, s.version_id, json_build_object('type', 'startInstance', 'at', s.element_id, 'variables', $3::json)::text, s.element_id
             from start_subscriptions s where s.type = 'signal' and s.name = $1
           ) as receivers order by dossier_id nulls last, version_id, element_id`,
    values: [
      name,
      JSON.stringify({ type: 'broadcastSignal', name, variables }),
      JSON.stringify(variables),
      new Date(nowMs),
      [...waiting],
      [...except],
    ],
  };
}

/** Somebody new waits: kept messages of these names are tried again after this commit. Those locked now are being taken. */
function askAgain({ changes, stirred }: Throwing, names: readonly string[], nowMs: number): void {
  if (names.length === 0) return;
  stirred.add('messages');
  changes.also({
    name: 'taicho ask again',
    text: `update messages set try_at = $2, tries = 0 where id in (
             select id from messages where name = any($1::text[]) and taken_at is null order by id for update skip locked)`,
    values: [names, new Date(nowMs)],
  });
}
