/** What states, acts, parts and severities are called. Pure. */
import type { Say } from '../i18n/say.tsx';
import type { AppraisalState, Duty, Finding, FindingAct, Part } from './types.ts';

type Words = readonly [string, string];

const stateWords: Readonly<Record<AppraisalState, Words>> = {
  draft: ['Bản nháp', 'Draft'],
  registered: ['Đã đăng ký', 'Registered'],
  submitted: ['Chờ thẩm định', 'Waits for appraisal'],
  underAppraisal: ['Đang thẩm định', 'Under appraisal'],
  returned: ['Yêu cầu chỉnh sửa', 'Returned'],
  passed: ['Thẩm định đạt', 'Passed'],
  approved: ['Đã phê duyệt', 'Approved'],
  published: ['Đã công bố', 'Published'],
  superseded: ['Đã có bản thay thế', 'Superseded'],
  repealed: ['Đã bãi bỏ', 'Repealed'],
  withdrawn: ['Đã rút', 'Withdrawn'],
};
export const stateWord = (state: AppraisalState, say: Say): string => say(...stateWords[state]);

const partWords: Readonly<Record<Part, Words>> = {
  designer: ['soạn', 'drew it'],
  appraiser: ['thẩm định', 'appraised it'],
  overrider: ['cho qua lỗi', 'overrode an error'],
  approver: ['phê duyệt', 'approved it'],
};
export const partWord = (part: Part, say: Say): string => say(...partWords[part]);

const findingStateWords: Readonly<Record<Finding['state'], Words>> = {
  open: ['chưa xử lý', 'open'],
  answered: ['đã giải trình', 'answered'],
  accepted: ['chấp nhận giải trình', 'answer accepted'],
  resolved: ['đã sửa', 'mended'],
  overridden: ['cho qua có lý do', 'overridden'],
};
export const findingStateWord = (state: Finding['state'], say: Say): string => say(...findingStateWords[state]);

const severityWords: Readonly<Record<Finding['severity'], Words>> = {
  error: ['Lỗi', 'Error'],
  warning: ['Cảnh báo', 'Warning'],
  info: ['Lưu ý', 'Note'],
};
export const severityWord = (severity: Finding['severity'], say: Say): string => say(...severityWords[severity]);

const findingActWords: Readonly<Record<FindingAct, Words>> = {
  answer: ['Giải trình', 'Answer'],
  accept: ['Chấp nhận giải trình', 'Accept the answer'],
  resolve: ['Đã sửa', 'Mended'],
  reopen: ['Nêu lại', 'Open again'],
  override: ['Cho qua, chịu trách nhiệm', 'Override, and answer for it'],
  comment: ['Trao đổi', 'Comment'],
};
export const findingActWord = (act: FindingAct, say: Say): string => say(...findingActWords[act]);

/** Lines of the trail, by their act. */
const trailWords: Readonly<Record<string, Words>> = {
  register: ['Đăng ký thẩm định', 'Registered for appraisal'],
  submit: ['Trình thẩm định', 'Submitted'],
  withdraw: ['Rút hồ sơ', 'Withdrawn'],
  open: ['Nhận thẩm định', 'Taken up'],
  return: ['Trả lại để chỉnh sửa', 'Returned'],
  pass: ['Kết luận đạt', 'Passed'],
  approve: ['Phê duyệt', 'Approved'],
  sendBack: ['Người phê duyệt trả lại', 'Sent back by who approves'],
  publish: ['Công bố', 'Published'],
  supersede: ['Có bản thay thế', 'Superseded'],
  repeal: ['Bãi bỏ', 'Repealed'],
  check: ['Thẩm định pháp lý', 'Legal test'],
  comment: ['Trao đổi', 'Comment'],
  'finding.open': ['Nêu nhận xét', 'Finding'],
  'finding.answer': ['Giải trình nhận xét', 'Finding answered'],
  'finding.accept': ['Chấp nhận giải trình', 'Answer accepted'],
  'finding.resolve': ['Xác nhận đã sửa', 'Finding mended'],
  'finding.reopen': ['Nêu lại nhận xét', 'Finding opened again'],
  'finding.override': ['Cho qua lỗi', 'Error overridden'],
  'finding.comment': ['Trao đổi về nhận xét', 'Comment on a finding'],
  'finding.notFoundAgain': ['Lần trình mới không còn', 'Not found any more:'],
  'finding.foundAgain': ['Lần trình mới vẫn còn', 'Found again:'],
};
export const trailWord = (act: string, say: Say): string => (trailWords[act] ? say(...trailWords[act]) : act);

const testOutcomeWords: Readonly<Record<'pass' | 'fail' | 'notApplicable', Words>> = {
  pass: ['✓ Đạt', '✓ Met'],
  fail: ['✗ Không đạt', '✗ Not met'],
  notApplicable: ['– Không xét', '– Does not apply'],
};
export const testOutcomeWord = (outcome: 'pass' | 'fail' | 'notApplicable', say: Say): string => say(...testOutcomeWords[outcome]);

/** Why somebody may not do an act, in a sentence. */
export function hindranceWord({ why, parts = [] }: Duty, say: Say): string {
  switch (why) {
    case 'hadPart': {
      const had = parts.map((part) => partWord(part, say));
      return say(
        `Bạn (hoặc người bạn làm thay) đã ${had.join(', ')} thủ tục này; người soạn, người thẩm định và người phê duyệt phải là những người khác nhau.`,
        `You, or the one you stand in for, ${had.join(', ')}; who draws, who appraises and who approves must be different people.`,
      );
    }
    case 'otherUnit':
      return say(
        'Việc này thuộc đơn vị khác theo phân công thẩm định, phê duyệt của tỉnh.',
        'By the settings of the province this is for positions of another unit.',
      );
    default:
      return say('Chức vụ của bạn không có quyền làm việc này.', 'Your position does not permit this.');
  }
}

/** On whom it waits. */
export function waitsFor(state: AppraisalState, say: Say): string | undefined {
  switch (state) {
    case 'registered':
    case 'returned':
      return say('Chờ đơn vị soạn trình.', 'Waits for who draws it to submit it.');
    case 'submitted':
      return say('Chờ người thẩm định nhận.', 'Waits for somebody who appraises it.');
    case 'underAppraisal':
      return say('Chờ kết luận của người thẩm định.', 'Waits for the conclusion of who appraises it.');
    case 'passed':
      return say('Chờ quyết định phê duyệt.', 'Waits for the decision of approval.');
    case 'approved':
      return say('Chờ công bố.', 'Waits to be published.');
    default:
      return undefined;
  }
}
