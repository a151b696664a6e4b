/** Operations on running dossiers: tokens moved by hand, another version, done again from the beginning; each can be looked at before it is done. */
import { Type, type TSchema } from 'typebox';
import { modificationPlaces, type Command } from '../../engine/index.ts';
import { versionToStart } from '../appraisal/publication.ts';
import { auditLine } from '../auth/audit.ts';
import { actorOf } from '../auth/identity.ts';
import { route, type Call, type Result } from '../route.ts';
import { Accepted, dossierPath, Id, object, oneOf, Reason, Text } from '../schemas.ts';
import { checkActs } from '../see.ts';

const tag = 'operations';
const ElementId = Text(300);
const scope = Type.Optional({ ...Text(320), description: 'key of the running scope, where there are several' });

const TokenPlace = Type.Union([
  object({ elementKey: Type.String({ minLength: 1, maxLength: 320, description: 'an active element, with all that is inside it' }) }),
  object({ flow: ElementId, scope: Text(320) }),
  object({ incidentKey: Text(320) }),
]);
const TargetPlace = Type.Union([
  object({ before: ElementId, scope }),
  object({ after: ElementId, scope }),
  object({ onto: ElementId, scope }),
]);
const Instructions = Type.Array(
  Type.Union([
    object({ do: Type.Literal('move'), from: TokenPlace, to: TargetPlace }),
    object({ do: Type.Literal('add'), to: TargetPlace }),
    object({ do: Type.Literal('remove'), from: TokenPlace }),
  ]),
  { minItems: 1, maxItems: 50 },
);
/** Id of the version before → id in the other one; null: gone. */
export const Plan = Type.Unsafe<Record<string, string | null>>({
  type: 'object',
  propertyNames: { maxLength: 300, not: { const: '__proto__' } },
  additionalProperties: { anyOf: [{ type: 'string', maxLength: 300 }, { type: 'null' }] },
  maxProperties: 5_000,
  description:
    'element, flow or process of the version before → that of the new one, null where there is none; what is not named keeps its id',
});
const migration = {
  versionId: Type.Optional({ ...Id, description: 'absent: the version of its procedure in force' }),
  plan: Type.Optional(Plan),
};

const Sentence = Type.Object({ at: Type.Optional(Type.String()), message: Type.String(), messageEn: Type.String() });
const Preview = Type.Object({
  versionId: Id,
  revision: Type.Integer(),
  problems: Type.Array(
    Type.Object({ code: Type.String(), at: Type.Optional(Type.String()), message: Type.String(), messageEn: Type.String() }),
    { description: 'why it would be refused; empty: it would be done' },
  ),
  sentences: Type.Array(Sentence, { description: 'what would happen, in order' }),
});
const MigrationPlan = Type.Object({
  fromVersionId: Id,
  toVersionId: Id,
  plan: Plan,
  mappings: Type.Array(
    Type.Object({
      kind: Type.String({ description: 'process, element or flow' }),
      from: Type.String(),
      to: Type.Optional(Type.String()),
      because: Type.String({ description: 'id, name, neighbours, flow, only, none' }),
      confidence: Type.Number({ description: '1: certain; below 0.8 somebody should look' }),
    }),
  ),
  sentences: Type.Array(
    Type.Object({
      from: Type.String(),
      to: Type.Optional(Type.String()),
      confidence: Type.Number(),
      message: Type.String(),
      messageEn: Type.String(),
    }),
  ),
  open: Type.Integer({ description: 'dossiers of the version before that have not ended' }),
});

type Asked = (body: never, call: Call) => Command | Promise<Command>;

/** The act, and the same without doing it. */
function operation(
  path: string,
  summary: readonly [string, string],
  action: string,
  body: Record<string, TSchema>,
  asked: Asked,
  refusal: string,
) {
  return [
    route({
      method: 'post',
      path: `/dossiers/:dossierId/${path}`,
      tag,
      summary,
      allow: 'dossiers:manage',
      params: dossierPath,
      body: object({ ...body, reason: Reason }),
      answer: Accepted,
      idempotent: true,
      problems: ['UNKNOWN_DOSSIER', 'UNKNOWN_VERSION', 'WRONG_STATUS', 'NOT_APPLICABLE', 'REVISION_CHANGED', refusal],
      async handle(call): Promise<Result> {
        const { service, identity, idempotencyKey, ifRevision } = call;
        const { dossierId } = call.params as { dossierId: string };
        const { reason } = call.body as unknown as { reason: string };
        await checkActs(service, identity, dossierId, 'dossiers:manage');
        const command = { ...(await asked(call.body as never, call)), reason } as Command;
        const answer = await service.engine.execute(dossierId, command, actorOf(identity), {
          reason,
          ...(idempotencyKey !== undefined && { idempotencyKey }),
          ...(ifRevision !== undefined && { ifRevision }),
          auditLine: auditLine(call, action, dossierId, { reason }),
        });
        return { body: answer, headers: { ETag: `"${answer.revision}"` } };
      },
    }),
    route({
      method: 'post',
      path: `/dossiers/:dossierId/${path}/preview`,
      tag,
      summary: [`${summary[0]}: xem trước điều sẽ xảy ra`, `${summary[1]}: what would happen`],
      allow: 'dossiers:manage',
      params: dossierPath,
      body: object(body),
      answer: Preview,
      problems: ['UNKNOWN_DOSSIER', 'UNKNOWN_VERSION', 'NOT_APPLICABLE'],
      async handle(call): Promise<Result> {
        const { service, identity } = call;
        const { dossierId } = call.params as { dossierId: string };
        await checkActs(service, identity, dossierId, 'dossiers:manage');
        return { body: await service.engine.preview(dossierId, await asked(call.body as never, call)) };
      },
    }),
  ];
}

/** The version and the plan that were given, else the version in force and the plan that is proposed. */
async function migrateTo(
  { versionId, plan }: { readonly versionId?: string; readonly plan?: Record<string, string | null> },
  { service: { engine }, params }: Call,
): Promise<Command> {
  const { versionId: from } = await engine.dossier((params as { dossierId: string }).dossierId);
  const to = versionId ?? (await engine.newestVersion((await engine.version(from)).processKey));
  return { type: 'migrate', to, plan: plan ?? (await engine.planMigration(from, to)).plan };
}

/** It starts where any dossier may: on a version that is published and in force. A request that was answered before is answered again. */
async function versionOfRestart({ service, identity, idempotencyKey }: Call, dossierId: string, wanted: { readonly versionId?: string }) {
  const { engine } = service;
  if (idempotencyKey !== undefined && (await engine.isAnswered(actorOf(identity), idempotencyKey))) return wanted;
  if (wanted.versionId !== undefined) return { versionId: await versionToStart(service, wanted) };
  const { processKey } = await engine.version((await engine.dossier(dossierId)).versionId);
  return { versionId: await versionToStart(service, { processKey }), processKey };
}

const Places = Type.Object({
  versionId: Id,
  revision: Type.Integer(),
  from: Type.Array(
    Type.Object({
      from: TokenPlace,
      elementId: Type.String(),
      name: Type.String(),
      kind: oneOf(['element', 'token', 'incident']),
    }),
  ),
  to: Type.Array(
    Type.Object({
      to: TargetPlace,
      elementId: Type.String(),
      name: Type.String(),
      within: Type.Optional(Type.String({ description: 'name of the subprocess around it' })),
      scope: Type.Optional(Type.String({ description: 'which of several that run' })),
    }),
  ),
});

export const operationRoutes = [
  route({
    method: 'get',
    path: '/dossiers/:dossierId/modification/places',
    tag,
    summary: ['Có thể chuyển gì, đến đâu', 'What can be moved, and where to'],
    allow: 'dossiers:manage',
    params: dossierPath,
    answer: Places,
    problems: ['UNKNOWN_DOSSIER'],
    async handle({ service, identity, params: { dossierId } }): Promise<Result> {
      await checkActs(service, identity, dossierId, 'dossiers:manage');
      const { state, revision, versionId } = await service.engine.dossier(dossierId);
      const { model } = await service.engine.version(versionId);
      return { body: { versionId, revision, ...modificationPlaces(model, state) } };
    },
  }),
  ...operation(
    'modification',
    ['Chỉnh luồng xử lý bằng tay', 'Move, add and take away tokens by hand'],
    'dossier.modified',
    { instructions: Instructions },
    ({ instructions }: { instructions: Extract<Command, { type: 'modify' }>['instructions'] }) => ({ type: 'modify', instructions }),
    'MODIFICATION_REFUSED',
  ),
  ...operation(
    'migration',
    ['Chuyển sang phiên bản khác của quy trình', 'Move to another version of the procedure'],
    'dossier.migrated',
    migration,
    migrateTo,
    'MIGRATION_REFUSED',
  ),
  route({
    method: 'post',
    path: '/dossiers/:dossierId/restart',
    tag,
    summary: ['Làm lại hồ sơ đã kết thúc thành hồ sơ mới', 'Do an ended dossier again, as a new one'],
    allow: 'dossiers:manage',
    params: dossierPath,
    body: object({
      reason: Reason,
      versionId: Type.Optional({ ...Id, description: 'absent: the newest version in force' }),
      code: Type.Optional(Text(60)),
    }),
    answer: Accepted,
    status: 201,
    idempotent: true,
    problems: [
      'UNKNOWN_DOSSIER',
      'UNKNOWN_VERSION',
      'NOT_APPLICABLE',
      'NOT_ENDED',
      'RESTARTED',
      'DATA_ERASED',
      'NOT_PUBLISHED',
      'NOT_IN_FORCE',
      'CODE_TAKEN',
    ],
    async handle(call): Promise<Result> {
      const { service, identity, idempotencyKey } = call;
      const { dossierId } = call.params;
      const { reason, code, ...wanted } = call.body;
      await checkActs(service, identity, dossierId, 'dossiers:manage');
      const version = await versionOfRestart(call, dossierId, wanted);
      const terms = { reason, ...version, ...(code !== undefined && { code }) };
      const answer = await service.engine.restart(dossierId, terms, actorOf(identity), {
        ...(idempotencyKey !== undefined && { idempotencyKey }),
        auditLine: auditLine(call, 'dossier.restarted', dossierId, { reason }),
      });
      return { status: 201, body: answer, headers: { Location: `/api/v1/dossiers/${answer.dossierId}`, ETag: `"${answer.revision}"` } };
    },
  }),
  route({
    method: 'post',
    path: '/migration-plans',
    tag,
    summary: ['Đề xuất cách chuyển từ phiên bản này sang phiên bản khác', 'A proposal for moving from one version to another'],
    allow: 'dossiers:manage',
    body: object({ fromVersionId: Id, toVersionId: Id }),
    answer: MigrationPlan,
    problems: ['UNKNOWN_VERSION', 'NOT_APPLICABLE'],
    async handle({ service, body: { fromVersionId, toVersionId } }): Promise<Result> {
      return { body: await service.engine.planMigration(fromVersionId, toVersionId) };
    },
  }),
];
