import { randomBytes } from 'node:crypto';
import { open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseUnavailable } from './database-unavailable.ts';
import type { OsUser } from './os-user.ts';

/** Superuser and database of every embedded server. */
export const ROLE = 'taicho';
export const DATABASE = 'taicho';

/** What is kept in data/taicho.json, mode 0600: the role's password, and the port of the last start (0: none yet). */
export interface Keys {
  secret: string;
  port: number;
}

/** One folder with its server: programs, user, and where things lie. */
export interface Cluster {
  folder: string;
  data: string;
  log: string;
  /** null: PostgreSQL runs as ourselves. */
  user: OsUser | null;
  /** The user cannot come to the folder by its path (root's home, a private mktemp -d): the server is told /proc/self/cwd instead. */
  throughCwd: boolean;
}

export const newKeys = (): Keys => ({ secret: randomBytes(24).toString('base64url'), port: 0 });

/** The keys of a data folder; FOLDER_DAMAGED without them, for nobody could log in. */
export async function readKeys({ data, folder }: Cluster): Promise<Keys> {
  try {
    const keys = JSON.parse(await readFile(path.join(data, 'taicho.json'), 'utf8')) as Partial<Keys>;
    if (typeof keys.secret === 'string' && typeof keys.port === 'number') return { secret: keys.secret, port: keys.port };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EACCES' || code === 'EPERM') throw error;
  }
  throw damaged(folder, 'data/taicho.json');
}

/** Replaces the keys as a whole: a reader sees the old or the new ones. */
export async function writeKeys(data: string, keys: Keys): Promise<void> {
  const draft = path.join(data, `taicho.json.${randomBytes(6).toString('hex')}`);
  try {
    const file = await open(draft, 'wx', 0o600);
    try {
      await writeFile(file, `${JSON.stringify(keys)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path.join(data, 'taicho.json'));
  } finally {
    await rm(draft, { force: true });
  }
}

export function connectionStringOf({ secret, port }: Keys, database: string = DATABASE): string {
  return `postgres://${ROLE}:${secret}@127.0.0.1:${port}/${database}`;
}

/** Something in the data folder is not as we left it. */
export function damaged(folder: string, what: string): DatabaseUnavailable {
  return new DatabaseUnavailable(
    'FOLDER_DAMAGED',
    `Thư mục dữ liệu ${folder} thiếu hoặc hỏng ${what}; chương trình không đụng vào. Hãy chép lại từ bản sao lưu, hoặc chọn thư mục khác rồi chạy: npx taicho restore TỆP.`,
    `In the data folder ${folder}, ${what} is missing or damaged; nothing was touched. Copy it back from a backup, or choose another folder and run: npx taicho restore FILE.`,
    { folder, what },
  );
}

/** The environment of PostgreSQL's programs: none of ours, so that PGPORT, PGOPTIONS or a locale of the machine change nothing. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'SystemRoot', 'TEMP', 'TMP'].filter((name) => process.env[name] !== undefined);
  return { ...Object.fromEntries(kept.map((name) => [name, process.env[name]])), LC_ALL: 'C', PGTZ: 'UTC' };
}
