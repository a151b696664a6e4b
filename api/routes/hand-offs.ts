/** Hand-offs between units: which wait to be taken up, which were sent back, and what is done about them. A key such as `appraise#1~1` is written `appraise%231~1` in a path. */
import { Type, type Static, type TObject, type TProperties } from 'typebox';
import type { Command } from '../../engine/index.ts';
import { actorOf } from '../auth/identity.ts';
import { findTasks } from '../find-tasks.ts';
import { findHandOff, stepsOfUnit, type HandOffPlace } from '../hand-off-places.ts';
import { forbiddenLate, Problem } from '../problem.ts';
import { route, type Call, type Result } from '../route.ts';
import { Accepted, Id, Instant, object, page, paging, Reason, unitQuery } from '../schemas.ts';
import { checkSees, touches } from '../see.ts';
import { seenUnitsOf, type UnitQuery } from '../seen-units.ts';

const tag = 'hand-offs';

const HandOffKey = Type.String({ maxLength: 320, pattern: '^[^\\u0000-\\u001f]+#[0-9]{1,9}~[0-9]{1,9}$' });
const handOffPath = object({ dossierId: Id, key: HandOffKey });

const shared = {
  dossierId: Id,
  dossierCode: Type.Optional(Type.String()),
  versionId: Id,
  elementKey: Type.String(),
  elementId: Type.String(),
  name: Type.Optional(Type.String({ description: 'of the activity at the receiver' })),
  fromUnit: Type.String(),
  fromDepartment: Type.Optional(Type.String()),
  toUnit: Type.String(),
  toDepartment: Type.Optional(Type.String()),
  sentAt: Instant,
};
const desk = (description: string) => Type.Optional(Type.String({ description }));
const Waiting = Type.Object({
  ...shared,
  key: Type.String(),
  toDesk: desk('of the receiving step: who sits there finds it'),
  dueAt: Type.Optional(Instant),
  unclaimed: Type.Boolean({ description: 'the flag handOffUnclaimed was raised and stands' }),
});
const Correction = Type.Object({
  ...shared,
  key: Type.String(),
  handOffKey: Type.String(),
  fromDesk: desk('of the step that sent it: who sits there finds it'),
  holder: Type.Optional(Type.String({ description: 'who had the step that sent it' })),
  returnedAt: Instant,
  reason: Type.Optional(Type.String()),
});

/** The receiver, or the sender whose correction is waited for. Throws UNKNOWN_DOSSIER, UNKNOWN_HAND_OFF, NOT_SENDER, NOT_RECEIVER. */
async function checkSide(
  { service, identity }: Pick<Call, 'service' | 'identity'>,
  dossierId: string,
  key: string,
  side: 'receiver' | 'sender',
) {
  const found = await findHandOff(service, dossierId, key);
  if (found && (await isTouched(service, identity, dossierId, found, side))) return found;
  await checkSees(service, identity, dossierId, 'handOffs:read');
  if (found)
    throw side === 'sender'
      ? new Problem(403, 'NOT_SENDER', 'Chỉ bên gửi được sửa và gửi lại', 'Only the sender puts it right and sends it again')
      : new Problem(403, 'NOT_RECEIVER', 'Chỉ bên nhận được nhận hoặc trả lại', 'Only the receiver takes it up or returns it');
  throw new Problem(404, 'UNKNOWN_HAND_OFF', `Không có bàn giao "${key}"`, `No hand-off "${key}"`);
}

/** Throws FORBIDDEN unless the position that lets the identity enter facts late is one of that side. */
async function checkEntersLate(
  { service, identity }: Pick<Call, 'service' | 'identity'>,
  dossierId: string,
  found: HandOffPlace,
  side: 'receiver' | 'sender',
): Promise<void> {
  if (!identity.permissions.has('lateEntry') || !(await isTouched(service, identity, dossierId, found, side, 'lateEntry')))
    throw forbiddenLate(identity.permissions);
}

async function isTouched(
  service: Call['service'],
  identity: Call['identity'],
  dossierId: string,
  { fromUnit, fromDepartment, elementKey }: HandOffPlace,
  side: 'receiver' | 'sender',
  permission: 'tasks:work' | 'lateEntry' = 'tasks:work',
): Promise<boolean> {
  const sender = { unit: fromUnit, ...(fromDepartment !== undefined && { department: fromDepartment }) };
  const places =
    side === 'receiver'
      ? [...(await findTasks(service, [{ dossierId, elementKey }])).values()]
      : [sender, ...(await stepsOfUnit(service, dossierId, fromUnit))];
  return places.some((place) => touches(identity, service.engine.organisation(), place, permission));
}

function act<B extends TProperties>(
  path: string,
  summary: readonly [string, string],
  side: 'receiver' | 'sender',
  body: B,
  command: (key: string, login: string, body: Static<TObject<B>>) => Command,
) {
  return route({
    method: 'post',
    path: `/hand-offs/:dossierId/:key/${path}`,
    tag,
    summary,
    allow: 'tasks:work',
    params: handOffPath,
    body: object(body),
    answer: Accepted,
    idempotent: true,
    problems: ['UNKNOWN_DOSSIER', 'UNKNOWN_HAND_OFF', 'HAND_OFF_STATE', 'NOT_WAITING', 'REVISION_CHANGED'],
    async handle(call): Promise<Result> {
      const { service, identity, idempotencyKey, ifRevision } = call;
      const { dossierId, key } = call.params as { dossierId: string; key: string };
      const found = await checkSide(call, dossierId, key, side);
      const { fromUnit, toUnit } = found;
      const asked = command(key, identity.login, call.body as never);
      const { reason } = call.body as { reason?: string };
      if ('occurredAt' in asked && asked.occurredAt !== undefined) await checkEntersLate(call, dossierId, found, side);
      const answer = await service.engine.execute(dossierId, asked, actorOf(identity, side === 'receiver' ? toUnit : fromUnit), {
        ...(idempotencyKey !== undefined && { idempotencyKey }),
        ...(ifRevision !== undefined && { ifRevision }),
        ...(reason !== undefined && { reason }),
      });
      return { body: answer, headers: { ETag: `"${answer.revision}"` } };
    },
  });
}

export const handOffRoutes = [
  route({
    method: 'get',
    path: '/hand-offs',
    tag,
    summary: ['Bàn giao chờ nhận, cũ nhất đứng trước', 'Sent by another department and not taken up, oldest first'],
    allow: 'handOffs:read',
    query: object({ ...unitQuery, ...paging }),
    answer: page(Waiting),
    async handle({ service, identity, query }): Promise<Result> {
      const { unit, department, ...rest } = query as UnitQuery & object;
      const places = seenUnitsOf(service, identity, 'handOffs:read', { unit, department });
      return { body: await service.engine.handOffsWaiting({ ...rest, ...(places && { places }) }) };
    },
  }),
  route({
    method: 'get',
    path: '/corrections',
    tag,
    summary: ['Hồ sơ bị trả lại, chờ nơi gửi chỉnh sửa', 'Returned to their senders, who have to put them right'],
    allow: 'handOffs:read',
    query: object({ ...unitQuery, ...paging }),
    answer: page(Correction),
    async handle({ service, identity, query }): Promise<Result> {
      const { unit, department, ...rest } = query as UnitQuery & object;
      const places = seenUnitsOf(service, identity, 'handOffs:read', { unit, department });
      return { body: await service.engine.corrections({ ...rest, ...(places && { places }) }) };
    },
  }),
  act(
    'acceptance',
    ['Nhận bàn giao', 'Take it up'],
    'receiver',
    { occurredAt: Type.Optional(Instant), reason: Type.Optional(Reason) },
    (handOffKey, by, { occurredAt }) => ({ type: 'acceptHandOff', handOffKey, by, ...(occurredAt !== undefined && { occurredAt }) }),
  ),
  act(
    'return',
    ['Trả lại nơi gửi, nêu lý do', 'Send it back with a reason'],
    'receiver',
    { reason: Reason },
    (handOffKey, by, { reason }) => ({
      type: 'returnHandOff',
      handOffKey,
      reason,
      by,
    }),
  ),
  act('correction', ['Đã chỉnh sửa, gửi lại', 'Put right: send it again'], 'sender', {}, (handOffKey) => ({
    type: 'sendAgain',
    correctionKey: `${handOffKey}~return`,
  })),
];
