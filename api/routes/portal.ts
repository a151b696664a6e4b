/** The outbox for the National Public Service Portal: a connector takes its messages in order, sends them, and says what the portal answered. */
import { Type } from 'typebox';
import { unitsSeen } from '../auth/identity.ts';
import { acknowledge, portalMessages, type Acknowledgement, type MessageFilter } from '../portal/outbox.ts';
import { portalStatuses } from '../portal/statuses.ts';
import { route, type Call, type Result } from '../route.ts';
import { Id, Instant, object } from '../schemas.ts';

const tag = 'portal';
const allow = 'portal:work';

const Outcome = Type.Union([Type.Literal('accepted'), Type.Literal('refused')]);
/** What the portal said; anything but U+0000, which no database takes. */
const Said = (longest: number) => Type.String({ maxLength: longest, pattern: '^[^\\u0000]*$' });
const Message = Type.Object({
  messageId: Id,
  dossierId: Id,
  code: Type.Optional(Type.String()),
  kind: Type.Union([Type.Literal('status'), Type.Literal('progress')]),
  service: Type.Union([Type.Literal('DongBoHoSoMC'), Type.Literal('CapNhatTienDoHoSoMC')]),
  status: Type.Integer({ minimum: 1, maximum: 10 }),
  statusName: Type.String(),
  statusNameEn: Type.String(),
  at: Instant,
  body: Type.Unknown({ description: "in the portal's own names; times yyyyMMddHHmmss in Việt Nam" }),
  ageSeconds: Type.Optional(Type.Integer()),
  acknowledgement: Type.Optional(Type.Object({ at: Instant, by: Type.String(), outcome: Outcome, answer: Type.Optional(Type.Unknown()) })),
});

const unitsOf = ({ service, identity }: Pick<Call, 'service' | 'identity'>) => unitsSeen(identity, service.engine.organisation(), allow);

export const portalRoutes = [
  route({
    method: 'get',
    path: '/portal/messages',
    tag,
    summary: [
      'Thông điệp gửi Cổng dịch vụ công, theo thứ tự; state=open: chưa được xác nhận, kèm tuổi',
      'Messages for the portal, in order; state=open: not acknowledged yet, with their age',
    ],
    allow,
    query: object({
      after: Type.Optional(Id),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
      state: Type.Optional(Type.Union([Type.Literal('open'), Type.Literal('acknowledged')])),
      dossierId: Type.Optional(Id),
    }),
    answer: Type.Object({ items: Type.Array(Message), next: Type.Optional(Id), more: Type.Boolean() }),
    async handle(call): Promise<Result> {
      const { limit = 100, ...filter } = call.query as Partial<MessageFilter>;
      const found = await portalMessages(call.service.pool, unitsOf(call), { ...filter, limit: limit + 1 });
      const items = found.slice(0, limit).map(({ kind, status, ...message }) => {
        const [statusName, statusNameEn] = portalStatuses[status];
        return { ...message, kind, service: kind === 'status' ? 'DongBoHoSoMC' : 'CapNhatTienDoHoSoMC', status, statusName, statusNameEn };
      });
      const next = items.at(-1)?.messageId ?? filter.after;
      return { body: { items, ...(next !== undefined && { next }), more: found.length > limit } };
    },
  }),
  route({
    method: 'post',
    path: '/portal/acknowledgements',
    tag,
    summary: [
      'Xác nhận thông điệp đã gửi và câu trả lời của Cổng; lặp lại không đổi gì',
      'Acknowledge messages with what the portal answered; repeating changes nothing',
    ],
    allow,
    body: object({
      items: Type.Array(
        object({
          messageId: Id,
          outcome: Outcome,
          answer: Type.Optional(object({ code: Type.Optional(Said(100)), text: Type.Optional(Said(2_000)) })),
        }),
        { minItems: 1, maxItems: 500 },
      ),
    }),
    answer: Type.Object({
      items: Type.Array(
        Type.Object({
          messageId: Id,
          state: Type.Union([Type.Literal('kept'), Type.Literal('repeated'), Type.Literal('unknown')]),
          acknowledgedAt: Type.Optional(Instant),
          outcome: Type.Optional(Outcome),
        }),
      ),
    }),
    async handle(call): Promise<Result> {
      const { items } = call.body as { items: Acknowledgement[] };
      return { body: { items: await acknowledge(call.service.pool, unitsOf(call), items, call.identity.login) } };
    },
  }),
];
