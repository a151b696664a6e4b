/** Appraisals: what was registered and submitted, what waits for whom until when, and every act until it is in use. */
import { Type, type Static, type TObject, type TProperties } from 'typebox';
import { listAppraisals, loadAppraisal, type AppraisalFilter } from '../appraisal/appraisals.ts';
import type { AnalysisReport as ReportOfAnalysis } from '../appraisal/analyse.ts';
import { printedReport } from '../appraisal/analysis-of.ts';
import { checkTestsMet } from '../appraisal/checklist.ts';
import { documentAnswer, DocumentQuery, formOf } from '../appraisal/document-answer.ts';
import { checkNothingBlocks, perform, register, submit } from '../appraisal/perform.ts';
import { approve, publish, repeal } from '../appraisal/publish.ts';
import { trailOf } from '../appraisal/trail.ts';
import { duties, type AppraisalAct } from '../appraisal/transitions.ts';
import type { Permission } from '../auth/roles.ts';
import { notFound } from '../problem.ts';
import { route, type Call, type Result } from '../route.ts';
import { Actor, Day, Id, Instant, Line, object, page, paging, Reason, Text } from '../schemas.ts';
import { AnalysisReport, Appraisal, appraisalPath, State, TrailItem } from './appraisal-schemas.ts';

const tag = 'appraisals';
const actProblems = ['UNKNOWN_APPRAISAL', 'DUTIES_NOT_SEPARATE', 'APPRAISAL_STATE', 'REVISION_CHANGED'];

const withNote = { note: Type.Optional(Reason) };
const withReason = { reason: Reason };
const decision = { number: Line(100), date: Day, note: Type.Optional(Reason) };

async function answer({ service, identity }: Pick<Call, 'service' | 'identity'>, appraisalId: string, status = 200): Promise<Result> {
  const body = await loadAppraisal(service.pool, service, identity, appraisalId);
  return {
    status,
    body,
    headers: { ETag: `"${body.revision}"`, ...(status === 201 && { Location: `/api/v1/appraisals/${appraisalId}` }) },
  };
}

const roundPath = object({ ...appraisalPath.properties, round: Type.Integer({ minimum: 1, maximum: 10_000 }) });

interface Submission {
  readonly bpmn: string;
  readonly bindings: Readonly<Record<string, string>>;
  readonly report: ReportOfAnalysis;
}

/** A route that does an act; answers the appraisal as it is then. */
function act<P extends TProperties>(
  name: AppraisalAct,
  path: string,
  summary: readonly [string, string],
  body: P,
  work: (call: Call, appraisalId: string, body: Static<TObject<P>>) => Promise<string>,
  problems: readonly string[] = [],
) {
  return route({
    method: 'post',
    path: `/appraisals/:appraisalId/${path}`,
    tag,
    summary,
    allow: duties[name].permission as Permission,
    params: appraisalPath,
    body: object(body),
    answer: Appraisal,
    idempotent: true,
    problems: [...actProblems, ...problems],
    async handle(call): Promise<Result> {
      const { appraisalId } = call.params as { appraisalId: string };
      await work(call as Call, appraisalId, call.body as Static<TObject<P>>);
      return answer(call, appraisalId);
    },
  });
}

export const appraisalRoutes = [
  route({
    method: 'get',
    path: '/appraisals',
    tag,
    summary: ['Hồ sơ thẩm định theo hạn; waiting: những việc đang chờ tôi', 'Appraisals, first due first; waiting: what waits for me'],
    allow: 'appraisals:read',
    query: object({
      state: Type.Optional(Type.Array(State, { minItems: 1, maxItems: 11 })),
      department: Type.Optional(Text(200)),
      waiting: Type.Optional(Type.Boolean()),
      ...paging,
    }),
    answer: page(Appraisal),
    handle: async ({ service, identity, query }) => ({ body: await listAppraisals(service, identity, query as AppraisalFilter) }),
  }),
  route({
    method: 'post',
    path: '/appraisals',
    tag,
    summary: ['Đăng ký một bản nháp vào danh mục thẩm định', 'Register a draft for appraisal'],
    allow: 'appraisals:submit',
    body: object({ draftId: Id }),
    answer: Appraisal,
    status: 201,
    idempotent: true,
    problems: ['UNKNOWN_DRAFT', 'APPRAISAL_OPEN'],
    handle: async (call) => answer(call, await register(call, call.body.draftId), 201),
  }),
  route({
    method: 'get',
    path: '/appraisals/:appraisalId',
    tag,
    summary: ['Một hồ sơ thẩm định và việc tôi làm được với nó', 'One appraisal, and what the asker may do with it'],
    allow: 'appraisals:read',
    params: appraisalPath,
    answer: Appraisal,
    problems: ['UNKNOWN_APPRAISAL'],
    handle: (call) => answer(call, call.params.appraisalId),
  }),
  route({
    method: 'get',
    path: '/appraisals/:appraisalId/trail',
    tag,
    summary: ['Ai đã làm gì, khi nào, vì sao', 'Who did what, when and why'],
    allow: 'appraisals:read',
    params: appraisalPath,
    query: object(paging),
    answer: page(TrailItem),
    problems: ['UNKNOWN_APPRAISAL'],
    async handle({ service, identity, params, query }): Promise<Result> {
      await loadAppraisal(service.pool, service, identity, params.appraisalId);
      return { body: await trailOf(service.pool, { appraisalId: params.appraisalId }, query) };
    },
  }),
  route({
    method: 'get',
    path: '/appraisals/:appraisalId/submissions/:round',
    tag,
    summary: ['Nội dung đã trình ở một lần và báo cáo kiểm tra kèm theo', 'What was submitted in a round, with the report of its analysis'],
    allow: 'appraisals:read',
    params: roundPath,
    answer: Type.Object({
      appraisalId: Id,
      round: Type.Integer(),
      bpmn: Type.String(),
      forms: Type.Record(Type.String(), Type.Unknown()),
      decisions: Type.Record(Type.String(), Type.String(), { description: 'DMN files' }),
      procedure: Type.Unknown(),
      bindings: Type.Record(Type.String(), Id, { description: 'called element → version it is pinned to' }),
      hash: Type.String(),
      report: AnalysisReport,
      submittedAt: Instant,
      submittedBy: Actor,
    }),
    problems: ['UNKNOWN_APPRAISAL', 'NOT_FOUND'],
    async handle({ service, identity, params }): Promise<Result> {
      const { appraisalId, round } = params as { appraisalId: string; round: number };
      await loadAppraisal(service.pool, service, identity, appraisalId);
      const { rows } = await service.pool.query(
        `select appraisal_id::text as "appraisalId", round, bpmn, forms, decisions, procedure, bindings, encode(hash, 'hex') as hash, report, submitted_at as "submittedAt", submitted_by as "submittedBy"
         from appraisal_submissions where appraisal_id = $1::bigint and round = $2`,
        [appraisalId, round],
      );
      if (!rows[0]) throw notFound();
      return { body: rows[0] as object };
    },
  }),
  route({
    method: 'get',
    path: '/appraisals/:appraisalId/submissions/:round/document',
    tag,
    summary: ['Báo cáo thẩm định của một lần trình, để in và lưu hồ sơ', 'The appraisal document of a round, to be printed and filed'],
    allow: 'appraisals:read',
    params: roundPath,
    query: DocumentQuery,
    media: 'application/pdf',
    problems: ['UNKNOWN_APPRAISAL', 'NOT_FOUND', 'ANALYSIS_BUSY', 'NOT_PRINTED'],
    async handle({ service, identity, params, query }): Promise<Result> {
      const { appraisalId, round } = params as { appraisalId: string; round: number };
      await loadAppraisal(service.pool, service, identity, appraisalId);
      const { rows } = await service.pool.query<Pick<Submission, 'bpmn' | 'bindings' | 'report'>>(
        'select bpmn, bindings, report from appraisal_submissions where appraisal_id = $1::bigint and round = $2',
        [appraisalId, round],
      );
      if (!rows[0]) throw notFound();
      const form = formOf(query);
      return documentAnswer(await printedReport(service, rows[0], form), form);
    },
  }),
  act(
    'submit',
    'submission',
    ['Trình thẩm định: khóa nội dung, kiểm tra, tính hạn', 'Submit: the content is fixed, analysed, and the time limit begins'],
    withNote,
    (call, appraisalId, { note }) => submit(call, appraisalId, note),
    ['PROCEDURE_REFUSED', 'ANALYSIS_BUSY'],
  ),
  act('withdraw', 'withdrawal', ['Rút hồ sơ thẩm định', 'Withdraw it'], withReason, (call, appraisalId, { reason }) =>
    perform(call, appraisalId, 'withdraw', async () => ({ text: reason })),
  ),
  act('open', 'opening', ['Nhận thẩm định', 'Take it up'], {}, (call, appraisalId) =>
    perform(call, appraisalId, 'open', async () => ({ set: { appraiser: call.identity.login } })),
  ),
  act('return', 'return', ['Trả lại cho đơn vị soạn, nêu lý do', 'Return it with reasons'], withReason, (call, appraisalId, { reason }) =>
    perform(call, appraisalId, 'return', async () => ({ text: reason })),
  ),
  act(
    'pass',
    'pass',
    ['Thẩm định đạt; không còn lỗi nào chặn, mọi nội dung pháp lý đã xét', 'Passed; no error is in the way, every legal test was answered'],
    withNote,
    (call, appraisalId, { note }) =>
      perform(call, appraisalId, 'pass', async (db, { round }) => {
        await checkNothingBlocks(db, appraisalId);
        await checkTestsMet(db, appraisalId, round);
        return { ...(note !== undefined && { text: note }) };
      }),
    ['FINDINGS_BLOCK', 'CHECKLIST_FAILS', 'CHECKLIST_OPEN'],
  ),
  act(
    'sendBack',
    'sending-back',
    ['Người phê duyệt trả lại, nêu lý do', 'Sent back by who approves, with reasons'],
    withReason,
    (call, appraisalId, { reason }) => perform(call, appraisalId, 'sendBack', async () => ({ text: reason })),
  ),
  act('approve', 'approval', ['Phê duyệt bằng quyết định có số và ngày', 'Approve by a decision with number and date'], decision, approve, [
    'DECISION_DATE_LATER',
    'CALLED_VERSION_OUT_OF_FORCE',
  ]),
  act(
    'publish',
    'publication',
    ['Công bố: triển khai đúng bản đã duyệt, có hiệu lực từ ngày', 'Publish: exactly what was approved is deployed, in force from the day'],
    { effectiveDate: Day },
    (call, appraisalId, { effectiveDate }) => publish(call, appraisalId, effectiveDate),
    ['EFFECTIVE_DATE_PAST', 'CALLED_VERSION_OUT_OF_FORCE'],
  ),
  act(
    'repeal',
    'repeal',
    [
      'Bãi bỏ từ ngày: không nhận hồ sơ mới, hồ sơ đang giải quyết giữ nguyên',
      'Repeal from a day: no new dossiers, those that run keep it',
    ],
    { ...decision, effectiveDate: Day },
    (call, appraisalId, given) => repeal(call, appraisalId, given, given.effectiveDate),
    ['DECISION_DATE_LATER', 'EFFECTIVE_DATE_PAST', 'NOT_IN_FORCE'],
  ),
];
