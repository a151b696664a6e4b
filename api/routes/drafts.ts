/** Drafts of procedures: kept however unfinished, changed by one at a time. */
import { Type, type Static } from 'typebox';
import { analysisOf } from '../appraisal/analysis-of.ts';
import { insertDraft, listDrafts, loadDraft, lockDraft, updateDraft, type DraftContent } from '../appraisal/drafts.ts';
import { noteParts, personsOf } from '../appraisal/persons.ts';
import { actorIn, inTrail, trailOf } from '../appraisal/trail.ts';
import { states } from '../appraisal/transitions.ts';
import { unitsSeen } from '../auth/identity.ts';
import { checkUnit } from '../known-unit.ts';
import { forbidden, Problem } from '../problem.ts';
import { route, type Call, type Result } from '../route.ts';
import { Actor, Id, Instant, object, oneOf, page, paging, Text } from '../schemas.ts';
import { AnalysisReport, procedureContent, TrailItem } from './appraisal-schemas.ts';

const tag = 'drafts';

const head = {
  draftId: Id,
  title: Type.String(),
  department: Type.Optional(Type.String()),
  hash: Type.String({ description: 'hex of SHA-256 over file, forms, decisions and description' }),
  revision: Type.Integer(),
  createdAt: Instant,
  updatedAt: Instant,
  updatedBy: Actor,
  appraisalId: Type.Optional(Id),
  state: oneOf(states, 'of its appraisal under way; draft: there is none'),
};
const Head = Type.Object(head);
const Draft = Type.Object({
  ...head,
  bpmn: Type.String(),
  forms: Type.Record(Type.String(), Type.Unknown()),
  decisions: Type.Record(Type.String(), Type.String(), { description: 'DMN files' }),
  procedure: Type.Unknown(),
});
const Content = object({
  title: Text(500),
  department: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'unit; absent: that of who draws it' })),
  ...procedureContent,
});
const draftPath = object({ draftId: Id });
const problems = ['UNKNOWN_DRAFT'];

type Given = Static<typeof Content>;

const contentOf = ({ title, bpmn, forms = {}, decisions = {}, procedure = {} }: Given): DraftContent => ({
  title,
  bpmn,
  forms: forms as DraftContent['forms'],
  decisions,
  procedure,
});

/** The department that a draft gets. Throws UNKNOWN_UNIT, FORBIDDEN for one of others. */
function departmentOf({ service, identity }: Pick<Call, 'service' | 'identity'>, given: string | undefined): string | undefined {
  checkUnit(service.engine, given);
  const units = unitsSeen(identity, service.engine.organisation(), 'drafts:write');
  if (units === 'all') return given;
  if (given === undefined) return identity.positions.find(({ unit }) => unit !== undefined && units.includes(unit))?.unit;
  if (!units.includes(given)) throw forbidden('drafts:write', identity.permissions);
  return given;
}

export const draftRoutes = [
  route({
    method: 'get',
    path: '/drafts',
    tag,
    summary: ['Các bản nháp thủ tục, mới nhất trước', 'Drafts of procedures, the newest first'],
    allow: 'appraisals:read',
    query: object({ department: Type.Optional(Text(200)), ...paging }),
    answer: page(Head),
    handle: async ({ service, identity, query }) => ({ body: await listDrafts(service, identity, query) }),
  }),
  route({
    method: 'post',
    path: '/drafts',
    tag,
    summary: ['Lưu bản nháp mới', 'Keep a new draft'],
    allow: 'drafts:write',
    body: Content,
    answer: Draft,
    status: 201,
    idempotent: true,
    problems: ['UNKNOWN_UNIT'],
    async handle(call): Promise<Result> {
      const { service, identity, body } = call;
      const department = departmentOf(call, body.department);
      const { draftId } = await inTrail(call, 'draft.create', async (db) => {
        const id = await insertDraft(db, contentOf(body), department, actorIn(call));
        await noteParts(db, await personsOf(db, identity), 'designer', { draftId: id });
        return { draftId: id, to: 'draft' };
      });
      const draft = await loadDraft(service.pool, service, identity, draftId);
      return { status: 201, body: draft, headers: { Location: `/api/v1/drafts/${draftId}`, ETag: `"${draft.revision}"` } };
    },
  }),
  route({
    method: 'get',
    path: '/drafts/:draftId',
    tag,
    summary: ['Một bản nháp; ETag là lần sửa', 'One draft; ETag is its revision'],
    allow: 'appraisals:read',
    params: draftPath,
    answer: Draft,
    problems,
    async handle({ service, identity, params }): Promise<Result> {
      const draft = await loadDraft(service.pool, service, identity, params.draftId);
      return { body: draft, headers: { ETag: `"${draft.revision}"` } };
    },
  }),
  route({
    method: 'put',
    path: '/drafts/:draftId',
    tag,
    summary: ['Sửa bản nháp; If-Match là lần sửa đã đọc', 'Change a draft; If-Match names the revision that was read'],
    allow: 'drafts:write',
    params: draftPath,
    body: Content,
    answer: Draft,
    idempotent: true,
    problems: [...problems, 'UNKNOWN_UNIT', 'REVISION_MISSING', 'REVISION_CHANGED', 'DRAFT_LOCKED'],
    async handle(call): Promise<Result> {
      const { service, identity, params, body, ifRevision } = call;
      const { draftId } = params;
      const before = await loadDraft(service.pool, service, identity, draftId);
      if (ifRevision === undefined)
        throw new Problem(428, 'REVISION_MISSING', 'Thiếu If-Match: lần sửa đã đọc', 'If-Match is missing: the revision that was read');
      const department = departmentOf(call, body.department ?? before.department);
      await inTrail(call, 'draft.change', async (db) => {
        await lockDraft(db, draftId, ifRevision);
        await updateDraft(db, draftId, contentOf(body), department, actorIn(call));
        await noteParts(db, await personsOf(db, identity), 'designer', { draftId });
        const { hash } = await loadDraft(db, service, identity, draftId);
        return { draftId, details: { revision: ifRevision + 1, hash, hashBefore: before.hash } };
      });
      const draft = await loadDraft(service.pool, service, identity, draftId);
      return { body: draft, headers: { ETag: `"${draft.revision}"` } };
    },
  }),
  route({
    method: 'delete',
    path: '/drafts/:draftId',
    tag,
    summary: ['Bỏ bản nháp chưa từng được đăng ký thẩm định', 'Put away a draft that was never registered'],
    allow: 'drafts:write',
    params: draftPath,
    problems: [...problems, 'DRAFT_REGISTERED'],
    async handle(call): Promise<Result> {
      const { service, identity, params, ifRevision } = call;
      const { draftId } = params;
      await inTrail(call, 'draft.remove', async (db) => {
        const { department } = await loadDraft(db, service, identity, draftId);
        departmentOf(call, department);
        await lockDraft(db, draftId, ifRevision);
        const { rowCount } = await db.query('select from appraisals where draft_id = $1::bigint', [draftId]);
        if (rowCount !== 0)
          throw new Problem(
            409,
            'DRAFT_REGISTERED',
            'Bản nháp đã từng được đăng ký thẩm định nên phải giữ lại',
            'The draft was registered before, so it is kept',
          );
        await db.query('update drafts set removed_at = clock_timestamp() where id = $1::bigint', [draftId]);
        return { draftId };
      });
      return {};
    },
  }),
  route({
    method: 'get',
    path: '/drafts/:draftId/trail',
    tag,
    summary: ['Ai đã làm gì với bản nháp, khi nào, vì sao', 'Who did what to it, when and why'],
    allow: 'appraisals:read',
    params: draftPath,
    query: object(paging),
    answer: page(TrailItem),
    problems,
    async handle({ service, identity, params, query }): Promise<Result> {
      await loadDraft(service.pool, service, identity, params.draftId);
      return { body: await trailOf(service.pool, { draftId: params.draftId }, query) };
    },
  }),
  route({
    method: 'get',
    path: '/drafts/:draftId/analysis',
    tag,
    summary: ['Kiểm tra bản nháp đã lưu', 'What is found in the draft as it is kept'],
    allow: 'appraisals:read',
    params: draftPath,
    answer: AnalysisReport,
    problems: [...problems, 'ANALYSIS_BUSY'],
    async handle({ service, identity, params }): Promise<Result> {
      return { body: await analysisOf(service, await loadDraft(service.pool, service, identity, params.draftId)) };
    },
  }),
];
