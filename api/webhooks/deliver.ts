/** One delivery to a webhook: the event as the history has it, signed, sent, and its outcome kept. A throw means: try again later. */
import type { Pool } from 'pg';
import type { Delivery } from '../../engine/runtime/index.ts';
import { audit } from '../auth/audit.ts';
import { cloudEvent, type Happened } from '../events/cloud-event.ts';
import { dossiersSeen } from '../see.ts';
import type { Service } from '../service.ts';
import { inTransaction, type Queryable } from '../transaction.ts';
import { keepAttempt, type Attempt } from './attempts.ts';
import { post } from './post.ts';
import { toldUnits } from './rights.ts';
import { signedHeaders } from './sign.ts';
import { disableWebhook, findWebhook, secretsOf, webhookOf } from './webhooks.ts';

/** Which event a message tells: generation, dossier, revision, number of the event, target. */
export function messageOf(messageId: string) {
  const found = /^(\d{1,9})-([1-9]\d{0,17})-(\d{1,9})-(\d{1,6})-w([1-9]\d{0,17})$/.exec(messageId);
  if (!found) return undefined;
  const [, generation, dossierId, revision, number, webhookId] = found;
  return { generation: generation!, dossierId: dossierId!, revision: Number(revision), number: Number(number), webhookId: webhookId! };
}

/** One that lets us wait is left alone for so long (ms), so that it does not hold up what goes to others. */
const restMs = 60_000;
/** Webhook → until when, by this process's own clock. */
const resting = new WeakMap<Service, Map<string, number>>();
function restsOf(service: Service): Map<string, number> {
  let rests = resting.get(service);
  if (!rests) resting.set(service, (rests = new Map()));
  return rests;
}

/** Only what a queue needs: the event itself is read from the history, so that a delivery long after says the same. */
export async function deliverToWebhook(
  service: Service,
  { id, target }: Pick<Delivery, 'id' | 'target'>,
  signal?: AbortSignal,
): Promise<void> {
  const { pool, engine, settings } = service;
  const message = messageOf(id);
  const webhookId = webhookOf(target);
  if (!message || webhookId === undefined) return service.log('a delivery that is no webhook was dropped', { id, target });
  const webhook = await findWebhook(pool, webhookId);
  if (!webhook || webhook.disabledAt !== undefined) return;
  const { dossierId, revision, number } = message;
  // by what its owner may have told now, not when it was created; while they may nothing, what happens is dropped, and is in the feed
  const told = await toldUnits(pool, engine, webhook, new Date());
  if ('suspended' in told) return;
  if (told.units !== 'all' && !(await dossiersSeen(pool, told.units, [dossierId])).has(dossierId)) return;
  const happened = await readHappened(pool, dossierId, revision, message.generation);
  const event = happened?.events[number];
  if (!happened || !event) return service.log('a delivery of an event that the history does not have was dropped', { id });
  const rests = restsOf(service);
  if ((rests.get(webhookId) ?? 0) > performance.now()) throw new Error(`webhook ${webhookId} answered nothing a moment ago`);
  const body = JSON.stringify(cloudEvent(settings.publicUrl, happened, number));
  const about = { messageId: id, eventType: event.type, dossierId };
  const begun = performance.now();
  const keep = (outcome: Attempt['outcome'], more: { readonly answerCode?: number; readonly error?: string }) =>
    keepAttempt(pool, webhookId, { ...about, durationMs: performance.now() - begun, outcome, ...more });
  let answerCode: number;
  try {
    answerCode = await post({
      url: webhook.url,
      headers: {
        'content-type': 'application/cloudevents+json; charset=utf-8',
        'user-agent': 'taicho-webhooks/1',
        ...signedHeaders(await secretsOf(pool, webhookId), id, Math.floor(Date.now() / 1000), body),
      },
      body,
      allowPrivate: settings.privateWebhooks,
      ...(signal && { signal }),
    });
  } catch (error) {
    const { name, message, code } = error as Error & { code?: string };
    if (name === 'TimeoutError') rests.set(webhookId, performance.now() + restMs);
    const isPrivate = name === 'PrivateTarget';
    // where in our network a name leads is for those who run this service
    if (isPrivate) service.log(`webhook ${webhookId} leads into a private network`, error);
    await keep('failed', { error: isPrivate ? 'PRIVATE_TARGET' : (code ?? message) });
    throw isPrivate ? new Error(`webhook ${webhookId} leads into a private network`) : error;
  }
  rests.delete(webhookId);
  if (answerCode >= 200 && answerCode < 300) return keep('delivered', { answerCode });
  if (answerCode === 410) {
    await keep('gone', { answerCode });
    await inTransaction(pool, async (db) => {
      if (await disableWebhook(db, engine, webhookId, 'gone'))
        await audit(db, { actor: { login: 'system' }, action: 'webhook.disabled', subject: webhookId, details: { reason: 'gone' } });
    });
    return;
  }
  await keep('failed', { answerCode });
  throw new Error(`webhook ${webhookId} answered ${answerCode}`);
}

async function readHappened(pool: Pool, dossierId: string, revision: number, generation: string): Promise<Happened | undefined> {
  const { rows } = await pool.query<Pick<Happened, 'actor' | 'command' | 'events'> & { at: Date; occurred_at: Date | null }>({
    name: 'api webhook event',
    text: 'select at, occurred_at, actor, command, events from history where dossier_id = $1::bigint and revision = $2',
    values: [dossierId, revision],
  });
  const row = rows[0];
  if (!row) return undefined;
  const { at, occurred_at, actor, command, events } = row;
  return {
    generation,
    dossierId,
    revision,
    at: at.toISOString(),
    ...(occurred_at && { occurredAt: occurred_at.toISOString() }),
    actor,
    command,
    events,
  };
}

/** Queues a message once more, under the id it had. */
export async function deliverAgain(db: Queryable, messageId: string, target: string): Promise<void> {
  await db.query(`select graphile_worker.add_job('taicho_deliver', $1::json)`, [
    JSON.stringify({ target, delivery: { id: messageId, target } }),
  ]);
}
