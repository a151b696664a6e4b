import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { BackupRefused } from './backup-refused.ts';
import { END_OF_TABLE, FIRST_LINE, FORMAT, LAST_LINE, readHeader, type BackupHeader, type BackupTable } from './format.ts';

/** A longer line than any of ours but rows, in bytes: what is longer is no backup. */
const LONGEST_LINE = 16 * 1024 * 1024;
const NEWLINE = 0x0a;

/** A backup that is being read from its beginning to its end, once. */
export interface BackupReader {
  readonly header: BackupHeader;
  /** The rows of the next table as COPY takes them, in pieces of any size. */
  rows(table: BackupTable): AsyncGenerator<Buffer>;
  /** After the last table: gives back the SHA-256 that the file states, if it is right. */
  end(): Promise<string>;
  close(): void;
}

/**
 * Opens a backup and reads its header. This and what it gives throw BackupRefused: BACKUP_UNREADABLE, BACKUP_NEWER (another format),
 * BACKUP_DAMAGED for whatever is not as it was written. Only `end` knows whether all of it was right.
 */
export async function openBackup(file: string): Promise<BackupReader> {
  const bytes = createGunzip();
  // errors arrive through the iteration
  pipeline(createReadStream(file), bytes, () => undefined);
  const pieces = bytes[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const hash = createHash('sha256');
  let piece: Buffer = Buffer.alloc(0);

  /** Sees to it that `piece` is not empty; false at the end of the file. */
  async function more(): Promise<boolean> {
    while (piece.length === 0) {
      const next = await pieces.next().catch((error: unknown) => Promise.reject(meaningOf(file, error)));
      if (next.done) return false;
      piece = next.value;
    }
    return true;
  }

  function take(length: number): Buffer {
    const taken = piece.subarray(0, length);
    piece = piece.subarray(length);
    return taken;
  }

  async function line(hashed: boolean): Promise<string> {
    const parts: Buffer[] = [];
    for (let length = 0; length < LONGEST_LINE; length += parts.at(-1)!.length) {
      if (!(await more())) throw damaged(file);
      const end = piece.indexOf(NEWLINE);
      parts.push(take(end === -1 ? piece.length : end + 1));
      if (hashed) hash.update(parts.at(-1)!);
      if (end !== -1) return Buffer.concat(parts).toString('utf8').slice(0, -1);
    }
    throw damaged(file);
  }

  async function* rows({ rows: count }: BackupTable): AsyncGenerator<Buffer> {
    for (let left = count; left > 0;) {
      if (!(await more())) throw damaged(file);
      let end = 0;
      while (left > 0) {
        const at = piece.indexOf(NEWLINE, end);
        end = at === -1 ? piece.length : at + 1;
        if (at === -1) break;
        left--;
      }
      const taken = take(end);
      hash.update(taken);
      yield taken;
    }
    if ((await line(true)) !== END_OF_TABLE) throw damaged(file);
  }

  async function end(): Promise<string> {
    const [, stated] = LAST_LINE.exec(await line(false)) ?? [];
    if (stated === undefined || stated !== hash.digest('hex') || (await more())) throw damaged(file);
    return stated;
  }

  try {
    const [, format] = FIRST_LINE.exec(await line(true)) ?? [];
    if (format === undefined) throw damaged(file);
    if (Number(format) !== FORMAT) throw newerBackup(file, `taicho backup ${format}`);
    const header = readHeader(await line(true));
    if (header === undefined) throw damaged(file);
    return { header, rows, end, close: () => bytes.destroy() };
  } catch (error) {
    bytes.destroy();
    throw error;
  }
}

/** Reads a backup to its end; gives back its header and SHA-256 once every byte of it was found to be right. */
export async function verifyBackup(file: string, signal?: AbortSignal): Promise<{ header: BackupHeader; sha256: string }> {
  const reader = await openBackup(file);
  try {
    for (const table of reader.header.tables) for await (const _ of reader.rows(table)) signal?.throwIfAborted();
    return { header: reader.header, sha256: await reader.end() };
  } finally {
    reader.close();
  }
}

function meaningOf(file: string, error: unknown): unknown {
  const { code = '', syscall } = error as NodeJS.ErrnoException;
  if (syscall === undefined || code.startsWith('Z_')) return damaged(file);
  return new BackupRefused(
    'BACKUP_UNREADABLE',
    `Không đọc được tệp "${file}" (${code}). Hãy kiểm tra tên tệp và quyền đọc.`,
    `The file "${file}" cannot be read (${code}). Check its name and the right to read it.`,
    { file, cause: code },
  );
}

function damaged(file: string): BackupRefused {
  return new BackupRefused(
    'BACKUP_DAMAGED',
    `Tệp "${file}" không phải bản sao lưu của Tại Chỗ, hoặc đã bị cắt cụt hay hỏng; không có gì bị thay đổi. Hãy dùng một bản sao lưu khác.`,
    `The file "${file}" is no backup of this program, or was cut or damaged; nothing was changed. Use another backup.`,
    { file },
  );
}

/** The file was made by a newer program: `what` this one does not know. */
export function newerBackup(file: string, what: string): BackupRefused {
  return new BackupRefused(
    'BACKUP_NEWER',
    `Tệp "${file}" do một bản Tại Chỗ mới hơn tạo ra (bản này không biết "${what}"). Hãy phục hồi bằng bản mới đó.`,
    `The file "${file}" was made by a newer release (this one does not know "${what}"). Restore it with that release.`,
    { file, unknown: what },
  );
}
