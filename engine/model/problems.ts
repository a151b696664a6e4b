/** Everything that can be wrong with a file, as data: code, severity and the sentence in Vietnamese and English. `{0}` is the offending value. */
import type { Problem } from './types.ts';

const texts = {
  XML_TOO_LARGE: ['error', 'Tệp quá lớn: {0} ký tự', 'The file is too large: {0} characters'],
  XML_TOO_DEEP: ['error', 'Các phần tử lồng nhau quá sâu: {0} mức', 'Elements are nested too deeply: {0} levels'],
  XML_TOO_MANY_ELEMENTS: ['error', 'Tệp có quá nhiều phần tử: {0}', 'The file has too many elements: {0}'],
  XML_DOCTYPE: ['error', 'Không nhận tệp có DOCTYPE hoặc ENTITY', 'A file with a DOCTYPE or ENTITY is not accepted'],
  XML_CHARACTER: ['error', 'Tệp chứa ký tự không hợp lệ {0}', 'The file contains the invalid character {0}'],
  XML_MALFORMED: ['error', 'XML không đúng cú pháp: {0}', 'Malformed XML: {0}'],
  CONTENT_UNKNOWN: ['error', 'Phần tử không có trong BPMN 2.0: {0}', 'Not an element of BPMN 2.0: {0}'],
  ATTRIBUTE_UNKNOWN: ['warning', 'Thuộc tính không được hiểu: "{0}"', 'Unknown attribute "{0}"'],
  ID_DUPLICATE: ['error', 'Mã "{0}" xuất hiện hai lần', 'The id "{0}" occurs twice'],
  ID_RESERVED: ['error', 'Mã "{0}" là từ dành riêng', 'The id "{0}" is a reserved word'],
  ID_MISSING: ['error', 'Phần tử {0} không có mã (id)', 'An element {0} has no id'],
  REFERENCE_UNKNOWN: ['error', 'Tham chiếu tới phần tử không tồn tại: "{0}"', 'Reference to an unknown element "{0}"'],
  LOOP_DATA_UNDECLARED: [
    'warning',
    'Dữ liệu lặp "{0}" không được khai báo; dùng biến cùng tên',
    'The loop data "{0}" is not declared; the variable of that name is used',
  ],
  REFERENCE_MISSING: ['error', 'Thiếu tham chiếu {0}', 'The reference {0} is missing'],
  PROCESS_MISSING: ['error', 'Tệp không có quy trình nào', 'The file has no process'],
  ELEMENT_NOT_SUPPORTED: ['error', 'Hệ thống chưa chạy được {0}', 'The engine cannot run {0} yet'],
  DATA_OUT_OF_REACH: [
    'error',
    'Dữ liệu "{0}" được khai báo ở quy trình con hoặc quy trình khác, từ đây không thấy được',
    'The data "{0}" is declared in another subprocess or process and cannot be seen from here',
  ],
  DATA_HIDDEN: [
    'error',
    'Dữ liệu "{0}" ở đây bị một dữ liệu cùng tên gần hơn che mất; hãy đổi tên',
    'Other data of the name "{0}" lies nearer and hides it here; rename one of them',
  ],
  DATA_ELSEWHERE: [
    'error',
    'Liên kết dữ liệu nối sai đầu: "{0}" không thể nhận ở đây',
    'The data association leads to the wrong end: "{0}" cannot receive here',
  ],
  DATA_SOURCES_SEVERAL: [
    'error',
    'Liên kết dữ liệu có nhiều nguồn phải nêu phép biến đổi (transformation) hoặc phép gán (assignment)',
    'A data association with several sources needs a transformation or assignments',
  ],
  DATA_ASSIGNMENT: [
    'error',
    'Phép gán phải nêu cả dữ liệu hoặc một phần của nó (a.b), không phải "{0}"',
    'An assignment goes to the data or a part of it (a.b), not to "{0}"',
  ],
  DATA_HIDES_OUTER: [
    'warning',
    'Dữ liệu "{0}" trong quy trình con che dữ liệu cùng tên ở ngoài: giá trị ghi bên trong mất khi quy trình con kết thúc',
    'The data "{0}" of the subprocess hides data of the same name outside: what is written inside is lost when it ends',
  ],
  DATA_ONLY_INSIDE: [
    'warning',
    'Biểu thức đọc "{0}", nhưng dữ liệu này chỉ được khai báo bên trong quy trình con và mất khi quy trình con kết thúc',
    'The expression reads "{0}", which is declared inside a subprocess only and is gone when it ends',
  ],
  NO_EFFECT: ['warning', '{0} chỉ để ghi chú, không ảnh hưởng khi chạy', '{0} is documentation only and has no effect at run time'],
  START_MISSING: ['error', '"{0}" không có điểm bắt đầu', '"{0}" has nothing to start with'],
  START_IN_SUBPROCESS: [
    'error',
    'Quy trình con chỉ được bắt đầu bằng sự kiện không có điều kiện kích hoạt',
    'A subprocess starts with an event without trigger only',
  ],
  EVENT_SUBPROCESS_START: [
    'error',
    'Quy trình con sự kiện phải có đúng một sự kiện bắt đầu có điều kiện kích hoạt',
    'An event subprocess has exactly one start event, with a trigger',
  ],
  START_SEVERAL: ['error', 'Quy trình con có nhiều sự kiện bắt đầu', 'A subprocess has one start event at most'],
  EVENT_SUBPROCESS_MARKER: [
    'error',
    'Quy trình con sự kiện không lặp, không có sự kiện biên và không có ánh xạ dữ liệu',
    'An event subprocess has no loop, boundary event or mapping',
  ],
  EVENT_GATEWAY_TARGET_BOUNDARY: [
    'error',
    'Công việc nhận sau cổng sự kiện không có sự kiện biên, vòng lặp, startQuantity',
    'A receive task behind an event-based gateway has no boundary event, loop or start quantity',
  ],
  EVENT_SUBPROCESS_FLOW: [
    'error',
    'Quy trình con sự kiện không được nối bằng luồng',
    'An event subprocess has no incoming or outgoing flow',
  ],
  INSTANTIATE_PLACE: [
    'error',
    'Công việc nhận hoặc cổng sự kiện mở đầu quy trình phải nằm ở quy trình ngoài cùng, không có luồng vào, không lặp và không có sự kiện biên',
    'A receive task or event-based gateway that starts the process stands in the process itself, without incoming flow, loop or boundary event',
  ],
  START_NEEDS_MESSAGES: [
    'error',
    'Khi cần đủ nhiều sự kiện để mở đầu quy trình, mỗi sự kiện phải là một thông điệp',
    'Where several events are needed to start a process, each is a message',
  ],
  EVENT_DEFINITION_WRONG: ['error', 'Loại sự kiện {0} không dùng được ở đây', 'An event definition {0} is not allowed here'],
  BOUNDARY_INTERRUPTS: [
    'error',
    'Sự kiện biên lỗi hoặc hủy luôn phải ngắt công việc',
    'An error or cancel boundary event always interrupts',
  ],
  ERROR_START_INTERRUPTS: [
    'error',
    'Quy trình con sự kiện bắt đầu bằng lỗi luôn phải ngắt',
    'An event subprocess that starts by an error always interrupts',
  ],
  BOUNDARY_HOST: ['error', 'Sự kiện biên phải gắn với một công việc', 'A boundary event is attached to an activity'],
  FLOW_CROSSES_SCOPE: ['error', 'Luồng đi qua ranh giới quy trình con', 'The sequence flow crosses the border of a subprocess'],
  FLOW_MISMATCH: [
    'error',
    'Luồng "{0}" được liệt kê ở phần tử không phải của nó',
    'The flow "{0}" is listed at an element that is not its own',
  ],
  FLOW_INTO_START: ['error', 'Luồng không được đi vào sự kiện bắt đầu hoặc sự kiện biên', 'No flow may enter a start or boundary event'],
  FLOW_OUT_OF_END: ['error', 'Luồng không được đi ra từ sự kiện kết thúc', 'No flow may leave an end event'],
  DEFAULT_NOT_OUTGOING: ['error', 'Luồng mặc định "{0}" không đi ra từ phần tử này', 'The default flow "{0}" does not leave this element'],
  CONDITION_IGNORED: ['warning', 'Điều kiện trên luồng này không có tác dụng', 'The condition on this flow has no effect'],
  EXPRESSION_LANGUAGE: ['error', 'Chỉ dùng được biểu thức FEEL, không dùng "{0}"', 'Expressions are FEEL, not "{0}"'],
  EXPRESSION_INVALID: ['error', 'Biểu thức không hợp lệ: {0}', 'The expression is not valid: {0}'],
  PERSONAL_DATA_READ: [
    'error',
    'Biểu thức không được đọc dữ liệu cá nhân "{0}"; ánh xạ chỉ được chuyển nguyên tên đó đi tiếp',
    'No expression may read the personal data "{0}"; a mapping may only pass that name on as it is',
  ],
  DECISION_FILE_UNREADABLE: ['error', 'Tệp DMN không đọc được: {0}', 'The DMN file cannot be read: {0}'],
  DECISION_CONTENT_UNKNOWN: ['error', 'Tệp DMN có phần tử không hiểu được: {0}', 'The DMN file has content that is not understood: {0}'],
  DECISION_INVALID: ['error', 'Quyết định không hợp lệ: {0}', 'The decision is not valid: {0}'],
  DECISION_REQUIREMENT_UNKNOWN: [
    'error',
    'Quyết định dựa vào "{0}" không có trong tệp',
    'The decision rests on "{0}", which is not in the file',
  ],
  DECISION_CYCLE: ['error', 'Các quyết định dựa vào nhau thành vòng: {0}', 'Decisions rest on each other in a circle: {0}'],
  DECISION_MISSING: [
    'error',
    'Công việc theo quy tắc không nêu quyết định (tthc:decision)',
    'The business rule task names no decision (tthc:decision)',
  ],
  DECISION_UNKNOWN: ['error', 'Không tìm thấy quyết định "{0}" trong các tệp DMN', 'No DMN file has the decision "{0}"'],
  DECISION_AMBIGUOUS: [
    'error',
    'Nhiều tệp DMN có quyết định "{0}": hãy viết tệp#mã',
    'Several DMN files have the decision "{0}": write file#id',
  ],
  SCRIPT_MISSING: ['error', 'Công việc kịch bản không có nội dung', 'The script task has no script'],
  EVENT_GATEWAY_TARGET: [
    'error',
    'Sau cổng sự kiện phải là sự kiện chờ hoặc công việc nhận',
    'An event-based gateway leads to catch events or receive tasks only',
  ],
  EVENT_GATEWAY_TARGET_SHARED: [
    'error',
    'Sự kiện sau cổng sự kiện chỉ có một luồng vào',
    'A target of an event-based gateway has one incoming flow',
  ],
  AD_HOC_CONTENT: [
    'error',
    'Trong quy trình con tùy biến không có sự kiện bắt đầu, kết thúc; cổng và sự kiện phát phải có luồng vào',
    'An ad-hoc subprocess has no start or end event, and its gateways and throwing events need an incoming flow',
  ],
  ACTIVATION_MISSING: [
    'error',
    'Cổng phức hợp có nhiều luồng vào phải nêu điều kiện kích hoạt',
    'A complex gateway with several incoming flows needs an activation condition',
  ],
  COMPENSATION_HANDLER: [
    'error',
    'Sự kiện biên hoàn tác phải nối với đúng một hoạt động hoàn tác trong cùng phạm vi',
    'A compensation boundary event is associated with exactly one activity for compensation of the same scope',
  ],
  COMPENSATION_FLOW: [
    'error',
    'Không có luồng nào đi vào hoặc ra khỏi sự kiện biên hoàn tác và hoạt động hoàn tác',
    'No flow enters or leaves a compensation boundary event or an activity for compensation',
  ],
  COMPENSATION_SEVERAL: [
    'error',
    'Hoạt động này có nhiều hơn một nơi xử lý hoàn tác',
    'More than one handler is drawn for the compensation of this activity',
  ],
  COMPENSATION_REACH: [
    'error',
    'Từ đây không hoàn tác được "{0}": chỉ các hoạt động cùng phạm vi, hoặc của phạm vi quanh quy trình con sự kiện',
    '"{0}" cannot be compensated from here: only activities of the same scope, or of the scope around an event subprocess',
  ],
  CANCEL_PLACE: [
    'error',
    'Sự kiện hủy chỉ dùng được trong giao dịch hoặc trên biên của giao dịch',
    'A cancel event stands inside a transaction or on its boundary',
  ],
  CANCEL_BOUNDARY: [
    'error',
    'Giao dịch "{0}" phải có đúng một sự kiện biên hủy',
    'The transaction "{0}" has exactly one cancel boundary event',
  ],
  LINK_TARGET: ['error', 'Không có đúng một sự kiện nhận liên kết "{0}"', 'There is not exactly one catching link "{0}" in the same scope'],
  TIMER_INVALID: ['error', 'Thời gian không hợp lệ: "{0}"', 'Not a valid time: "{0}"'],
  CONDITION_MISSING: ['error', 'Sự kiện điều kiện không nêu điều kiện', 'The conditional event does not say its condition'],
  TIMER_MISSING: ['error', 'Sự kiện thời gian không nói khi nào', 'The timer event does not say when'],
  LOOP_UNBOUNDED: [
    'error',
    'Công việc nhiều thể hiện cần số lần hoặc danh sách',
    'A multi-instance activity needs a cardinality or a collection',
  ],
  LOOP_ENDLESS: [
    'error',
    'Vòng lặp không có điều kiện và không có số lần tối đa',
    'A loop without a condition and without a maximum never ends',
  ],
  CALLED_UNKNOWN: [
    'error',
    'Không tìm thấy quy trình được gọi "{0}" trong tệp này hoặc trong các phiên bản đã gắn',
    'The called process "{0}" is neither in this file nor in a version that was bound to it',
  ],
  VALUE_INVALID: ['error', 'Giá trị không hợp lệ: "{0}"', 'Not a valid value: "{0}"'],
  MESSAGE_UNNAMED: ['warning', 'Sự kiện không nêu thông điệp; dùng tên "{0}"', 'No message is named; "{0}" is used'],
  FOREIGN_TRANSLATED: ['info', 'Đã chuyển từ phần mềm khác: {0}', 'Translated from other software: {0}'],
  FOREIGN_PRESENTATION: ['info', 'Bỏ qua phần trình bày của phần mềm khác: {0}', 'Presentation of other software is left out: {0}'],
  FOREIGN_IGNORED: ['warning', 'Không có tác dụng ở đây: {0}', 'Has no effect here: {0}'],
  FOREIGN_DIFFERS: [
    'warning',
    'Ở đây chạy khác phần mềm cũ, cần xem lại: {0}',
    'Runs otherwise here than in the other software, look again: {0}',
  ],
  FOREIGN_REFUSED: ['error', 'Hệ thống không có thứ tương ứng: {0}', 'The engine has nothing that corresponds to {0}'],
  FOREIGN_EXPRESSION: ['error', 'Không chuyển được biểu thức sang FEEL: {0}', 'The expression cannot be said in FEEL: {0}'],
} as const satisfies Record<string, readonly [Problem['severity'], string, string]>;

export type ProblemCode = keyof typeof texts;

/** A problem of the list; `value` fills the sentence, `at` is an element id, `line` counts from 1. */
export function problem(code: ProblemCode, value = '', at?: string, line?: number): Problem {
  const [severity, message, messageEn] = texts[code];
  const shown = value.length > 120 ? `${value.slice(0, 120)}…` : value;
  return {
    code,
    severity,
    message: message.replace('{0}', shown),
    messageEn: messageEn.replace('{0}', shown),
    ...(at !== undefined && { at }),
    ...(line !== undefined && { line }),
  };
}
