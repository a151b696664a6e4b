/** Flags raised everywhere, the latest first: what is late or about to be. Those of one dossier are found with the dossier. */
import { Type } from 'typebox';
import { flags as everyFlag } from '../../engine/deadlines/flags.ts';
import { route, type Result } from '../route.ts';
import { Id, Instant, object, page, paging, unitQuery } from '../schemas.ts';
import { seenUnitsOf, type UnitQuery } from '../seen-units.ts';

export const RaisedFlag = Type.Object({
  dossierId: Id,
  dossierCode: Type.Optional(Type.String()),
  versionId: Id,
  flag: Type.String(),
  elementKey: Type.Optional(Type.String()),
  elementId: Type.Optional(Type.String()),
  name: Type.Optional(Type.String({ description: 'of the activity; absent for flags about the dossier' })),
  epoch: Type.Integer(),
  at: Instant,
  raisedAt: Instant,
  withdrawnAt: Type.Optional(Instant),
  unit: Type.Optional(Type.String()),
  department: Type.Optional(Type.String()),
  holder: Type.Optional(Type.String()),
  dueAt: Type.Optional(Instant),
  budgetMinutes: Type.Optional(Type.Integer()),
  usedMinutes: Type.Optional(Type.Integer()),
  usedShare: Type.Optional(Type.Number()),
  deadlineShare: Type.Optional(Type.Number()),
  overByMinutes: Type.Optional(Type.Integer()),
});

export const flagRoutes = [
  route({
    method: 'get',
    path: '/flags',
    tag: 'flags',
    summary: ['Cảnh báo còn hiệu lực, mới nhất đứng trước', 'Flags raised and not withdrawn, the latest first'],
    allow: 'flags:read',
    query: object({
      ...unitQuery,
      flag: Type.Optional(Type.Array(Type.Union(everyFlag.map((flag) => Type.Literal(flag))), { minItems: 1, maxItems: everyFlag.length })),
      since: Type.Optional(Instant),
      ...paging,
    }),
    answer: page(RaisedFlag),
    async handle({ service, identity, query }): Promise<Result> {
      const { unit, department, flag, ...rest } = query as UnitQuery & { flag?: readonly string[] };
      const units = seenUnitsOf(service, identity, 'flags:read', { unit, department });
      return { body: await service.engine.flags({ ...rest, ...(flag && { flags: flag }), ...(units && { units }) }) };
    },
  }),
];
