/** The PostgreSQL of the campaign: killed in several ways and started again, its disk filled and freed. */
import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, statfsSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../engine/runtime/embedded-postgres.ts';

/** How a server is ended: its first process alone, one session (whereupon it ends all others and recovers), all at once, or in order. */
export const crashes = ['postmaster', 'session', 'everything', 'immediate', 'fast'] as const;
export type Crash = (typeof crashes)[number];

export interface CampaignServer {
  readonly connectionString: string;
  /** Whether the data lie on a small disk of their own, which can be filled. */
  readonly hasOwnDisk: boolean;
  /** Ends the server and returns when a server takes connections again. */
  crash(how: Crash): Promise<void>;
  /** Fills the disk for so long, frees it, and starts the server again if it could not bear it: true if it had to. */
  fillDisk(ms: number): Promise<boolean>;
  /** A statement on a connection of its own, tried again until the database is there. */
  query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
  /** Stops the server; whether any process of it is left. */
  stop(): Promise<boolean>;
  remove(): void;
}

/** Small enough to fill, large enough for the campaign, in MB. */
const diskMb = 1_536;
/** Recovery after a crash replays what was written since the last checkpoint: many small ones keep it short. */
const settings = { checkpoint_timeout: '30s', max_wal_size: '192MB', min_wal_size: '64MB' };

export async function startCampaignServer(): Promise<CampaignServer> {
  const folder = mkdtempSync(join(tmpdir(), 'taicho-faults-'));
  const hasOwnDisk = mounted(folder);
  const place = join(folder, 'database');
  const handles: EmbeddedPostgres[] = [await startEmbeddedPostgres(place)];
  const { connectionString } = handles[0]!;
  const port = Number(new URL(connectionString).port);
  const ballast = join(folder, 'ballast');

  const query = async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> => {
    for (let tries = 1; ; tries++) {
      const client = new pg.Client({ connectionString, application_name: 'campaign', connectionTimeoutMillis: 5_000 });
      client.on('error', () => undefined);
      try {
        await client.connect();
        return (await client.query<Row>(text, values)).rows;
      } catch (error) {
        if (tries === 600) throw error;
        await sleep(100);
      } finally {
        await client.end().catch(() => undefined);
      }
    }
  };
  const postmaster = () => Number(readFileSync(join(place, 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);
  const startAgain = async () => {
    for (let tries = 1; ; tries++)
      try {
        handles.push(await startEmbeddedPostgres(place, { port }));
        return;
      } catch (error) {
        if (tries === 20) throw error;
        await sleep(250);
      }
  };

  const stop = async () => {
    const pid = postmaster();
    for (const handle of handles) await handle.stop();
    return runs(pid) || childrenOf(pid).length > 0;
  };
  let stopping: Promise<boolean> | undefined;

  for (const [name, value] of Object.entries(settings)) await query(`alter system set ${name} = '${value}'`);
  await query('select pg_reload_conf()');

  return {
    connectionString,
    hasOwnDisk,
    query,
    async crash(how) {
      const pid = postmaster();
      if (how === 'session') {
        const [session] = await query<{ pid: number }>(
          `select pid from pg_stat_activity where backend_type = 'client backend' and application_name like 'taicho %' order by state <> 'active', random() limit 1`,
        );
        if (session) signal(session.pid, 'SIGKILL');
      } else if (how === 'everything') for (const each of [pid, ...childrenOf(pid)]) signal(each, 'SIGKILL');
      else signal(pid, how === 'postmaster' ? 'SIGKILL' : how === 'fast' ? 'SIGINT' : 'SIGQUIT');
      if (how !== 'session') {
        await until(() => !runs(pid));
        await startAgain();
      }
      await query('select 1');
    },
    async fillDisk(ms) {
      const pid = postmaster();
      fill(folder, ballast);
      await sleep(ms);
      rmSync(ballast, { force: true });
      // a server that could not write its log has ended, or is about to
      await sleep(500);
      const ended = !runs(pid);
      if (ended) await startAgain();
      await query('select 1');
      return ended;
    },
    stop: () => (stopping ??= stop()),
    remove() {
      if (hasOwnDisk) execFileSync('umount', ['-l', folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A small file system of its own, where this machine lets us mount one. */
function mounted(folder: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${diskMb}m,mode=755`, 'tmpfs', folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** The large part by reservation, which takes no time, the rest by writing, until not even a page finds room. */
function fill(folder: string, file: string): void {
  const { bavail, bsize } = statfsSync(folder);
  // the server writes on meanwhile: what is free now may be less in a moment
  execFileSync('fallocate', ['-l', String(Math.max(1, Math.floor(bavail * 0.9)) * bsize), file]);
  const descriptor = openSync(file, 'a');
  try {
    for (let size = 4 * 1024 * 1024; size >= bsize; size /= 2)
      try {
        while (writeSync(descriptor, Buffer.alloc(size, 1)) === size);
      } catch {
        // no room for so much
      }
  } finally {
    closeSync(descriptor);
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // it has ended by itself
  }
}

/** Runs and was not only left uncollected. */
function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' && process.platform !== 'linux';
  }
}

function childrenOf(pid: number): number[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const [, parent] = readFileSync(`/proc/${name}/stat`, 'latin1').split(') ')[1]!.split(' ');
      return Number(parent) === pid && statSync(`/proc/${name}`).isDirectory() ? [Number(name)] : [];
    } catch {
      return [];
    }
  });
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(5);
}
