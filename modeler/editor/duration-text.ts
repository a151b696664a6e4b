/** Lengths of time and shares as a person writes them, and back. */
import type { Duration, TimeUnit } from '../../engine/index.ts';
import type { Language } from '../i18n/say.tsx';

/** A budget as a person may give it: a length of time, or a share of the published deadline (0 to 1). */
export type BudgetText = Duration | { readonly share: number };

const words: Readonly<Record<string, readonly [unit: TimeUnit, times: number]>> = {
  ngay: ['workingDay', 1],
  'ngay lam viec': ['workingDay', 1],
  nlv: ['workingDay', 1],
  d: ['workingDay', 1],
  day: ['workingDay', 1],
  days: ['workingDay', 1],
  'working day': ['workingDay', 1],
  'working days': ['workingDay', 1],
  'ngay lich': ['calendarDay', 1],
  'ngay duong lich': ['calendarDay', 1],
  'ngay lien tuc': ['calendarDay', 1],
  'calendar day': ['calendarDay', 1],
  'calendar days': ['calendarDay', 1],
  gio: ['workingHour', 1],
  'gio lam viec': ['workingHour', 1],
  h: ['workingHour', 1],
  hour: ['workingHour', 1],
  hours: ['workingHour', 1],
  'working hour': ['workingHour', 1],
  'working hours': ['workingHour', 1],
  phut: ['workingHour', 1 / 60],
  min: ['workingHour', 1 / 60],
  minutes: ['workingHour', 1 / 60],
};

/** `0,5`, `0.5` and `1/2` are a half. Undefined for what is no number, or negative. */
export function readNumber(text: string): number | undefined {
  const [, whole, upper, lower] = /^(?:(\d+(?:[.,]\d+)?)|(\d+)\s*\/\s*(\d+))$/.exec(text.trim()) ?? [];
  if (whole !== undefined) return Number(whole.replace(',', '.'));
  return upper !== undefined && Number(lower) > 0 ? Number(upper) / Number(lower) : undefined;
}

/** `0,5 ngày`, `4 giờ`, `3 ngày lịch`, `30 phút`, `20%`. A bare number is working days. Undefined for what cannot be read. */
export function readBudget(text: string): BudgetText | undefined {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase().replace(/\s+/g, ' ').trim();
  const [, number = '', word = ''] = /^([\d.,/ ]*\d)\s*(%|[a-z ]*)$/.exec(plain) ?? [];
  const value = readNumber(number);
  if (value === undefined) return undefined;
  if (word === '%') return value <= 100 ? { share: rounded(value / 100) } : undefined;
  const known = word === '' ? words['ngay']! : Object.hasOwn(words, word) ? words[word]! : undefined;
  return known && { value: rounded(value * known[1]), unit: known[0] };
}

/** Like `readBudget`, for what has no share. */
export function readDuration(text: string): Duration | undefined {
  const read = readBudget(text);
  return read && 'value' in read ? read : undefined;
}

/** Floating point leaves no trace in a file: four places are a third of a second of a working hour. */
const rounded = (value: number) => Math.round(value * 10_000) / 10_000;

const units: Readonly<Record<TimeUnit, readonly [vi: string, en: string]>> = {
  workingDay: ['ngày làm việc', 'working days'],
  calendarDay: ['ngày lịch', 'calendar days'],
  workingHour: ['giờ làm việc', 'working hours'],
};

/** `0,5 ngày làm việc`; `20%`. What `readBudget` reads again as the same. */
export function shownBudget(budget: BudgetText, language: Language): string {
  const number = (value: number) => String(rounded(value)).replace('.', language === 'vi' ? ',' : '.');
  if ('share' in budget) return `${number(budget.share * 100)}%`;
  const [vi, en] = units[budget.unit];
  return `${number(budget.value)} ${language === 'vi' ? vi : budget.value === 1 ? en.replace(/s$/, '') : en}`;
}

/** How `value` and `unit` attributes stand in a file, as a duration; undefined when they say none. */
export function durationOfAttributes(value: unknown, unit: unknown): Duration | undefined {
  const number = value === undefined ? undefined : readNumber(String(value));
  return number !== undefined && typeof unit === 'string' && Object.hasOwn(units, unit)
    ? { value: number, unit: unit as TimeUnit }
    : undefined;
}
