/** Dossiers: started, alone or several in one visit; looked up and watched. */
import { createHash } from 'node:crypto';
import { Type, type TObject, type TProperties, type Static, type TSchema } from 'typebox';
import { EngineRefused, OneOfThemRefused } from '../../engine/runtime/index.ts';
import { versionToStart } from '../appraisal/publication.ts';
import { audit } from '../auth/audit.ts';
import { actorOf, unitsSeen } from '../auth/identity.ts';
import { diagramState } from '../diagram-state.ts';
import { checkForm } from '../forms.ts';
import { invalidInput, Problem, problemOf } from '../problem.ts';
import { receivingPlaces, type Beginning } from '../receiving-places.ts';
import { route, type Call, type Result } from '../route.ts';
import { Accepted, dossierPath, Id, Instant, object, oneOf, page, paging, Text } from '../schemas.ts';
import { checkBeginsLate, checkSees } from '../see.ts';
import {
  DiagramState,
  DossierFlag,
  DossierHead,
  DossierReport,
  DossierSummary,
  HistoryEntry,
  Holding,
  NewDossier,
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

type Start = Static<typeof NewDossier>;
type About = Pick<Call, 'service' | 'identity'>;

/**
 * The start of a dossier, once everything that the request itself can be wrong about was looked at. A request that was answered before is answered again, whatever
 * the form of a newer version says and whether it is in force. Throws FORBIDDEN, FORM_INVALID, UNKNOWN_PROCEDURE, UNKNOWN_VERSION, NOT_PUBLISHED, NOT_IN_FORCE.
 */
async function checkedStart({ service, identity }: About, given: Start, idempotencyKey: string | undefined) {
  const { engine } = service;
  const { code, groupId, reason, variables = {}, versionId: named, processKey, ...start } = given;
  if (named === undefined && processKey === undefined) throw procedureMissing();
  const isRepeated = idempotencyKey !== undefined && (await engine.isAnswered(actorOf(identity), idempotencyKey));
  const versionId = isRepeated ? (named ?? (await engine.newestVersion(processKey ?? ''))) : await versionToStart(service, given);
  const { model, forms } = await engine.version(versionId);
  if (given.occurredAt !== undefined) checkBeginsLate(service, identity, receivingPlaces(model, given as Beginning));
  if (!isRepeated) checkForm(forms['intake'], variables);
  return {
    ...start,
    versionId,
    ...(named === undefined && { processKey: processKey! }),
    variables: variables as never,
    about: {
      ...(code !== undefined && { code }),
      ...(groupId !== undefined && { groupId }),
      ...(reason !== undefined && { reason }),
      ...(idempotencyKey !== undefined && { idempotencyKey }),
    },
  };
}

function procedureMissing(): Problem {
  return invalidInput('body', [
    {
      pointer: '/processKey',
      code: 'required',
      message: 'thiếu "processKey" (mã quy trình) hoặc "versionId" (phiên bản)',
      messageEn: 'must have "processKey" (the procedure) or "versionId" (a version of it)',
    },
  ]);
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
    body: NewDossier,
    answer: Accepted,
    status: 201,
    idempotent: true,
    problems: startProblems,
    async handle(call): Promise<Result> {
      const { about, ...start } = await checkedStart(call, call.body, call.idempotencyKey);
      const answer = await call.service.engine.start(start as never, actorOf(call.identity), about);
      return { status: 201, body: answer, headers: { Location: `/api/v1/dossiers/${answer.dossierId}`, ETag: `"${answer.revision}"` } };
    },
  }),
  route({
    method: 'post',
    path: '/visits',
    tag,
    summary: [
      'Tiếp nhận nhiều hồ sơ trong một lượt, một giấy hẹn: tất cả hoặc không hồ sơ nào',
      'Start several dossiers of one visit on one receipt: all of them or none',
    ],
    allow: 'dossiers:start',
    body: object({ groupId: Type.Optional(Text(60)), dossiers: Type.Array(NewDossier, { minItems: 1, maxItems: 20 }) }),
    answer: Type.Object({ groupId: Type.String(), dossiers: Type.Array(Accepted) }),
    status: 201,
    idempotent: true,
    problems: startProblems,
    async handle(call): Promise<Result> {
      const { service, identity, body } = call;
      const groupId = body.groupId ?? groupIdOf(call);
      const starts = [];
      for (const [index, each] of body.dossiers.entries())
        starts.push(
          await checkedStart(call, { ...each, groupId }, call.idempotencyKey && `${call.idempotencyKey}/${index}`).catch(
            (error: unknown) => {
              throw ofDossier(error, index);
            },
          ),
        );
      try {
        const dossiers = await service.engine.startTogether(starts as never, actorOf(identity));
        return { status: 201, body: { groupId, dossiers } };
      } catch (error) {
        if (!(error instanceof OneOfThemRefused)) throw error;
        const isTaken = (error.cause as { code?: string }).code === 'CODE_TAKEN';
        throw ofDossier(error.cause, error.index ?? (isTaken ? await takenCode(call, body.dossiers) : undefined));
      }
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

/** Which of the dossiers has the code of another one, of this visit or before; undefined when none has. */
async function takenCode({ service }: About, dossiers: readonly Start[]): Promise<number | undefined> {
  for (const [index, { code }] of dossiers.entries()) {
    if (code === undefined) continue;
    if (dossiers.findIndex((other) => other.code === code) < index) return index;
    if ((await service.engine.dossiers({ code, limit: 1 })).items.length > 0) return index;
  }
  return undefined;
}

/** The problem of one dossier among several: its places are below it. */
function ofDossier(error: unknown, index: number | undefined): Problem {
  const problem = problemOf(error);
  if (index === undefined) return problem;
  const { status, code, message, messageEn, errors, headers, permission } = problem;
  const below = errors.length > 0 ? errors : [{ pointer: '', code, message, messageEn }];
  return new Problem(status, code, message, messageEn, {
    errors: below.map((each) => ({ ...each, pointer: `/dossiers/${index}${each.pointer}` })),
    headers,
    permission,
  });
}
