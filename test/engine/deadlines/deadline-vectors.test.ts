/** More than 250 dates with their reasons, worked out apart from the engine: the table a jurist would check. */
import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { budgetDue } from '../../../engine/deadlines/budget.ts';
import { compileCalendar } from '../../../engine/deadlines/calendar.ts';
import { apologyAt, legalDue } from '../../../engine/deadlines/count.ts';
import { knownCalendars } from '../../../engine/deadlines/vietnam-calendar.ts';
import type { CalendarDefinition } from '../../../engine/deadlines/calendar-definition.ts';
import type { Duration } from '../../../engine/model/types.ts';
import { at, local } from './support.ts';

interface Row {
  case: string;
  calendar: string;
  start: string;
  duration: Duration;
  rule: 'handoverOnly' | 'shiftStart' | 'budget' | 'apology';
  extraWorkingDays?: number;
  expected: string;
  why: string;
}
const file = new URL('../../fixtures/deadline-vectors.json', import.meta.url);
const { calendars, rows } = JSON.parse(readFileSync(file, 'utf8')) as { calendars: CalendarDefinition[]; rows: Row[] };
const known = new Map([...knownCalendars, ...calendars.map((calendar) => [calendar.id, calendar] as const)]);

describe('dates of the table', () => {
  for (const { case: name, calendar: id, start, duration, rule, extraWorkingDays, expected, why } of rows)
    it(`${name}: ${duration.value} ${duration.unit} from ${start} by ${rule} (${id}) is ${expected}: ${why}`, () => {
      const calendar = compiled(id);
      const legal = (after15: 'handoverOnly' | 'shiftStart') =>
        legalDue(calendar, at(start), duration, { after15, ...(extraWorkingDays && { extraWorkingDays }) }).dueAt;
      const actual =
        rule === 'budget'
          ? budgetDue(calendar, at(start), duration)
          : rule === 'apology'
            ? apologyAt(calendar, legal('handoverOnly'))
            : legal(rule);
      expect(local(actual)).to.equal(expected);
    });

  it('has at least two hundred rows besides the printed vectors', () => {
    expect(rows.filter((row) => !/^T\d/.test(row.case))).to.have.length.greaterThan(199);
  });
});

const ready = new Map<string, ReturnType<typeof compileCalendar>>();
function compiled(id: string) {
  const definition = known.get(id);
  if (!definition) throw new Error(`no calendar "${id}" in the table`);
  const calendar = ready.get(id) ?? compileCalendar(definition, known);
  ready.set(id, calendar);
  return calendar;
}
