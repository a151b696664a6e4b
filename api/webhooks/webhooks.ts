/** Webhooks as they are kept: where to, which events, whose dossiers, and the secrets that sign. */
import type { Pool } from 'pg';
import type { Engine } from '../../engine/runtime/index.ts';
import type { EventType } from '../events/event-types.ts';
import { notFound } from '../problem.ts';
import type { Queryable } from '../transaction.ts';
import { newSecret, shownSecret } from './sign.ts';

export interface Webhook {
  readonly webhookId: string;
  readonly name: string;
  readonly url: string;
  /** Empty: all. */
  readonly eventTypes: readonly EventType[];
  /** Only events of dossiers that this unit or one below it sees; absent: of all. */
  readonly unit?: string;
  readonly createdAt: string;
  readonly createdBy: string;
  /** Whose rights it has: who created it, or enabled it last. */
  readonly owner: string;
  readonly disabledAt?: string;
  readonly disabledReason?: 'byHand' | 'gone';
}

export type NewWebhook = Pick<Webhook, 'name' | 'url' | 'eventTypes' | 'unit'>;

const columns = `id::text as "webhookId", name, url, event_types as "eventTypes", unit, created_at as "createdAt", created_by as "createdBy", owner,
  disabled_at as "disabledAt", disabled_reason as "disabledReason"`;

/** The name under which the engine's outbox knows a webhook. */
export const targetOf = (webhookId: string) => `w${webhookId}`;
export const webhookOf = (target: string) => /^w([1-9]\d{0,17})$/.exec(target)?.[1];

function webhook(row: Record<string, unknown>): Webhook {
  const present = Object.entries(row).filter(([, value]) => value !== null);
  return Object.fromEntries(
    present.map(([name, value]) => [name, value instanceof Date ? value.toISOString() : value]),
  ) as unknown as Webhook;
}

/** The secret is shown this once. From the end of the transaction on events are queued for it. */
export async function createWebhook(
  db: Queryable,
  engine: Engine,
  { name, url, eventTypes, unit }: NewWebhook,
  by: string,
): Promise<{ readonly webhook: Webhook; readonly secret: string }> {
  const secret = newSecret();
  const { rows } = await db.query<Record<string, unknown>>(
    `insert into webhooks (name, url, event_types, unit, created_at, created_by, owner) values ($1, $2, $3, $4, clock_timestamp(), $5, $5) returning ${columns}`,
    [name, url, eventTypes, unit ?? null, by],
  );
  const created = webhook(rows[0]!);
  await db.query('insert into webhook_secrets (webhook_id, number, secret, created_at) values ($1::bigint, 1, $2, clock_timestamp())', [
    created.webhookId,
    secret,
  ]);
  await engine.addDeliveryTarget(targetOf(created.webhookId), eventTypes, db);
  return { webhook: created, secret: shownSecret(secret) };
}

/** Of these units, or all; in order of creation. */
export async function listWebhooks(pool: Pool, units: 'all' | readonly string[]): Promise<Webhook[]> {
  const { rows } = await pool.query<Record<string, unknown>>(
    `select ${columns} from webhooks where $1 or unit = any($2::text[]) order by id`,
    [units === 'all', units === 'all' ? [] : units],
  );
  return rows.map(webhook);
}

export async function findWebhook(pool: Pool, webhookId: string): Promise<Webhook | undefined> {
  const { rows } = await pool.query<Record<string, unknown>>({
    name: 'api webhook',
    text: `select ${columns} from webhooks where id = $1::bigint`,
    values: [webhookId],
  });
  return rows[0] && webhook(rows[0]);
}

/** Throws NOT_FOUND for one that does not exist, and for one of other units. */
export async function loadWebhook(pool: Pool, units: 'all' | readonly string[], webhookId: string): Promise<Webhook> {
  const found = await findWebhook(pool, webhookId);
  if (found && (units === 'all' || (found.unit !== undefined && units.includes(found.unit)))) return found;
  throw notFound('Không có webhook này', 'No such webhook');
}

/** Stops events from being queued for it; those queued already are dropped when their turn comes. False when it was disabled before. */
export async function disableWebhook(db: Queryable, engine: Engine, webhookId: string, reason: 'byHand' | 'gone'): Promise<boolean> {
  const { rowCount } = await db.query(
    'update webhooks set disabled_at = clock_timestamp(), disabled_reason = $2 where id = $1::bigint and disabled_at is null',
    [webhookId, reason],
  );
  await engine.removeDeliveryTarget(targetOf(webhookId), db);
  return rowCount === 1;
}

/** From now on it has the rights of who enables it. */
export async function enableWebhook(db: Queryable, engine: Engine, { webhookId, eventTypes }: Webhook, by: string): Promise<void> {
  await db.query('update webhooks set disabled_at = null, disabled_reason = null, owner = $2 where id = $1::bigint', [webhookId, by]);
  await engine.addDeliveryTarget(targetOf(webhookId), eventTypes, db);
}

export async function removeWebhook(db: Queryable, engine: Engine, webhookId: string): Promise<void> {
  await engine.removeDeliveryTarget(targetOf(webhookId), db);
  await db.query('delete from webhooks where id = $1::bigint', [webhookId]);
}

/** A new secret, shown this once; those before it sign as well for so many hours. */
export async function rotateSecret(db: Queryable, webhookId: string, keepHours: number): Promise<string> {
  const secret = newSecret();
  await db.query('select from webhooks where id = $1::bigint for update', [webhookId]);
  await db.query(
    `update webhook_secrets set expires_at = least(expires_at, clock_timestamp() + make_interval(hours => $2)) where webhook_id = $1::bigint`,
    [webhookId, keepHours],
  );
  await db.query('delete from webhook_secrets where webhook_id = $1::bigint and expires_at <= clock_timestamp()', [webhookId]);
  await db.query(
    `insert into webhook_secrets (webhook_id, number, secret, created_at)
     select $1::bigint, coalesce(max(number), 0) + 1, $2, clock_timestamp() from webhook_secrets where webhook_id = $1::bigint`,
    [webhookId, secret],
  );
  return shownSecret(secret);
}

/** The newest first. */
export async function secretsOf(pool: Pool, webhookId: string): Promise<Buffer[]> {
  const { rows } = await pool.query<{ secret: Buffer }>({
    name: 'api webhook secrets',
    text: `select secret from webhook_secrets where webhook_id = $1::bigint and (expires_at is null or expires_at > clock_timestamp()) order by number desc`,
    values: [webhookId],
  });
  return rows.map(({ secret }) => secret);
}
