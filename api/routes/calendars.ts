/** Working calendars: opening hours, the holidays of a year, and when something is due. */
import { Type } from 'typebox';
import { compileCalendar, type Calendar } from '../../engine/deadlines/calendar.ts';
import { firstYear, lastYear } from '../../engine/deadlines/calendar-compile.ts';
import type { CalendarDefinition } from '../../engine/deadlines/calendar-definition.ts';
import { daysOfYear } from '../../engine/deadlines/days-of-year.ts';
import { findUnit, lineOf } from '../../engine/deadlines/organisation.ts';
import type { Organisation } from '../../engine/index.ts';
import { dueDate, type DueQuestion } from '../due-date.ts';
import { Problem } from '../problem.ts';
import { route, type Result } from '../route.ts';
import { Day, Instant, object, Text } from '../schemas.ts';

const tag = 'calendars';

const Hours = Type.Array(Type.String({ description: '`07:30-11:30`' }));
const CalendarShape = Type.Object({
  id: Type.String(),
  name: Type.Optional(Type.String()),
  inherits: Type.Optional(Type.String()),
  isDefault: Type.Boolean({ description: 'of every unit that has and inherits none' }),
  units: Type.Array(Type.String(), { description: 'that name it; those below them have it too' }),
});
const SpecialDay = Type.Object({
  date: Day,
  kind: Type.String({ description: 'holiday, compensation, makeUp, halfDay, closure' }),
  name: Type.Optional(Type.String()),
  notice: Type.Optional(Type.String()),
  source: Type.Optional(Type.String()),
  confidence: Type.Optional(Type.String()),
  hours: Hours,
});
const Reason = Type.Object({ message: Type.String(), messageEn: Type.String() });

/** Compiling takes milliseconds, and an organisation's definitions stay the same objects. */
const compiled = new WeakMap<CalendarDefinition, Calendar>();

function calendarFor({ calendars }: Organisation, definition: CalendarDefinition): Calendar {
  let calendar = compiled.get(definition);
  if (!calendar) compiled.set(definition, (calendar = compileCalendar(definition, calendars)));
  return calendar;
}

function definitionOf({ calendars }: Organisation, id: string): CalendarDefinition {
  const definition = calendars.get(id);
  if (definition) return definition;
  throw new Problem(404, 'UNKNOWN_CALENDAR', `Không có lịch "${id}"`, `No calendar "${id}"`);
}

/** The id of a unit's calendar. Throws UNKNOWN_UNIT. */
function calendarIdOf(organisation: Organisation, unit: string): string {
  if (!findUnit(organisation, unit)) throw new Problem(404, 'UNKNOWN_UNIT', `Không có đơn vị "${unit}"`, `No unit "${unit}"`);
  return lineOf(organisation, unit).find(({ calendar }) => calendar !== undefined)?.calendar ?? organisation.calendar;
}

export const calendarRoutes = [
  route({
    method: 'get',
    path: '/calendars',
    tag,
    summary: ['Các lịch làm việc', 'The calendars there are'],
    allow: 'calendars:read',
    answer: Type.Object({ items: Type.Array(CalendarShape) }),
    async handle({ service }): Promise<Result> {
      const { calendars, calendar, units } = service.engine.organisation();
      const items = [...calendars.values()].map(({ id, name, inherits }) => ({
        id,
        ...(name !== undefined && { name }),
        ...(inherits !== undefined && { inherits }),
        isDefault: id === calendar,
        units: [...units.values()].filter((unit) => unit.calendar === id).map((unit) => unit.id),
      }));
      return { body: { items } };
    },
  }),
  route({
    method: 'get',
    path: '/calendars/:calendarId/years/:year',
    tag,
    summary: ['Ngày lễ, nghỉ bù, làm bù của một năm', 'The days of a year that differ from the week'],
    allow: 'calendars:read',
    params: object({ calendarId: Text(200), year: Type.Integer({ minimum: firstYear, maximum: lastYear }) }),
    answer: Type.Object({ calendarId: Type.String(), year: Type.Integer(), provisional: Type.Boolean(), days: Type.Array(SpecialDay) }),
    problems: ['UNKNOWN_CALENDAR'],
    async handle({ service, params }): Promise<Result> {
      const { calendarId, year } = params as { calendarId: string; year: number };
      const organisation = service.engine.organisation();
      const definition = definitionOf(organisation, calendarId);
      const days = daysOfYear(definition, organisation.calendars, year, calendarFor(organisation, definition));
      return { body: { calendarId, ...days } };
    },
  }),
  route({
    method: 'get',
    path: '/due-dates',
    tag,
    summary: ['Bao giờ đến hạn, và vì sao', 'When it is due, and why'],
    allow: 'calendars:read',
    query: object({
      start: Instant,
      value: Type.Number({ minimum: 0, maximum: 10_000 }),
      unit: Type.Union(['workingDay', 'calendarDay', 'workingHour'].map((unit) => Type.Literal(unit))),
      count: Type.Union([Type.Literal('legal'), Type.Literal('budget')], {
        description: 'legal: whole days, an appointment; budget: working time from arrival, a step',
      }),
      calendarId: Type.Optional(Text(200)),
      department: Type.Optional(
        Type.String({
          minLength: 1,
          maxLength: 200,
          description: 'the unit whose calendar counts; absent with calendarId: the default one',
        }),
      ),
      after15: Type.Optional(Type.Union([Type.Literal('handoverOnly'), Type.Literal('shiftStart')])),
      extraWorkingDays: Type.Optional(Type.Integer({ minimum: 0, maximum: 365 })),
      usedMinutes: Type.Optional(Type.Number({ minimum: 0 })),
      notAfter: Type.Optional(Instant),
    }),
    answer: Type.Object({
      calendarId: Type.String(),
      dueAt: Instant,
      dueDate: Day,
      countedFrom: Type.Optional(Day),
      provisional: Type.Boolean({ description: 'a notice of holidays is not known yet' }),
      reasons: Type.Array(Reason),
      days: Type.Array(SpecialDay, { description: 'between start and end' }),
    }),
    problems: ['UNKNOWN_CALENDAR', 'UNKNOWN_UNIT', 'OUTSIDE_CALENDAR'],
    async handle({ service, query }): Promise<Result> {
      const { calendarId: given, department, ...question } = query as DueQuestion & { calendarId?: string; department?: string };
      const organisation = service.engine.organisation();
      const calendarId = given ?? (department === undefined ? organisation.calendar : calendarIdOf(organisation, department));
      const definition = definitionOf(organisation, calendarId);
      return { body: { calendarId, ...dueDate(organisation, definition, calendarFor(organisation, definition), question) } };
    },
  }),
];
