/** What is done to a whole dossier rather than to one task. */
import { Type, type Static, type TObject, type TProperties } from 'typebox';
import type { Command } from '../../engine/index.ts';
import type { Variables as VariablesOf } from '../../engine/semantics/state.ts';
import { isAdHoc } from '../ad-hoc-choices.ts';
import { auditLine } from '../auth/audit.ts';
import { actorOf } from '../auth/identity.ts';
import { Problem } from '../problem.ts';
import { route, type Call, type Result } from '../route.ts';
import { Accepted, Day, dossierPath, Instant, object, Reason, Text, Variables } from '../schemas.ts';
import { checkActs, checkEntersLate } from '../see.ts';

const tag = 'dossiers';
const occurredAt = Type.Optional(Instant);
const reason = Type.Optional(Reason);

/** A command on a dossier as a whole; `reason` goes into the history, into the command too where it has one. */
function act<B extends TProperties>(
  path: string,
  summary: readonly [string, string],
  allow: 'dossiers:act' | 'dossiers:manage',
  body: B,
  command: (body: Static<TObject<B>>, call: Call, dossierId: string) => Command | Promise<Command>,
  problems: readonly string[] = [],
  action?: string,
) {
  return route({
    method: 'post',
    path: `/dossiers/:dossierId/${path}`,
    tag,
    summary,
    allow,
    params: dossierPath,
    body: object<TProperties>(body),
    answer: Accepted,
    idempotent: true,
    problems: ['UNKNOWN_DOSSIER', 'WRONG_STATUS', 'REVISION_CHANGED', ...problems],
    async handle(call): Promise<Result> {
      const { service, identity, params, idempotencyKey, ifRevision } = call;
      const given = call.body as { readonly occurredAt?: string; readonly reason?: string };
      await checkActs(service, identity, params.dossierId, allow);
      if (given.occurredAt !== undefined) await checkEntersLate(service, identity, params.dossierId);
      const answer = await service.engine.execute(
        params.dossierId,
        await command(given as Static<TObject<B>>, call, params.dossierId),
        actorOf(identity),
        {
          ...(given.reason !== undefined && { reason: given.reason }),
          ...(idempotencyKey !== undefined && { idempotencyKey }),
          ...(ifRevision !== undefined && { ifRevision }),
          // what stops or ends a dossier by hand is kept where nobody can change it
          ...(action !== undefined && {
            auditLine: auditLine(call, action, params.dossierId, given.reason === undefined ? {} : { reason: given.reason }),
          }),
        },
      );
      return { body: answer, headers: { ETag: `"${answer.revision}"` } };
    },
  });
}

export const dossierActRoutes = [
  act(
    'activities',
    ['Bắt đầu một việc của quy trình con tùy biến', 'Begin an activity of an ad-hoc subprocess'],
    'dossiers:act',
    { elementKey: Text(300), activity: Text(300), variables: Type.Optional(Variables) },
    ({ variables, ...body }) => ({ type: 'activateActivity', ...body, ...(variables && { variables: variables as VariablesOf }) }),
    ['NOT_WAITING', 'NOT_APPLICABLE', 'INVALID_VARIABLES'],
  ),
  act(
    'activities/end',
    ['Kết thúc quy trình con tùy biến', 'Say that an ad-hoc subprocess is done'],
    'dossiers:act',
    { elementKey: Text(300), variables: Type.Optional(Variables) },
    async ({ variables, ...body }, { service }, dossierId) => {
      await checkAdHoc(service, dossierId, body.elementKey);
      return { type: 'completeTask', ...body, ...(variables && { variables: variables as VariablesOf }) };
    },
    ['NOT_WAITING', 'NOT_APPLICABLE', 'INVALID_VARIABLES'],
  ),
  act('withdrawal', ['Người nộp rút hồ sơ', 'The applicant withdraws'], 'dossiers:act', { reason }, (body) => ({
    type: 'withdraw',
    ...body,
  })),
  act('refusal', ['Từ chối giải quyết', 'Refuse'], 'dossiers:act', { reason: Reason }, (body) => ({ type: 'refuse', ...body })),
  act(
    'supplement-request',
    ['Yêu cầu bổ sung', 'Ask for a supplement'],
    'dossiers:act',
    { elementKey: Type.Optional(Text(300)), occurredAt, reason: Reason },
    (body) => ({ type: 'requestSupplement', ...body }),
    ['CLOCK_STATE', 'REASON_MISSING'],
  ),
  act(
    'supplement-receipt',
    ['Nhận bổ sung', 'Receive the supplement'],
    'dossiers:act',
    { variables: Type.Optional(Variables), occurredAt, reason },
    ({ reason: _reason, variables, ...body }) => ({
      type: 'receiveSupplement',
      ...body,
      ...(variables && { variables: variables as VariablesOf }),
    }),
    ['CLOCK_STATE', 'REASON_MISSING'],
  ),
  act(
    'payment-proof',
    ['Chứng từ nộp tiền: tiếp tục bước chờ', 'Proof of payment: what waits for it goes on'],
    'dossiers:act',
    { variables: Type.Optional(Variables), occurredAt, reason },
    async ({ variables = {}, occurredAt }, { service }, dossierId) => ({
      type: 'deliverMessage',
      ...(await paymentWaitedFor(service, dossierId)),
      variables: variables as VariablesOf,
      ...(occurredAt !== undefined && { occurredAt }),
    }),
    ['NOT_WAITING', 'REASON_MISSING'],
  ),
  act(
    're-appointment',
    ['Hẹn lại ngày trả, một lần', 'Move the appointment, once'],
    'dossiers:manage',
    { to: Day, reason: Reason },
    (body) => ({ type: 'reappoint', ...body }),
    ['CLOCK_STATE'],
  ),
  act('suspension', ['Tạm dừng', 'Suspend'], 'dossiers:manage', { reason }, () => ({ type: 'suspend' }), [], 'dossier.suspended'),
  act('resumption', ['Tiếp tục', 'Resume'], 'dossiers:manage', { reason }, () => ({ type: 'resume' }), [], 'dossier.resumed'),
  act(
    'cancellation',
    ['Hủy', 'Cancel'],
    'dossiers:manage',
    { reason: Reason },
    (body) => ({ type: 'cancel', ...body }),
    [],
    'dossier.cancelled',
  ),
];

/** Throws NOT_APPLICABLE: a task is completed by who touches it, with its form, and not as an ad-hoc subprocess. */
async function checkAdHoc({ engine }: Call['service'], dossierId: string, elementKey: string): Promise<void> {
  const { state, versionId } = await engine.dossier(dossierId);
  const { model } = await engine.version(versionId);
  if (Object.hasOwn(state.elements, elementKey) && !isAdHoc(model, state, elementKey))
    throw new Problem(
      409,
      'NOT_APPLICABLE',
      `"${elementKey}" không phải quy trình con tùy biến`,
      `"${elementKey}" is no ad-hoc subprocess`,
    );
}

/** What a procedure names the message for which it waits when the wait itself is not marked as one for payment. */
const paymentMessage = 'paymentProof';

/** The message that the longest waiting payment of a dossier is; throws NOT_WAITING. */
async function paymentWaitedFor({ engine }: Call['service'], dossierId: string) {
  const { state, versionId } = await engine.dossier(dossierId);
  const { model } = await engine.version(versionId);
  const [waiting] = Object.values(state.subscriptions)
    .filter(
      ({ type, elementId, name }) => type === 'message' && (name === paymentMessage || model.nodes.get(elementId)?.purpose === 'payment'),
    )
    .sort((a, b) => a.sequence - b.sequence);
  if (!waiting) throw new Problem(409, 'NOT_WAITING', 'Hồ sơ không chờ nộp tiền', 'The dossier does not wait for a payment');
  const { key: elementKey, name = '', correlationKey } = waiting;
  return { name, elementKey, ...(correlationKey !== undefined && { correlationKey }) };
}
