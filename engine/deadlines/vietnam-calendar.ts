/**
 * The public calendar of Viet Nam, to inherit from: `inherits: "vietnam"`.
 * Usual office hours, the holidays of the Labour Code, and the days decided by notices known to us. A year without
 * the notices for Tết and for 2 September stays provisional. `unverified`: reported, but not compared with the notice.
 */
import type { CalendarDefinition, OpeningHours } from './calendar-definition.ts';

const officeHours: OpeningHours = ['07:30-11:30', '13:00-17:00'];
const officeWeek = { monday: officeHours, tuesday: officeHours, wednesday: officeHours, thursday: officeHours, friday: officeHours };

/** Monday to Friday 7:30–11:30 and 13:00–17:00, no holidays: what holds when no organisation is given. */
export const bareWeek: CalendarDefinition = { id: 'bareWeek', name: 'Tuần làm việc không ngày lễ', weeklyHours: officeWeek };

export const vietnamCalendar: CalendarDefinition = {
  id: 'vietnam',
  name: 'Lịch làm việc của cơ quan nhà nước',
  offset: '+07:00',
  weeklyHours: officeWeek,
  statutoryHolidays: true,
  notices: [
    {
      year: 2024,
      notice: 'Hoán đổi ngày làm việc dịp 30/4–01/5/2024',
      source: 'Reported without the number of the notice',
      confidence: 'unverified',
      days: [
        { date: '2024-04-29', kind: 'compensation', name: 'Nghỉ hoán đổi' },
        { date: '2024-05-04', kind: 'makeUp', inPlaceOf: '2024-04-29', name: 'Làm bù' },
      ],
    },
    {
      year: 2025,
      notice: 'Hoán đổi ngày làm việc dịp 30/4–01/5/2025',
      source: 'Reported without the number of the notice; the days of Tết 2025 are not listed, so the rule stands for them',
      confidence: 'unverified',
      days: [
        { date: '2025-05-02', kind: 'compensation', name: 'Nghỉ hoán đổi' },
        { date: '2025-04-26', kind: 'makeUp', inPlaceOf: '2025-05-02', name: 'Làm bù' },
      ],
    },
    {
      year: 2026,
      notice: 'TB 9441/TB-BNV',
      source: 'Thông báo 9441/TB-BNV về nghỉ Tết Âm lịch và Quốc khánh năm 2026 của công chức, viên chức',
      confidence: 'verified',
      replaces: ['tet', 'nationalDay'],
      days: [
        { date: '2026-02-16', kind: 'holiday', name: 'Tết Nguyên đán' },
        { date: '2026-02-17', kind: 'holiday', name: 'Tết Nguyên đán' },
        { date: '2026-02-18', kind: 'holiday', name: 'Tết Nguyên đán' },
        { date: '2026-02-19', kind: 'holiday', name: 'Tết Nguyên đán' },
        { date: '2026-02-20', kind: 'holiday', name: 'Tết Nguyên đán' },
        { date: '2026-08-31', kind: 'compensation', name: 'Nghỉ hoán đổi' },
        { date: '2026-08-22', kind: 'makeUp', inPlaceOf: '2026-08-31', name: 'Làm bù' },
        { date: '2026-09-01', kind: 'holiday', name: 'Quốc khánh' },
        { date: '2026-09-02', kind: 'holiday', name: 'Quốc khánh' },
      ],
    },
    {
      year: 2026,
      notice: 'Hoán đổi ngày làm việc dịp Tết Dương lịch 2026',
      source: 'Reported without the number of the notice',
      confidence: 'unverified',
      days: [
        { date: '2026-01-02', kind: 'compensation', name: 'Nghỉ hoán đổi' },
        { date: '2026-01-10', kind: 'makeUp', inPlaceOf: '2026-01-02', name: 'Làm bù' },
      ],
    },
  ],
};

/** Calendars that a file may inherit from without containing them. */
export const knownCalendars: ReadonlyMap<string, CalendarDefinition> = new Map([
  [bareWeek.id, bareWeek],
  [vietnamCalendar.id, vietnamCalendar],
]);
