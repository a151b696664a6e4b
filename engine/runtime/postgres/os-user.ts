import { execFile } from 'node:child_process';
import { chmod, chown, readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { DatabaseUnavailable } from './database-unavailable.ts';

/** The operating-system user that PostgreSQL runs as when we are root. */
export interface OsUser {
  uid: number;
  gid: number;
}

/** Users that may run PostgreSQL for root, best first. */
const CANDIDATES = ['postgres', 'nobody'];

/**
 * PostgreSQL refuses to run as root: the owner of an existing data folder, else `postgres`, else `nobody`. Null when we are not root
 * (then it runs as ourselves). NO_OS_USER if there is none.
 */
export async function osUserFor(dataFolder: string): Promise<OsUser | null> {
  if (process.geteuid?.() !== 0) return null;
  const owner = await stat(dataFolder).catch(() => null);
  if (owner !== null && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const accounts = (await readFile('/etc/passwd', 'utf8').catch(() => '')).split('\n').map((line) => line.split(':'));
  for (const name of CANDIDATES) {
    const account = accounts.find(([login]) => login === name);
    const [uid, gid] = [Number(account?.[2]), Number(account?.[3])];
    if (uid > 0 && gid > 0) return { uid, gid };
  }
  throw new DatabaseUnavailable(
    'NO_OS_USER',
    'PostgreSQL không chạy dưới quyền root và máy không có người dùng postgres hay nobody. Hãy chạy chương trình bằng người dùng thường, tạo người dùng (useradd --system postgres), hoặc đặt DATABASE_URL.',
    'PostgreSQL refuses to run as root, and there is no user postgres or nobody. Run the program as an ordinary user, create one (useradd --system postgres), or set DATABASE_URL.',
  );
}

/** Makes a data folder the user's own with the mode PostgreSQL demands; also after root copied it back from a backup. */
export async function giveTo(user: OsUser | null, folder: string): Promise<void> {
  if (user !== null && (await stat(folder)).uid !== user.uid) {
    // one entry for a new folder; a folder restored by root has thousands
    await chown(folder, user.uid, user.gid);
    await promisify(execFile)('chown', ['-R', `${user.uid}:${user.gid}`, folder]);
  }
  if (process.platform !== 'win32') await chmod(folder, 0o700);
}

/** Whether the user can reach and read `target` by its path, judged by the permission bits on the way to it. */
export async function canReach(user: OsUser, target: string): Promise<boolean> {
  const real = await realpath(target);
  for (let place = real; ; place = path.dirname(place)) {
    const { mode, uid, gid } = await stat(place);
    const shift = uid === user.uid ? 6 : gid === user.gid ? 3 : 0;
    const needed = place === real ? 0o5 : 0o1;
    if (((mode >> shift) & needed) !== needed) return false;
    if (place === path.dirname(place)) return true;
  }
}
