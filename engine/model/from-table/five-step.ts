/** Which of the five places of work ("5 tại chỗ") a row is, read from its words and role. Only what is clear. */
import type { FiveStep } from '../types.ts';
import type { TableStep } from './published-table.ts';

export const fiveStepNames: Record<FiveStep, readonly [string, string]> = {
  receive: ['tiếp nhận', 'receive'],
  appraise: ['thẩm định', 'appraise'],
  approve: ['phê duyệt', 'approve'],
  seal: ['đóng dấu', 'seal'],
  return: ['trả kết quả', 'return'],
};

const receives =
  /ti?ếp nhận( và| hồ sơ|,|$)|^tip nhận|^(kiểm tra|hướng dẫn).*(đầy đủ|thành phần|tiếp nhận|hẹn trả)|^nộp hồ sơ|tiếp nhận tại trung tâm/iu;
const returns =
  /^(thông báo,? )?(thông báo và )?(nhận và )?trả kết quả|trao (giấy|quyết định)|chuyển trả kết quả|đến nhận kết quả|thông báo cho .* nhận kết quả|trả cho (tổ chức|cá nhân|người)|và trả kết quả|(, |; )trả kết quả|phát hành, trả/iu;
const handsOn = /(chuyển|chuyển hồ sơ|chuyển kết quả) [^.;]*(bộ phận|trung tâm|văn phòng)/iu;
const seals = /đóng dấu|vào s[ổố]|lấy số|ghi số|cấp số|phát hành văn bản/iu;
// what is assigned to somebody ("phân công viên chức xem xét, giải quyết") is not approved here
const approves =
  /phê duyệt|ký duyệt|^ký |, ký |^quyết định|^duyệt|ban hành (quyết định|giấy|văn bản|kết quả)|chấp thuận|(?<!phân công [^;.]*)xem xét,? (giải quyết|ký)|^cấp (giấy|hoặc)/iu;
const appraises =
  /thẩm định|thụ lý|xử lý|thẩm tra|xác minh|rà soát|nghiên cứu|đối chiếu|kiểm tra|xem xét|tham mưu|xác nhận|trích lục|xác định diện tích/iu;
const decides = ['agency_leader', 'provincial_committee_office', 'commune_committee'];

/** All places of work the row clearly contains; a row with one is that step, with several a finding. */
export function fiveStepsOf(step: TableStep, isFirst: boolean, isLast: boolean): FiveStep[] {
  const { content, role = '', unit, result = '' } = step;
  const atDesk = role === 'one_stop' || /một cửa|tiếp nhận và trả|TN&TKQ|trung tâm phục vụ|TTPVHCC/iu.test(unit);
  const found = new Set<FiveStep>();
  if ((receives.test(content) && (atDesk || isFirst)) || (isFirst && atDesk && appraises.test(content))) found.add('receive');
  const toApplicant = returns.test(content) || (atDesk && /trả cho tổ chức|được số hóa và trả/iu.test(result));
  if (toApplicant && !isFirst && (atDesk || isLast) && !(handsOn.test(content) && role === 'clerk_seal' && !/trả kết quả/iu.test(content)))
    found.add('return');
  if (role === 'clerk_seal' ? seals.test(content) || /^(ban hành|đóng dấu|phát hành)/iu.test(content) : /đóng dấu|lấy số, /iu.test(content))
    found.add('seal');
  const signsHere =
    decides.includes(role) ||
    (!/^(bộ phận )?văn thư/iu.test(unit) && /(lãnh đạo|chủ tịch|người đứng đầu|chính ủy|ubnd tỉnh|chỉ huy)/iu.test(unit));
  if (signsHere && approves.test(content) && role !== 'division_leader') found.add('approve');
  const works =
    ['specialist', 'agency_unit', 'land_registry_office', 'consulted_agency', 'council', 'multiple', 'other'].includes(role) || role === '';
  if (works && appraises.test(content) && !/^(phân công|tiếp nhận)[^,;]*$/iu.test(content) && !/^xác nhận trên/iu.test(content)) {
    if (!found.has('receive') || /thẩm định|thụ lý/iu.test(content)) found.add('appraise');
  }
  if (role === 'one_stop' && /thẩm định hồ sơ/iu.test(content)) found.add('appraise');
  if (role === 'multiple' && /lãnh đạo [^;]*ký/iu.test(content)) found.add('approve');
  return [...found];
}
