/** Reads one calendar of organisation.json or of a calendar file. */
import { weekdays } from './calendar-definition.ts';
import type { CalendarDefinition, DecidedDay, Notice, OpeningHours } from './calendar-definition.ts';
import type { JsonReader } from './read-json.ts';

const confidences = ['verified', 'unverified'] as const;
const dayKinds = ['holiday', 'compensation', 'makeUp', 'halfDay', 'closure'] as const;
const spans = ['tet', 'nationalDay'] as const;

/** The calendar at `at`; what is wrong is noted there. Hours and inheritance are checked when it is compiled. */
export function readCalendar(at: JsonReader): CalendarDefinition {
  at.onlyKeys(['id', 'name', 'inherits', 'offset', 'weeklyHours', 'statutoryHolidays', 'notices', 'days']);
  const name = at.optionalText('name');
  const inherits = at.optionalText('inherits');
  const offset = at.optionalText('offset');
  const week = at.object('weeklyHours');
  const statutoryHolidays = at.optionalBoolean('statutoryHolidays');
  return {
    id: at.text('id'),
    ...(name !== undefined && { name }),
    ...(inherits !== undefined && { inherits }),
    ...(offset !== undefined && { offset }),
    ...(week && { weeklyHours: readWeek(week) }),
    ...(statutoryHolidays !== undefined && { statutoryHolidays }),
    notices: at.list('notices').map(readNotice),
    days: at.list('days').map(readDay),
  };
}

function readWeek(at: JsonReader): Partial<Record<(typeof weekdays)[number], OpeningHours>> {
  at.onlyKeys(weekdays);
  const week: Partial<Record<(typeof weekdays)[number], OpeningHours>> = {};
  for (const weekday of weekdays) {
    const hours = at.optionalTexts(weekday);
    if (hours) week[weekday] = hours;
  }
  return week;
}

function readNotice(at: JsonReader): Notice {
  at.onlyKeys(['year', 'notice', 'source', 'confidence', 'replaces', 'days']);
  const replaces = at.optionalTexts('replaces') ?? [];
  if (replaces.some((span) => !spans.some((known) => known === span)))
    at.problem('WRONG_VALUE', 'replaces', '"replaces": chỉ gồm tet, nationalDay', '"replaces": only tet and nationalDay');
  return {
    year:
      at.optionalNumber('year', 1970) ??
      (at.problem('WRONG_VALUE', 'year', '"year": cần năm của thông báo', '"year": the year of the notice is needed'), 0),
    notice: at.text('notice'),
    source: at.text('source'),
    confidence: at.oneOf('confidence', confidences),
    replaces: spans.filter((span) => replaces.includes(span)),
    days: at.list('days').map(readDay),
  };
}

function readDay(at: JsonReader): DecidedDay {
  at.onlyKeys(['date', 'kind', 'hours', 'inPlaceOf', 'open', 'name', 'notice', 'source', 'confidence']);
  const date = at.optionalDate('date');
  if (date === undefined) at.problem('WRONG_VALUE', 'date', '"date": cần ngày YYYY-MM-DD', '"date": a date YYYY-MM-DD is needed');
  const hours = at.optionalTexts('hours');
  const inPlaceOf = at.optionalDate('inPlaceOf');
  const open = at.optionalOneOf('open', ['morning', 'afternoon']);
  const confidence = at.optionalOneOf('confidence', confidences);
  const texts = (['name', 'notice', 'source'] as const).flatMap((key) => {
    const text = at.optionalText(key);
    return text === undefined ? [] : [[key, text] as const];
  });
  return {
    date: date ?? '1970-01-01',
    kind: at.oneOf('kind', dayKinds),
    ...(hours && { hours }),
    ...(inPlaceOf !== undefined && { inPlaceOf }),
    ...(open && { open }),
    ...(confidence && { confidence }),
    ...Object.fromEntries(texts),
  };
}
