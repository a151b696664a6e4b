/** Messages between dossiers: kept until somebody takes them, taken by exactly one, the longest waiting; a start only if nobody waits. */
import type { Pool } from 'pg';
import { CommandRejected } from '../semantics/errors.ts';
import type { Json, Variables } from '../semantics/state.ts';
import { canonicalJson } from './canonical-json.ts';
import type { GroupCommit } from './group-commit.ts';
import { isPassing } from './database-errors.ts';
import { readKey } from './read-key.ts';
import { EngineRefused, EngineTrouble, system } from './requests.ts';
import { messageLifeMs } from './thrown.ts';
import type { Versions } from './versions.ts';

export interface PublishedMessage {
  readonly name: string;
  readonly correlationKey?: Json;
  readonly variables?: Variables;
  /** The same id counts once, as long as the first of it is kept. */
  readonly id?: string;
  /** How long it is kept for somebody who waits for it; 30 days. */
  readonly timeToLiveMs?: number;
}

/** Keeps a message. False when its id is known already. */
export async function keepMessage(pool: Pool, message: PublishedMessage, now: Date): Promise<boolean> {
  const { name, correlationKey, variables = {}, id, timeToLiveMs = messageLifeMs } = message;
  // an id counts for as long as its message is kept
  if (id !== undefined) await pool.query('delete from messages where message_id = $1 and expires_at <= $2', [id, now]);
  const { rowCount } = await pool.query(
    `insert into messages (message_id, name, correlation_key, variables, published_at, expires_at, try_at) values ($1, $2, $3, $4, $5, $6, $5)
     on conflict (message_id) do nothing`,
    [
      id ?? null,
      name,
      correlationKey === undefined ? null : canonicalJson(correlationKey),
      JSON.stringify(variables),
      now,
      new Date(now.getTime() + timeToLiveMs),
    ],
  );
  return rowCount === 1;
}

interface KeptMessage {
  readonly id: string;
  readonly name: string;
  readonly correlation_key: string | null;
  readonly variables: Variables;
  readonly try_at: Date;
  readonly tries: number;
}

/** Somebody may begin to wait in a transaction that we cannot see yet: so a message is tried again after 1, 5, 30 seconds, then every 5 minutes. */
const pausesMs = [1_000, 5_000, 30_000, 300_000];

/** Catchers tried for one message in one go: others may have taken them or stand in an incident. */
const mostCatchers = 20;

export interface Correlating {
  readonly pool: Pool;
  readonly commits: GroupCommit;
  readonly versions: Versions;
  /** Told of a start that was refused. */
  readonly refused?: ((error: unknown) => void) | undefined;
  /** Told of what a dossier or version could not do, through no fault of the message. */
  readonly log: (message: string, error: unknown) => void;
}

/**
 * Looks for somebody who takes the messages that are to be tried now, in the order of their publishing; how many were looked at. One that meets an error
 * waits for its next try like one that nobody takes: it keeps no other waiting.
 */
export async function correlateMessages(correlating: Correlating, now: Date, limit: number): Promise<number> {
  const { pool } = correlating;
  const { rows } = await pool.query<KeptMessage>(
    `select id::text, name, correlation_key, variables, try_at, tries from messages
     where taken_at is null and try_at <= $1 and expires_at > $1 order by try_at, id limit $2`,
    [now, limit],
  );
  for (const message of rows.sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1)))
    if (!(await take(correlating, message, now)))
      await pool.query('update messages set try_at = $3, tries = tries + 1 where id = $1::bigint and tries = $2 and taken_at is null', [
        message.id,
        message.tries,
        new Date(now.getTime() + pausesMs[Math.min(message.tries, pausesMs.length - 1)]!),
      ]);
  return rows.length;
}

/** True when the message is used up, by us or by another process. */
async function take(
  { pool, commits, versions, refused, log }: Correlating,
  { id, name, correlation_key, variables }: KeptMessage,
  now: Date,
): Promise<boolean> {
  // one that was sent without a key may carry it: catchers would refuse it one by one
  const sent: PublishedMessage = {
    name,
    variables,
    ...(correlation_key !== null && { correlationKey: JSON.parse(correlation_key) as Json }),
  };
  const { correlationKey } = await readKey(pool, versions, sent, now);
  const key = correlationKey === undefined ? null : canonicalJson(correlationKey);
  const command = { type: 'deliverMessage', name, variables, ...(correlationKey !== undefined && { correlationKey }) } as const;
  const { rows: waits } = await pool.query<{ dossier_id: string; key: string }>({
    name: 'taicho catchers',
    text: `select w.dossier_id::text, w.key from (
             (select * from waits where type = 'message' and name = $1 and md5(correlation_key) is null order by since limit $3)
             union all
             (select * from waits where type = 'message' and name = $1 and correlation_key is not null and ($2::text is null or md5(correlation_key) = md5($2) and correlation_key = $2) order by since limit $3)
           ) as w join dossiers d on d.id = w.dossier_id and d.status = 'active' order by w.since limit $3`,
    values: [name, key, mostCatchers],
  });
  for (const { dossier_id: dossierId, key: elementKey } of waits)
    try {
      await commits.executeFrom({ kind: 'message', id }, { dossierId, command: { ...command, elementKey }, actor: system });
      return true;
    } catch (error) {
      if (!isOnlyTheirs(error)) throw error;
      if (!(error instanceof CommandRejected)) log(`message ${id} to dossier ${dossierId}`, error);
    }
  const { rows: starts } = await pool.query<{ version_id: string; element_id: string; definition: number }>(
    `select version_id::text, element_id, definition from start_subscriptions where type = 'message' and name = $1 order by version_id, place limit 1`,
    [name],
  );
  const start = starts[0];
  if (!start) return false;
  try {
    await commits.executeFrom(
      { kind: 'message', id },
      {
        versionId: start.version_id,
        command: {
          type: 'startInstance',
          at: start.element_id,
          definition: start.definition,
          ...(correlationKey !== undefined && { correlationKey }),
          variables,
        },
        actor: system,
      },
    );
    return true;
  } catch (error) {
    if (!isOnlyTheirs(error)) throw error;
    if (error instanceof CommandRejected || error instanceof EngineRefused) refused?.(error);
    else log(`message ${id} to a start of version ${start.version_id}`, error);
    return false;
  }
}

/** It stands in the way of one dossier or version; not of the database or of the whole engine, which a later batch meets again. */
function isOnlyTheirs(error: unknown): boolean {
  return error instanceof EngineTrouble ? error.code === 'ENGINE_FAILED' : !isPassing(error);
}
