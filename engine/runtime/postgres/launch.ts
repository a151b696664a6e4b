import { execFile, spawn } from 'node:child_process';
import { open, rename, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Binaries } from './binaries.ts';
import { readKeys, serverEnvironment, writeKeys, type Cluster } from './cluster.ts';
import { DatabaseUnavailable } from './database-unavailable.ts';
import { notRunnable } from './initialise.ts';
import { liveServer, readPostmasterFile } from './live-server.ts';
import { endOrphans } from './orphans.ts';
import { isRunning } from './processes.ts';
import { serverRefusal } from './server-refusal.ts';
import { writeSettings } from './settings.ts';

/** A log above this many bytes is put aside at the next start; one older log is kept. */
const LOG_LIMIT = 8 * 1024 * 1024;
const PORT_ATTEMPTS = 5;
/** Between two looks at a server that starts or stops, in ms. */
const LOOK_EVERY = 15;
/** Tried one after the other when the machine refuses the memory we ask for: a slow server is better than none. */
const MEMORY_LADDER = [{}, { shared_buffers: '128MB' }, { shared_buffers: '16MB', max_connections: 50, huge_pages: 'off' }];
/** After this time, in ms, sessions of a killed server that do not end when asked are ended. */
const ORPHANS_MAY_CLOSE = 3_000;
/** A fast shutdown that takes longer (ms) is cut short: nothing is lost, the next start recovers from the log. */
const FAST_SHUTDOWN = 30_000;

/**
 * Starts the server of the folder and returns once it takes connections, or has ended because another one is there (false: look again).
 *
 * It is told nothing by our terminal and keeps none of our pipes: own session, closed stdin, output to server.log. So it outlives us
 * when we are killed, and Ctrl-C lets us end in order. A port given by the caller is used or refused; else the last one if free, or any.
 */
export async function launch(cluster: Cluster, binaries: Binaries, given: number | undefined, until: number): Promise<boolean> {
  const keys = await readKeys(cluster);
  await writeSettings(cluster);
  const began = performance.now();
  let rung = 0;
  for (let attempt = 1; ; attempt++) {
    const port = given ?? (await freePort(attempt === 1 ? keys.port : 0));
    const output = await run(cluster, binaries, { port, ...MEMORY_LADDER[rung] }, until);
    if (output === null) {
      if (port !== keys.port) await writeKeys(cluster.data, { ...keys, port });
      return true;
    }
    if (/lock file "postmaster\.pid" already exists/.test(output)) return false;
    if (/pre-existing shared memory block|is still in use/.test(output) && performance.now() < until) {
      await endOrphans(cluster.data, performance.now() - began < ORPHANS_MAY_CLOSE ? 'SIGQUIT' : 'SIGKILL');
      await sleep(LOOK_EVERY * 5);
      attempt--;
      continue;
    }
    if (/FATAL: {2}could not map anonymous shared memory/.test(output) && rung < MEMORY_LADDER.length - 1) {
      rung++;
      attempt--;
      continue;
    }
    const taken = /could not (?:bind|create any TCP\/IP sockets)/.test(output);
    if (taken && given !== undefined) throw portTaken(given);
    if (!taken || attempt >= PORT_ATTEMPTS) throw serverRefusal(cluster.folder, output);
  }
}

/** One attempt: null when the server is ready (or starts so slowly that `until` has passed), else what it wrote before it ended. */
async function run(cluster: Cluster, binaries: Binaries, settings: object, until: number): Promise<string | null> {
  if (((await stat(cluster.log).catch(() => null))?.size ?? 0) > LOG_LIMIT) await rename(cluster.log, `${cluster.log}.1`);
  const log = await open(cluster.log, 'a+', 0o600);
  try {
    const { size } = await log.stat();
    const child = spawn(binaries.postgres, serverArguments(cluster, settings), {
      ...(cluster.user ?? {}),
      cwd: cluster.data,
      env: serverEnvironment(),
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
      windowsHide: true,
    });
    let ended = false;
    let failure: Error | null = null;
    child.once('error', (error) => ([failure, ended] = [notRunnable(error, binaries), true]));
    child.once('exit', () => (ended = true));
    child.unref();
    while (!ended && performance.now() < until) {
      const file = await readPostmasterFile(cluster);
      if (file !== null && file.pid === child.pid && file.status === 'ready') return null;
      await sleep(LOOK_EVERY);
    }
    if (failure !== null) throw failure;
    if (!ended) return null;
    const { buffer, bytesRead } = await log.read({ buffer: Buffer.alloc(64 * 1024), position: size });
    return buffer.toString('utf8', 0, bytesRead) || ' ';
  } finally {
    await log.close();
  }
}

/** What must hold whatever postgresql.conf says: this machine only, no socket files, the port we tell people. */
function serverArguments(cluster: Cluster, settings: object): string[] {
  const musts = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    logging_collector: 'off',
    log_destination: 'stderr',
    ...settings,
  };
  const data = cluster.throughCwd ? '/proc/self/cwd' : cluster.data;
  return ['-D', data, ...Object.entries(musts).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

/** `wanted` if it is free on 127.0.0.1, else any free port. */
async function freePort(wanted: number): Promise<number> {
  const server = createServer();
  const port = await new Promise<number>((resolve) => {
    server.once('error', () => resolve(0));
    server.listen({ port: wanted, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
  if (port !== 0) return port;
  if (wanted !== 0) return freePort(0);
  throw portTaken(0);
}

function portTaken(port: number): DatabaseUnavailable {
  const [vietnamese, english] =
    port === 0 ? ['Không còn cổng nào trống', 'No port is free'] : [`Cổng ${port} đã có chương trình khác dùng`, `Port ${port} is taken`];
  return new DatabaseUnavailable(
    'PORT_TAKEN',
    `${vietnamese} trên 127.0.0.1. Hãy chọn cổng khác, hoặc bỏ trống để chương trình tự chọn.`,
    `${english} on 127.0.0.1. Choose another port, or none to have one chosen.`,
    { port },
  );
}

/** A fast shutdown of the folder's server: open transactions are rolled back, everything committed is on disk. Returns when it is gone. */
export async function shutDown(cluster: Cluster, binaries: Binaries): Promise<void> {
  const server = await liveServer(cluster);
  if (server === null) return;
  const { pid } = server;
  await send(cluster, binaries, pid, 'fast');
  if (await gone(pid, FAST_SHUTDOWN)) return;
  await send(cluster, binaries, pid, 'immediate');
  if (await gone(pid, FAST_SHUTDOWN)) return;
  throw new DatabaseUnavailable(
    'STOP_TIMEOUT',
    `PostgreSQL (tiến trình ${pid}) không dừng. Dữ liệu đã ghi vẫn an toàn; hãy xem ${cluster.log} và kết thúc tiến trình đó.`,
    `PostgreSQL (process ${pid}) does not stop. What was committed is safe; read ${cluster.log} and end that process.`,
    { pid, folder: cluster.folder },
  );
}

async function send(cluster: Cluster, binaries: Binaries, pid: number, mode: 'fast' | 'immediate'): Promise<void> {
  if (process.platform === 'win32') {
    // Windows has no signals: pg_ctl speaks to the server's event instead
    await promisify(execFile)(binaries.pgCtl, ['stop', '-D', cluster.data, '-m', mode, '-W']).catch(() => undefined);
    return;
  }
  try {
    process.kill(pid, mode === 'fast' ? 'SIGINT' : 'SIGQUIT');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function gone(pid: number, ms: number): Promise<boolean> {
  const until = performance.now() + ms;
  while (await isRunning(pid)) {
    if (performance.now() > until) return false;
    await sleep(LOOK_EVERY);
  }
  return true;
}

/** Where the server of a folder writes. */
export const logOf = (folder: string): string => path.join(folder, 'server.log');
