import { spawn } from 'node:child_process';
import { chown, mkdir, mkdtemp, open, readFile, readdir, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { unsupportedPlatform, type Binaries } from './binaries.ts';
import { damaged, newKeys, ROLE, serverEnvironment, writeKeys, type Cluster } from './cluster.ts';
import { DatabaseUnavailable } from './database-unavailable.ts';
import { giveTo } from './os-user.ts';
import { serverRefusal } from './server-refusal.ts';

/**
 * Sees to it that the data folder exists, belongs to PostgreSQL's user and is of this major version. Call it with the folder's lock held.
 *
 * A new one is made beside its place and renamed when it is whole: whatever kills us, `data` is complete or absent.
 */
export async function ensureDataFolder(cluster: Cluster, binaries: Binaries): Promise<void> {
  await removeDrafts(cluster.folder);
  if (await emptyOrAbsent(cluster.data)) await initialise(cluster, binaries);
  const version = await readFile(path.join(cluster.data, 'PG_VERSION'), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EACCES' || error.code === 'EPERM') throw error;
    return '';
  });
  if (version === '') throw damaged(cluster.folder, 'data/PG_VERSION');
  if (version.trim() !== String(binaries.major)) throw otherMajorVersion(cluster.folder, version.trim(), binaries.major);
  await giveTo(cluster.user, cluster.data);
}

async function initialise(cluster: Cluster, binaries: Binaries): Promise<void> {
  const draft = await mkdtemp(path.join(cluster.folder, 'initialising-'));
  try {
    const keys = newKeys();
    const passwordFile = path.join(draft, 'password');
    await writeFile(passwordFile, keys.secret, { mode: 0o600 });
    await mkdir(path.join(draft, 'data'), { mode: 0o700 });
    if (cluster.user !== null)
      for (const place of [passwordFile, path.join(draft, 'data'), draft]) await chown(place, cluster.user.uid, cluster.user.gid);
    await runInitdb(cluster, binaries, draft);
    await writeKeys(path.join(draft, 'data'), keys);
    // rename replaces an empty folder on POSIX only
    await rmdir(cluster.data).catch(() => undefined);
    await rename(path.join(draft, 'data'), cluster.data);
    await syncFolder(cluster.folder);
  } finally {
    await removeDraft(draft);
  }
}

/**
 * initdb in UTF-8 with the built-in C.UTF-8 collation: it needs no locale of the machine and never changes with a library, so no index
 * goes wrong; `vi-x-icu` is there for what people read.
 */
async function runInitdb(cluster: Cluster, binaries: Binaries, draft: string): Promise<void> {
  const cwd = path.join(draft, 'data');
  const data = cluster.throughCwd ? '/proc/self/cwd' : cwd;
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const access = [`--username=${ROLE}`, `--pwfile=${data}/../password`, '--auth=scram-sha-256'];
  const child = spawn(binaries.initdb, [`--pgdata=${data}`, ...access, ...locale, '--no-instructions'], {
    ...(cluster.user ?? {}),
    cwd,
    env: serverEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', (error) => reject(notRunnable(error, binaries)));
    child.once('close', resolve);
  });
  if (code !== 0) throw serverRefusal(cluster.folder, output);
}

/** A program that is there but "does not exist" lacks its loader: a musl system. Others: as spawn says. */
export function notRunnable(error: NodeJS.ErrnoException, binaries: Binaries): Error {
  if (error.code === 'ENOENT') return unsupportedPlatform(`${process.platform} ${process.arch}, musl?`);
  return serverRefusal(binaries.home, error.message);
}

async function emptyOrAbsent(folder: string): Promise<boolean> {
  try {
    return (await readdir(folder)).length === 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return true;
    throw error;
  }
}

/** What a start that was killed half-way left behind. */
async function removeDrafts(folder: string): Promise<void> {
  for (const name of await readdir(folder))
    if (name.startsWith('initialising-') && (await stat(path.join(folder, name))).isDirectory()) await removeDraft(path.join(folder, name));
}

/** An initdb that lost its parent may still write there for a moment; what is left then, the next start removes. */
async function removeDraft(draft: string): Promise<void> {
  await rm(draft, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 }).catch(() => undefined);
}

/** Makes a rename durable; Windows cannot open folders and does not need it. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

function otherMajorVersion(folder: string, found: string, ours: number): DatabaseUnavailable {
  return new DatabaseUnavailable(
    'OTHER_MAJOR_VERSION',
    `Dữ liệu trong ${folder} thuộc PostgreSQL ${found}, còn bản kèm theo là ${ours}. Hãy dùng bản Tại Chỗ cũ chạy "npx taicho backup TỆP", đổi tên thư mục cũ, rồi dùng bản này chạy "npx taicho restore TỆP".`,
    `The data in ${folder} is of PostgreSQL ${found}, the shipped one is ${ours}. With the old release run "npx taicho backup FILE", rename the old folder, then with this one run "npx taicho restore FILE".`,
    { folder, found, ours },
  );
}
