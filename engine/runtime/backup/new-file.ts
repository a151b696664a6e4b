import { createWriteStream } from 'node:fs';
import { link, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { isRunning } from '../postgres/processes.ts';
import { BackupRefused } from './backup-refused.ts';

/** Of rows as ours, level 3 writes 9.0 % at 300 MB a second and the usual 6 writes 8.5 % at 180: the engine beside us needs the processor. */
const GZIP_LEVEL = 3;

export interface NewFileOptions {
  /** Replace a file that is there. */
  readonly force?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Writes `bytes`, compressed, to a new file that only its owner may read. It lies beside its place (FILE.PID.part) until it is whole and on
 * disk; whatever fails or kills us, FILE is whole or as it was. Gives back its size.
 */
export async function writeNewFile(file: string, bytes: AsyncIterable<Buffer>, { force = false, signal }: NewFileOptions): Promise<number> {
  if (!force && (await stat(file).catch(() => null)) !== null) throw exists(file);
  if ((await stat(file).catch(() => null))?.isDirectory()) throw notWritten(file, 'EISDIR');
  await removeAbandoned(file);
  const part = `${file}.${process.pid}.part`;
  const target = createWriteStream(part, { flags: 'wx', mode: 0o600, flush: true });
  let failure: unknown;
  async function* watched(): AsyncGenerator<Buffer> {
    try {
      yield* bytes;
    } catch (error) {
      failure = error;
      throw error;
    }
  }
  try {
    await pipeline(watched(), createGzip({ level: GZIP_LEVEL }), target, { signal });
    const { size } = await stat(part);
    await putInPlace(part, file, force);
    return size;
  } catch (error) {
    const { code = '', syscall } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw exists(file);
    await rm(part, { force: true }).catch(() => undefined);
    // the source's own trouble, a cut connection for one, is not the file's
    if (error === failure || syscall === undefined) throw error;
    throw ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(code) ? diskFull(file, code) : notWritten(file, code);
  }
}

/** Parts that a killed backup left. */
async function removeAbandoned(file: string): Promise<void> {
  const folder = path.dirname(file);
  for (const name of await readdir(folder).catch((): string[] => [])) {
    if (!name.startsWith(`${path.basename(file)}.`)) continue;
    const [, pid] = /\.(\d+)\.part$/.exec(name.slice(path.basename(file).length)) ?? [];
    if (pid !== undefined && !(await isRunning(Number(pid)))) await rm(path.join(folder, name), { force: true }).catch(() => undefined);
  }
}

/** A link fails where a file came meanwhile, a rename would replace it; file systems without links get the rename. */
async function putInPlace(part: string, file: string, force: boolean): Promise<void> {
  const linked =
    !force &&
    (await link(part, file).then(
      () => true,
      (error: NodeJS.ErrnoException) => (error.code === 'EEXIST' ? Promise.reject(exists(file)) : false),
    ));
  if (linked) await rm(part);
  else await rename(part, file);
  if (process.platform === 'win32') return;
  const folder = await open(path.dirname(file), 'r');
  await folder.sync().finally(() => folder.close());
}

function exists(file: string): BackupRefused {
  return new BackupRefused(
    'BACKUP_EXISTS',
    `Tệp "${file}" đã có; không ghi đè. Hãy chọn tên khác, hoặc thêm --force để thay thế.`,
    `The file "${file}" is there already and was not overwritten. Choose another name, or replace it with --force.`,
    { file },
  );
}

function notWritten(file: string, cause: string): BackupRefused {
  return new BackupRefused(
    'BACKUP_NOT_WRITTEN',
    `Không ghi được tệp "${file}" (${cause}). Hãy kiểm tra thư mục có tồn tại và có quyền ghi.`,
    `The file "${file}" cannot be written (${cause}). Check that its folder exists and may be written.`,
    { file, cause },
  );
}

function diskFull(file: string, cause: string): BackupRefused {
  return new BackupRefused(
    'BACKUP_DISK_FULL',
    `Ổ đĩa chứa "${file}" không đủ chỗ (${cause}); không để lại tệp dở dang. Hãy giải phóng dung lượng hoặc chọn nơi khác.`,
    `There is no room for "${file}" (${cause}); no half file was left. Free some space or choose another place.`,
    { file, cause },
  );
}
