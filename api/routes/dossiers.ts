/** Dossiers: started, looked up and watched. */
import { Type, type Static, type TObject, type TProperties, type TSchema } from 'typebox';
import { EngineRefused } from '../../engine/runtime/index.ts';
import { adHocChoices } from '../ad-hoc-choices.ts';
import { audit } from '../auth/audit.ts';
import { actorOf, unitsSeen } from '../auth/identity.ts';
import { checkedStart, startProblems } from '../checked-start.ts';
import { diagramState } from '../diagram-state.ts';
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
  NewDossier,
  SlipRow,
} from './dossier-schemas.ts';

const tag = 'dossiers';

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
    const { model } = await service.engine.version(versionId);
    return { versionId, revision, ...diagramState(state), adHoc: adHocChoices(model, state) };
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
