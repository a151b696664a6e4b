/** Why there is no database to work with; stable, for programs. */
export type DatabaseUnavailableCode =
  | 'UNSUPPORTED_PLATFORM'
  | 'BINARIES_MISSING'
  | 'BINARIES_UNREACHABLE'
  | 'LINKS_MISSING'
  | 'NO_OS_USER'
  | 'FOLDER_NOT_WRITABLE'
  | 'FOLDER_DAMAGED'
  | 'OTHER_MAJOR_VERSION'
  | 'DISK_FULL'
  | 'PORT_TAKEN'
  | 'LOCALE_MISSING'
  | 'OUT_OF_MEMORY'
  | 'START_FAILED'
  | 'START_TIMEOUT'
  | 'STOP_TIMEOUT'
  | 'INVALID_URL'
  | 'UNREACHABLE'
  | 'LOGIN_REFUSED'
  | 'NO_SUCH_DATABASE'
  | 'TOO_MANY_CONNECTIONS'
  | 'SERVER_TOO_OLD'
  | 'SERVER_READ_ONLY'
  | 'SERVER_NOT_UTF8'
  | 'DATABASE_NEWER'
  | 'MIGRATION_FAILED'
  | 'MIGRATION_LOCKED'
  | 'ENGINE_VERSIONS_DIFFER';

/**
 * The database cannot be used; nothing in it was changed. `message` is Vietnamese, `messageEn` English, both end with the cure.
 * `details.logTail` holds the last lines that the server (or initdb) wrote, where there are any.
 */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable';
  readonly code: DatabaseUnavailableCode;
  readonly messageEn: string;
  readonly details: { logTail?: string; [key: string]: unknown };

  constructor(
    code: DatabaseUnavailableCode,
    message: string,
    messageEn: string,
    details: { logTail?: string; [key: string]: unknown } = {},
  ) {
    super(message);
    this.code = code;
    this.messageEn = messageEn;
    this.details = details;
  }
}

/** The folder cannot be written by us: read-only file system, permissions, or a file where a folder should be. */
export function folderNotWritable(folder: string, cause: string): DatabaseUnavailable {
  return new DatabaseUnavailable(
    'FOLDER_NOT_WRITABLE',
    `Không ghi được vào thư mục dữ liệu ${folder} (${cause}). Hãy cấp quyền ghi cho người chạy chương trình, chọn thư mục khác, hoặc đặt DATABASE_URL.`,
    `The data folder ${folder} cannot be written (${cause}). Give the user who runs the program the right to write, choose another folder, or set DATABASE_URL.`,
    { folder, cause },
  );
}

/** No space left for the data folder. */
export function diskFull(folder: string, logTail?: string): DatabaseUnavailable {
  return new DatabaseUnavailable(
    'DISK_FULL',
    `Ổ đĩa chứa ${folder} đã đầy. Hãy giải phóng dung lượng rồi chạy lại; dữ liệu đã ghi vẫn còn nguyên.`,
    `The disk that holds ${folder} is full. Free some space and start again; what was written is still there.`,
    { folder, ...(logTail === undefined ? {} : { logTail }) },
  );
}

const readOnlyCodes = ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOENT', 'EISDIR'];

/** An error of the file system while `folder` was prepared, as what it means for the person who starts the program. Others are returned as they are. */
export function fileSystemRefusal(folder: string, error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException | undefined)?.code ?? '';
  if (code === 'ENOSPC' || code === 'EDQUOT') return diskFull(folder);
  if (readOnlyCodes.includes(code)) return folderNotWritable(folder, code);
  return error;
}
