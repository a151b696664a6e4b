/** How instants, days and lengths of time are shown: in Vietnam's time, the same in both languages but for the words. */
import type { Language } from './say.tsx';

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Ho_Chi_Minh',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

/** `27/11/2026 16:30`; empty for none. */
export const shownInstant = (instant: string | undefined): string =>
  instant === undefined ? '' : clock.format(new Date(instant)).replace(',', '');

/** `27/11/2026` of a calendar day `2026-11-27` or an instant; empty for none. */
export function shownDate(date: string | undefined): string {
  if (date === undefined) return '';
  if (/^\d{4}-\d\d-\d\d$/.test(date)) return date.split('-').reverse().join('/');
  return shownInstant(date).slice(0, 10);
}

/** `0,5` in Vietnamese, `0.5` in English; at most two places. */
export const shownNumber = (value: number, language: Language): string =>
  new Intl.NumberFormat(language === 'vi' ? 'vi-VN' : 'en-GB', { maximumFractionDigits: 2, signDisplay: 'negative' }).format(value);

/** Working minutes as people say them: `2 giờ`, `1,5 ngày` (a day has 8 working hours). */
export function shownMinutes(minutes: number, language: Language): string {
  const day = 480;
  const [value, unit] =
    Math.abs(minutes) >= day
      ? [minutes / day, language === 'vi' ? 'ngày' : 'd']
      : Math.abs(minutes) >= 60
        ? [minutes / 60, language === 'vi' ? 'giờ' : 'h']
        : [minutes, language === 'vi' ? 'phút' : 'min'];
  return `${shownNumber(Math.round(value * 100) / 100, language)} ${unit}`;
}
