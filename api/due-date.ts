/** "When is it due", with the reasons: what counted from where, which days off lie between, what is not certain yet. */
import { budgetDue } from '../engine/deadlines/budget.ts';
import { calendarDate } from '../engine/deadlines/calendar.ts';
import type { Calendar } from '../engine/deadlines/calendar.ts';
import { legalDue, type CountingRules } from '../engine/deadlines/count.ts';
import { daysOfYear, type SpecialDay } from '../engine/deadlines/days-of-year.ts';
import { dayOf, instantOf, isoOf } from '../engine/deadlines/local-date.ts';
import { isProvisional } from '../engine/deadlines/calendar.ts';
import type { CalendarDefinition } from '../engine/deadlines/calendar-definition.ts';
import type { Duration, Organisation } from '../engine/index.ts';

export interface DueQuestion extends Duration {
  readonly start: string;
  /** `legal`: whole days, an appointment; `budget`: working minutes from arrival, a step. Never mixed. */
  readonly count: 'legal' | 'budget';
  /** Legal count only. */
  readonly after15?: CountingRules['after15'];
  readonly extraWorkingDays?: number;
  /** Budget count only: minutes used before, and the appointment that no step is due after. */
  readonly usedMinutes?: number;
  readonly notAfter?: string;
}

export interface Reason {
  readonly message: string;
  readonly messageEn: string;
}

export interface DueAnswer {
  readonly dueAt: string;
  readonly dueDate: string;
  /** Legal count: the day that does not count. */
  readonly countedFrom?: string;
  readonly provisional: boolean;
  readonly reasons: readonly Reason[];
  /** Days between start and end that differ from the week. */
  readonly days: readonly SpecialDay[];
}

/** Throws DeadlineRefused for a duration or instant that cannot be counted. */
export function dueDate(organisation: Organisation, definition: CalendarDefinition, calendar: Calendar, question: DueQuestion): DueAnswer {
  const start = instantOf(question.start);
  const startDate = calendarDate(calendar, start);
  const counted = question.count === 'legal' ? byLaw(calendar, start, startDate, question) : byBudget(calendar, start, question);
  const dueDate = calendarDate(calendar, counted.dueAt);
  const provisional = isProvisional(calendar, dayOf(startDate), dayOf(dueDate));
  const days = specialDays(organisation, definition, calendar, startDate, dueDate);
  const off = days.filter(({ hours }) => hours.length === 0);
  const worked = days.filter(({ kind }) => kind === 'makeUp');
  const listed = (of: readonly SpecialDay[]) => of.map(({ date, name }) => `${date}${name === undefined ? '' : ` (${name})`}`).join(', ');
  return {
    dueAt: isoOf(counted.dueAt),
    dueDate,
    ...(counted.countedFrom !== undefined && { countedFrom: counted.countedFrom }),
    provisional,
    reasons: [
      ...counted.reasons,
      ...(off.length > 0 ? [said(`Ngày nghỉ trong khoảng này: ${listed(off)}`, `Days off in between: ${listed(off)}`)] : []),
      ...(worked.length > 0 ? [said(`Ngày làm bù: ${listed(worked)}`, `Make-up days that are worked: ${listed(worked)}`)] : []),
      ...(provisional
        ? [said('Tạm tính: chưa có đủ thông báo nghỉ lễ của năm', 'Provisional: not all notices of holidays of the year are known')]
        : []),
    ],
    days,
  };
}

interface Counted {
  readonly dueAt: number;
  readonly countedFrom?: string;
  readonly reasons: readonly Reason[];
}

const said = (message: string, messageEn: string): Reason => ({ message, messageEn });

function byLaw(calendar: Calendar, start: number, startDate: string, question: DueQuestion): Counted {
  const { value, unit, after15 = 'handoverOnly', extraWorkingDays = 0 } = question;
  const { dueAt, dueDate, countedFrom } = legalDue(calendar, start, { value, unit }, { after15, extraWorkingDays });
  const reasons: Reason[] = [];
  if (countedFrom !== startDate)
    reasons.push(
      said(
        `Nhận sau 15:00 hoặc vào ngày nghỉ: coi như nhận ngày ${countedFrom}`,
        `Received after 15:00 or on a closed day: counts as received on ${countedFrom}`,
      ),
    );
  if (unit === 'workingHour') reasons.push(said(`${value} giờ làm việc từ lúc nhận`, `${value} working hours from the minute of receipt`));
  else {
    const [vi, en] = unit === 'workingDay' ? ['ngày làm việc', 'working days'] : ['ngày', 'days of the calendar'];
    reasons.push(
      said(
        `Ngày ${countedFrom} không tính (Bộ luật Dân sự 2015, Điều 147); đếm ${value} ${vi}`,
        `${countedFrom} does not count (Civil Code 2015, art. 147); ${value} ${en} are counted`,
      ),
    );
  }
  if (extraWorkingDays > 0) reasons.push(said(`Cộng thêm ${extraWorkingDays} ngày làm việc`, `${extraWorkingDays} working days are added`));
  if (unit === 'calendarDay')
    reasons.push(
      said(
        `Ngày cuối là ngày nghỉ thì chuyển sang ngày làm việc tiếp theo (Điều 148): ${dueDate}`,
        `A last day that is closed moves to the next open one (art. 148): ${dueDate}`,
      ),
    );
  return { dueAt, countedFrom, reasons };
}

function byBudget(calendar: Calendar, start: number, { value, unit, usedMinutes = 0, notAfter }: DueQuestion): Counted {
  const own = budgetDue(calendar, start, { value, unit }, { usedMinutes });
  const dueAt = notAfter === undefined ? own : Math.min(own, instantOf(notAfter));
  const rule = {
    workingDay: said(
      `${value} ngày làm việc = ${value * 8} giờ làm việc, tính từ lúc đến`,
      `${value} working days are ${value * 8} working hours, from the instant of arrival`,
    ),
    workingHour: said(`${value} giờ làm việc, tính từ lúc đến`, `${value} working hours, from the instant of arrival`),
    calendarDay: said(
      `${value} ngày: mỗi ngày trọn là 24 giờ trôi qua, phần lẻ tính theo 8 giờ làm việc`,
      `${value} days: a whole one is 24 hours elapsed, a fraction is that of 8 working hours`,
    ),
  }[unit];
  return {
    dueAt,
    reasons: [
      rule,
      ...(usedMinutes > 0 ? [said(`Đã dùng ${usedMinutes} phút`, `${usedMinutes} minutes were used before`)] : []),
      ...(dueAt < own ? [said('Không muộn hơn ngày hẹn trả', 'Never later than the appointment')] : []),
    ],
  };
}

function specialDays(
  { calendars }: Organisation,
  definition: CalendarDefinition,
  calendar: Calendar,
  from: string,
  to: string,
): readonly SpecialDay[] {
  const [first, last] = [Number(from.slice(0, 4)), Number(to.slice(0, 4))];
  const years = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return years.flatMap((year) => daysOfYear(definition, calendars, year, calendar).days).filter(({ date }) => date >= from && date <= to);
}
