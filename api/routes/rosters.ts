/** Rosters: who sits at which desk or counter when, who stands in reserve, and where somebody is missing. */
import { Type } from 'typebox';
import { localDate } from '../appraisal/publication.ts';
import { audit } from '../auth/audit.ts';
import { actorOf, unitsSeen } from '../auth/identity.ts';
import { checkUnit } from '../known-unit.ts';
import { forbidden, notFound, Problem } from '../problem.ts';
import { rosterGaps } from '../rosters/roster-gaps.ts';
import { addToRoster, endRosterEntry, readRoster } from '../rosters/roster.ts';
import { route, type Call, type Result } from '../route.ts';
import { Day, Id, Line, object, Text } from '../schemas.ts';
import { inTransaction } from '../transaction.ts';

const tag = 'rosters';
const allow = 'rosters:manage';

const fields = {
  officer: Type.String({ minLength: 1, maxLength: 200, description: 'login of an account, or id of an officer of the organisation' }),
  unit: Type.String({ minLength: 1, maxLength: 200, description: 'desk, counter or unit' }),
  counter: Type.Optional(Line(100)),
  procedures: Type.Array(Text(200), {
    maxItems: 500,
    uniqueItems: true,
    description: 'ids of main processes; empty: all that the desk has',
  }),
  isReserve: Type.Boolean({ description: 'stands in when the regular officer is away' }),
  validFrom: Day,
  validTo: Type.Optional(Type.String({ format: 'date', description: 'the last day; absent: until it is ended' })),
};
const Entry = Type.Object({ rosterEntryId: Id, name: Type.String(), ...fields });
const Gap = Type.Object({
  unit: Type.String(),
  name: Type.String(),
  lacks: Type.Array(Type.Union([Type.Literal('officer'), Type.Literal('reserve')])),
  withoutPosition: Type.Array(Type.Object({ officer: Type.String(), name: Type.String() }), {
    description: 'sit there, but hold no position in which they could take up its tasks',
  }),
});

/** Units of which the asker keeps the roster; undefined: all. */
function unitsOf({ identity, service }: Pick<Call, 'identity' | 'service'>): readonly string[] | undefined {
  const units = unitsSeen(identity, service.engine.organisation(), allow);
  return units === 'all' ? undefined : units;
}

export const rosterRoutes = [
  route({
    method: 'get',
    path: '/rosters',
    tag,
    summary: ['Lịch phân công trực quầy', 'The roster of desks and counters from a day on'],
    allow,
    query: object({
      from: Type.Optional(Type.String({ format: 'date', description: 'holds then or later; today' })),
      unit: Type.Optional(Text(200)),
    }),
    answer: Type.Object({ items: Type.Array(Entry, { description: 'by unit, the regular ones first; at most 2,000' }) }),
    async handle(call): Promise<Result> {
      const { service, query } = call;
      const seen = unitsOf(call);
      const units = query.unit === undefined ? seen : [query.unit].filter((unit) => !seen || seen.includes(unit));
      const from = query.from ?? localDate(new Date());
      return { body: { items: await readRoster(service.pool, service.engine.organisation(), { units, from, limit: 2_000 }) } };
    },
  }),
  route({
    method: 'get',
    path: '/rosters/gaps',
    tag,
    summary: ['Quầy thiếu người, thiếu dự phòng', 'Desks without an officer or a reserve on a day'],
    allow,
    query: object({ date: Type.Optional(Type.String({ format: 'date', description: 'today' })) }),
    answer: Type.Object({ date: Day, items: Type.Array(Gap) }),
    async handle(call): Promise<Result> {
      const date = call.query.date ?? localDate(new Date());
      const { service } = call;
      return { body: { date, items: await rosterGaps(service.pool, service.engine.organisation(), unitsOf(call), date) } };
    },
  }),
  route({
    method: 'post',
    path: '/rosters',
    tag,
    summary: ['Phân công người trực quầy', 'Put an officer at a desk, for a time or until it is ended'],
    allow,
    body: object(fields),
    answer: Type.Object({ rosterEntryId: Id }),
    status: 201,
    problems: ['UNKNOWN_UNIT', 'UNKNOWN_OFFICER', 'UNKNOWN_PROCEDURE', 'INVALID_VALUE', 'ROSTER_OVERLAP'],
    async handle(call): Promise<Result> {
      const { service, identity, body, address } = call;
      checkUnit(service.engine, body.unit);
      const units = unitsOf(call);
      if (units && !units.includes(body.unit)) throw forbidden(allow, identity.permissions);
      const { officer, unit, counter, procedures, isReserve, validFrom, validTo } = body;
      if (validTo !== undefined && validTo < localDate(new Date()))
        throw new Problem(422, 'INVALID_VALUE', 'Ngày cuối đã qua', 'The last day is over');
      const rosterEntryId = await inTransaction(service.pool, async (db) => {
        const id = await addToRoster(
          db,
          service.engine.organisation(),
          {
            officer,
            unit,
            procedures,
            isReserve,
            validFrom,
            ...(counter !== undefined && { counter }),
            ...(validTo !== undefined && { validTo }),
          },
          actorOf(identity),
        );
        await audit(db, { actor: identity, action: 'roster.entered', subject: unit, details: { rosterEntryId: id, ...body }, address });
        return id;
      });
      return { status: 201, body: { rosterEntryId } };
    },
  }),
  route({
    method: 'delete',
    path: '/rosters/:rosterEntryId',
    tag,
    summary: ['Chấm dứt phân công; hôm qua là ngày cuối', 'End an entry, yesterday being its last day; remove one that has not begun'],
    allow,
    params: object({ rosterEntryId: Id }),
    async handle(call): Promise<Result> {
      const { service, identity, params, address } = call;
      await inTransaction(service.pool, async (db) => {
        const unit = await endRosterEntry(db, params.rosterEntryId, unitsOf(call), localDate(new Date()));
        if (unit === undefined) throw notFound();
        await audit(db, {
          actor: identity,
          action: 'roster.ended',
          subject: unit,
          details: { rosterEntryId: params.rosterEntryId },
          address,
        });
      });
      return {};
    },
  }),
];
