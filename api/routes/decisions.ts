/** Decisions: by what each version came into use, and what takes one out of it that was never appraised here. */
import { Type } from 'typebox';
import { cursorOf, placeOf } from '../../engine/runtime/index.ts';
import { present } from '../appraisal/drafts.ts';
import { repealVersion } from '../appraisal/repeal-version.ts';
import { route, type Result } from '../route.ts';
import { Actor, Day, Id, Instant, Line, object, page, paging, Reason, Text } from '../schemas.ts';

const tag = 'appraisals';

const Decision = Type.Object({
  decisionId: Id,
  kind: Type.String({
    description:
      'approval, repeal; without an authority: installed (came with the program), direct, earlier (before there was an appraisal)',
  }),
  appraisalId: Type.Optional(Id),
  versionId: Type.Optional(Id),
  processKey: Type.Optional(Type.String()),
  version: Type.Optional(Type.Integer()),
  name: Type.Optional(Type.String()),
  number: Type.Optional(Type.String()),
  date: Type.Optional(Day),
  note: Type.Optional(Type.String()),
  at: Instant,
  by: Actor,
  effectiveDate: Type.Optional(Day),
});

export const decisionRoutes = [
  route({
    method: 'get',
    path: '/decisions',
    tag,
    summary: ['Các quyết định, mới nhất trước', 'Decisions, the newest first'],
    allow: 'procedures:read',
    query: object({ processKey: Type.Optional(Text(300)), ...paging }),
    answer: page(Decision),
    async handle({ service, query: { processKey, cursor, limit = 50 } }): Promise<Result> {
      const [before] = (placeOf(cursor, ['bigint']) ?? []) as string[];
      const { rows } = await service.pool.query<{ decisionId: string }>(
        `select d.id::text as "decisionId", d.kind, d.appraisal_id::text as "appraisalId", d.version_id::text as "versionId", coalesce(v.process_key, a.process_key) as "processKey",
           v.version, v.name, d.number, d.date::text, d.note, d.at, d.by, (select min(p.effective_date)::text from publications p where p.decision_id = d.id) as "effectiveDate"
         from decisions d left join process_versions v on v.id = d.version_id left join appraisals a on a.id = d.appraisal_id
         where ($1::text is null or coalesce(v.process_key, a.process_key) = $1) and ($2::bigint is null or d.id < $2) order by d.id desc limit $3`,
        [processKey ?? null, before ?? null, limit + 1],
      );
      const items = rows.slice(0, limit).map((row) => present<{ decisionId: string }>(row));
      return { body: { items, ...(rows.length > limit && { next: cursorOf([items.at(-1)!.decisionId]) }) } };
    },
  }),
  route({
    method: 'post',
    path: '/procedures/:processKey/versions/:version/repeal',
    tag,
    summary: [
      'Bãi bỏ một phiên bản chưa từng thẩm định tại đây',
      'Repeal a version that was never appraised here; others by their appraisal',
    ],
    allow: 'appraisals:approve',
    params: object({ processKey: Text(300), version: Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 }) }),
    body: object({ number: Line(100), date: Day, effectiveDate: Day, note: Type.Optional(Reason) }),
    problems: ['UNKNOWN_VERSION', 'VERSION_APPRAISED', 'DECISION_DATE_LATER', 'EFFECTIVE_DATE_PAST', 'NOT_IN_FORCE'],
    async handle(call): Promise<Result> {
      const { service, params, body } = call;
      const { processKey, version } = params as { processKey: string; version: number };
      const { versionId } = await service.engine.procedureVersion(processKey, version);
      await repealVersion(call, { processKey, version, versionId }, body);
      return {};
    },
  }),
];
