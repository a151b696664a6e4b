import { chown, readFile, rename, writeFile } from 'node:fs/promises';
import { totalmem } from 'node:os';
import path from 'node:path';
import { damaged, type Cluster } from './cluster.ts';

const MiB = 1024 * 1024;
/** In the data folder: ours alone, written anew at each start, so that older folders get new settings too. */
const FILE = 'taicho.conf';

/**
 * Settings of an embedded server: many short commits of one engine and few reports, on a machine that they share with the engine.
 * An operator's own lines, below the include in postgresql.conf or by ALTER SYSTEM, win over them.
 */
export function serverSettings(memoryMb: number): Record<string, string> {
  return {
    // an acknowledged command is on disk: whoever turns one of these off loses commands when power fails
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    max_connections: '200',
    shared_buffers: `${Math.min(1024, Math.max(128, Math.round(memoryMb / 4)))}MB`,
    // a hint for the planner, not memory that is taken: the system's cache, beside the engine's share
    effective_cache_size: `${Math.max(256, Math.round(memoryMb / 2))}MB`,
    // checkpoints few and spread out: each makes every page be logged whole once more
    max_wal_size: '4GB',
    min_wal_size: '512MB',
    checkpoint_timeout: '15min',
    checkpoint_completion_target: '0.9',
    // the only method of every build is pglz: with it 1,000,000 open dossiers cost 31 % of the rate of few, without it 11 % (ADR 0030)
    wal_compression: 'off',
    // compiling a plan takes longer than any statement of ours
    jit: 'off',
    random_page_cost: '1.1',
    // workers of one report would take the cores from the commits, and their shared memory is what containers (64 MB of /dev/shm) lack
    max_parallel_workers_per_gather: '0',
    // rows of open dossiers and steps are updated all the time: clean little and often
    autovacuum_naptime: '15s',
    autovacuum_vacuum_scale_factor: '0.05',
    autovacuum_analyze_scale_factor: '0.05',
    autovacuum_vacuum_insert_scale_factor: '0.1',
    autovacuum_vacuum_cost_limit: '1000',
    // ours is never idle inside a transaction; one that hangs there would hold the feed and the clean-up back for everybody
    idle_in_transaction_session_timeout: '60s',
    // a statement of a killed process ends soon and frees its locks; Windows cannot tell, and refuses to start with it
    ...(process.platform !== 'win32' && { client_connection_check_interval: '2s' }),
    timezone: 'UTC',
    log_timezone: 'UTC',
    // the texts of failed statements, their values and their parameters may hold personal data: none reach the log
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_parameter_max_length: '0',
    log_min_duration_statement: '5s',
    log_checkpoints: 'off',
  };
}

/** What the machine, or the container if it is limited, has, in MB. */
export function memoryMb(): number {
  return Math.min(totalmem(), process.constrainedMemory() || Infinity) / MiB;
}

/**
 * Sees to it that the data folder has our settings of this release: its own file, included once at the end of postgresql.conf.
 * An operator who comments the include out keeps it out.
 */
export async function writeSettings({ folder, data, user }: Cluster): Promise<void> {
  const lines = Object.entries(serverSettings(memoryMb())).map(([name, value]) => `${name} = '${value}'`);
  const text = ['# Written at each start. Change settings in postgresql.conf, below the include.', ...lines, ''].join('\n');
  if ((await readFile(path.join(data, FILE), 'utf8').catch(() => '')) !== text) await replace(path.join(data, FILE), text, user);

  const main = path.join(data, 'postgresql.conf');
  const known = await readFile(main, 'utf8').catch(() => Promise.reject(damaged(folder, 'data/postgresql.conf')));
  if (known.includes(FILE)) return;
  const include = `\n# settings of this program; lines below this one win over them\ninclude_if_exists = '${FILE}'\n`;
  await replace(main, known.trimEnd() + '\n' + include, user);
}

/** Written beside its place and renamed: a server, or a start that is killed, never leaves half a file. */
async function replace(file: string, text: string, user: Cluster['user']): Promise<void> {
  await writeFile(`${file}.new`, text, { mode: 0o600 });
  if (user !== null) await chown(`${file}.new`, user.uid, user.gid);
  await rename(`${file}.new`, file);
}
