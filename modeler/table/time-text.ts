/** Times as officials write them: `0,5 ngày`, `4 giờ`, `20%`; and back. */
import { budgetOf, readDurationText, type TableRow, type TableSum, type ProcessTable } from '../../engine/index.ts';

export type Duration = NonNullable<ProcessTable['deadline']>;

/** `share` is 0 to 1; `none`: the cell was emptied. */
export type TypedTime = { readonly budget: Duration } | { readonly share: number } | 'none';

/** Undefined for what is no time. A plain "ngày" is a day of the deadline's kind. */
export function readTime(text: string, plainDay: Duration['unit']): TypedTime | undefined {
  const typed = text.normalize('NFC').trim();
  if (typed === '') return 'none';
  const percent = /^(\d+(?:[.,]\d+)?)\s*%$/u.exec(typed);
  if (percent) {
    const share = Number(percent[1]!.replace(',', '.')) / 100;
    return share > 0 && share <= 1 ? { share } : undefined;
  }
  const english = typed
    .replace(/\b(calendar|plain) days?\b/iu, 'ngày')
    .replace(/\bworking days?\b/iu, 'ngày làm việc')
    .replace(/\bdays?\b/iu, 'ngày')
    .replace(/\b(working )?hours?\b/iu, 'giờ');
  const time = readDurationText(english);
  if (time.kind !== 'timed') return undefined;
  return { budget: budgetOf(time.value, time.printed, /\bcalendar\b/iu.test(typed) ? 'calendarDay' : plainDay) };
}

const number = (value: number, language: 'vi' | 'en'): string => {
  const text = String(Math.round(value * 1000) / 1000);
  return language === 'vi' ? text.replace('.', ',') : text;
};

const unitWords = {
  workingDay: ['ngày làm việc', 'working days'],
  calendarDay: ['ngày', 'days'],
  workingHour: ['giờ làm việc', 'working hours'],
} as const;

/** `0,5 ngày làm việc`. */
export function shownDuration({ value, unit }: Duration, language: 'vi' | 'en'): string {
  return `${number(value, language)} ${unitWords[unit][language === 'vi' ? 0 : 1]}`;
}

/** What the time column of a row shows: budget, share, else what the published table printed. */
export function shownTime({ budget, budgetShare, durationText }: TableRow, language: 'vi' | 'en'): string {
  if (budget) return shownDuration(budget, language);
  if (budgetShare !== undefined) return `${number(budgetShare * 100, language)}%`;
  return durationText ?? '';
}

/** `9,5 ngày làm việc`, with calendar days beside it when there are both. */
export function shownSum({ workingDays, calendarDays }: TableSum, language: 'vi' | 'en'): string {
  const parts = [
    ...(workingDays > 0 || calendarDays === 0 ? [shownDuration({ value: workingDays, unit: 'workingDay' }, language)] : []),
    ...(calendarDays > 0 ? [shownDuration({ value: calendarDays, unit: 'calendarDay' }, language)] : []),
  ];
  return parts.join(' + ');
}

/** Deadline less sum in the deadline's unit; undefined when days of both kinds are mixed. */
export function leftOf(sum: TableSum, deadline: Duration): Duration | undefined {
  const isCalendar = deadline.unit === 'calendarDay';
  if (isCalendar ? sum.workingDays > 0 : sum.calendarDays > 0) return undefined;
  const used = isCalendar ? sum.calendarDays : sum.workingDays * (deadline.unit === 'workingHour' ? 8 : 1);
  return { value: Math.round((deadline.value - used) * 1000) / 1000, unit: deadline.unit };
}
