/** Numbers, durations and dates as a Vietnamese office writes them. */
import type { Duration } from '../../../engine/model/types.ts';

const units = { workingDay: 'ngày làm việc', calendarDay: 'ngày', workingHour: 'giờ làm việc' } as const;

/** At most two decimals, after a comma: `0,25`. */
export function number(value: number): string {
  return String(Math.round(value * 100) / 100).replace('.', ',');
}

/** `15 ngày làm việc`, to begin a line; no days at all are the same day. */
export function duration({ value, unit }: Duration): string {
  return value === 0 && unit !== 'workingHour' ? 'Trong ngày' : `${number(value)} ${units[unit]}`;
}

export function days(count: number, unit: 'workingDay' | 'calendarDay'): string {
  return `${number(count)} ${units[unit]}`;
}

/** 0.483 → `48,3%`. */
export function percent(part: number): string {
  return `${String(Math.round(part * 1000) / 10).replace('.', ',')}%`;
}

/** `2026-11-27` → `27/11/2026`. */
export function shortDate(date: string): string {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})/.exec(date) ?? [];
  return year ? `${day}/${month}/${year}` : date;
}

/** Day and month below ten (of the month: below three) get a zero in official letters, so that nobody writes a figure before them. */
export function letterDate(date: string | undefined, blank: string): string {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})/.exec(date ?? '') ?? [];
  if (!year) return `ngày ${blank} tháng ${blank} năm ${blank}`;
  return `ngày ${day} tháng ${Number(month) < 3 ? month : Number(month)} năm ${year}`;
}

export const severities = { error: 'Lỗi', warning: 'Cảnh báo', info: 'Lưu ý' } as const;

export const limitKinds = { legal: 'theo luật', published: 'đã công bố', national: 'của trung ương' } as const;

/** One text as it is, several as lines with a dash; empty for none. */
export function lines(texts: readonly string[]): string {
  return texts.length > 1 ? texts.map((text) => `- ${text}`).join('\n') : (texts[0] ?? '');
}
