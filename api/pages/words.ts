/** What the pages call things, Vietnamese and English, and how they show instants. */
export type Language = 'vi' | 'en';

/** Picks the sentence of a language. */
export type Say = (vi: string, en: string) => string;

export const sayIn =
  (language: Language): Say =>
  (vi, en) =>
    language === 'vi' ? vi : en;

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Ho_Chi_Minh',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

/** `27/11/2026 16:30`, in Vietnam's time; empty for none. */
export const shown = (instant: string | undefined): string =>
  instant === undefined ? '' : clock.format(new Date(instant)).replace(',', '');

const flags: Readonly<Record<string, readonly [string, string]>> = {
  stepAtRisk: ['Bước sắp hết thời gian', 'Step at risk'],
  stepOverBudget: ['Bước quá thời gian được giao', 'Step over its budget'],
  handOffUnclaimed: ['Bàn giao chưa được nhận', 'Hand-off not taken up'],
  dossierAtRisk: ['Hồ sơ có nguy cơ trễ hẹn', 'Dossier at risk'],
  apologyDue: ['Phải gửi thư xin lỗi', 'Apology due'],
  dossierOverdue: ['Hồ sơ trễ hẹn', 'Dossier overdue'],
};

const results: Readonly<Record<string, readonly [string, string]>> = {
  early: ['Trước hạn', 'Early'],
  onTime: ['Đúng hạn', 'On time'],
  late: ['Quá hạn', 'Late'],
  active: ['Đang xử lý', 'In progress'],
  suspended: ['Tạm dừng', 'Suspended'],
  ended: ['Đã kết thúc', 'Ended'],
  completed: ['Đã giải quyết', 'Completed'],
  refused: ['Đã từ chối', 'Refused'],
  withdrawn: ['Đã rút', 'Withdrawn'],
  cancelled: ['Đã hủy', 'Cancelled'],
};

export const flagName = (flag: string, say: Say): string => say(...(flags[flag] ?? [flag, flag]));
export const resultName = (result: string | undefined, say: Say): string =>
  result === undefined ? '' : say(...(results[result] ?? [result, result]));

/**
 * Where a dossier stands. With a result and still open, its clock stands: the result is to be handed over, or the applicant has to bring what is missing. A list
 * does not know which of the two.
 */
export const stateName = (
  { status, outcome, result }: { readonly status: string; readonly outcome?: string; readonly result?: string },
  say: Say,
): string =>
  status === 'active' && result !== undefined
    ? say('Chờ trả kết quả hoặc chờ bổ sung', 'To be returned, or waits for a supplement')
    : resultName(outcome ?? status, say);
