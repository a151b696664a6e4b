/**
 * What an appraiser looks at besides what the checker proves: competence, time, documents, fees, rights of who files. Pure.
 * The questions follow what Circular 01/2018/TT-VPCP (art. 8) and Decree 61/2018/NĐ-CP, replaced by Decree 118/2025/NĐ-CP, ask of an internal process.
 */
export interface LegalTest {
  readonly id: string;
  readonly question: string;
  readonly questionEn: string;
  /** What it rests on. */
  readonly law?: string;
  /** Rules of the checker whose findings bear on it; by the beginning of their ids. */
  readonly rules: readonly string[];
}

export const legalTests: readonly LegalTest[] = [
  {
    id: 'competence',
    question: 'Mỗi bước giao đúng cơ quan, chức danh có thẩm quyền',
    questionEn: 'Each step is given to the agency and post that is competent for it',
    law: 'Thông tư 01/2018/TT-VPCP, điều 8 (quy trình nội bộ)',
    rules: ['role-without-officers', 'five-step-missing', 'hand-off-loop'],
  },
  {
    id: 'deadline',
    question: 'Thời hạn công bố không dài hơn thời hạn luật định; tổng thời gian các bước nằm trong thời hạn',
    questionEn: 'The published deadline is no longer than the legal one, and the steps add up within it',
    rules: [
      'deadline-',
      'published-longer-than-legal',
      'sum-differs-from-deadline',
      'phase-sum-differs',
      'appointment-sum-differs',
      'budget-does-not-count',
      'unit-differs-from-deadline',
      'mixed-units',
      'time',
    ],
  },
  {
    id: 'uncountedTime',
    question: 'Thời gian không tính vào thời hạn có căn cứ pháp lý',
    questionEn: 'Time that does not count has a basis in law',
    rules: ['uncounted-without-basis', 'applicant-step-timed', 'timed-after-return'],
  },
  {
    id: 'documents',
    question: 'Thành phần hồ sơ không vượt quá quy định; không yêu cầu bổ sung quá một lần',
    questionEn: 'No document is asked for beyond the law, and no supplement more than once',
    law: 'Nghị định 118/2025/NĐ-CP, điều 11',
    rules: ['supplement-asked-twice'],
  },
  {
    id: 'fees',
    question: 'Phí, lệ phí có căn cứ và đúng mức thu',
    questionEn: 'Fees have a basis and the right amount',
    rules: ['fee-missing'],
  },
  {
    id: 'legalBasis',
    question: 'Căn cứ pháp lý đầy đủ, còn hiệu lực',
    questionEn: 'The legal basis is complete and in force',
    rules: ['legal-basis-missing', 'repealed-law', 'code-missing', 'code-not-in-catalogue'],
  },
  {
    id: 'fiveOnSpot',
    question: 'Tiếp nhận, thẩm định, phê duyệt, đóng dấu, trả kết quả tại Trung tâm; trường hợp ra ngoài có lý do',
    questionEn: 'Received, appraised, approved, sealed and returned at the Centre; what leaves it has a reason',
    law: 'Thông tư 01/2018/TT-VPCP, điều 6',
    rules: ['place-outside-centre', 'five-step-missing'],
  },
  {
    id: 'lateness',
    question: 'Có thư xin lỗi và hẹn lại trước khi trễ hạn; mọi lúc chờ đều có thời hạn',
    questionEn: 'An apology with a new appointment comes before a delay, and every wait has an end',
    law: 'Nghị định 61/2018/NĐ-CP, điều 19(9); nay Nghị định 118/2025/NĐ-CP',
    rules: ['apology-', 'wait-without-timeout'],
  },
  {
    id: 'personalData',
    question: 'Chỉ thu thập dữ liệu cá nhân cần thiết và có thời hạn lưu giữ',
    questionEn: 'Only the personal data needed is collected, and it is kept for a stated time',
    law: 'Luật 91/2025/QH15',
    rules: ['personal-data-read'],
  },
];
