/** When applicants come: on open days, more on Mondays and in the first hour of a half day, some procedures far more often than others. */
import {
  addWorkingMinutes,
  calendarDate,
  isOpenDate,
  openingOf,
  workingMinutesBetween,
  closingOf,
} from '../../engine/deadlines/calendar.ts';
import type { Calendar } from '../../engine/deadlines/calendar.ts';
import { millisecondsPerDay } from '../../engine/deadlines/local-date.ts';
import type { Random } from './random.ts';

export interface Arrival {
  readonly atMs: number;
  /** Folder of the procedure. */
  readonly procedure: string;
}

/** Dossiers of a hundred; what is not named here comes rarely. */
const often: Readonly<Record<string, number>> = {
  'cap-ban-sao-tu-so-goc': 22,
  'cong-bo-mua-ban-thiet-bi-y-te': 9,
  'xoa-ghi-no-tien-su-dung-dat': 9,
  'cong-nhan-co-so-lao-dong-khuyet-tat': 10,
  'dang-ky-co-so-tro-giup-xa-hoi': 10,
  'tiep-nhan-doi-tuong-bao-tro-xa-hoi': 9,
  'dang-ky-dat-tang-them': 10,
  'cap-giay-chung-nhan-lan-dau-to-chuc': 6,
  'dang-ky-cai-nghien-tu-nguyen': 4,
  'lien-thong-karaoke': 4,
  'chap-thuan-chu-truong-dau-tu': 4,
};
const rarely = 1.5;

/** In order of time, from `fromMs` to `toMs`, between which there is more than one open day. */
export function drawArrivals(
  count: number,
  procedures: readonly string[],
  calendar: Calendar,
  fromMs: number,
  toMs: number,
  random: Random,
): Arrival[] {
  const days: (readonly [string, number])[] = [];
  for (let ms = fromMs; ms <= toMs; ms += millisecondsPerDay) {
    const date = calendarDate(calendar, ms);
    const monday = new Date(`${date}T00:00:00Z`).getUTCDay() === 1;
    if (isOpenDate(calendar, date)) days.push([date, monday ? 1.4 : 1]);
  }
  const choices = procedures.map((procedure) => [procedure, often[procedure] ?? rarely] as const);
  const drawn = (): Arrival => {
    const date = random.choose(days);
    const opening = openingOf(calendar, date);
    const minutes = workingMinutesBetween(calendar, opening, closingOf(calendar, date));
    // two humps: after opening, and after the midday break
    const half = random.chance(0.6) ? 0 : 0.5;
    const share = half + 0.5 * random.next() ** 1.6;
    const atMs = addWorkingMinutes(calendar, opening, Math.max(1, share * minutes * 0.97));
    // who would come later today comes on another day
    return atMs >= fromMs && atMs <= toMs ? { atMs, procedure: random.choose(choices) } : drawn();
  };
  return Array.from({ length: count }, drawn).sort((a, b) => a.atMs - b.atMs);
}
