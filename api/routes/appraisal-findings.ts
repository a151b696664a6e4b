/** Findings of an appraisal: of the analysis and by hand, each with its discussion until it is settled. */
import { Type } from 'typebox';
import { loadAppraisal } from '../appraisal/appraisals.ts';
import { actOnFinding, addFinding } from '../appraisal/finding-acts.ts';
import { findingDuties, type FindingAct } from '../appraisal/finding-transitions.ts';
import { findingsOf, loadFinding } from '../appraisal/findings.ts';
import { trailOf } from '../appraisal/trail.ts';
import { route, type Call, type Result } from '../route.ts';
import { object, page, paging, Text } from '../schemas.ts';
import { appraisalPath, Finding, findingPath, NewFinding, TrailItem } from './appraisal-schemas.ts';

const tag = 'appraisals';
const problems = ['UNKNOWN_APPRAISAL', 'UNKNOWN_FINDING'];
const actProblems = [...problems, 'DUTIES_NOT_SEPARATE', 'APPRAISAL_STATE', 'FINDING_STATE'];

async function one({ service, identity }: Pick<Call, 'service' | 'identity'>, appraisalId: string, findingId: string) {
  await loadAppraisal(service.pool, service, identity, appraisalId);
  return loadFinding(service.pool, appraisalId, findingId);
}

function act(name: FindingAct, path: string, summary: readonly [string, string]) {
  return route({
    method: 'post',
    path: `/appraisals/:appraisalId/findings/:findingId/${path}`,
    tag,
    summary,
    allow: findingDuties[name].permission,
    params: findingPath,
    body: object({ text: Text(4_000) }),
    answer: Finding,
    idempotent: true,
    problems: actProblems,
    async handle(call): Promise<Result> {
      const { appraisalId, findingId } = call.params;
      await actOnFinding(call, appraisalId, findingId, name, call.body.text);
      return { body: await one(call, appraisalId, findingId) };
    },
  });
}

export const appraisalFindingRoutes = [
  route({
    method: 'get',
    path: '/appraisals/:appraisalId/findings',
    tag,
    summary: ['Mọi nhận xét của hồ sơ thẩm định', 'All findings of an appraisal, in order'],
    allow: 'appraisals:read',
    params: appraisalPath,
    answer: Type.Object({ items: Type.Array(Finding) }),
    problems: ['UNKNOWN_APPRAISAL'],
    async handle({ service, identity, params }): Promise<Result> {
      await loadAppraisal(service.pool, service, identity, params.appraisalId);
      return { body: { items: await findingsOf(service.pool, params.appraisalId) } };
    },
  }),
  route({
    method: 'post',
    path: '/appraisals/:appraisalId/findings',
    tag,
    summary: ['Người thẩm định nêu nhận xét', 'An appraiser finds something'],
    allow: 'appraisals:review',
    params: appraisalPath,
    body: NewFinding,
    answer: Finding,
    status: 201,
    idempotent: true,
    problems: ['UNKNOWN_APPRAISAL', 'DUTIES_NOT_SEPARATE', 'APPRAISAL_STATE'],
    async handle(call): Promise<Result> {
      const { appraisalId } = call.params;
      const { message, messageEn = message, severity, elements = [], law } = call.body;
      const finding = { rule: 'APPRAISER', severity, message, messageEn, elements, ...(law !== undefined && { source: law }) };
      const findingId = await addFinding(call, appraisalId, finding);
      return {
        status: 201,
        body: await one(call, appraisalId, findingId),
        headers: { Location: `/api/v1/appraisals/${appraisalId}/findings/${findingId}` },
      };
    },
  }),
  route({
    method: 'get',
    path: '/appraisals/:appraisalId/findings/:findingId',
    tag,
    summary: ['Một nhận xét', 'One finding'],
    allow: 'appraisals:read',
    params: findingPath,
    answer: Finding,
    problems,
    handle: async (call) => ({ body: await one(call, call.params.appraisalId, call.params.findingId) }),
  }),
  route({
    method: 'get',
    path: '/appraisals/:appraisalId/findings/:findingId/discussion',
    tag,
    summary: ['Trao đổi quanh một nhận xét', 'What was said and done about it'],
    allow: 'appraisals:read',
    params: findingPath,
    query: object(paging),
    answer: page(TrailItem),
    problems,
    async handle(call): Promise<Result> {
      const { appraisalId, findingId } = call.params;
      await one(call, appraisalId, findingId);
      return { body: await trailOf(call.service.pool, { findingId }, call.query) };
    },
  }),
  act('answer', 'answer', ['Đơn vị soạn giải trình', 'The answer of who drew it']),
  act('accept', 'acceptance', ['Chấp nhận giải trình', 'The answer is accepted']),
  act('resolve', 'resolution', ['Đã sửa', 'It was mended']),
  act('reopen', 'reopening', ['Nêu lại nhận xét', 'Open it again']),
  act('override', 'override', ['Cho qua một lỗi, nêu lý do và chịu trách nhiệm', 'Let an error pass, with a reason, and answer for it']),
  act('comment', 'comments', ['Góp lời vào nhận xét', 'Say something about it']),
];
