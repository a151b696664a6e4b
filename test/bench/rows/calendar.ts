import { addWorkingMinutes, compileCalendar, workingMinutesBetween } from '../../../engine/deadlines/calendar.ts';
import { vietnamCalendar } from '../../../engine/deadlines/vietnam-calendar.ts';
import type { Row } from '../row.ts';

const start = Date.parse('2026-02-13T15:30:00+07:00');
const count = 100_000;
/** From a minute to three years of working time. */
const distances = [1, 60, 480, 4_800, 48_000, 360_000];

export const calendarAdd: Row = {
  name: 'calendar add',
  unit: 'working minutes, any distance',
  goal: '< 2 µs',
  show: 'microseconds',
  async prepare() {
    const calendar = compileCalendar(vietnamCalendar);
    return {
      count,
      run() {
        for (let index = 0; index < count; index++) addWorkingMinutes(calendar, start, distances[index % distances.length]!);
      },
    };
  },
};

export const calendarBetween: Row = {
  name: 'calendar between',
  unit: 'two instants, any distance',
  goal: '< 2 µs',
  show: 'microseconds',
  async prepare() {
    const calendar = compileCalendar(vietnamCalendar);
    const ends = distances.map((minutes) => addWorkingMinutes(calendar, start, minutes));
    return {
      count,
      run() {
        for (let index = 0; index < count; index++) workingMinutesBetween(calendar, start, ends[index % ends.length]!);
      },
    };
  },
};
