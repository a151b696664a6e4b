import { randomBytes } from 'node:crypto';
import { mkdir, realpath, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { embeddedBinaries, type Binaries } from './postgres/binaries.ts';
import { connectionStringOf, DATABASE, readKeys, type Cluster } from './postgres/cluster.ts';
import { DatabaseUnavailable, fileSystemRefusal, folderNotWritable } from './postgres/database-unavailable.ts';
import { withFolderLock } from './postgres/folder-lock.ts';
import { ensureDataFolder } from './postgres/initialise.ts';
import { launch, logOf, shutDown } from './postgres/launch.ts';
import { liveServer, whenReady } from './postgres/live-server.ts';
import { canReach, osUserFor } from './postgres/os-user.ts';
import { bePresent } from './postgres/presence.ts';

export { connectionTo } from './postgres/connection-to.ts';
export { DatabaseUnavailable, type DatabaseUnavailableCode } from './postgres/database-unavailable.ts';

export interface EmbeddedPostgresOptions {
  /** A port of 127.0.0.1 for a server that is started; PORT_TAKEN if it is not free. Default: the last one if free, else any. An adopted server keeps its own. */
  port?: number;
  /** How long to wait for another starter, a recovery, or both, in ms. Default: one minute. */
  waitMs?: number;
}

export interface EmbeddedPostgres {
  connectionString: string;
  /** The server ran already: another process uses it, or its starter was killed. */
  adopted: boolean;
  /** Leaves the server; the last one to leave shuts it down, starter or not, and waits until it is gone. May be called again. */
  stop(): Promise<void>;
}

/**
 * A real PostgreSQL whose data lies in `folder`, started or, if it runs already, adopted. Any number of processes may call this at once:
 * one starts it, the others adopt it. Each holds one idle session; a process that is killed drops it, so the last `stop` always counts right.
 *
 * In `folder`: `data` (PostgreSQL's, with the secret in taicho.json), `server.log`, `lock.N`. Throws DatabaseUnavailable with the cure.
 */
export async function startEmbeddedPostgres(folder: string, options: EmbeddedPostgresOptions = {}): Promise<EmbeddedPostgres> {
  const waitMs = options.waitMs ?? 60_000;
  const root = await writableFolder(path.resolve(folder));
  const user = await osUserFor(path.join(root, 'data'));
  const binaries = await embeddedBinaries(user);
  const cluster: Cluster = {
    folder: root,
    data: path.join(root, 'data'),
    log: logOf(root),
    user,
    throughCwd: user !== null && process.platform === 'linux' && !(await canReach(user, root)),
  };
  const locked = <T>(work: () => Promise<T>) => withFolderLock(root, waitMs, work).catch((error) => Promise.reject(meaningOf(root, error)));

  const { adopted, connectionString, presence } = await locked(async () => {
    const server = await startOrAdopt(cluster, binaries, options.port, waitMs);
    await ensureDatabase(server.connectionString);
    return { ...server, presence: await bePresent(() => currentAddress(cluster)) };
  });

  let stopping: Promise<void> | undefined;
  return {
    connectionString,
    adopted,
    stop: () =>
      (stopping ??= locked(async () => {
        if (await presence.leave()) await shutDown(cluster, binaries);
      })),
  };
}

async function startOrAdopt(cluster: Cluster, binaries: Binaries, port: number | undefined, waitMs: number) {
  await ensureDataFolder(cluster, binaries);
  const until = performance.now() + waitMs;
  for (let adopted = true; ;) {
    if ((await liveServer(cluster)) !== null) {
      const connectionString = await whenReady(cluster, until);
      if (connectionString !== null) return { adopted, connectionString };
    }
    // it may be another's after all: a server started by hand, between our look and our launch
    adopted = !(await launch(cluster, binaries, port, until));
  }
}

/** Creates our database in a new server, or in one whose starter was killed before it could. */
async function ensureDatabase(connectionString: string): Promise<void> {
  const address = new URL(connectionString);
  address.pathname = '/postgres';
  const client = new pg.Client({ connectionString: address.href, application_name: 'taicho start' });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The address by the port of the last start: after a restart on another port, the presence follows. */
const currentAddress = async (cluster: Cluster) => connectionStringOf(await readKeys(cluster), 'postgres');

/** The folder by its real path, made if absent, and proven writable. */
async function writableFolder(folder: string): Promise<string> {
  try {
    await mkdir(folder, { recursive: true });
    const root = await realpath(folder);
    const probe = path.join(root, `taking.${process.pid}.${randomBytes(6).toString('hex')}`);
    await writeFile(probe, 'x');
    await rm(probe);
    return root;
  } catch (error) {
    throw fileSystemRefusal(folder, error);
  }
}

/** Errors of the file system below the folder, said in our words; all others unchanged. */
function meaningOf(folder: string, error: unknown): unknown {
  if (error instanceof DatabaseUnavailable) return error;
  const { path: place = '', code = '' } = error as NodeJS.ErrnoException;
  if (code === 'EACCES' || code === 'EPERM') return folderNotWritable(folder, code);
  return place.startsWith(folder) ? fileSystemRefusal(folder, error) : error;
}
