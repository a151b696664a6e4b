/** Webhooks: who outside is told of what, by which secret, and how it went. */
import { Type, type Static } from 'typebox';
import { audit } from '../auth/audit.ts';
import { unitsSeen } from '../auth/identity.ts';
import { eventTypes } from '../events/event-types.ts';
import { forbidden, notFound, Problem } from '../problem.ts';
import { route, type Call, type Result } from '../route.ts';
import { Id, Instant, Line, object } from '../schemas.ts';
import { attemptsOf } from '../webhooks/attempts.ts';
import { checkUrl } from '../webhooks/check-url.ts';
import { deliverAgain, messageOf } from '../webhooks/deliver.ts';
import {
  createWebhook,
  disableWebhook,
  enableWebhook,
  listWebhooks,
  loadWebhook,
  removeWebhook,
  rotateSecret,
  targetOf,
  type Webhook as WebhookOf,
} from '../webhooks/webhooks.ts';
import { suspendedReasons, toldUnits } from '../webhooks/rights.ts';
import { inTransaction, type Queryable } from '../transaction.ts';

const tag = 'webhooks';
const allow = 'webhooks:manage';

const EventTypes = Type.Array(Type.Union(eventTypes.map((type) => Type.Literal(type))), {
  maxItems: eventTypes.length,
  uniqueItems: true,
  description: 'empty: all',
});
const Webhook = Type.Object({
  webhookId: Id,
  name: Type.String(),
  url: Type.String(),
  eventTypes: EventTypes,
  unit: Type.Optional(Type.String()),
  createdAt: Instant,
  createdBy: Type.String(),
  disabledAt: Type.Optional(Instant),
  disabledReason: Type.Optional(Type.Union([Type.Literal('byHand'), Type.Literal('gone')])),
  owner: Type.String({ description: 'whose rights it has: who created it, or enabled it last' }),
  suspendedReason: Type.Optional(
    Type.Union(
      suspendedReasons.map((reason) => Type.Literal(reason)),
      {
        description:
          'nothing is sent while the owner is gone or may not have it told any more; whoever may enables it again in their own name',
      },
    ),
  ),
});
const Secret = Type.String({ description: '"whsec_" and the key in base64, as Standard Webhooks has it; shown this once' });
const Outcome = Type.Union([Type.Literal('delivered'), Type.Literal('failed'), Type.Literal('gone')]);
const Attempt = Type.Object({
  attemptId: Id,
  messageId: Type.String({ description: 'the webhook-id of the request' }),
  eventType: Type.String(),
  dossierId: Id,
  at: Instant,
  durationMs: Type.Integer(),
  outcome: Outcome,
  answerCode: Type.Optional(Type.Integer()),
  error: Type.Optional(Type.String()),
});
const webhookPath = object({ webhookId: Id });

type About = Pick<Call, 'service' | 'identity'>;
const unitsOf = ({ service, identity }: About) => unitsSeen(identity, service.engine.organisation(), allow);
const load = (call: About, params: unknown) =>
  loadWebhook(call.service.pool, unitsOf(call), (params as Static<typeof webhookPath>).webhookId);

/** An act and its line in the log, or neither. */
function logged<T>(
  { service, identity, address }: Pick<Call, 'service' | 'identity' | 'address'>,
  work: (db: Queryable, log: (action: string, webhookId: string, details?: object) => Promise<void>) => Promise<T>,
): Promise<T> {
  return inTransaction(service.pool, (db) =>
    work(db, (action, subject, details = {}) => audit(db, { actor: identity, action, subject, details, address })),
  );
}

/** As it is shown: with the reason why nothing is sent, if so. */
async function shown({ service }: About, webhook: WebhookOf): Promise<object> {
  const told = await toldUnits(service.pool, service.engine, webhook, new Date());
  return { ...webhook, ...('suspended' in told && { suspendedReason: told.suspended }) };
}

/** A change of one webhook, which the audit log keeps. */
function change(
  path: string,
  summary: readonly [string, string],
  action: string,
  work: (db: Queryable, call: Call, webhook: WebhookOf) => Promise<unknown>,
) {
  return route({
    method: 'post',
    path: `/webhooks/:webhookId/${path}`,
    tag,
    summary,
    allow,
    params: webhookPath,
    answer: Webhook,
    async handle(call): Promise<Result> {
      const webhook = await load(call, call.params);
      await logged(call, async (db, log) => {
        await work(db, call, webhook);
        await log(action, webhook.webhookId);
      });
      return { body: await shown(call, await load(call, call.params)) };
    },
  });
}

export const webhookRoutes = [
  route({
    method: 'post',
    path: '/webhooks',
    tag,
    summary: ['Tạo webhook; khóa bí mật chỉ hiện một lần', 'Create a webhook; its secret is shown this once'],
    allow,
    body: object({
      name: Line(100),
      url: Type.String({ minLength: 1, maxLength: 2_000 }),
      eventTypes: Type.Optional(EventTypes),
      unit: Type.Optional(Line(100)),
    }),
    answer: Type.Object({ webhook: Webhook, secret: Secret }),
    status: 201,
    problems: ['UNIT_MISSING', 'WEBHOOK_URL', 'WEBHOOK_PRIVATE'],
    async handle(call): Promise<Result> {
      const { service, identity, body } = call;
      const { name, url, eventTypes = [], unit } = body;
      const units = unitsOf(call);
      // whoever sees one unit's dossiers must not have those of others sent
      if (units !== 'all' && unit === undefined)
        throw new Problem(422, 'UNIT_MISSING', 'Nêu đơn vị mà webhook nhận tin', 'Name the unit of which the webhook is told');
      if (units !== 'all' && !units.includes(unit!)) throw forbidden(allow, identity.permissions);
      const given = { name, url: await checkUrl(url, service.settings.privateWebhooks), eventTypes, ...(unit !== undefined && { unit }) };
      const created = await logged(call, async (db, log) => {
        const made = await createWebhook(db, service.engine, given, identity.login);
        await log('webhook.created', made.webhook.webhookId, { url: new URL(given.url).origin, eventTypes, unit });
        return made;
      });
      return { status: 201, headers: { Location: `/api/v1/webhooks/${created.webhook.webhookId}` }, body: created };
    },
  }),
  route({
    method: 'get',
    path: '/webhooks',
    tag,
    summary: ['Danh sách webhook', 'Webhooks'],
    allow,
    answer: Type.Object({ items: Type.Array(Webhook) }),
    async handle(call): Promise<Result> {
      const webhooks = await listWebhooks(call.service.pool, unitsOf(call));
      return { body: { items: await Promise.all(webhooks.map((webhook) => shown(call, webhook))) } };
    },
  }),
  route({
    method: 'get',
    path: '/webhooks/:webhookId',
    tag,
    summary: ['Một webhook', 'One webhook'],
    allow,
    params: webhookPath,
    answer: Webhook,
    async handle(call): Promise<Result> {
      return { body: await shown(call, await load(call, call.params)) };
    },
  }),
  route({
    method: 'delete',
    path: '/webhooks/:webhookId',
    tag,
    summary: ['Xóa webhook cùng nhật ký gửi', 'Remove a webhook with its log'],
    allow,
    params: webhookPath,
    async handle(call): Promise<Result> {
      const { webhookId } = await load(call, call.params);
      await logged(call, async (db, log) => {
        await removeWebhook(db, call.service.engine, webhookId);
        await log('webhook.removed', webhookId);
      });
      return {};
    },
  }),
  change(
    'disablement',
    ['Tắt webhook; sự kiện trong lúc tắt không được gửi', 'Disable it; what happens meanwhile is not sent, but is in GET /events'],
    'webhook.disabled',
    (db, { service }, { webhookId }) => disableWebhook(db, service.engine, webhookId, 'byHand'),
  ),
  change(
    'enablement',
    ['Bật lại webhook, theo quyền của người bật', 'Enable it again, with the rights of who does'],
    'webhook.enabled',
    (db, { service, identity }, webhook) => enableWebhook(db, service.engine, webhook, identity.login),
  ),
  route({
    method: 'post',
    path: '/webhooks/:webhookId/secret',
    tag,
    summary: ['Đổi khóa bí mật; khóa cũ còn ký thêm một thời gian', 'Replace the secret; the old one signs as well for a time'],
    allow,
    params: webhookPath,
    body: object({ keepHours: Type.Optional(Type.Integer({ minimum: 0, maximum: 168, description: '24' })) }),
    answer: Type.Object({ secret: Secret }),
    async handle(call): Promise<Result> {
      const { webhookId } = await load(call, call.params);
      const { keepHours = 24 } = call.body;
      const secret = await logged(call, async (db, log) => {
        await log('webhook.secretReplaced', webhookId, { keepHours });
        return rotateSecret(db, webhookId, keepHours);
      });
      return { body: { secret } };
    },
  }),
  route({
    method: 'get',
    path: '/webhooks/:webhookId/attempts',
    tag,
    summary: ['Nhật ký gửi trong 30 ngày, mới nhất trước', 'What was sent within 30 days, the latest first'],
    allow,
    params: webhookPath,
    query: object({
      outcome: Type.Optional(Outcome),
      cursor: Type.Optional(Id),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
    }),
    answer: Type.Object({ items: Type.Array(Attempt), next: Type.Optional(Type.String()) }),
    async handle(call): Promise<Result> {
      const { webhookId } = await load(call, call.params);
      const { outcome, cursor, limit = 50 } = call.query;
      const found = await attemptsOf(call.service.pool, webhookId, {
        limit: limit + 1,
        ...(outcome !== undefined && { outcome }),
        ...(cursor !== undefined && { before: cursor }),
      });
      const items = found.slice(0, limit);
      return { body: { items, ...(found.length > limit && { next: items.at(-1)!.attemptId }) } };
    },
  }),
  route({
    method: 'post',
    path: '/webhooks/:webhookId/messages/:messageId/redelivery',
    tag,
    summary: ['Gửi lại một sự kiện, cùng mã', 'Send a message once more, under the same id'],
    allow,
    params: object({ webhookId: Id, messageId: Type.String({ maxLength: 100 }) }),
    status: 202,
    answer: Type.Object({ messageId: Type.String() }),
    problems: ['WEBHOOK_DISABLED', 'WEBHOOK_SUSPENDED'],
    async handle(call): Promise<Result> {
      const webhook = await load(call, { webhookId: call.params.webhookId });
      const { webhookId, disabledAt } = webhook;
      const { messageId } = call.params;
      if (messageOf(messageId)?.webhookId !== webhookId) throw notFound('Không có lần gửi này', 'No such message of this webhook');
      if (disabledAt !== undefined) throw new Problem(409, 'WEBHOOK_DISABLED', 'Webhook đang tắt', 'The webhook is disabled');
      if ('suspended' in (await toldUnits(call.service.pool, call.service.engine, webhook, new Date())))
        throw new Problem(
          409,
          'WEBHOOK_SUSPENDED',
          'Chủ webhook không còn quyền; bật lại để nhận quyền của người bật',
          'The owner of the webhook may not have it told any more; enable it to give it your rights',
        );
      await logged(call, async (db, log) => {
        await deliverAgain(db, messageId, targetOf(webhookId));
        await log('webhook.redelivered', webhookId, { messageId });
      });
      return { status: 202, body: { messageId } };
    },
  }),
];
