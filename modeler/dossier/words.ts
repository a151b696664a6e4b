/** Words for the states of dossiers, steps and flags; both languages. */
import type { Say } from '../i18n/say.tsx';

type Words = Readonly<Record<string, readonly [string, string]>>;

const flags: Words = {
  stepAtRisk: ['Bước sắp hết giờ', 'Step at risk'],
  stepOverBudget: ['Bước quá giờ', 'Step over its time'],
  handOffUnclaimed: ['Chưa nhận bàn giao', 'Hand-off not taken up'],
  dossierAtRisk: ['Hồ sơ có thể trễ', 'Dossier at risk'],
  apologyDue: ['Phải xin lỗi, hẹn lại', 'Apology due'],
  dossierOverdue: ['Hồ sơ quá hạn', 'Dossier overdue'],
};

const statuses: Words = {
  active: ['Đang giải quyết', 'Under way'],
  suspended: ['Tạm dừng', 'Suspended'],
  ended: ['Đã kết thúc', 'Ended'],
  completed: ['Đã trả kết quả', 'Completed'],
  cancelled: ['Đã hủy', 'Cancelled'],
  withdrawn: ['Người nộp rút', 'Withdrawn'],
  refused: ['Từ chối giải quyết', 'Refused'],
};

const results: Words = {
  early: ['Trước hạn', 'Early'],
  onTime: ['Đúng hạn', 'On time'],
  late: ['Quá hạn', 'Late'],
};

const forces: Words = {
  inForce: ['Đang áp dụng', 'In force'],
  coming: ['Chưa có hiệu lực', 'Not yet in force'],
  ended: ['Hết hiệu lực', 'No longer in force'],
};

const drafts: Words = {
  draft: ['Bản nháp', 'Draft'],
  registered: ['Đã đăng ký thẩm định', 'Registered'],
  submitted: ['Chờ thẩm định', 'Submitted'],
  underAppraisal: ['Đang thẩm định', 'Under appraisal'],
  returned: ['Trả lại chỉnh sửa', 'Returned'],
  passed: ['Đạt, chờ phê duyệt', 'Passed'],
  approved: ['Đã phê duyệt, chờ công bố', 'Approved'],
  published: ['Đã công bố', 'Published'],
  superseded: ['Đã có bản thay thế', 'Superseded'],
  repealed: ['Đã bãi bỏ', 'Repealed'],
  withdrawn: ['Đã rút', 'Withdrawn'],
};

const types: Words = {
  userTask: ['Việc', 'Task'],
  manualTask: ['Việc làm ngoài hệ thống', 'Manual task'],
  serviceTask: ['Bước tự động', 'Automatic step'],
  sendTask: ['Gửi tin', 'Sending'],
  receiveTask: ['Chờ tin', 'Waiting for a message'],
  scriptTask: ['Phép tính', 'Calculation'],
  businessRuleTask: ['Theo bảng quyết định', 'By a decision'],
  task: ['Việc', 'Task'],
  subProcess: ['Nhóm bước', 'Group of steps'],
  adHocSubProcess: ['Nhóm việc tùy chọn', 'Work that is chosen'],
  transaction: ['Giao dịch', 'Transaction'],
  callActivity: ['Gọi quy trình khác', 'Calls another procedure'],
};

const decisions: Words = {
  approval: ['Quyết định phê duyệt', 'Approval'],
  repeal: ['Quyết định bãi bỏ', 'Repeal'],
  installed: ['Cài đặt cùng phần mềm', 'Came with the program'],
  direct: ['Triển khai thẳng, không qua thẩm định', 'Deployed past the appraisal'],
  earlier: ['Có trước khi thẩm định trên hệ thống', 'From before there was an appraisal'],
};

const incidents: Words = {
  ENGINE_FAILED: ['Hệ thống lỗi, sẽ tự thử lại', 'The engine failed, it will try again'],
  JOB_FAILED: ['Bước tự động thất bại', 'An automatic step failed'],
  NO_FLOW: ['Không nhánh nào đúng điều kiện', 'No branch fits'],
  CONDITION_FAILED: ['Không xét được điều kiện', 'A condition could not be evaluated'],
  EXPRESSION_FAILED: ['Không tính được biểu thức', 'An expression could not be evaluated'],
  DECISION_FAILED: ['Bảng quyết định không cho kết quả', 'A decision gives nothing'],
  TIMER_FAILED: ['Không tính được hẹn giờ', 'A timer could not be planned'],
  CARDINALITY: ['Không biết phải làm mấy lần', 'How often to do it is not known'],
  ERROR_UNCAUGHT: ['Lỗi không nơi nào xử lý', 'An error that nothing catches'],
  STUCK: ['Không còn gì có thể đi tiếp', 'Nothing can go on'],
  LOOP_WITHOUT_WAIT: ['Vòng lặp không dừng', 'A loop without a wait'],
};

/** Every code that an incident can have. */
export const incidentCodes = Object.keys(incidents);

const runStates: Words = {
  running: ['Đang chạy', 'Running'],
  done: ['Đã xong', 'Done'],
  cancelled: ['Đã dừng', 'Stopped'],
};

const lists = { incidents, runStates, flags, statuses, results, forces, drafts, types, decisions };

/** The word of a list for a value; the value itself when the list does not know it. */
export function wordOf(list: keyof typeof lists, value: string, say: Say): string {
  const words = lists[list][value];
  return words ? say(...words) : value;
}

/** `3 ngày làm việc`, `4 giờ làm việc`, `10 ngày`. */
export function shownDuration({ value, unit }: { readonly value: number; readonly unit: string }, say: Say): string {
  if (value === 0) return say('trong ngày', 'the same day');
  const number = say(String(value).replace('.', ','), String(value));
  const plural = value === 1 ? '' : 's';
  if (unit === 'workingHour') return say(`${number} giờ làm việc`, `${number} working hour${plural}`);
  if (unit === 'workingDay') return say(`${number} ngày làm việc`, `${number} working day${plural}`);
  return say(`${number} ngày`, `${number} day${plural}`);
}
