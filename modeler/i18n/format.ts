/** How instants, days and lengths of time are shown: in Vietnam's time, the same in both languages but for the words. */
import type { Language } from './say.tsx';

/** Vietnam keeps one time all year (UTC+7, since 1975); counting it ourselves saves a page the tables of all zones. */
const vietnamMilliseconds = 7 * 3_600_000;

/** `27/11/2026 16:30`; empty for none. */
export function shownInstant(instant: string | undefined): string {
  if (instant === undefined) return '';
  const [date, time] = new Date(Date.parse(instant) + vietnamMilliseconds).toISOString().split('T') as [string, string];
  return `${date.split('-').reverse().join('/')} ${time.slice(0, 5)}`;
}

/** `27/11/2026` of a calendar day `2026-11-27` or an instant; empty for none. */
export function shownDate(date: string | undefined): string {
  if (date === undefined) return '';
  if (/^\d{4}-\d\d-\d\d$/.test(date)) return date.split('-').reverse().join('/');
  return shownInstant(date).slice(0, 10);
}

const numbers = new Map<Language, Intl.NumberFormat>();

/** `0,5` in Vietnamese, `0.5` in English; at most two places. */
export function shownNumber(value: number, language: Language): string {
  let format = numbers.get(language);
  if (!format) {
    format = new Intl.NumberFormat(language === 'vi' ? 'vi-VN' : 'en-GB', { maximumFractionDigits: 2, signDisplay: 'negative' });
    numbers.set(language, format);
  }
  return format.format(value);
}

/**
 * Minutes as people say them: `2 giờ`, `1,5 ngày`, `1 giờ 16 phút`, `1 ngày 3,5 giờ`. Half hours and quarters of a day are told in one number; past a day what is
 * less than half an hour is rounded. A day has 8 working hours, or the minutes that are told.
 */
export function shownMinutes(minutes: number, language: Language, day = 480): string {
  const [days, hours, small] = language === 'vi' ? (['ngày', 'giờ', 'phút'] as const) : (['d', 'h', 'min'] as const);
  const told = (value: number, unit: string) => `${shownNumber(value, language)} ${unit}`;
  const both = (much: number, unit: string, little: number, rest: string) =>
    little === 0 ? told(much, unit) : `${told(much, unit)} ${told(little, rest)}`;
  const length = Math.abs(minutes);
  const sign = minutes < 0 ? -1 : 1;
  if (length >= day) {
    if (length % (day / 4) === 0) return told(minutes / day, days);
    const halves = Math.round((length % day) / 30);
    const isWhole = halves * 30 >= day;
    return both(sign * (Math.floor(length / day) + Number(isWhole)), days, isWhole ? 0 : halves / 2, hours);
  }
  const rounded = length < 1 ? length : Math.round(length);
  if (rounded < 60) return told(sign * rounded, small);
  return rounded % 30 === 0 ? told((sign * rounded) / 60, hours) : both(sign * Math.floor(rounded / 60), hours, rounded % 60, small);
}
