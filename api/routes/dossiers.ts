/** Dossiers: started, alone or several in one visit; looked up and watched. */
import { createHash } from 'node:crypto';
import { Type, type TObject, type TProperties, type Static, type TSchema } from 'typebox';
import { EngineRefused, type Answer } from '../../engine/runtime/index.ts';
import { versionToStart } from '../appraisal/publication.ts';
import { audit } from '../auth/audit.ts';
import { actorOf, unitsSeen } from '../auth/identity.ts';
import { diagramState } from '../diagram-state.ts';
import { checkForm } from '../forms.ts';
import { forbidden, Problem, problemOf } from '../problem.ts';
import { route, type Call, type Result } from '../route.ts';
import { Accepted, dossierPath, Id, Instant, object, oneOf, page, paging, Text } from '../schemas.ts';
import { checkSees } from '../see.ts';
import {
  DiagramState,
  DossierFlag,
  DossierHead,
  DossierReport,
  DossierSummary,
  HistoryEntry,
  Holding,
  newDossier,
  SlipRow,
} from './dossier-schemas.ts';

const tag = 'dossiers';
const startProblems = [
  'UNKNOWN_PROCEDURE',
  'UNKNOWN_VERSION',
  'NOT_PUBLISHED',
  'NOT_IN_FORCE',
  'FORM_INVALID',
  'CODE_TAKEN',
  'START_AMBIGUOUS',
  'REASON_MISSING',
];

type Start = Static<TObject<typeof newDossier>>;
type About = Pick<Call, 'service' | 'identity'>;

/** The version meant, once everything that the request itself can be wrong about was looked at. Throws FORBIDDEN, FORM_INVALID, UNKNOWN_PROCEDURE, UNKNOWN_VERSION, NOT_PUBLISHED, NOT_IN_FORCE. */
async function checkedVersion({ service, identity }: About, given: Start): Promise<string> {
  if (given.occurredAt !== undefined && !identity.permissions.has('lateEntry')) throw forbidden();
  const versionId = await versionToStart(service, given);
  const version = await service.engine.version(versionId);
  checkForm(version.forms['intake'], given.variables ?? {});
  return versionId;
}

async function start(
  { service, identity }: About,
  versionId: string,
  { code, groupId, reason, variables = {}, versionId: _id, processKey: _key, ...given }: Start,
  idempotencyKey: string | undefined,
): Promise<Answer> {
  return service.engine.start({ ...given, versionId, variables: variables as never } as never, actorOf(identity), {
    ...(code !== undefined && { code }),
    ...(groupId !== undefined && { groupId }),
    ...(reason !== undefined && { reason }),
    ...(idempotencyKey !== undefined && { idempotencyKey }),
  });
}

/** A look into one dossier that the identity sees. */
function look<Q extends TProperties>(
  path: string,
  summary: readonly [string, string],
  answer: TSchema,
  see: (call: Call<unknown, Static<TObject<Q>>>, dossierId: string) => Promise<unknown>,
  query?: Q,
) {
  return route({
    method: 'get',
    path: `/dossiers/:dossierId${path}`,
    tag,
    summary,
    allow: 'dossiers:read',
    params: dossierPath,
    ...(query && { query: object(query) }),
    answer,
    problems: ['UNKNOWN_DOSSIER'],
    async handle(call): Promise<Result> {
      const { dossierId } = call.params;
      await checkSees(call.service, call.identity, dossierId);
      const body = await see(call as never, dossierId);
      const { revision } = body as { revision?: unknown };
      return { body, ...(typeof revision === 'number' && { headers: { ETag: `"${revision}"` } }) };
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
    body: object(newDossier),
    answer: Accepted,
    status: 201,
    idempotent: true,
    problems: startProblems,
    async handle(call): Promise<Result> {
      const answer = await start(call, await checkedVersion(call, call.body), call.body, call.idempotencyKey);
      return { status: 201, body: answer, headers: { Location: `/api/v1/dossiers/${answer.dossierId}`, ETag: `"${answer.revision}"` } };
    },
  }),
  route({
    method: 'post',
    path: '/visits',
    tag,
    summary: [
      'Tiếp nhận nhiều hồ sơ trong một lượt, một giấy hẹn; hồ sơ bị từ chối được nêu riêng',
      'Start several dossiers of one visit on one receipt; those that were refused are named',
    ],
    allow: 'dossiers:start',
    body: object({ groupId: Type.Optional(Text(60)), dossiers: Type.Array(object(newDossier), { minItems: 1, maxItems: 20 }) }),
    answer: Type.Object({
      groupId: Type.String(),
      dossiers: Type.Array(Accepted),
      refused: Type.Array(Type.Object({ index: Type.Integer(), code: Type.String(), message: Type.String() }), {
        description: 'by place in the request: to be corrected and sent again with the same groupId',
      }),
    }),
    status: 201,
    idempotent: true,
    problems: startProblems,
    async handle(call): Promise<Result> {
      const { dossiers } = call.body;
      // all are looked at before the first is begun
      const versionIds: string[] = [];
      for (const [index, each] of dossiers.entries())
        versionIds.push(
          await checkedVersion(call, each).catch((error: unknown) => {
            throw ofDossier(error, index);
          }),
        );
      const groupId = call.body.groupId ?? groupIdOf(call);
      const started: Answer[] = [];
      const refused: { index: number; problem: Problem }[] = [];
      for (const [index, each] of dossiers.entries()) {
        const idempotencyKey = call.idempotencyKey && `${call.idempotencyKey}/${index}`;
        try {
          started.push(await start(call, versionIds[index]!, { ...each, groupId }, idempotencyKey));
        } catch (error) {
          const problem = ofDossier(error, index);
          if (problem.status >= 500) throw error;
          refused.push({ index, problem });
        }
      }
      if (started.length === 0) throw refused[0]!.problem;
      return {
        status: 201,
        body: {
          groupId,
          dossiers: started,
          refused: refused.map(({ index, problem: { code, message, messageEn } }) => ({
            index,
            code,
            message: call.language === 'vi' ? message : messageEn,
          })),
        },
      };
    },
  }),
  route({
    method: 'get',
    path: '/dossiers',
    tag,
    summary: ['Danh sách hồ sơ', 'Dossiers'],
    allow: 'dossiers:read',
    query: object({
      status: Type.Optional(oneOf(['open', 'active', 'suspended', 'ended'])),
      department: Type.Optional(Text(100)),
      versionIds: Type.Optional(Type.Array(Id, { maxItems: 50 })),
      processKey: Type.Optional(Text(200)),
      forecastMisses: Type.Optional(Type.Boolean()),
      dueBefore: Type.Optional(Instant),
      code: Type.Optional(Text(60)),
      groupId: Type.Optional(Text(60)),
      order: Type.Optional(oneOf(['due', 'forecast', 'started', 'ended'])),
      ...paging,
    }),
    answer: page(DossierHead),
    async handle({ service, identity, query }): Promise<Result> {
      const units = unitsSeen(identity, service.engine.organisation(), 'dossiers:read');
      return { body: await service.engine.dossiers({ ...query, ...(units !== 'all' && { seenBy: units }) }) };
    },
  }),
  look('', ['Một hồ sơ', 'One dossier'], DossierSummary, ({ service }, dossierId) => service.engine.dossierSummary(dossierId)),
  look(
    '/history',
    ['Lịch sử hồ sơ', 'Its history'],
    Type.Object({
      items: Type.Array(HistoryEntry),
      next: Type.Optional(Type.Integer({ description: 'goes back as `after`' })),
    }),
    ({ service, query }, dossierId) => service.engine.history(dossierId, query),
    { after: Type.Optional(Type.Integer({ minimum: 0, maximum: 2 ** 31 - 1 })), limit: paging.limit },
  ),
  look('/report', ['Báo cáo thời gian', 'Its time: steps, flags to come, forecast'], DossierReport, ({ service }, dossierId) =>
    service.engine.report(dossierId),
  ),
  look(
    '/control-slip',
    ['Phiếu kiểm soát (mẫu 06)', 'The control slip (form 06)'],
    Type.Object({ dossier: DossierSummary, rows: Type.Array(SlipRow) }),
    ({ service }, dossierId) => service.engine.controlSlip(dossierId),
  ),
  look(
    '/flags',
    ['Cảnh báo của hồ sơ, cả đã gỡ', 'Its flags, withdrawn ones too'],
    page(DossierFlag),
    ({ service, query }, dossierId) => service.engine.dossierFlags(dossierId, query),
    paging,
  ),
  look(
    '/holdings',
    ['Ai đã giữ hồ sơ', 'Who held its steps'],
    page(Holding),
    ({ service, query }, dossierId) => service.engine.holdings(dossierId, query),
    paging,
  ),
  look('/diagram', ['Trạng thái trên sơ đồ', 'Its state on the diagram'], DiagramState, async ({ service }, dossierId) => {
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
    answer: Type.Object({
      items: Type.Array(
        Type.Object({ name: Type.String(), number: Type.Integer(), value: Type.Unknown(), recordedAt: Instant, sha256: Type.String() }),
      ),
    }),
    problems: ['UNKNOWN_DOSSIER'],
    async handle({ service, identity, params, address }): Promise<Result> {
      const { dossierId } = params;
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
  route({
    method: 'get',
    path: '/public/dossiers/:code',
    tag,
    summary: ['Tra cứu bằng mã hồ sơ: chỉ trạng thái và ngày hẹn', 'Look up by code: state and appointment only'],
    allow: 'public',
    // codes are given in order, so whoever knows one can guess the next
    perMinute: 30,
    params: object({ code: Text(60) }),
    answer: Type.Object({
      code: Type.String(),
      status: Type.String(),
      appointmentDueAt: Type.Optional(Instant),
    }),
    problems: ['UNKNOWN_DOSSIER'],
    async handle({ service, params: { code } }): Promise<Result> {
      const [found] = (await service.engine.dossiers({ code, limit: 1 })).items;
      if (!found) throw new EngineRefused('UNKNOWN_DOSSIER', `Không có hồ sơ "${code}"`, `No dossier "${code}"`);
      const { status, appointmentDueAt } = found;
      return { body: { code, status, ...(appointmentDueAt && { appointmentDueAt }) } };
    },
  }),
];

/** The same for the same request, so that a repeated one is known again. */
function groupIdOf({ identity, idempotencyKey, requestId }: Call): string {
  const from = idempotencyKey === undefined ? requestId : `${identity.login} ${idempotencyKey}`;
  return `visit-${createHash('sha256').update(from).digest('hex').slice(0, 24)}`;
}

/** The problem of one dossier among several: its places are below it. */
function ofDossier(error: unknown, index: number): Problem {
  const { status, code, message, messageEn, errors, headers } = problemOf(error);
  const below = errors.length > 0 ? errors : [{ pointer: '', code, message, messageEn }];
  return new Problem(status, code, message, messageEn, {
    errors: below.map((each) => ({ ...each, pointer: `/dossiers/${index}${each.pointer}` })),
    headers,
  });
}
