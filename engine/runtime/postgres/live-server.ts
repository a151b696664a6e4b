import { chown, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { connectionStringOf, damaged, readKeys, type Cluster } from './cluster.ts';
import { DatabaseUnavailable } from './database-unavailable.ts';
import { answersSignals, commandLine, isRunning, worksIn } from './processes.ts';

/** Between two looks at a server that starts or stops, in ms. */
const LOOK_EVERY = 15;
/** How long a server may take to write its postmaster.pid, in ms: an empty one is of a server, or a machine, that lost power. */
const WRITES_WITHIN = 1_000;
/** Above every system's highest pid. */
const NO_PID = 2 ** 31 - 1;

/** What a server writes to postmaster.pid: its lines 1, 2, 4 and 8. */
export interface PostmasterFile {
  pid: number;
  dataFolder: string;
  port: number;
  status: string;
}

export async function readPostmasterFile({ data }: Cluster): Promise<PostmasterFile | null> {
  const text = await readFile(path.join(data, 'postmaster.pid'), 'utf8').catch(() => '');
  const lines = text.split('\n').map((line) => line.trim());
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return null;
  return { pid, dataFolder: lines[1] ?? '', port: Number(lines[3]), status: lines[7] ?? '' };
}

/**
 * The server that runs on this folder now, whoever started it, or null. A stale postmaster.pid whose pid now belongs to another program
 * (after a reboot, or in a new container) is disowned; one whose pid is free is left to PostgreSQL. Call it with the folder's lock held.
 */
export async function liveServer(cluster: Cluster): Promise<PostmasterFile | null> {
  const file = await readPostmasterFile(cluster);
  if (file === null) await removeEmptyFile(cluster);
  if (file === null || !answersSignals(file.pid)) return null;
  if ((await isRunning(file.pid)) && (await isPostgresOf(cluster, file))) return file;
  await disown(cluster);
  return null;
}

async function removeEmptyFile(cluster: Cluster): Promise<void> {
  const place = path.join(cluster.data, 'postmaster.pid');
  if ((await stat(place).catch(() => null)) === null) return;
  await sleep(WRITES_WITHIN);
  if ((await readPostmasterFile(cluster)) === null) await rm(place, { force: true });
}

async function isPostgresOf({ data }: Cluster, { pid, dataFolder }: PostmasterFile): Promise<boolean> {
  if (pid === process.pid) return false;
  const inFolder = await worksIn(pid, data);
  if (inFolder !== 'unknown') return inFolder;
  const command = await commandLine(pid);
  if (command !== null && !/postgres/.test(path.basename(command[0] ?? ''))) return false;
  // without sight of its working folder, a copied folder gives itself away by the path the server wrote down
  return dataFolder === '/proc/self/cwd' || (await realpath(dataFolder).catch(() => '')) === (await realpath(data));
}

/**
 * Makes a stale postmaster.pid one that PostgreSQL passes over by itself: a pid no system gives. Its other lines stay, so that PostgreSQL still
 * checks whether processes of the dead server use its shared memory; without the file it would start beside them and ruin the data.
 */
async function disown({ data, user }: Cluster): Promise<void> {
  const file = path.join(data, 'postmaster.pid');
  const draft = `${file}.stale`;
  const lines = (await readFile(file, 'utf8')).split('\n');
  await writeFile(draft, [String(NO_PID), ...lines.slice(1)].join('\n'), { mode: 0o600 });
  if (user !== null) await chown(draft, user.uid, user.gid);
  await rename(draft, file);
}

/**
 * Waits until the running server lets us in with the kept secret, and returns its connection string; null if it ended meanwhile.
 * START_TIMEOUT after `until` (performance.now()): it goes on with its recovery, the next start adopts it.
 */
export async function whenReady(cluster: Cluster, until: number): Promise<string | null> {
  for (;;) {
    const file = await readPostmasterFile(cluster);
    if (file === null || !(await isRunning(file.pid))) return null;
    if (file.status === 'ready') {
      const keys = { ...(await readKeys(cluster)), port: file.port };
      if (await letsUsIn(cluster.folder, connectionStringOf(keys, 'postgres'))) return connectionStringOf(keys);
    }
    if (performance.now() > until) throw stillStarting(cluster.folder, file.status);
    await sleep(LOOK_EVERY);
  }
}

async function letsUsIn(folder: string, connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5_000, application_name: 'taicho start' });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch (error) {
    // 28P01, 28000: a server of another folder on this port, or a changed password; waiting cures neither
    if (['28P01', '28000'].includes((error as { code?: string }).code ?? '')) throw damaged(folder, 'data/taicho.json');
    // 53300: full of connections, so it is up
    return (error as { code?: string }).code === '53300';
  } finally {
    await client.end().catch(() => undefined);
  }
}

function stillStarting(folder: string, status: string): DatabaseUnavailable {
  return new DatabaseUnavailable(
    'START_TIMEOUT',
    `PostgreSQL trong ${folder} chưa sẵn sàng (${status || 'đang khởi động'}), có thể đang phục hồi sau sự cố. Hãy đợi rồi chạy lại: lần sau chương trình dùng tiếp máy chủ này.`,
    `PostgreSQL in ${folder} is not ready yet (${status || 'starting'}), it may be recovering. Wait and start again: the next start uses this server.`,
    { folder, status },
  );
}
