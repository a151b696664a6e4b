/** Why a backup was not made or not brought back; stable, for programs. */
export type BackupRefusedCode =
  | 'BACKUP_EXISTS'
  | 'BACKUP_NOT_WRITTEN'
  | 'BACKUP_DISK_FULL'
  | 'BACKUP_FAILED'
  | 'BACKUP_UNREADABLE'
  | 'BACKUP_DAMAGED'
  | 'BACKUP_NEWER'
  | 'NOTHING_TO_BACK_UP'
  | 'RESTORE_NOT_EMPTY'
  | 'RESTORE_AHEAD'
  | 'RESTORE_ENGINE_RUNNING'
  | 'RESTORE_FAILED'
  | 'INTERRUPTED';

/** A backup or a restore that did not happen: no file was left behind, no data changed. `message` is Vietnamese, `messageEn` English. */
export class BackupRefused extends Error {
  override readonly name = 'BackupRefused';
  readonly code: BackupRefusedCode;
  readonly messageEn: string;
  readonly details: object;

  constructor(code: BackupRefusedCode, message: string, messageEn: string, details: object = {}, cause?: unknown) {
    super(message, { cause });
    this.code = code;
    this.messageEn = messageEn;
    this.details = details;
  }
}

/** What stopped the work from outside, in our words; refusals of ours unchanged. */
export function refusalOf(code: 'BACKUP_FAILED' | 'RESTORE_FAILED', error: unknown): unknown {
  if (error instanceof Error && 'messageEn' in error) return error;
  const reason = error instanceof Error ? error.message : String(error);
  if (error instanceof Error && error.name === 'AbortError')
    return new BackupRefused(
      'INTERRUPTED',
      'Đã dừng theo yêu cầu; không có gì bị thay đổi.',
      'Stopped as asked; nothing was changed.',
      {},
      error,
    );
  return code === 'BACKUP_FAILED'
    ? new BackupRefused(
        code,
        `Không sao lưu được (${reason}); không có tệp nào được tạo. Hãy xử lý nguyên nhân rồi chạy lại.`,
        `The backup failed (${reason}); no file was made. Remove the cause and run it again.`,
        {},
        error,
      )
    : new BackupRefused(
        code,
        `Không phục hồi được (${reason}); dữ liệu không bị thay đổi. Hãy xử lý nguyên nhân rồi chạy lại.`,
        `The restore failed (${reason}); no data were changed. Remove the cause and run it again.`,
        {},
        error,
      );
}
