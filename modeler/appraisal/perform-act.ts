/** The acts of an appraisal as a person meets them: what each asks for, and the operation behind it. */
import { api } from '../data/session.ts';
import type { Say } from '../i18n/say.tsx';
import type { ActField } from './act-dialog.tsx';
import type { Act, Appraisal } from './types.ts';

export interface OfferedAct {
  readonly label: string;
  readonly about: string;
  readonly fields: readonly ActField[];
  readonly tone: 'filled' | 'default';
  readonly perform: (appraisal: Appraisal, values: Readonly<Record<string, string>>) => Promise<unknown>;
}

/** Today in Việt Nam, YYYY-MM-DD. */
export const today = (): string => new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date());

/** Undefined: nobody does it by hand here. */
export function offeredAct(act: Act, say: Say): OfferedAct | undefined {
  const reason: ActField = { name: 'reason', label: say('Lý do', 'Reason'), type: 'longText', isRequired: true };
  const note: ActField = { name: 'note', label: say('Ghi chú (nếu có)', 'Note (if any)'), type: 'longText', isRequired: false };
  const decision: readonly ActField[] = [
    { name: 'number', label: say('Số quyết định', 'Number of the decision'), type: 'text', isRequired: true },
    { name: 'date', label: say('Ngày quyết định', 'Date of the decision'), type: 'date', isRequired: true, value: today() },
  ];
  const effective: ActField = {
    name: 'effectiveDate',
    label: say('Ngày có hiệu lực', 'Effective date'),
    type: 'date',
    isRequired: true,
    value: today(),
  };
  const at = ({ appraisalId, revision }: Appraisal) => ({ params: { appraisalId }, ifRevision: revision });
  switch (act) {
    case 'submit':
      return {
        label: say('Trình thẩm định', 'Submit'),
        about: say(
          'Nội dung bản nháp lúc này được khóa, kiểm tra và tính hạn thẩm định. Việc kiểm tra có thể mất đến một phút.',
          'The draft as it is now is fixed, checked, and its time limit begins. The check may take up to a minute.',
        ),
        fields: [note],
        tone: 'filled',
        perform: (appraisal, { note: text }) =>
          api.postAppraisalSubmission({ ...at(appraisal), body: text === undefined ? {} : { note: text } }),
      };
    case 'withdraw':
      return {
        label: say('Rút hồ sơ', 'Withdraw'),
        about: say('Hồ sơ thẩm định khép lại; bản nháp vẫn còn.', 'The appraisal is closed; the draft stays.'),
        fields: [reason],
        tone: 'default',
        perform: (appraisal, { reason: text = '' }) => api.postAppraisalWithdrawal({ ...at(appraisal), body: { reason: text } }),
      };
    case 'open':
      return {
        label: say('Nhận thẩm định', 'Take it up'),
        about: say(
          'Bạn nhận thẩm định thủ tục này; từ đó bạn không phê duyệt được nó.',
          'You take it up; from then on you may not approve it.',
        ),
        fields: [],
        tone: 'filled',
        perform: (appraisal) => api.postAppraisalOpening({ ...at(appraisal), body: {} }),
      };
    case 'return':
      return {
        label: say('Trả lại để chỉnh sửa', 'Return it'),
        about: say(
          'Đơn vị soạn thấy lý do cùng mọi nhận xét, sửa bản nháp rồi trình lại.',
          'Who draws it sees the reason and all findings, mends the draft and submits again.',
        ),
        fields: [reason],
        tone: 'default',
        perform: (appraisal, { reason: text = '' }) => api.postAppraisalReturn({ ...at(appraisal), body: { reason: text } }),
      };
    case 'pass':
      return {
        label: say('Kết luận đạt', 'Pass it'),
        about: say(
          'Thủ tục chuyển sang người có thẩm quyền phê duyệt, đúng nội dung của lần trình này.',
          'It goes on to who approves, with exactly the content of this submission.',
        ),
        fields: [note],
        tone: 'filled',
        perform: (appraisal, { note: text }) => api.postAppraisalPass({ ...at(appraisal), body: text === undefined ? {} : { note: text } }),
      };
    case 'sendBack':
      return {
        label: say('Trả lại', 'Send it back'),
        about: say(
          'Thủ tục quay về đơn vị soạn, phải trình và thẩm định lại.',
          'It goes back to who draws it, to be submitted and appraised again.',
        ),
        fields: [reason],
        tone: 'default',
        perform: (appraisal, { reason: text = '' }) => api.postAppraisalSendingBack({ ...at(appraisal), body: { reason: text } }),
      };
    case 'approve':
      return {
        label: say('Phê duyệt', 'Approve'),
        about: say(
          'Quyết định gắn với đúng nội dung đã thẩm định; nội dung khác không triển khai được.',
          'The decision is bound to exactly what was appraised; nothing else can be put into use.',
        ),
        fields: [...decision, note],
        tone: 'filled',
        perform: (appraisal, { number = '', date = '', note: text }) =>
          api.postAppraisalApproval({ ...at(appraisal), body: { number, date, ...(text !== undefined && { note: text }) } }),
      };
    case 'publish':
      return {
        label: say('Công bố', 'Publish'),
        about: say(
          'Từ ngày có hiệu lực, hồ sơ mới chạy theo bản này; hồ sơ đang giải quyết giữ bản cũ.',
          'From the effective date new dossiers follow it; those under way keep the version they began with.',
        ),
        fields: [effective],
        tone: 'filled',
        perform: (appraisal, { effectiveDate = '' }) => api.postAppraisalPublication({ ...at(appraisal), body: { effectiveDate } }),
      };
    case 'repeal':
      return {
        label: say('Bãi bỏ', 'Repeal'),
        about: say(
          'Từ ngày có hiệu lực không nhận hồ sơ mới; hồ sơ đang giải quyết vẫn làm đến hết.',
          'From the effective date no dossier starts on it; those under way are finished.',
        ),
        fields: [...decision, { ...effective, label: say('Hết hiệu lực từ ngày', 'Out of force from') }, note],
        tone: 'default',
        perform: (appraisal, { number = '', date = '', effectiveDate = '', note: text }) =>
          api.postAppraisalRepeal({ ...at(appraisal), body: { number, date, effectiveDate, ...(text !== undefined && { note: text }) } }),
      };
    default:
      return undefined;
  }
}
