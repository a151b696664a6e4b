/** Lengths of time as they are written on a step: short, with the unit that the law counts in. */
import { shownNumber } from '../i18n/format.ts';
import type { Language } from '../i18n/say.tsx';

const units: Readonly<Record<string, readonly [string, string]>> = {
  workingDay: ['ngày LV', 'wd'],
  calendarDay: ['ngày', 'd'],
  workingHour: ['giờ LV', 'wh'],
};
const words: Readonly<Record<string, readonly [string, string]>> = {
  workingDay: ['ngày làm việc', 'working days'],
  calendarDay: ['ngày', 'days'],
  workingHour: ['giờ làm việc', 'working hours'],
};

/** `0,5 ngày LV`. */
export function durationShort(value: number, unit: string, language: Language): string {
  return `${shownNumber(value, language)} ${units[unit]?.[language === 'vi' ? 0 : 1] ?? unit}`;
}

/** `0,5 ngày làm việc`. */
export function durationLong(value: number, unit: string, language: Language): string {
  return `${shownNumber(value, language)} ${words[unit]?.[language === 'vi' ? 0 : 1] ?? unit}`;
}

/** `20 %`; less than a half per cent is still something. */
export function shareText(share: number, language: Language): string {
  const percent = share * 100;
  return `${percent > 0 && percent < 1 ? '< 1' : shownNumber(Math.round(percent), language)} %`;
}
