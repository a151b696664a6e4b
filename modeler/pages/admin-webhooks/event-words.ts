/** What a system outside may be told of, in words and by what it is about. */
import type { Operations } from '../../../api/client-operations.ts';

export type EventType = NonNullable<Operations['postWebhooks']['input']['body']['eventTypes']>[number];

type Words = readonly [string, string];
type Some = Partial<Record<EventType, Words>>;

const ofDossier = {
  dossierStarted: ['Tiếp nhận hồ sơ', 'A dossier was started'],
  endingDecided: ['Quyết định kết thúc bằng rút hoặc từ chối', 'It was decided to end by withdrawal or refusal'],
  dossierEnded: ['Hồ sơ kết thúc', 'A dossier ended'],
  dossierSuspended: ['Hồ sơ tạm dừng', 'A dossier was suspended'],
  dossierMigrated: ['Hồ sơ chuyển sang phiên bản khác', 'A dossier moved to another version'],
  dossierModified: ['Luồng xử lý được chỉnh tay', 'Tokens were moved by hand'],
  dossierResumed: ['Hồ sơ tiếp tục', 'A dossier goes on'],
  clockChanged: ['Thời hạn thay đổi: tạm dừng, tính lại, hẹn lại', 'The legal clock changed'],
  variablesSet: ['Dữ liệu của hồ sơ được ghi', 'Variables were set'],
} satisfies Some;

const ofSteps = {
  elementActivated: ['Một bước bắt đầu', 'A step began'],
  elementCompleted: ['Một bước hoàn thành', 'A step was completed'],
  stepChanged: ['Đổi người giữ hoặc hạn của bước', 'Holder or due instant of a step changed'],
  elementInterrupted: ['Một bước bị ngắt', 'A step was interrupted'],
  elementSkipped: ['Một bước được bỏ qua', 'A step was skipped'],
  elementPassed: ['Đi qua một phần tử không chờ', 'An element that does not wait was passed'],
  flowTaken: ['Đi qua một luồng', 'A flow was taken'],
  tokenRemoved: ['Một nhánh đang chờ được gỡ', 'A token that waited was taken away'],
  gatewayReset: ['Cổng phức hợp trở lại ban đầu', 'A complex gateway was reset'],
  scopeClosing: ['Quy trình con tùy biến không nhận thêm việc', 'An ad-hoc subprocess takes no more work'],
  roundStarted: ['Một lượt của bước lặp bắt đầu', 'A round of a repeated step began'],
  roundEnded: ['Một lượt của bước lặp kết thúc', 'A round of a repeated step ended'],
  roundsCompleted: ['Mọi lượt của bước lặp đã xong', 'All rounds of a repeated step are done'],
  scopeOpened: ['Một quy trình con bắt đầu', 'A subprocess began'],
  scopeCleared: ['Mọi việc trong một quy trình con bị ngắt', 'Everything inside a subprocess was interrupted'],
  scopeClosed: ['Một quy trình con kết thúc', 'A subprocess ended'],
  transactionCancelled: ['Giao dịch bị hủy', 'A transaction was cancelled'],
  compensationThrown: ['Bắt đầu hoàn tác các bước đã xong', 'Completed steps are taken back'],
  compensationNested: ['Bắt đầu hoàn tác một quy trình con đã xong', 'A completed subprocess is taken back'],
  compensationKept: ['Một bước đã xong có thể hoàn tác', 'What a completed step did can be taken back'],
} satisfies Some;

const ofHandOffs = {
  handOffChanged: ['Chuyển giao: gửi, nhận, trả lại', 'A hand-off was sent, accepted, returned'],
  correctionOpened: ['Yêu cầu chỉnh sửa', 'A correction was asked for'],
  correctionClosed: ['Đã chỉnh sửa xong', 'A correction was closed'],
} satisfies Some;

const ofFlags = {
  flagRaised: ['Cảnh báo được bật', 'A warning was raised'],
  flagWithdrawn: ['Cảnh báo được rút', 'A warning was withdrawn'],
} satisfies Some;

const ofMessages = {
  messageThrown: ['Hồ sơ gửi thông điệp ra ngoài', 'A message was sent'],
  messageBuffered: ['Thông điệp được giữ lại', 'A message is kept'],
  messageTaken: ['Thông điệp được giữ đã có người nhận', 'A kept message was taken'],
  signalThrown: ['Tín hiệu được phát', 'A signal was thrown'],
  subscribed: ['Bắt đầu chờ thông điệp, tín hiệu, thời điểm', 'Something is waited for'],
  triggerKept: ['Một điều được chờ đã tới, còn chờ điều khác', 'One of several triggers has come, others are waited for'],
  conditionChanged: ['Một điều kiện được chờ thay đổi', 'A condition that is waited for changed'],
  unsubscribed: ['Không chờ nữa', 'It is not waited for any more'],
  timerPlanned: ['Một thời điểm được tính lại', 'A timer was planned anew'],
  triggered: ['Điều được chờ đã đến', 'What was waited for came'],
} satisfies Some;

const ofTrouble = {
  incidentRaised: ['Có sự cố', 'An incident was raised'],
  incidentResolved: ['Sự cố được xử lý', 'An incident was resolved'],
  jobFailed: ['Việc của máy thất bại', 'A job failed'],
  errorThrown: ['Lỗi nghiệp vụ được báo', 'An error was thrown'],
  escalationThrown: ['Việc được báo lên trên', 'An escalation was thrown'],
} satisfies Some;

/** In the order in which they are offered. */
export const eventGroups: readonly { readonly title: Words; readonly words: Readonly<Some> }[] = [
  { title: ['Hồ sơ', 'The dossier'], words: ofDossier },
  { title: ['Các bước', 'Its steps'], words: ofSteps },
  { title: ['Bàn giao', 'Hand-offs'], words: ofHandOffs },
  { title: ['Cảnh báo', 'Warnings'], words: ofFlags },
  { title: ['Thông điệp và chờ đợi', 'Messages and waits'], words: ofMessages },
  { title: ['Sự cố', 'Trouble'], words: ofTrouble },
];

/** Every type of event; its test holds it complete. */
export const eventWords: Readonly<Some> = {
  ...ofDossier,
  ...ofSteps,
  ...ofHandOffs,
  ...ofFlags,
  ...ofMessages,
  ...ofTrouble,
};
