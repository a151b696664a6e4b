/** The time column of a whole table: cell, column header and deadline together decide the unit of a bare "ngày". */
import type { Duration, TimeUnit } from '../types.ts';
import { daysOf, durationTexts } from './arithmetic.ts';
import { finding, type Finding } from './findings.ts';
import type { PublishedTable, TableDuration } from './published-table.ts';
import { budgetOf, readDurationText, type PrintedTime, type Untimed } from './read-duration.ts';
import { labelOf } from './step-label.ts';

export interface RowTime {
  readonly budget?: Duration;
  readonly untimed?: Untimed;
}

export function durationOf({ value, unit }: TableDuration): Duration {
  const units: Record<TableDuration['unit'], TimeUnit> = {
    working_day: 'workingDay',
    calendar_day: 'calendarDay',
    working_hour: 'workingHour',
  };
  return { value, unit: units[unit] };
}

/** One time a row. Findings about units are one a table, naming the rows; those about single cells one a row. */
export function readTimes(table: PublishedTable, findings: Finding[]): RowTime[] {
  const bare: number[] = [];
  const plainDays: number[] = [];
  const plainHours: number[] = [];
  const times = table.steps.map((row, index): RowTime => {
    const at = `/steps/${index}/durationText`;
    const text = row.durationText ?? '';
    const printed = readDurationText(text);
    const given = row.duration ? durationOf(row.duration) : undefined;
    if (printed.kind === 'untimed') {
      if (given && text === '') return { budget: given };
      if (given || (printed.why === 'unclear' && table.steps.some(({ duration }) => duration))) {
        findings.push(
          given ? finding('duration-text-differs', at, { text, given: durationTexts(given) }) : finding('duration-unclear', at, { text }),
        );
      }
      return printed.why === 'blank' && row.sharedBlock ? { untimed: 'shared' } : { untimed: printed.why };
    }
    const budget = budgetOf(printed.value, printed.printed, given?.unit ?? plainDayOf(table));
    if (printed.printed === 'none') bare.push(index);
    if (printed.printed === 'day' && budget.unit === 'workingDay') plainDays.push(index);
    if (printed.printed === 'hour') plainHours.push(index);
    if (!given || !sameTime(printed, budget, given)) {
      const shown = given ? durationTexts(given) : (['không có', 'none'] as const);
      findings.push(finding('duration-text-differs', at, { text, given: shown }));
    }
    return { budget };
  });
  const rows = (indexes: readonly number[]) => indexes.map((index) => labelOf(table.steps[index]!, index)).join(', ');
  const first = (indexes: readonly number[]) => `/steps/${indexes[0]}/durationText`;
  if (bare.length) {
    const unit = durationTexts({ value: 1, unit: times[bare[0]!]!.budget!.unit }).map((unitText) => unitText.slice(2)) as [string, string];
    findings.push(finding('unit-only-in-header', first(bare), { rows: rows(bare), unit }));
  }
  if (plainDays.length) findings.push(finding('plain-day-under-working-day', first(plainDays), { rows: rows(plainDays) }));
  if (plainHours.length) findings.push(finding('plain-hour', first(plainHours), { rows: rows(plainHours) }));
  return times;
}

/** A plain "ngày" counts like the deadline it stands under; alone it is a calendar day (Civil Code, art. 146). */
function plainDayOf({ legalDeadline }: PublishedTable): TimeUnit {
  if (!legalDeadline) return 'calendarDay';
  return legalDeadline.unit === 'calendar_day' ? 'calendarDay' : 'workingDay';
}

function sameTime(printed: PrintedTime & { kind: 'timed' }, budget: Duration, given: Duration): boolean {
  if (printed.printed === 'none') return budget.value === given.value;
  return (budget.unit === given.unit || printed.printed === 'halfDay') && daysOf([budget]) === daysOf([given]);
}
