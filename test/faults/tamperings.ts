/** What can be wrong after a campaign, made so on purpose: one line each, with the check that must find it. */
import type { Evidence } from './evidence.ts';
import type { Line } from './journal.ts';

export interface Tampering {
  readonly check: string;
  readonly what: string;
  /** Changes at least one row. */
  readonly sql?: string;
  readonly change?: (evidence: Evidence) => Partial<Evidence>;
  /** In one of the findings. */
  readonly finds: string;
}

/** The first row of the history for which a condition holds. */
const first = (condition: string) =>
  `(h.dossier_id, h.revision) = (select f.dossier_id, f.revision from history f where ${condition} order by f.dossier_id, f.revision limit 1)`;
/** The same once more at the end of its dossier; without its events where they would not fit there. */
const copied = (condition: string, events = 'events') =>
  `insert into history (dossier_id, revision, at, actor, command, events, generation, xid)
   select dossier_id, (select max(revision) + 1 from history l where l.dossier_id = h.dossier_id), at, actor, command, ${events}, generation, xid
   from history h where ${first(condition)}`;
/** Everything of a dossier from such a command on. */
const cutFrom = (type: string) =>
  `delete from history h where exists (select from history f
     where f.dossier_id = h.dossier_id and f.revision <= h.revision and f.command->>'type' = '${type}')`;
const byClerk = `f.actor->>'user' = 'clerk'`;
const isType = (type: string) => `f.command->>'type' = '${type}'`;
const ended = `(select min(id) from dossiers where status = 'ended' and revision > 2)`;

/** The first line of a kind is another one, or none. */
function firstLine<What extends Line['what']>(what: What, change: (line: Extract<Line, { what: What }>) => Line[]) {
  return ({ lines }: Evidence): Partial<Evidence> => {
    const at = lines.findIndex((line) => line.what === what);
    return { lines: [...lines.slice(0, at), ...change(lines[at] as Extract<Line, { what: What }>), ...lines.slice(at + 1)] };
  };
}

const acknowledged: readonly Omit<Tampering, 'check'>[] = [
  { what: 'a command that is gone', sql: `delete from history h where ${first(byClerk)}`, finds: 'is not in the history' },
  { what: 'a command that is there twice', sql: copied(byClerk), finds: 'was done twice' },
  {
    what: 'a command that is elsewhere',
    sql: `update history h set revision = 900 where ${first(byClerk)}`,
    finds: 'is in the history as',
  },
  {
    what: 'another command than was asked for',
    sql: `update history h set command = '{"type":"suspend"}' where ${first(byClerk)}`,
    finds: 'asked for another command',
  },
  { what: 'a command of nobody', change: firstLine('asked', () => []), finds: 'nobody asked' },
  {
    what: 'a refusal that was done',
    change: firstLine('done', ({ key }) => [{ what: 'refused', key, code: 'NOT_WAITING' }]),
    finds: 'was refused',
  },
  {
    what: 'a failure that was done',
    change: firstLine('done', ({ key }) => [{ what: 'trouble', key, code: 'DOSSIER_BUSY' }]),
    finds: 'failed without a change',
  },
  {
    what: 'an error of no kind',
    change: firstLine('done', ({ key }) => [{ what: 'odd', key, error: 'TypeError' }]),
    finds: 'no known kind',
  },
  { what: 'two answers', change: firstLine('done', (line) => [line, { ...line, revision: 77 }]), finds: 'answered twice' },
];

const histories: readonly Omit<Tampering, 'check'>[] = [
  {
    what: 'a gap',
    sql: `update history set revision = 900 where dossier_id = ${ended} and revision = (select max(revision) from history where dossier_id = ${ended})`,
    finds: 'its revisions are',
  },
  {
    what: 'time that goes back',
    sql: `update history set at = at - interval '1 hour' where dossier_id = ${ended} and revision = 2`,
    finds: 'goes back in time',
  },
  {
    what: 'time to come',
    sql: `update history set at = at + interval '1 hour' where dossier_id = ${ended} and revision = 2`,
    finds: 'is of the future',
  },
  {
    what: 'a snapshot of something else',
    sql: `update dossier_states set state = jsonb_set(state::jsonb, '{participants}', '{"a":"b"}')::json`,
    finds: 'is not what its history gives',
  },
  {
    what: 'a row behind its history',
    sql: `update dossiers set revision = revision - 1 where id = ${ended}`,
    finds: 'its row is at revision',
  },
];

const tables: readonly Omit<Tampering, 'check'>[] = [
  { what: 'another row of a dossier', sql: `update dossiers set last_at = now() + interval '1 day'`, finds: 'last_at is' },
  { what: 'another plan of a dossier', sql: `update dossiers set next_due_at = now() - interval '1 day'`, finds: 'next_due_at is' },
  { what: 'another holder', sql: `update steps set holder = 'somebody' where left_at is null`, finds: 'holder is somebody' },
  { what: 'a step that is gone', sql: `delete from steps where left_at is null`, finds: 'is missing' },
  { what: 'a holding that is gone', sql: `delete from holdings`, finds: 'is missing' },
  { what: 'another hand-off', sql: `update hand_offs set state = 'lost'`, finds: 'state is lost' },
  { what: 'a wait that is gone', sql: `delete from waits`, finds: 'is missing' },
  { what: 'another job', sql: `update jobs set retries = 17`, finds: 'retries is 17' },
  {
    what: 'a flag too many',
    sql: `insert into flags (dossier_id, flag, element_key, epoch, at, raised_at) select dossier_id, flag, element_key, 99, at, raised_at from flags`,
    finds: 'is too many',
  },
  { what: 'a flag too few', sql: `delete from flags`, finds: 'the state says' },
  { what: 'an incident that is gone', sql: `delete from incidents`, finds: 'is missing' },
  {
    what: 'a snapshot of another revision',
    sql: `update dossier_states set revision = revision + 50`,
    finds: 'is not what the history gives',
  },
  {
    what: 'a row of nobody',
    sql: `insert into waits (dossier_id, key, type, name) values (99999, 'x#1', 'signal', 'x')`,
    finds: 'which is not there',
  },
];

const timers: readonly Omit<Tampering, 'check'>[] = [
  { what: 'a timer that took effect twice', sql: copied(isType('fireTimer'), `'[]'`), finds: 'was not waiting' },
  {
    what: 'a timer that was early',
    sql: `update history set at = at - interval '1 day' where command->>'type' = 'fireTimer'`,
    finds: 'fired before',
  },
  { what: 'a timer that never fired', sql: cutFrom('fireTimer'), finds: 'has not fired' },
  {
    what: 'a start by timer that came twice',
    sql: `insert into campaign.rounds select version_id, due_at from campaign.rounds`,
    finds: 'rounds of',
  },
];

const flags: readonly Omit<Tampering, 'check'>[] = [
  { what: 'a flag that was raised twice', sql: copied(isType('raiseFlags')), finds: 'was raised twice' },
  { what: 'a flag that was never raised', sql: cutFrom('raiseFlags'), finds: 'was not raised' },
  {
    what: 'a flag that a command overtook',
    sql: `update history h set command = '{"type":"setVariables"}' where ${first(isType('raiseFlags'))}`,
    finds: 'overtook flag',
  },
  { what: 'a flag without a row', sql: `delete from flags`, finds: 'rows of flags' },
  { what: 'something that is still due', sql: `update dossiers set next_due_at = started_at`, finds: 'something is due' },
];

const messages: readonly Omit<Tampering, 'check'>[] = [
  {
    what: 'a message of another taker',
    sql: `update messages set taken_by = 99999 where taken_by is not null`,
    finds: 'was taken by "99999"',
  },
  { what: 'a message that is gone', sql: `delete from messages where taken_by is not null`, finds: 'is not kept' },
  {
    what: 'a message that was acknowledged and is gone',
    sql: `delete from messages where message_id is not null and taken_by is null`,
    finds: 'was acknowledged and is not kept',
  },
  {
    what: 'a message that nobody took',
    sql: `insert into messages (name, correlation_key, variables, published_at, expires_at)
          select name, correlation_key, '{"ref":"forgotten"}', now(), now() + interval '1 day' from waits where type = 'message'`,
    finds: 'which nobody took',
  },
];

const signals: readonly Omit<Tampering, 'check'>[] = [
  {
    what: 'a signal that was not heard',
    sql: `update history set events = '[]' where command->>'type' = 'broadcastSignal'`,
    finds: 'was not heard',
  },
  { what: 'a signal that was heard twice', sql: copied(isType('broadcastSignal')), finds: '2 times' },
  {
    what: 'a signal that started nothing',
    sql: `delete from campaign.receivers where version_id is not null`,
    finds: 'was to start 0 alarms',
  },
  {
    what: 'a signal that is on its way',
    sql: `insert into deferred_commands (dossier_id, command, due_at) values (1, '{}', now())`,
    finds: 'is still on its way',
  },
  {
    what: 'a listener that was left out',
    sql: `with gone as (delete from campaign.receivers where dossier_id is not null)
          update history set at = at - interval '1 hour' where revision = 1 and dossier_id in
            (select d.id from dossiers d join process_versions v on v.id = d.version_id and v.process_key = 'listener')`,
    finds: 'is no receiver',
  },
];

const deliveries: readonly Omit<Tampering, 'check'>[] = [
  {
    what: 'deliveries that never came',
    change: ({ lines }) => ({ lines: lines.filter(({ what }) => what !== 'delivered') }),
    finds: 'was not accepted',
  },
  {
    what: 'a delivery that was never accepted',
    change: firstLine('delivered', (line) => [{ ...line, accepted: false }]),
    finds: 'was not accepted',
  },
  {
    what: 'a delivery with two contents',
    change: firstLine('delivered', (line) => [line, { ...line, delivery: { ...line.delivery, at: 'x' } }]),
    finds: 'has two contents',
  },
  { what: 'a delivery of no event', sql: `delete from history h where ${first(isType('startInstance'))}`, finds: 'is of no event' },
  { what: 'a delivery that is queued', sql: `select graphile_worker.add_job('taicho_deliver', '{}')`, finds: 'are still queued' },
];

const feed: readonly Omit<Tampering, 'check'>[] = [
  { what: 'an entry that was left out', change: ({ feed: seen }) => ({ feed: seen.slice(1) }), finds: 'left out' },
  { what: 'an entry that came twice', change: ({ feed: seen }) => ({ feed: [...seen, seen[0]!] }), finds: 'twice' },
  { what: 'entries in the wrong order', change: ({ feed: seen }) => ({ feed: [...seen].reverse() }), finds: 'after' },
  {
    what: 'an entry that is not in the history',
    change: ({ feed: seen }) => ({ feed: [...seen, { dossierId: '99999', revision: 1 }] }),
    finds: 'entries, the history has',
  },
];

const leftBehind: readonly Omit<Tampering, 'check'>[] = [
  { what: 'a lock', sql: 'select pg_advisory_lock(1, 2)', finds: 'advisory lock 1 2' },
  { what: 'due work that failed', sql: `insert into engine_failures values (1, now(), 1, 'TypeError')`, finds: 'TypeError' },
];

export const tamperings: readonly Tampering[] = Object.entries({
  'acknowledged commands': acknowledged,
  'histories and states': histories,
  'projected tables': tables,
  timers,
  flags,
  messages,
  signals,
  deliveries,
  feed,
  'nothing left behind': leftBehind,
}).flatMap(([check, some]) => some.map((each) => ({ check, ...each })));
