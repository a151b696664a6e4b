/** Dossiers: started, looked up, watched, and what is done to a whole dossier rather than to one task. */
import { Type, type Static, type TObject, type TProperties } from 'typebox';
import type { Command, State } from '../../engine/index.ts';
import { EngineRefused } from '../../engine/runtime/index.ts';
import { audit } from '../auth/audit.ts';
import { actorOf, unitsSeen } from '../auth/identity.ts';
import { checkForm } from '../forms.ts';
import { forbidden, Problem } from '../problem.ts';
import { route, type Call, type Result } from '../route.ts';
import { Accepted, Day, dossierPath, Id, Instant, object, page, paging, Reason, Text, Variables } from '../schemas.ts';
import { checkSees } from '../see.ts';

const tag = 'dossiers';

const Head = Type.Object({
  dossierId: Id,
  code: Type.Optional(Type.String()),
  groupId: Type.Optional(Type.String()),
  versionId: Id,
  processKey: Type.Optional(Type.String()),
  procedureName: Type.Optional(Type.String()),
  status: Type.Union([Type.Literal('active'), Type.Literal('suspended'), Type.Literal('ended')]),
  outcome: Type.Optional(Type.String()),
  department: Type.Optional(Type.String()),
  startedAt: Instant,
  lastAt: Instant,
  endedAt: Type.Optional(Instant),
  appointmentDueAt: Type.Optional(Instant),
  forecastAt: Type.Optional(Instant),
  forecastMisses: Type.Boolean(),
  result: Type.Optional(Type.String()),
});

const NewDossier = {
  versionId: Type.Optional(Id),
  processKey: Type.Optional(Text(200)),
  at: Type.Optional(Text(200)),
  variables: Type.Optional(Variables),
  participants: Type.Optional(Type.Record(Type.String(), Type.String())),
  code: Type.Optional(Text(60)),
  groupId: Type.Optional(Text(60)),
  occurredAt: Type.Optional(Instant),
  reason: Type.Optional(Reason),
};

interface Start {
  readonly versionId?: string;
  readonly processKey?: string;
  readonly at?: string;
  readonly variables?: Record<string, unknown>;
  readonly participants?: Record<string, string>;
  readonly code?: string;
  readonly groupId?: string;
  readonly occurredAt?: string;
  readonly reason?: string;
}

type About = Pick<Call, 'service' | 'identity'>;

async function start(
  { service, identity }: About,
  { code, groupId, reason, variables = {}, ...given }: Start,
  idempotencyKey: string | undefined,
) {
  if (given.occurredAt !== undefined && !identity.permissions.has('lateEntry')) throw forbidden();
  const versionId = given.versionId ?? (await service.engine.newestVersion(given.processKey ?? ''));
  const version = await service.engine.version(versionId);
  checkForm(version.forms['intake'], variables);
  return service.engine.start({ ...given, versionId, variables: variables as never }, actorOf(identity), {
    ...(code !== undefined && { code }),
    ...(groupId !== undefined && { groupId }),
    ...(reason !== undefined && { reason }),
    ...(idempotencyKey !== undefined && { idempotencyKey }),
  });
}

/** A command on a dossier as a whole. */
function act<B extends TProperties>(
  path: string,
  summary: readonly [string, string],
  allow: 'dossiers:act' | 'dossiers:manage',
  body: B,
  command: (body: Static<TObject<B>>) => Command,
) {
  return route({
    method: 'post',
    path: `/dossiers/:dossierId/${path}`,
    tag,
    summary,
    allow,
    params: dossierPath,
    body: object(body),
    answer: Accepted,
    idempotent: true,
    async handle({ service, identity, params, body: given, idempotencyKey, ifRevision }): Promise<Result> {
      const { dossierId } = params as { dossierId: string };
      await checkSees(service, identity, dossierId, allow);
      const asked = command(given as never);
      if ('occurredAt' in asked && asked.occurredAt !== undefined && !identity.permissions.has('lateEntry')) throw forbidden();
      const answer = await service.engine.execute(dossierId, asked, actorOf(identity), {
        ...(idempotencyKey !== undefined && { idempotencyKey }),
        ...(ifRevision !== undefined && { ifRevision }),
      });
      return { body: answer, headers: { ETag: `"${answer.revision}"` } };
    },
  });
}

const late = { occurredAt: Type.Optional(Instant), reason: Type.Optional(Reason) };

/** A look into one dossier that the identity sees. */
function look(path: string, summary: readonly [string, string], see: (call: Call, dossierId: string) => Promise<unknown>) {
  return route({
    method: 'get',
    path: `/dossiers/:dossierId${path}`,
    tag,
    summary,
    allow: 'dossiers:read',
    params: dossierPath,
    answer: Type.Unknown(),
    async handle(call): Promise<Result> {
      const { dossierId } = call.params as { dossierId: string };
      await checkSees(call.service, call.identity, dossierId);
      return { body: await see(call, dossierId) };
    },
  });
}

export const dossierRoutes = [
  route({
    method: 'post',
    path: '/dossiers',
    tag,
    summary: ['Tiếp nhận hồ sơ', 'Start a dossier'],
    allow: 'dossiers:start',
    body: object(NewDossier),
    answer: Accepted,
    status: 201,
    idempotent: true,
    problems: ['UNKNOWN_PROCEDURE', 'UNKNOWN_VERSION', 'FORM_INVALID', 'CODE_TAKEN', 'START_AMBIGUOUS'],
    async handle(call): Promise<Result> {
      const answer = await start(call, call.body as Start, call.idempotencyKey);
      return { status: 201, body: answer, headers: { Location: `/api/v1/dossiers/${answer.dossierId}`, ETag: `"${answer.revision}"` } };
    },
  }),
  route({
    method: 'post',
    path: '/visits',
    tag,
    summary: ['Tiếp nhận nhiều hồ sơ trong một lượt', 'Start several dossiers of one visit on one receipt'],
    allow: 'dossiers:start',
    body: object({ groupId: Type.Optional(Text(60)), dossiers: Type.Array(object(NewDossier), { minItems: 1, maxItems: 20 }) }),
    answer: Type.Object({ groupId: Type.String(), dossiers: Type.Array(Accepted) }),
    status: 201,
    idempotent: true,
    async handle(call): Promise<Result> {
      const { dossiers, groupId = `visit-${call.requestId}` } = call.body as { dossiers: Start[]; groupId?: string };
      // all forms are looked at before the first dossier is begun
      for (const each of dossiers) {
        const versionId = each.versionId ?? (await call.service.engine.newestVersion(each.processKey ?? ''));
        checkForm((await call.service.engine.version(versionId)).forms['intake'], each.variables ?? {});
      }
      const started = [];
      for (const [index, each] of dossiers.entries())
        started.push(await start(call, { ...each, groupId }, call.idempotencyKey && `${call.idempotencyKey}/${index}`));
      return { status: 201, body: { groupId, dossiers: started } };
    },
  }),
  route({
    method: 'get',
    path: '/dossiers',
    tag,
    summary: ['Danh sách hồ sơ', 'Dossiers'],
    allow: 'dossiers:read',
    query: object({
      status: Type.Optional(Type.Union(['open', 'active', 'suspended', 'ended'].map((each) => Type.Literal(each)))),
      department: Type.Optional(Text(100)),
      versionIds: Type.Optional(Type.Array(Id, { maxItems: 50 })),
      processKey: Type.Optional(Text(200)),
      forecastMisses: Type.Optional(Type.Boolean()),
      dueBefore: Type.Optional(Instant),
      code: Type.Optional(Text(60)),
      groupId: Type.Optional(Text(60)),
      order: Type.Optional(Type.Union(['due', 'forecast', 'started', 'ended'].map((each) => Type.Literal(each)))),
      ...paging,
    }),
    answer: page(Head),
    async handle({ service, identity, query }): Promise<Result> {
      const units = unitsSeen(identity, service.engine.organisation(), 'dossiers:read');
      return { body: await service.engine.dossiers({ ...(query as object), ...(units !== 'all' && { seenBy: units }) }) };
    },
  }),
  look('', ['Một hồ sơ', 'One dossier'], async ({ service, http }, dossierId) => {
    const [head, { revision }] = await Promise.all([service.engine.dossierSummary(dossierId), service.engine.dossier(dossierId)]);
    http.response.set('ETag', `"${revision}"`);
    return { ...head, revision };
  }),
  look('/history', ['Lịch sử hồ sơ', 'Its history'], ({ service, http }, dossierId) => {
    const after = Number(http.request.query['after'] ?? 0);
    return service.engine.history(dossierId, { after: Number.isSafeInteger(after) ? after : 0, limit: 200 });
  }),
  look('/report', ['Báo cáo thời gian', 'Its time: steps, flags to come, forecast'], ({ service }, dossierId) =>
    service.engine.report(dossierId),
  ),
  look('/control-slip', ['Phiếu kiểm soát (mẫu 06)', 'The control slip (form 06)'], ({ service }, dossierId) =>
    service.engine.controlSlip(dossierId),
  ),
  look('/flags', ['Cảnh báo của hồ sơ', 'Its flags, withdrawn ones too'], ({ service }, dossierId) =>
    service.engine.dossierFlags(dossierId, { limit: 500 }),
  ),
  look('/holdings', ['Ai đã giữ hồ sơ', 'Who held its steps'], ({ service }, dossierId) =>
    service.engine.holdings(dossierId, { limit: 500 }),
  ),
  look('/diagram', ['Trạng thái trên sơ đồ', 'Its state on the diagram'], async ({ service }, dossierId) => {
    const { state, versionId, revision } = await service.engine.dossier(dossierId);
    return { versionId, revision, ...diagramState(state) };
  }),
  route({
    method: 'get',
    path: '/dossiers/:dossierId/personal-data',
    tag,
    summary: ['Dữ liệu cá nhân của hồ sơ; việc đọc được ghi lại', 'Its personal data; reading them is logged'],
    allow: 'personalData:read',
    params: dossierPath,
    answer: Type.Object({ items: Type.Array(Type.Unknown()) }),
    async handle({ service, identity, params, address }): Promise<Result> {
      const { dossierId } = params as { dossierId: string };
      await checkSees(service, identity, dossierId, 'personalData:read');
      const items = await service.engine.personalData(dossierId);
      await audit(service.pool, {
        actor: identity,
        action: 'personalData.read',
        subject: dossierId,
        details: { names: items.map(({ name }) => name) },
        address,
      });
      return { body: { items } };
    },
  }),
  act(
    'withdrawal',
    ['Người nộp rút hồ sơ', 'The applicant withdraws'],
    'dossiers:act',
    { reason: Type.Optional(Reason) },
    ({ reason }) => ({
      type: 'withdraw',
      ...(reason !== undefined && { reason }),
    }),
  ),
  act('refusal', ['Từ chối giải quyết', 'Refuse'], 'dossiers:act', { reason: Reason }, ({ reason }) => ({ type: 'refuse', reason })),
  act(
    'supplement-request',
    ['Yêu cầu bổ sung', 'Ask for a supplement'],
    'dossiers:act',
    { elementKey: Type.Optional(Text(300)), ...late, reason: Reason },
    (body) => ({ type: 'requestSupplement', ...(body as object) }),
  ),
  act(
    'supplement-receipt',
    ['Nhận bổ sung', 'Receive the supplement'],
    'dossiers:act',
    { variables: Type.Optional(Variables), occurredAt: Type.Optional(Instant), reason: Type.Optional(Reason) },
    ({ reason: _reason, ...body }) => ({ type: 'receiveSupplement', ...(body as object) }),
  ),
  act(
    're-appointment',
    ['Hẹn lại ngày trả', 'Move the appointment, once'],
    'dossiers:manage',
    { to: Day, reason: Reason },
    ({ to, reason }) => ({ type: 'reappoint', to, reason }),
  ),
  act('suspension', ['Tạm dừng', 'Suspend'], 'dossiers:manage', { reason: Type.Optional(Reason) }, () => ({ type: 'suspend' })),
  act('resumption', ['Tiếp tục', 'Resume'], 'dossiers:manage', { reason: Type.Optional(Reason) }, () => ({ type: 'resume' })),
  act('cancellation', ['Hủy', 'Cancel'], 'dossiers:manage', { reason: Reason }, ({ reason }) => ({ type: 'cancel', reason })),
  route({
    method: 'post',
    path: '/dossiers/:dossierId/payment-proof',
    tag,
    summary: ['Chứng từ nộp tiền: tiếp tục bước chờ', 'Proof of payment: what waits for it goes on'],
    allow: 'dossiers:act',
    params: dossierPath,
    body: object({ variables: Type.Optional(Variables), occurredAt: Type.Optional(Instant), reason: Type.Optional(Reason) }),
    answer: Accepted,
    idempotent: true,
    problems: ['NOT_WAITING'],
    async handle({ service, identity, params, body, idempotencyKey }): Promise<Result> {
      const { dossierId } = params as { dossierId: string };
      const { variables = {}, occurredAt, reason } = body as { variables?: Record<string, never>; occurredAt?: string; reason?: string };
      await checkSees(service, identity, dossierId, 'dossiers:act');
      if (occurredAt !== undefined && !identity.permissions.has('lateEntry')) throw forbidden();
      const { state, versionId } = await service.engine.dossier(dossierId);
      const { model } = await service.engine.version(versionId);
      const waiting = Object.values(state.subscriptions)
        .filter(({ type, elementId }) => type === 'message' && model.nodes.get(elementId)?.purpose === 'payment')
        .sort((a, b) => a.sequence - b.sequence)[0];
      if (!waiting) throw new Problem(409, 'NOT_WAITING', 'Hồ sơ không chờ nộp tiền', 'The dossier does not wait for a payment');
      const { key: elementKey, name = '', correlationKey } = waiting;
      const answer = await service.engine.execute(
        dossierId,
        {
          type: 'deliverMessage',
          name,
          elementKey,
          variables,
          ...(correlationKey !== undefined && { correlationKey }),
          ...(occurredAt !== undefined && { occurredAt }),
        },
        actorOf(identity),
        { ...(reason !== undefined && { reason }), ...(idempotencyKey !== undefined && { idempotencyKey }) },
      );
      return { body: answer };
    },
  }),
  route({
    method: 'get',
    path: '/public/dossiers/:code',
    tag,
    summary: ['Tra cứu bằng mã hồ sơ: chỉ trạng thái và ngày hẹn', 'Look up by code: state and appointment only'],
    allow: 'public',
    params: object({ code: Text(60) }),
    answer: Type.Object({
      code: Type.String(),
      status: Type.String(),
      appointmentDueAt: Type.Optional(Instant),
      endedAt: Type.Optional(Instant),
    }),
    async handle({ service, params }): Promise<Result> {
      const { code } = params as { code: string };
      const [found] = (await service.engine.dossiers({ code, limit: 1 })).items;
      if (!found) throw new EngineRefused('UNKNOWN_DOSSIER', `Không có hồ sơ "${code}"`, `No dossier "${code}"`);
      const { status, appointmentDueAt, endedAt } = found;
      return { body: { code, status, ...(appointmentDueAt && { appointmentDueAt }), ...(endedAt && { endedAt }) } };
    },
  }),
];

/** Tokens on flows, active elements, what they wait for, incidents: what a viewer draws. */
function diagramState({ scopes, elements, subscriptions, incidents, flags, visits }: State) {
  return {
    tokens: Object.values(scopes).flatMap(({ key, tokens }) =>
      Object.entries(tokens).map(([flowId, waiting]) => ({ scope: key, flowId, count: waiting.length })),
    ),
    active: Object.values(elements).map(({ key, elementId, activatedAt, step }) => ({
      key,
      elementId,
      activatedAt,
      ...(step && { unit: step.unit, holder: step.holder, dueAt: step.dueAt }),
    })),
    waiting: Object.values(subscriptions).map(({ key, elementId, type, name, dueAt }) => ({ key, elementId, type, name, dueAt })),
    incidents: Object.values(incidents).map(({ key, elementId, code }) => ({ key, elementId, code })),
    flags: Object.values(flags)
      .filter(({ withdrawnAt }) => withdrawnAt === undefined)
      .map(({ flag, elementKey, at }) => ({ flag, elementKey, at })),
    completed: Object.keys(visits),
  };
}
