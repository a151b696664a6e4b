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

/** Minutes as people say them: `2 giờ`, `1,5 ngày`. A day has 8 working hours, or the minutes that are told. */
export function shownMinutes(minutes: number, language: Language, day = 480): string {
  const [value, unit] =
    Math.abs(minutes) >= day
      ? [minutes / day, language === 'vi' ? 'ngày' : 'd']
      : Math.abs(minutes) >= 60
        ? [minutes / 60, language === 'vi' ? 'giờ' : 'h']
        : [minutes, language === 'vi' ? 'phút' : 'min'];
  return `${shownNumber(Math.round(value * 100) / 100, language)} ${unit}`;
}
