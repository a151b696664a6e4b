/** The time column of a published table: "0,25 ngày làm việc", "1/4 ngày", "02 giờ", "Giờ hành chính", "Ngay…", blank. */
import type { Duration } from '../types.ts';

/** What the unit column says by itself. `day` and `hour` are printed without "làm việc"; `none` is a bare number. */
export type PrintedUnit = 'workingDay' | 'workingHour' | 'day' | 'hour' | 'halfDay' | 'minute' | 'none';

export type PrintedTime =
  { readonly kind: 'timed'; readonly value: number; readonly printed: PrintedUnit } | { readonly kind: 'untimed'; readonly why: Untimed };

/** Why a row has no number: the text says so, office hours, at once, by agreement, as long as something else lasts, shares another row's time, or nothing is printed. */
export type Untimed = 'notCounted' | 'officeHours' | 'immediate' | 'agreed' | 'notStated' | 'whileOther' | 'shared' | 'blank' | 'unclear';

const number = String.raw`(\d+\s*/\s*\d+|\d+(?:[.,]\d+)?)`;
const timed = new RegExp(`^(?:không quá|tối đa|trong)?\\s*${number}\\s*(.*)$`, 'iu');

const untimed: readonly (readonly [RegExp, Untimed])[] = [
  [/^$/u, 'blank'],
  [/không tính/iu, 'notCounted'],
  [/giờ hành chính/iu, 'officeHours'],
  [/shared|tính chung|thời gian chung/iu, 'shared'],
  [/^trong thời gian/iu, 'whileOther'],
  [/ngay/iu, 'immediate'],
  [/thỏa thuận|thoả thuận/iu, 'agreed'],
  [/không (quy định|ghi)/iu, 'notStated'],
];

const printedUnits: readonly (readonly [RegExp, PrintedUnit])[] = [
  [/^$/u, 'none'],
  [/^ngày làm việc/iu, 'workingDay'],
  [/^ngày/iu, 'day'],
  [/^giờ làm việc/iu, 'workingHour'],
  [/^(giờ|tiếng|h\b)/iu, 'hour'],
  [/^buổi/iu, 'halfDay'],
  [/^phút/iu, 'minute'],
];

/** Reads one cell. Decimal comma or point, fractions, leading zeros. Never throws; what it cannot read is `unclear`. */
export function readDurationText(text: string): PrintedTime {
  const cell = text.replace(/\s+/gu, ' ').trim();
  const match = timed.exec(cell);
  const printed = match && printedUnits.find(([pattern]) => pattern.test(match[2]!.trim()));
  const value = match && numberOf(match[1]!);
  if (printed && value !== null && Number.isFinite(value)) return { kind: 'timed', value, printed: printed[1] };
  const why = untimed.find(([pattern]) => pattern.test(cell));
  return { kind: 'untimed', why: why ? why[1] : 'unclear' };
}

/** The budget a printed time stands for; `plainDay` is how a plain "ngày" counts in this table. Half a day ("buổi") is 4 of 8 working hours. */
export function budgetOf(value: number, printed: PrintedUnit, plainDay: Duration['unit']): Duration {
  if (printed === 'workingDay') return { value, unit: 'workingDay' };
  if (printed === 'workingHour' || printed === 'hour') return { value, unit: 'workingHour' };
  if (printed === 'halfDay') return { value: value / 2, unit: 'workingDay' };
  if (printed === 'minute') return { value: value / 60, unit: 'workingHour' };
  return { value, unit: plainDay };
}

function numberOf(text: string): number {
  const [above, below] = text.split('/');
  if (below !== undefined) return Number(above) / Number(below);
  return Number(text.replace(',', '.'));
}
