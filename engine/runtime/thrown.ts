/** What a command sends beyond its dossier: kept or fixed in the same transaction, delivered after it. */
import type { Event } from '../semantics/events.ts';
import { signalCatchers } from '../semantics/messages.ts';
import type { Variables } from '../semantics/state.ts';
import { canonicalJson } from './canonical-json.ts';
import type { Changes } from './changes.ts';
import type { Stirred } from './work.ts';
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
    // what was armed all along takes messages again
    else if (event.type === 'dossierResumed' || event.type === 'incidentResolved')
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
  const waiting = [...here.values()].flatMap(({ id, state }) => {
    const keys = state.status === 'active' ? signalCatchers(state, event.name).map(({ key }) => key) : [];
    return keys.length > 0 ? [{ id, keys }] : [];
  });
  work.stirred.add('deferred');
  work.changes.also(
    signalReceivers(event.name, event.variables, nowMs, {
      waiting,
      except: [thrower.id, ...here.keys(), ...work.newIds],
    }),
  );
}

/**
 * A statement that writes down who receives a signal: dossiers that wait by the table (but those in `except`) or as named in `waiting`, in order of their ids,
 * each with what waits in it now, and the processes that start by it.
 */
export function signalReceivers(
  name: string,
  variables: Variables,
  nowMs: number,
  {
    waiting = [],
    except = [],
  }: { readonly waiting?: readonly { readonly id: string; readonly keys: readonly string[] }[]; readonly except?: readonly string[] } = {},
) {
  return {
    name: 'taicho signal receivers',
    text: `insert into deferred_commands (dossier_id, version_id, command, due_at)
           select dossier_id, version_id, command, $3::timestamptz from (
             select w.dossier_id, null::bigint as version_id, 0 as place,
               json_build_object('type', 'broadcastSignal', 'name', $1::text, 'variables', $2::json, 'among', json_agg(w.key order by w.since)) as command
             from waits w where w.type = 'signal' and w.name = $1 and w.dossier_id <> all($4::bigint[]) group by w.dossier_id
             union all
             select k.id, null, 0, json_build_object('type', 'broadcastSignal', 'name', $1::text, 'variables', $2::json, 'among', k.keys::json)
             from unnest($5::bigint[], $6::text[]) as k(id, keys)
             union all
             select null, s.version_id, s.place, json_build_object('type', 'startInstance', 'at', s.element_id, 'definition', s.definition, 'variables', $2::json)
             from start_subscriptions s where s.type = 'signal' and s.name = $1
           ) as receivers order by dossier_id nulls last, version_id, place`,
    values: [
      name,
      JSON.stringify(variables),
      new Date(nowMs),
      [...except],
      waiting.map(({ id }) => id),
      waiting.map(({ keys }) => JSON.stringify(keys)),
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
