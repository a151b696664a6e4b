import { DatabaseUnavailable, diskFull, folderNotWritable } from './database-unavailable.ts';

/** Lines of a log that an error shows. */
const TAIL_LINES = 12;

/** The last lines of what a server wrote. */
export function logTail(output: string): string {
  return output.trimEnd().split('\n').slice(-TAIL_LINES).join('\n');
}

/**
 * What PostgreSQL meant when it (or initdb) ended with `output`, as a reason and its cure. The texts are those of the C locale,
 * which we set; what is not recognised is START_FAILED with the tail of the log in the message.
 */
export function serverRefusal(folder: string, output: string): DatabaseUnavailable {
  const tail = logTail(output);
  if (/No space left on device|Disk quota exceeded|ENOSPC/i.test(output)) return diskFull(folder, tail);
  if (/map anonymous shared memory|shared memory segment|Cannot allocate memory|out of memory/i.test(output))
    return new DatabaseUnavailable(
      'OUT_OF_MEMORY',
      `Máy không đủ bộ nhớ (dùng chung) cho PostgreSQL. Hãy tắt bớt chương trình, giảm shared_buffers trong ${folder}/data/postgresql.conf, hoặc tăng --shm-size của container.`,
      `There is not enough (shared) memory for PostgreSQL. End other programs, lower shared_buffers in ${folder}/data/postgresql.conf, or raise the container's --shm-size.`,
      { folder, logTail: tail },
    );
  if (/invalid locale|locale .* (?:not found|does not exist)|could not open collator|no usable system locales/i.test(output))
    return new DatabaseUnavailable(
      'LOCALE_MISSING',
      'PostgreSQL không tìm thấy bộ ngôn ngữ (locale) mà dữ liệu cần. Hãy cài locale có tên trong nhật ký, hoặc xoá dòng lc_* trong postgresql.conf.',
      'PostgreSQL does not find a locale that the data needs. Install the locale named in the log, or remove the lc_* lines from postgresql.conf.',
      { folder, logTail: tail },
    );
  if (/Read-only file system|Permission denied/i.test(output)) {
    const refusal = folderNotWritable(folder, /Read-only file system/i.test(output) ? 'EROFS' : 'EACCES');
    refusal.details.logTail = tail;
    return refusal;
  }
  return new DatabaseUnavailable(
    'START_FAILED',
    `PostgreSQL không khởi động được trong ${folder}. Nhật ký: ${tail || '(trống)'}. Hãy xử lý nguyên nhân trong nhật ký, hoặc phục hồi bản sao lưu bằng: npx taicho restore TỆP.`,
    `PostgreSQL did not start in ${folder}. Its log: ${tail || '(empty)'}. Remove the cause named in the log, or bring back a backup with: npx taicho restore FILE.`,
    { folder, logTail: tail },
  );
}
