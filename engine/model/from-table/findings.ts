/** What the importer has to say about a table: one line a rule, Vietnamese first. `{…}` are values. */

export type Severity = 'error' | 'warning' | 'info';

/** `at` is a JSON pointer into the table or the id of an element made from it. */
export interface Finding {
  readonly rule: FindingRule;
  readonly severity: Severity;
  readonly message: string;
  readonly messageEn: string;
  readonly at: string;
}

const rules = {
  'code-missing': ['warning', 'Bảng không in mã thủ tục ("{code}")', 'The table prints no procedure code ("{code}")'],
  'code-normalised': [
    'info',
    'Mã thủ tục "{code}" được chuẩn hóa thành "{normalised}"',
    'Procedure code "{code}" was normalised to "{normalised}"',
  ],
  'several-codes': ['info', 'Một quy trình dùng chung cho nhiều thủ tục: {codes}', 'One process serves several procedures: {codes}'],
  'legal-basis-missing': ['warning', 'Không có căn cứ pháp lý', 'No legal basis is given'],
  'legal-basis-only-local': [
    'info',
    'Căn cứ duy nhất là quyết định công bố "{basis}", chưa có luật chuyên ngành',
    'The only basis is the publishing decision "{basis}", no law of the sector',
  ],
  'deadline-absent': ['warning', 'Bảng không có thời hạn giải quyết chung', 'The table has no overall deadline'],
  'deadline-zero': [
    'info',
    'Thời hạn là 0: giải quyết ngay hoặc trong ngày, không tạo thời hạn bằng số',
    'The deadline is 0: at once or the same day, no numeric deadline was made',
  ],
  'deadline-plain-day': [
    'info',
    'Thời hạn {deadline} in là "ngày", đọc là ngày thường (kể cả ngày nghỉ)',
    'The deadline {deadline} is printed in plain days and read as calendar days',
  ],
  'published-longer-than-national': [
    'error',
    'Thời hạn công bố {published} dài hơn thời hạn quốc gia {national}',
    'The published deadline {published} is longer than the national one {national}',
  ],
  'alternative-deadline-not-formal': [
    'warning',
    'Thời hạn khác {deadline} khi "{when}" không viết được thành điều kiện, nên chưa đưa vào mô hình',
    'The other deadline {deadline} when "{when}" cannot be put as a condition and is not in the model',
  ],
  'sum-differs-from-deadline': [
    'error',
    'Tổng các bước là {sum}, thời hạn là {deadline}',
    'The steps add up to {sum}, the deadline is {deadline}',
  ],
  'path-sum-differs': [
    'error',
    'Nhánh {path} cộng lại {sum}, không khớp thời hạn {deadline}',
    'The path {path} adds up to {sum}, which is not the deadline {deadline}',
  ],
  'section-sum-differs': [
    'error',
    'Phần "{section}" in {printed} nhưng các bước cộng lại {sum}',
    'Section "{section}" prints {printed} but its steps add up to {sum}',
  ],
  'phase-sum-differs': [
    'error',
    'Giai đoạn "{phase}" có thời hạn {deadline} nhưng các bước cộng lại {sum}',
    'Phase "{phase}" has the deadline {deadline} but its steps add up to {sum}',
  ],
  'phase-unmatched': ['warning', 'Không rõ bước nào thuộc giai đoạn "{phase}"', 'No step clearly belongs to phase "{phase}"'],
  'phase-by-unit': [
    'warning',
    'Bước "{label}" được xếp vào giai đoạn "{phase}" theo đơn vị thời gian',
    'Step "{label}" was put into phase "{phase}" by its unit of time',
  ],
  'appointment-sum-differs': [
    'error',
    'Hẹn lần {order} là {appointment} nhưng các bước cộng lại {sum}',
    'Appointment {order} is {appointment} but its steps add up to {sum}',
  ],
  'appointments-do-not-add-up': [
    'error',
    'Các lần hẹn cộng lại {sum}, thời hạn là {deadline}',
    'The appointments add up to {sum}, the deadline is {deadline}',
  ],
  'mixed-units': ['warning', 'Bảng dùng lẫn đơn vị thời gian: {units}', 'The table mixes units of time: {units}'],
  'unit-only-in-header': [
    'warning',
    'Ô thời gian chỉ ghi số ({rows}); đơn vị "{unit}" lấy từ đầu cột',
    'The cells give a bare number ({rows}); the unit "{unit}" is the header\'s',
  ],
  'plain-day-under-working-day': [
    'warning',
    'Các bước {rows} ghi "ngày" dưới thời hạn tính bằng ngày làm việc; đọc là ngày làm việc',
    'Steps {rows} say "ngày" under a deadline in working days; read as working days',
  ],
  'plain-hour': [
    'info',
    'Các bước {rows} ghi "giờ"; đọc là giờ làm việc (8 giờ một ngày)',
    'Steps {rows} say "giờ"; read as working hours (8 a day)',
  ],
  'duration-text-differs': [
    'error',
    'Ô thời gian ghi "{text}" nhưng giá trị kèm theo là {given}; dùng giá trị in trong ô',
    'The cell says "{text}" but the value given is {given}; the printed one is used',
  ],
  'duration-unclear': ['warning', 'Không đọc được thời gian "{text}"', 'The time "{text}" cannot be read'],
  'no-step-times': ['warning', 'Không bước nào có thời gian', 'No step has a time'],
  'untimed-step': ['warning', 'Bước "{label}" không có thời gian ("{text}")', 'Step "{label}" has no time ("{text}")'],
  'untimed-wait': [
    'info',
    'Bước "{label}" là thời gian chờ không tính vào thời hạn ({basis})',
    'Step "{label}" is a wait outside the deadline ({basis})',
  ],
  'untimed-return': [
    'info',
    'Bước trả kết quả "{label}" không có thời gian ("{text}")',
    'The returning step "{label}" has no time ("{text}")',
  ],
  'wait-inserted': [
    'warning',
    'Trước bước "{label}" có thời hạn chờ "{wait}" không có hàng riêng; đã thêm một bước chờ không tính',
    'Before step "{label}" there is a wait of "{wait}" without a row of its own; an uncounted wait was inserted',
  ],
  'wait-before-step': [
    'info',
    'Bước "{label}" chỉ bắt đầu sau thời hạn chờ "{wait}" của bước trước',
    'Step "{label}" starts only after the wait of "{wait}" in the step before',
  ],
  'applicant-step-timed': [
    'warning',
    'Bước "{label}" là việc của người nộp hồ sơ nhưng được tính {budget}',
    'Step "{label}" is the applicant\'s but takes {budget} of the deadline',
  ],
  'post-deadline-step': [
    'info',
    'Bước "{label}" sau khi trả kết quả, không tính vào thời hạn',
    'Step "{label}" comes after the result is returned and does not count',
  ],
  'step-over-60-percent': [
    'warning',
    'Bước "{label}" chiếm {percent} % tổng thời gian: không cảnh báo sớm được',
    'Step "{label}" takes {percent} % of the time: no early warning is possible',
  ],
  'several-roles-in-step': [
    'warning',
    'Bước "{label}" có nhiều người cùng giữ: "{unit}"',
    'Step "{label}" is held by several roles: "{unit}"',
  ],
  'several-places-in-step': [
    'warning',
    'Bước "{label}" gộp nhiều khâu của 5 tại chỗ: {steps}',
    'Step "{label}" joins several of the five places of work: {steps}',
  ],
  'doubtful-unit': [
    'warning',
    'Đơn vị "{unit}" của bước "{label}" chưa rõ; tạm đọc là "{place}"',
    'Unit "{unit}" of step "{label}" is doubtful; read as "{place}"',
  ],
  'either-unit': [
    'info',
    'Bước "{label}" do một trong nhiều nơi làm: "{unit}"; vẽ ở "{place}"',
    'Step "{label}" is done by one of several places: "{unit}"; drawn at "{place}"',
  ],
  'swapped-columns': [
    'warning',
    'Bước "{label}": cột đơn vị và cột nội dung lẫn nhau ("{unit}")',
    'Step "{label}": the columns of unit and content are mixed up ("{unit}")',
  ],
  'duplicate-label': ['warning', 'Nhãn "{label}" dùng hai lần', 'Label "{label}" is used twice'],
  'skipped-label': ['warning', 'Sau nhãn "{before}" là "{label}": thiếu số', 'Label "{label}" follows "{before}": a number is missing'],
  'five-step-missing': ['info', 'Không thấy khâu "{step}" trong 5 tại chỗ', 'No step for "{step}" of the five places of work was found'],
  'shared-time-block': ['info', 'Các bước {rows} dùng chung {budget}', 'Steps {rows} share {budget}'],
  'shared-time-missing': [
    'warning',
    'Các bước {rows} dùng chung một khoảng thời gian nhưng không bước nào ghi',
    'Steps {rows} share a time that none of them prints',
  ],
  'consultation-agencies-unnamed': [
    'info',
    'Bước "{label}" lấy ý kiến nhiều cơ quan không nêu tên: vẽ thành việc song song, danh sách chọn khi chạy',
    'Step "{label}" consults agencies that are not named: a parallel task whose list is chosen at run time',
  ],
  'consultation-parallel': [
    'info',
    'Các cơ quan {agencies} được lấy ý kiến song song',
    'The agencies {agencies} are consulted in parallel',
  ],
  'consultation-in-sequence': [
    'info',
    'Bước "{label}" có lấy ý kiến; bảng không nói làm song song nên vẽ tuần tự',
    'Step "{label}" consults somebody; the table does not say in parallel, so it is drawn in sequence',
  ],
  'loop-drawn': [
    'info',
    'Bước "{label}" có thể chuyển lại "{target}"; điều kiện "{condition}" do mô hình đặt tên',
    'Step "{label}" may go back to "{target}"; the condition "{condition}" is named by the importer',
  ],
  'branch-drawn': [
    'warning',
    'Sau bước "{label}" có trường hợp chuyển thẳng đến "{target}" ("{text}"); điều kiện "{condition}" do mô hình đặt tên',
    'After step "{label}" some cases go straight to "{target}" ("{text}"); the condition "{condition}" is named by the importer',
  ],
  'jump-unclear': [
    'warning',
    'Bước "{label}" nhắc chuyển đến một bước không tìm thấy ("{text}")',
    'Step "{label}" mentions a step that was not found ("{text}")',
  ],
  'supplement-path-not-drawn': [
    'info',
    'Bước "{label}" có thể kết thúc bằng yêu cầu bổ sung hoặc từ chối; nhánh này chưa vẽ',
    'Step "{label}" may end in a request for more papers or a refusal; that path is not drawn',
  ],
  'payment-wait': [
    'info',
    'Hồ sơ chờ chứng từ nộp nghĩa vụ tài chính; thời gian chờ không tính vào thời hạn',
    'The dossier waits for the proof of payment; the wait is outside the deadline',
  ],
  'appointment-unplaced': [
    'warning',
    'Không rõ hẹn lần {order} gắn với bước nào',
    'It is not clear which steps appointment {order} covers',
  ],
} as const satisfies Record<string, readonly [Severity, string, string]>;

export type FindingRule = keyof typeof rules;

/** Every rule with its severity and texts, for the documentation and the tests. */
export const findingRules: Readonly<Record<FindingRule, readonly [Severity, string, string]>> = rules;

/** A finding of `rule` with its values filled in; a pair is (Vietnamese, English). */
export function finding(rule: FindingRule, at: string, values: Record<string, string | number | readonly [string, string]> = {}): Finding {
  const [severity, vietnamese, english] = rules[rule];
  const fill = (text: string, language: 0 | 1) =>
    text.replace(/\{(\w+)\}/gu, (_, key: string) => {
      const value = Object.hasOwn(values, key) ? values[key]! : '';
      return typeof value === 'object' ? value[language] : String(value);
    });
  return { rule, severity, message: fill(vietnamese, 0), messageEn: fill(english, 1), at };
}
