/** One act for many dossiers, done in the background: begun, watched, cancelled. */
import { Type } from 'typebox';
import type { BulkOrder } from '../../engine/runtime/index.ts';
import { auditLine } from '../auth/audit.ts';
import { actorOf, unitsSeen, unitsTouched } from '../auth/identity.ts';
import type { Permission } from '../auth/roles.ts';
import { Problem } from '../problem.ts';
import { route, type Call, type Result } from '../route.ts';
import { Actor, Id, Instant, object, oneOf, page, paging, Reason, Text } from '../schemas.ts';
import { Plan } from './operations.ts';

const tag = 'bulk-runs';
const runPath = object({ runId: Id });

const BulkRun = Type.Object({
  runId: Id,
  order: Type.Unknown({ description: 'what is done to each' }),
  reason: Type.String(),
  state: oneOf(['running', 'done', 'cancelled']),
  startedAt: Instant,
  startedBy: Actor,
  endedAt: Type.Optional(Instant),
  total: Type.Integer(),
  done: Type.Integer(),
  failed: Type.Integer(),
  left: Type.Integer(),
});
const BulkItem = Type.Object({
  dossierId: Id,
  key: Type.Optional(Type.String({ description: 'of an incident' })),
  state: oneOf(['left', 'done', 'failed']),
  problem: Type.Optional(Type.Object({ code: Type.String(), message: Type.String(), messageEn: Type.String() })),
  at: Type.Optional(Instant),
});

async function begin(call: Call, order: BulkOrder, reason: string, permission: Permission, action: string): Promise<Result> {
  const { service, identity, idempotencyKey } = call;
  // the same dossiers as one by one: those that somebody may act on, or sees
  const isAct = permission === 'dossiers:manage';
  const units = (isAct ? unitsTouched : unitsSeen)(identity, service.engine.organisation(), permission);
  const run = await service.engine.startBulk(order, reason, actorOf(identity), {
    ...(units !== 'all' && { [isAct ? 'touchedBy' : 'seenBy']: units }),
    ...(idempotencyKey !== undefined && { idempotencyKey }),
    auditLine: auditLine(call, action, undefined, { ...order, reason }),
  });
  return { status: 202, body: run, headers: { Location: `/api/v1/bulk-runs/${run.runId}` } };
}

/** One's own, or any for somebody of the whole organisation. Throws UNKNOWN_RUN. */
async function seenRun({ service, identity }: Pick<Call, 'service' | 'identity'>, runId: string) {
  const run = await service.engine.bulkRun(runId);
  if (run.startedBy.user === identity.login || unitsSeen(identity, service.engine.organisation(), 'incidents:resolve') === 'all')
    return run;
  throw new Problem(404, 'UNKNOWN_RUN', `Không có đợt xử lý "${runId}"`, `No bulk run "${runId}"`);
}

export const bulkRunRoutes = [
  route({
    method: 'post',
    path: '/bulk-runs/migration',
    tag,
    summary: ['Chuyển mọi hồ sơ đang mở của một phiên bản', 'Move all open dossiers of a version to another one'],
    allow: 'dossiers:manage',
    body: object({ fromVersionId: Id, toVersionId: Id, plan: Type.Optional(Plan), reason: Reason }),
    answer: BulkRun,
    status: 202,
    idempotent: true,
    problems: ['UNKNOWN_VERSION', 'NOT_APPLICABLE', 'IDEMPOTENCY_KEY_REUSED'],
    async handle(call): Promise<Result> {
      const { fromVersionId, toVersionId, plan, reason } = call.body;
      const proposed = await call.service.engine.planMigration(fromVersionId, toVersionId);
      return begin(
        call,
        { kind: 'migrate', fromVersionId, toVersionId, plan: plan ?? proposed.plan },
        reason,
        'dossiers:manage',
        'bulk.migration',
      );
    },
  }),
  route({
    method: 'post',
    path: '/bulk-runs/incidents',
    tag,
    summary: [
      'Thử lại mọi sự cố cùng loại, cùng bước, cùng thủ tục hoặc phiên bản',
      'Try again all incidents of a code, an element, a procedure or versions',
    ],
    allow: 'incidents:resolve',
    body: object({
      code: Type.Optional(Text(60)),
      elementId: Type.Optional(Text(300)),
      processKey: Type.Optional(Text(200)),
      versionIds: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 50 })),
      reason: Reason,
    }),
    answer: BulkRun,
    status: 202,
    idempotent: true,
    problems: ['IDEMPOTENCY_KEY_REUSED'],
    async handle(call): Promise<Result> {
      const { reason, ...which } = call.body;
      return begin(call, { kind: 'resolveIncidents', ...which }, reason, 'incidents:resolve', 'bulk.incidents');
    },
  }),
  route({
    method: 'get',
    path: '/bulk-runs',
    tag,
    summary: ['Các đợt xử lý hàng loạt, mới nhất trước', 'Bulk runs, the latest first'],
    allow: 'incidents:resolve',
    query: object({ ...paging }),
    answer: page(BulkRun),
    async handle({ service, identity, query }): Promise<Result> {
      const all = unitsSeen(identity, service.engine.organisation(), 'incidents:resolve') === 'all';
      return { body: await service.engine.bulkRuns({ ...query, ...(!all && { startedBy: identity.login }) }) };
    },
  }),
  route({
    method: 'get',
    path: '/bulk-runs/:runId',
    tag,
    summary: ['Một đợt: đã xong, lỗi, còn lại', 'One run: done, failed, left'],
    allow: 'incidents:resolve',
    params: runPath,
    answer: BulkRun,
    problems: ['UNKNOWN_RUN'],
    handle: async (call): Promise<Result> => ({ body: await seenRun(call, call.params.runId) }),
  }),
  route({
    method: 'get',
    path: '/bulk-runs/:runId/items',
    tag,
    summary: ['Từng hồ sơ của một đợt', 'The dossiers of a run'],
    allow: 'incidents:resolve',
    params: runPath,
    query: object({ state: Type.Optional(oneOf(['left', 'done', 'failed'])), ...paging }),
    answer: page(BulkItem),
    problems: ['UNKNOWN_RUN'],
    async handle(call): Promise<Result> {
      const { runId } = await seenRun(call, call.params.runId);
      return { body: await call.service.engine.bulkItems(runId, call.query) };
    },
  }),
  route({
    method: 'post',
    path: '/bulk-runs/:runId/cancellation',
    tag,
    summary: ['Dừng một đợt: việc đã xong giữ nguyên', 'Cancel a run: what is done stays done'],
    allow: 'incidents:resolve',
    params: runPath,
    body: object({}),
    answer: BulkRun,
    problems: ['UNKNOWN_RUN', 'RUN_OVER'],
    async handle(call): Promise<Result> {
      const { service } = call;
      const { runId } = await seenRun(call, call.params.runId);
      if (!(await service.engine.cancelBulk(runId, auditLine(call, 'bulk.cancelled'))))
        throw new Problem(409, 'RUN_OVER', 'Đợt xử lý đã kết thúc', 'The run is over already');
      return { body: await service.engine.bulkRun(runId) };
    },
  }),
];
