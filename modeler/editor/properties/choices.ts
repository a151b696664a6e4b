/** What attributes may say, with the words that people read. */
import type { Say } from '../../i18n/say.tsx';
import type { Choice } from './fields.tsx';

type Words = readonly (readonly [value: string, vi: string, en: string])[];

const steps: Words = [
  ['receive', 'Tiếp nhận', 'Receive'],
  ['appraise', 'Thẩm định', 'Appraise'],
  ['approve', 'Phê duyệt', 'Approve'],
  ['seal', 'Đóng dấu', 'Seal'],
  ['return', 'Trả kết quả', 'Return'],
];
const places: Words = [
  ['centre', 'Tại Trung tâm', 'At the Centre'],
  ['agency', 'Tại trụ sở cơ quan', 'At the agency'],
  ['offSite', 'Tại thực địa', 'On site'],
];
const roles: Words = [
  ['oneStop', 'Cán bộ một cửa', 'One-stop officer'],
  ['specialist', 'Chuyên viên', 'Specialist'],
  ['divisionLeader', 'Lãnh đạo phòng', 'Head of division'],
  ['agencyLeader', 'Lãnh đạo cơ quan', 'Head of agency'],
  ['clerkSeal', 'Văn thư', 'Clerk with the seal'],
  ['communeCommittee', 'Ủy ban nhân dân cấp xã', "Commune people's committee"],
  ['provincialCommittee', 'Ủy ban nhân dân tỉnh', "Provincial people's committee"],
  ['provincialCommitteeOffice', 'Văn phòng Ủy ban nhân dân tỉnh', 'Office of the provincial committee'],
  ['council', 'Hội đồng', 'Council'],
  ['inspectionTeam', 'Đoàn kiểm tra', 'Inspection team'],
  ['taxOfficer', 'Cán bộ thuế', 'Tax officer'],
  ['applicant', 'Người nộp hồ sơ', 'Applicant'],
  ['system', 'Hệ thống', 'System'],
];
const purposes: Words = [
  ['supplementRequest', 'Yêu cầu bổ sung hồ sơ', 'Supplement is asked for'],
  ['supplementReceipt', 'Nhận hồ sơ bổ sung', 'Supplement is received'],
  ['withdrawal', 'Rút hồ sơ', 'Withdrawal'],
  ['refusal', 'Từ chối giải quyết', 'Refusal'],
  ['payment', 'Chờ nộp nghĩa vụ tài chính', 'Payment is waited for'],
  ['apology', 'Thư xin lỗi', 'Apology'],
];
const regimes: Words = [
  ['fiveAtPlace', '5 tại chỗ', 'Five steps at the Centre'],
  ['fourAtPlace', '4 tại chỗ', 'Four steps at the Centre'],
  ['oneStop', 'Một cửa', 'Classic one-stop'],
  ['interlinkedSameLevel', 'Liên thông cùng cấp', 'Interlinked, same level'],
  ['interlinkedTwoLevels', 'Liên thông hai cấp', 'Interlinked, two levels'],
  ['council', 'Có hội đồng', 'With a council'],
  ['offSiteInspection', 'Có kiểm tra thực địa', 'With an inspection on site'],
  ['landTwoAppointments', 'Đất đai, hai lần hẹn', 'Land, two appointments'],
];
const onlineLevels: Words = [
  ['full', 'Trực tuyến toàn trình', 'Fully online'],
  ['partial', 'Trực tuyến một phần', 'Partly online'],
  ['information', 'Chỉ cung cấp thông tin', 'Information only'],
];
const deadlineKinds: Words = [
  ['published', 'Đã công bố', 'Published'],
  ['legal', 'Theo luật', 'Legal'],
  ['national', 'Của trung ương', 'National'],
];
const onSupplement: Words = [
  ['restart', 'Tính lại từ đầu', 'Begins again'],
  ['pause', 'Tạm dừng', 'Pauses'],
  ['none', 'Không đổi', 'Goes on'],
];
const after15: Words = [
  ['handoverOnly', 'Chỉ lùi việc chuyển hồ sơ', 'Only the hand-over waits'],
  ['shiftStart', 'Tính từ ngày làm việc sau', 'Counts from the next working day'],
];
const budgetPer: Words = [
  ['dossier', 'Cả hồ sơ', 'The whole dossier'],
  ['visit', 'Mỗi lần đến bước', 'Each visit'],
];
const timers: Words = [
  ['workingTime', 'Thời gian làm việc', 'Working time'],
  ['timeDuration', 'Khoảng thời gian theo lịch', 'Length of calendar time'],
  ['timeDate', 'Đến ngày giờ', 'A date and time'],
  ['timeCycle', 'Lặp lại', 'Repeated'],
];
const loops: Words = [
  ['parallel', 'Nhiều lần, song song', 'Several times, side by side'],
  ['sequential', 'Nhiều lần, lần lượt', 'Several times, one by one'],
  ['standard', 'Lặp lại khi còn điều kiện', 'Again while a condition holds'],
];

const lists = { steps, places, roles, purposes, regimes, onlineLevels, deadlineKinds, onSupplement, after15, budgetPer, timers, loops };

export const choicesOf = (list: keyof typeof lists, say: Say): Choice[] =>
  lists[list].map(([value, vi, en]) => ({ value, label: say(vi, en) }));
