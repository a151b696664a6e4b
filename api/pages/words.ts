/** What the public pages call things, Vietnamese and English, and how they show instants, days and lengths of time. */
import type { Duration } from '../../engine/model/types.ts';

export type Language = 'vi' | 'en';

/** Picks the sentence of a language. */
export type Say = (vi: string, en: string) => string;

export const sayIn =
  (language: Language): Say =>
  (vi, en) =>
    language === 'vi' ? vi : en;

type Both = readonly [string, string];

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Ho_Chi_Minh',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

/** `16:30 ngày 27/11/2026`, in Vietnam's time. */
export function shownInstant(instant: string, say: Say): string {
  const [date = '', time = ''] = clock.format(new Date(instant)).split(', ');
  return say(`${time} ngày ${date}`, `${date}, ${time}`);
}

/** `2026-11-27` → `27/11/2026`. */
export const shownDate = (date: string): string => date.split('-').reverse().join('/');

const units: Readonly<Record<Duration['unit'], readonly [string, string, string]>> = {
  workingDay: ['ngày làm việc', 'working day', 'working days'],
  calendarDay: ['ngày', 'day', 'days'],
  workingHour: ['giờ làm việc', 'working hour', 'working hours'],
};

/** `0,5` in Vietnamese, `0.5` in English; at most two places. */
export const shownNumber = (value: number, say: Say): string =>
  new Intl.NumberFormat(say('vi-VN', 'en-GB'), { maximumFractionDigits: 2 }).format(value);

/** `15 ngày làm việc`; no days at all are the same day. */
export function shownDuration({ value, unit }: Duration, say: Say): string {
  if (value === 0 && unit !== 'workingHour') return say('Trong ngày', 'The same day');
  const [vi, one, many] = units[unit];
  return `${shownNumber(value, say)} ${say(vi, value === 1 ? one : many)}`;
}

export const regimes: Readonly<Record<string, Both>> = {
  fiveAtPlace: ['5 tại chỗ', 'Five steps at one place'],
  fourAtPlace: ['4 tại chỗ', 'Four steps at one place'],
  oneStop: ['Một cửa', 'One-stop'],
  interlinkedSameLevel: ['Một cửa liên thông cùng cấp', 'One-stop, agencies of one level together'],
  interlinkedTwoLevels: ['Một cửa liên thông hai cấp', 'One-stop, agencies of two levels together'],
  council: ['Qua hội đồng', 'By a council'],
  offSiteInspection: ['Có thẩm định thực tế ngoài Trung tâm', 'With an inspection outside the Centre'],
  landTwoAppointments: ['Đất đai, hai lần hẹn', 'Land, two appointments'],
};

export const onlineLevels: Readonly<Record<string, Both>> = {
  full: ['Trực tiếp hoặc trực tuyến toàn trình', 'At the desk, or online as a whole'],
  partial: ['Trực tiếp hoặc trực tuyến một phần', 'At the desk, or online in part'],
  information: ['Trực tiếp; thông tin có trên mạng', 'At the desk; information is online'],
};

export const deadlineKinds: Readonly<Record<string, Both>> = {
  legal: ['theo luật', 'by law'],
  published: ['đã công bố', 'as published'],
  national: ['của trung ương', 'of the central government'],
};

/** The five steps at one place. */
export const fiveSteps: Readonly<Record<string, Both>> = {
  receive: ['Tiếp nhận', 'Receipt'],
  appraise: ['Thẩm định', 'Appraisal'],
  approve: ['Phê duyệt', 'Approval'],
  seal: ['Đóng dấu', 'Seal'],
  return: ['Trả kết quả', 'Return of the result'],
};

/** The word of a list for a value, the value itself for one that the list does not know. */
export function wordOf(words: Readonly<Record<string, Both>>, value: string | undefined, say: Say): string | undefined {
  return value !== undefined && Object.hasOwn(words, value) ? say(...words[value]!) : value;
}
