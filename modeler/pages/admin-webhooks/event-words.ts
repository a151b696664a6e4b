/** Events that a system outside asks to be told of, in words. Others can be named through the API; they are shown by their code. */
import type { Operations } from '../../../api/client-operations.ts';

export type EventType = NonNullable<Operations['postWebhooks']['input']['body']['eventTypes']>[number];

export const eventWords: Readonly<Partial<Record<EventType, readonly [string, string]>>> = {
  dossierStarted: ['Tiếp nhận hồ sơ', 'A dossier was started'],
  dossierEnded: ['Hồ sơ kết thúc', 'A dossier ended'],
  dossierSuspended: ['Hồ sơ tạm dừng', 'A dossier was suspended'],
  dossierMigrated: ['Hồ sơ chuyển sang phiên bản khác', 'A dossier moved to another version'],
  dossierModified: ['Luồng xử lý được chỉnh tay', 'Tokens were moved by hand'],
  dossierResumed: ['Hồ sơ tiếp tục', 'A dossier goes on'],
  clockChanged: ['Thời hạn thay đổi: tạm dừng, tính lại, hẹn lại', 'The legal clock changed'],
  elementActivated: ['Một bước bắt đầu', 'A step began'],
  elementCompleted: ['Một bước hoàn thành', 'A step was completed'],
  stepChanged: ['Đổi người giữ hoặc hạn của bước', 'Holder or due instant of a step changed'],
  handOffChanged: ['Chuyển giao: gửi, nhận, trả lại', 'A hand-off was sent, accepted, returned'],
  correctionOpened: ['Yêu cầu chỉnh sửa', 'A correction was asked for'],
  correctionClosed: ['Đã chỉnh sửa xong', 'A correction was closed'],
  flagRaised: ['Cảnh báo được bật', 'A warning was raised'],
  flagWithdrawn: ['Cảnh báo được rút', 'A warning was withdrawn'],
  compensationThrown: ['Bắt đầu hoàn tác các bước đã xong', 'Completed steps are taken back'],
  transactionCancelled: ['Giao dịch bị hủy', 'A transaction was cancelled'],
  messageThrown: ['Hồ sơ gửi thông điệp ra ngoài', 'A message was sent'],
  incidentRaised: ['Có sự cố', 'An incident was raised'],
  incidentResolved: ['Sự cố được xử lý', 'An incident was resolved'],
};
