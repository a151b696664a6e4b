/** The desk of an appraisal: who may do what and why not, the legal tests, what is said about its elements. */
import { Type } from 'typebox';
import { loadAppraisal } from '../appraisal/appraisals.ts';
import { answerTest, checklistOf, testOutcomes } from '../appraisal/checklist.ts';
import { comment, commentsOf } from '../appraisal/comments.ts';
import { findingActs } from '../appraisal/finding-transitions.ts';
import { dutiesOf, hindrances } from '../appraisal/may.ts';
import { acts } from '../appraisal/transitions.ts';
import { route, type Result } from '../route.ts';
import { Actor, Id, Instant, object, oneOf, page, paging, Text } from '../schemas.ts';
import { appraisalPath } from './appraisal-schemas.ts';

const tag = 'appraisals';
const Part = oneOf(['designer', 'appraiser', 'overrider', 'approver']);

const answered = {
  may: Type.Boolean(),
  why: Type.Optional(
    oneOf(
      hindrances,
      'noPermission: no role permits it; otherUnit: it is for positions of other units; hadPart: what they did before excludes it',
    ),
  ),
  parts: Type.Optional(Type.Array(Part, { description: 'of hadPart: which' })),
};

const TestAnswer = Type.Object({
  round: Type.Integer({ description: 'the submission it is about' }),
  outcome: oneOf(testOutcomes),
  remark: Type.Optional(Type.String()),
  at: Instant,
  by: Actor,
});

const Checklist = Type.Object({
  round: Type.Integer({ description: 'the submission at hand; each is looked at anew' }),
  items: Type.Array(
    Type.Object({
      id: Type.String(),
      question: Type.String(),
      questionEn: Type.String(),
      law: Type.Optional(Type.String()),
      rules: Type.Array(Type.String(), { description: 'rules of the checker that bear on it, by the beginning of their ids' }),
      answer: Type.Optional(TestAnswer),
      before: Type.Optional(TestAnswer),
    }),
  ),
});

const Comment = Type.Object({
  commentId: Id,
  at: Instant,
  actor: Actor,
  text: Type.String(),
  elementId: Type.Optional(Type.String({ description: 'absent: the whole procedure' })),
  round: Type.Integer({ description: 'submissions until then' }),
});

export const appraisalDeskRoutes = [
  route({
    method: 'get',
    path: '/appraisals/:appraisalId/duties',
    tag,
    summary: [
      'Tôi được làm gì, không được làm gì và vì sao; ai đã làm phần việc nào',
      'What the asker may do, what not and why; who had which part',
    ],
    allow: 'appraisals:read',
    params: appraisalPath,
    answer: Type.Object({
      acts: Type.Array(Type.Object({ act: oneOf(acts), ...answered }), { description: 'of the acts that its state has' }),
      findingActs: Type.Array(Type.Object({ act: oneOf(findingActs), ...answered })),
      persons: Type.Array(Type.Object({ part: Part, login: Type.String(), name: Type.Optional(Type.String()), at: Instant })),
    }),
    problems: ['UNKNOWN_APPRAISAL'],
    async handle({ service, identity, params }): Promise<Result> {
      const appraisal = await loadAppraisal(service.pool, service, identity, params.appraisalId);
      return { body: await dutiesOf(service.pool, service, identity, appraisal) };
    },
  }),
  route({
    method: 'get',
    path: '/appraisals/:appraisalId/checklist',
    tag,
    summary: ['Các nội dung thẩm định pháp lý và kết quả', 'The legal tests and their results'],
    allow: 'appraisals:read',
    params: appraisalPath,
    answer: Checklist,
    problems: ['UNKNOWN_APPRAISAL'],
    async handle({ service, identity, params }): Promise<Result> {
      const { round } = await loadAppraisal(service.pool, service, identity, params.appraisalId);
      return { body: { round, items: await checklistOf(service.pool, params.appraisalId, round) } };
    },
  }),
  route({
    method: 'put',
    path: '/appraisals/:appraisalId/checklist/:test',
    tag,
    summary: ['Ghi kết quả một nội dung thẩm định pháp lý', 'The result of a legal test'],
    allow: 'appraisals:review',
    params: object({ ...appraisalPath.properties, test: Text(100) }),
    body: object({ outcome: oneOf(testOutcomes), remark: Type.Optional(Text()) }),
    answer: Checklist,
    idempotent: true,
    problems: ['UNKNOWN_APPRAISAL', 'NOT_FOUND', 'DUTIES_NOT_SEPARATE', 'APPRAISAL_STATE', 'REMARK_MISSING'],
    async handle(call): Promise<Result> {
      const { service, identity, params } = call;
      const { appraisalId, test } = params as { appraisalId: string; test: string };
      await answerTest(call, appraisalId, test, call.body);
      const { round } = await loadAppraisal(service.pool, service, identity, appraisalId);
      return { body: { round, items: await checklistOf(service.pool, appraisalId, round) } };
    },
  }),
  route({
    method: 'get',
    path: '/appraisals/:appraisalId/comments',
    tag,
    summary: ['Trao đổi về từng bước và về cả thủ tục', 'What was said about its elements and the whole, oldest first'],
    allow: 'appraisals:read',
    params: appraisalPath,
    query: object(paging),
    answer: page(Comment),
    problems: ['UNKNOWN_APPRAISAL'],
    async handle({ service, identity, params, query }): Promise<Result> {
      await loadAppraisal(service.pool, service, identity, params.appraisalId);
      return { body: await commentsOf(service.pool, params.appraisalId, query) };
    },
  }),
  route({
    method: 'post',
    path: '/appraisals/:appraisalId/comments',
    tag,
    summary: ['Trao đổi về một bước hoặc cả thủ tục', 'Say something about an element or the whole'],
    allow: 'appraisals:comment',
    params: appraisalPath,
    body: object({ text: Text(4_000), elementId: Type.Optional(Text(300)) }),
    idempotent: true,
    problems: ['UNKNOWN_APPRAISAL'],
    async handle(call): Promise<Result> {
      await comment(call, call.params.appraisalId, call.body);
      return {};
    },
  }),
];
