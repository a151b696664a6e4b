/** Procedures and their versions: found, read, checked as drafts, deployed. */
import { Type } from 'typebox';
import { EngineRefused, type ProcedureContent } from '../../engine/runtime/index.ts';
import type { FlowNode, Problem as Finding } from '../../engine/index.ts';
import { deployDirectly } from '../appraisal/deploy-directly.ts';
import { auditLine } from '../auth/audit.ts';
import { actorOf } from '../auth/identity.ts';
import { notFound } from '../problem.ts';
import { missingForms, schemaProblems } from '../procedure-forms.ts';
import { route, type Call, type Result } from '../route.ts';
import { Actor, Id, Instant, object, oneOf, page, paging, Text } from '../schemas.ts';
import { procedureContent } from './appraisal-schemas.ts';

const tag = 'procedures';

const Duration = { value: Type.Number(), unit: Type.String({ description: 'workingDay, calendarDay, workingHour' }) };
const ForceState = oneOf(['inForce', 'coming', 'ended'], 'dossiers may start now, later, no more');
const Facet = Type.Array(Type.Object({ value: Type.String(), count: Type.Integer() }));
const ProcedureItem = {
  processKey: Type.String(),
  name: Type.Optional(Type.String()),
  code: Type.Optional(Type.String({ description: 'national code' })),
  field: Type.Optional(Type.String()),
  department: Type.Optional(Type.String({ description: 'the competent agency' })),
  versionId: Id,
  version: Type.Integer({ description: 'the newest in force, else the newest' }),
  deployedAt: Instant,
  inForce: Type.Boolean({ description: 'dossiers may start on it now' }),
  state: ForceState,
  deadline: Type.Optional(Type.Object(Duration, { description: 'published, else legal' })),
};
const VersionItem = {
  versionId: Id,
  processKey: Type.String(),
  version: Type.Integer(),
  name: Type.Optional(Type.String()),
  hash: Type.String({ description: 'hex of SHA-256: what was approved' }),
  deployedAt: Instant,
  deployedBy: Actor,
  inForceFrom: Type.Optional(Instant),
  inForceUntil: Type.Optional(Instant),
};
const Step = Type.Object({
  elementId: Type.String(),
  name: Type.Optional(Type.String()),
  type: Type.String(),
  unit: Type.Optional(Type.String()),
  department: Type.Optional(Type.String()),
  kind: Type.Optional(Type.String({ description: 'of unit; each dossier binds it to one' })),
  desk: Type.Optional(Type.String()),
  role: Type.Optional(Type.String()),
  step: Type.Optional(Type.String({ description: 'of the five: receive, appraise, approve, seal, return' })),
  form: Type.Optional(Type.String()),
  jobType: Type.Optional(Type.String()),
  budget: Type.Optional(Type.Object(Duration)),
  budgetShare: Type.Optional(Type.Number()),
});
const VersionDetail = Type.Object({
  ...VersionItem,
  deadlines: Type.Array(
    Type.Object({
      kind: Type.String(),
      ...Duration,
      when: Type.Optional(Type.String()),
      phase: Type.Optional(Type.String()),
      source: Type.Optional(Type.String()),
    }),
  ),
  bindings: Type.Record(Type.String(), Id, { description: 'called element → version it is pinned to' }),
  retentionYears: Type.Optional(Type.Integer()),
  forms: Type.Array(Type.String(), { description: 'keys; each is read by itself' }),
  decisions: Type.Record(Type.String(), Type.String(), { description: 'DMN files' }),
  procedure: Type.Unknown({ description: 'the description that was deployed with it' }),
  starts: Type.Array(Type.Object({ elementId: Type.String(), name: Type.Optional(Type.String()) }), {
    description: 'what `at` of a new dossier may name',
  }),
  steps: Type.Array(Step),
});
const FindingShape = Type.Object({
  code: Type.String(),
  severity: Type.Union(['error', 'warning', 'info'].map((severity) => Type.Literal(severity))),
  message: Type.String(),
  messageEn: Type.String(),
  at: Type.Optional(Type.String({ description: 'element id, line or JSON pointer' })),
  line: Type.Optional(Type.Integer()),
});
const Content = object(procedureContent);

const procedurePath = object({ processKey: Text(300) });
const versionPath = object({ processKey: Text(300), version: Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 }) });

async function versionDetail({ service }: Call, processKey: string, version?: number): Promise<Result> {
  const { forms, ...detail } = await service.engine.procedureVersion(processKey, version);
  const { model } = await service.engine.version(detail.versionId);
  const nodes = [...model.nodes.values()];
  const isOwnStart = ({ type, container }: FlowNode) => type === 'startEvent' && container.kind === 'process' && !container.linked;
  return {
    body: {
      ...detail,
      forms: Object.keys(forms).sort(),
      starts: nodes.filter(isOwnStart).map(({ id, name }) => ({ elementId: id, ...(name !== undefined && { name }) })),
      steps: nodes.flatMap((node) => (node.step ? [stepOf(node)] : [])),
    },
  };
}

function stepOf({
  id,
  name,
  type,
  jobType,
  step: { unit, department, kind, desk, role, step, form, budget, budgetShare } = {} as never,
}: FlowNode) {
  return { elementId: id, name, type, unit, department, kind, desk, role, step, form, jobType, budget, budgetShare };
}

/** All that is wrong with a content, the engine's findings first. */
async function findings({ bpmn, forms = {}, decisions }: ProcedureContent, found: readonly Finding[]): Promise<Finding[]> {
  return [...found, ...schemaProblems(forms), ...(await missingForms(bpmn, forms, decisions))];
}

export const procedureRoutes = [
  route({
    method: 'get',
    path: '/procedures',
    tag,
    summary: ['Thủ tục đã triển khai; tìm không cần dấu', 'Procedures; the search needs no diacritics'],
    allow: 'procedures:read',
    query: object({
      search: Type.Optional(Text(200)),
      field: Type.Optional(Text(300)),
      department: Type.Optional(Text(200)),
      state: Type.Optional(ForceState),
      deadlineDays: Type.Optional(Type.Number({ minimum: 0, maximum: 10_000, description: 'at most so many days; eight hours are one' })),
      ...paging,
    }),
    answer: Type.Object({
      items: Type.Array(Type.Object(ProcedureItem)),
      next: Type.Optional(Type.String()),
      facets: Type.Object(
        { fields: Facet, departments: Facet, states: Facet },
        { description: 'how many of those that the search finds have each value' },
      ),
    }),
    handle: async ({ service, query }) => ({ body: await service.engine.procedures(query as object) }),
  }),
  route({
    method: 'post',
    path: '/procedures',
    tag,
    summary: [
      'Triển khai thẳng, không qua thẩm định; được ghi lại như vậy',
      'Deploy past the appraisal, which the record says: the same content again gives the same version',
    ],
    allow: 'procedures:deploy',
    body: Content,
    answer: Type.Object({
      versionId: Id,
      processKey: Type.String(),
      version: Type.Integer(),
      created: Type.Boolean({ description: 'false: this very content was deployed before' }),
      hash: Type.String(),
      problems: Type.Array(FindingShape, { description: 'doubtful, but no hindrance' }),
    }),
    status: 201,
    problems: ['PROCEDURE_REFUSED'],
    async handle(call): Promise<Result> {
      const { service, identity } = call;
      const content = call.body as ProcedureContent;
      const unusable = schemaProblems(content.forms ?? {});
      if (unusable.length > 0) {
        const places = unusable.map(({ code, at }) => `${code} (${at})`).join(', ');
        const { problems } = await service.engine.checkProcedure(content);
        throw new EngineRefused('PROCEDURE_REFUSED', `Không nhận thủ tục: ${places}`, `The procedure is refused: ${places}`, {
          problems: [...problems, ...unusable],
        });
      }
      const line = auditLine(call, 'procedure.deployed', undefined, { withoutAppraisal: true });
      const deployed = await deployDirectly(service, content, actorOf(identity), line);
      const { processKey, version, created } = deployed;
      return {
        status: created ? 201 : 200,
        body: { ...deployed, problems: await findings(content, deployed.problems) },
        headers: { Location: `/api/v1/procedures/${encodeURIComponent(processKey)}/versions/${version}` },
      };
    },
  }),
  route({
    method: 'post',
    path: '/procedures/checks',
    tag,
    summary: ['Kiểm tra bản nháp; không lưu gì', 'Check a draft; nothing is stored'],
    allow: 'procedures:check',
    body: Content,
    answer: Type.Object({
      deployable: Type.Boolean(),
      processKey: Type.Optional(Type.String({ description: 'under this it would be deployed' })),
      problems: Type.Array(FindingShape),
    }),
    async handle({ service, body }): Promise<Result> {
      const content = body as ProcedureContent;
      const { processKey, problems } = await service.engine.checkProcedure(content);
      const all = await findings(content, problems);
      const deployable = !all.some(({ severity }) => severity === 'error');
      return { body: { deployable, ...(processKey !== undefined && { processKey }), problems: all } };
    },
  }),
  route({
    method: 'get',
    path: '/procedures/:processKey',
    tag,
    summary: ['Một thủ tục theo phiên bản mới nhất', 'One procedure, as its newest version has it'],
    allow: 'procedures:read',
    params: procedurePath,
    answer: VersionDetail,
    problems: ['UNKNOWN_PROCEDURE'],
    handle: (call) => versionDetail(call, (call.params as { processKey: string }).processKey),
  }),
  route({
    method: 'get',
    path: '/procedures/:processKey/versions',
    tag,
    summary: ['Các phiên bản, mới nhất đứng trước', 'Its versions, the newest first'],
    allow: 'procedures:read',
    params: procedurePath,
    query: object(paging),
    answer: page(Type.Object(VersionItem)),
    problems: ['UNKNOWN_PROCEDURE'],
    handle: async ({ service, params, query }) => ({
      body: await service.engine.procedureVersions((params as { processKey: string }).processKey, query as object),
    }),
  }),
  route({
    method: 'get',
    path: '/procedures/:processKey/versions/:version',
    tag,
    summary: ['Một phiên bản: thời hạn, biểu mẫu, các bước', 'One version: deadlines, forms, steps'],
    allow: 'procedures:read',
    params: versionPath,
    answer: VersionDetail,
    problems: ['UNKNOWN_VERSION'],
    handle(call) {
      const { processKey, version } = call.params as { processKey: string; version: number };
      return versionDetail(call, processKey, version);
    },
  }),
  route({
    method: 'get',
    path: '/procedures/:processKey/versions/:version/xml',
    tag,
    summary: ['Tệp BPMN của một phiên bản', 'The BPMN file of a version'],
    allow: 'procedures:read',
    params: versionPath,
    answer: Type.String(),
    media: 'application/xml',
    problems: ['UNKNOWN_VERSION'],
    async handle({ service, params, headers }): Promise<Result> {
      const { processKey, version } = params as { processKey: string; version: number };
      const { bpmn, hash } = await service.engine.procedureFile(processKey, version);
      const etag = `"${hash}"`;
      // a version never changes; who has it need not ask for a day
      const about = { ETag: etag, 'Cache-Control': 'private, max-age=86400, immutable' };
      const known = headers['if-none-match']?.split(',').some((each) => each.trim().replace(/^W\//, '') === etag);
      return known ? { status: 304, headers: about } : { body: bpmn, headers: about };
    },
  }),
  route({
    method: 'get',
    path: '/procedures/:processKey/versions/:version/forms/:form',
    tag,
    summary: ['Một biểu mẫu (JSON Schema)', 'A form of a version, as JSON Schema'],
    allow: 'procedures:read',
    params: object({ ...versionPath.properties, form: Text(200) }),
    answer: Type.Object({}, { additionalProperties: true }),
    problems: ['UNKNOWN_VERSION', 'NOT_FOUND'],
    async handle({ service, params }): Promise<Result> {
      const { processKey, version, form } = params as { processKey: string; version: number; form: string };
      const { forms } = await service.engine.procedureVersion(processKey, version);
      if (!Object.hasOwn(forms, form)) throw notFound(`Không có biểu mẫu "${form}"`, `No form "${form}"`);
      return { body: forms[form] };
    },
  }),
];
