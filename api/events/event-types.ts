/** What can happen to a dossier, in words for those who listen from outside: the catalogue of events. */
import type { Event } from '../../engine/index.ts';

export type EventType = Event['type'];

/** Vietnamese, English; the compiler holds the list complete. */
export const eventCatalogue: Readonly<Record<EventType, readonly [string, string]>> = {
  dossierStarted: ['Hồ sơ được tiếp nhận', 'The dossier was received'],
  dossierEnded: ['Hồ sơ kết thúc, với kết quả cuối', 'The dossier ended, with its outcome'],
  endingDecided: ['Đã quyết định kết thúc bằng rút hoặc từ chối', 'It was decided to end by withdrawal or refusal'],
  dossierModified: ['Luồng xử lý được chỉnh tay', 'Tokens were moved by hand'],
  dossierMigrated: ['Hồ sơ chuyển sang phiên bản khác của quy trình', 'The dossier moved to another version of its procedure'],
  tokenRemoved: ['Một nhánh đang chờ được gỡ', 'A token that waited was taken away'],
  dossierSuspended: ['Hồ sơ tạm dừng', 'The dossier was suspended'],
  dossierResumed: ['Hồ sơ tiếp tục', 'The dossier goes on'],
  scopeOpened: ['Một quy trình hoặc quy trình con bắt đầu', 'A process or subprocess began'],
  scopeCleared: ['Mọi việc trong một quy trình con bị ngắt', 'Everything inside a scope was interrupted'],
  scopeClosed: ['Một quy trình hoặc quy trình con kết thúc', 'A process or subprocess ended'],
  variablesSet: ['Dữ liệu được ghi; dữ liệu cá nhân chỉ là tham chiếu', 'Variables were set; personal ones are references'],
  flowTaken: ['Hồ sơ đi qua một luồng', 'A sequence flow was taken'],
  elementPassed: ['Hồ sơ đi qua một phần tử không chờ', 'An element that does not wait was passed'],
  elementActivated: ['Một bước bắt đầu', 'An element became active'],
  elementCompleted: ['Một bước hoàn thành', 'An element completed'],
  elementInterrupted: ['Một bước bị ngắt', 'An element was interrupted'],
  elementSkipped: ['Một bước được bỏ qua', 'An element was skipped'],
  roundStarted: ['Một lượt của bước lặp bắt đầu', 'A round of a repeated activity began'],
  roundEnded: ['Một lượt của bước lặp kết thúc', 'A round of a repeated activity ended'],
  roundsCompleted: ['Mọi lượt của bước lặp đã xong', 'All rounds of a repeated activity are done'],
  subscribed: ['Hồ sơ chờ một thông điệp, tín hiệu hoặc thời điểm', 'Something is waited for'],
  unsubscribed: ['Không chờ nữa', 'It is not waited for any more'],
  timerPlanned: ['Một thời điểm được tính lại', 'A timer was planned anew'],
  triggered: ['Điều được chờ đã đến', 'What was waited for came'],
  messageThrown: ['Một thông điệp được gửi', 'A message was thrown'],
  messageBuffered: ['Một thông điệp được giữ lại', 'A message is kept until somebody waits for it'],
  messageTaken: ['Thông điệp được giữ đã có người nhận', 'A kept message was taken'],
  signalThrown: ['Một tín hiệu được phát', 'A signal was thrown'],
  errorThrown: ['Một lỗi nghiệp vụ được báo', 'An error was thrown'],
  escalationThrown: ['Một việc được báo lên trên', 'An escalation was thrown'],
  jobFailed: ['Một việc của máy thất bại', 'A job failed'],
  incidentRaised: ['Hồ sơ gặp sự cố', 'An incident was raised'],
  incidentResolved: ['Sự cố đã được xử lý', 'An incident was resolved'],
  stepChanged: ['Người giữ, đồng hồ hoặc hạn của bước thay đổi', 'Holder, clock or due instant of a step changed'],
  handOffChanged: ['Bàn giao: gửi, nhận, trả lại, gửi lại', 'A hand-off was sent, accepted, returned or sent again'],
  correctionOpened: ['Bàn giao bị trả lại: việc chỉnh sửa được mở', 'A returned hand-off opened a correction'],
  correctionClosed: ['Việc chỉnh sửa đã xong', 'A correction was closed'],
  clockChanged: ['Đồng hồ pháp lý thay đổi', 'The legal clock changed'],
  flagRaised: ['Một cảnh báo được bật', 'A flag was raised'],
  flagWithdrawn: ['Một cảnh báo được rút', 'A flag was withdrawn'],
};

export const eventTypes = Object.keys(eventCatalogue) as readonly EventType[];
