/** The PostgreSQL of the benchmark: embedded, with the engine's own settings, on a disk, gone afterwards. */
import { mkdtemp, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../../engine/runtime/embedded-postgres.ts';

export interface BenchServer {
  /** An empty database; its connection string. */
  newDatabase(): Promise<string>;
  /** Ends what is left of it: no later row pays for its clean-up. */
  dropDatabase(connectionString: string): Promise<void>;
  /** Ends the server and removes its folder. May be called again. */
  stop(): Promise<void>;
}

/** `f_type` of a file system in memory (statfs(2)): a commit there costs no flush. */
const inMemory = new Set([0x01021994, 0x858458f6]);

/** A new folder that lies on a disk. */
export async function folderOnDisk(): Promise<string> {
  for (const place of [tmpdir(), '/var/tmp', process.cwd()]) {
    const kind = await statfs(place).then(
      ({ type }) => type,
      () => undefined,
    );
    if (kind !== undefined && !inMemory.has(kind)) return mkdtemp(join(place, 'taicho-bench-'));
  }
  throw new Error('no folder on a disk: tmpdir, /var/tmp and the working folder are in memory');
}

export async function startBenchServer(): Promise<BenchServer> {
  const folder = await folderOnDisk();
  const postgres = await startEmbeddedPostgres(folder);
  const administer = (text: string) => withClient(postgres.connectionString, (client) => client.query(text));
  let databases = 0;
  let stopping: Promise<void> | undefined;
  return {
    async newDatabase() {
      const name = `bench${++databases}`;
      await administer(`create database ${name}`);
      const address = new URL(postgres.connectionString);
      address.pathname = `/${name}`;
      return address.href;
    },
    async dropDatabase(connectionString) {
      await administer(`drop database ${new URL(connectionString).pathname.slice(1)} with (force)`);
      await administer('checkpoint');
    },
    stop: () => (stopping ??= postgres.stop().then(() => rm(folder, { recursive: true, force: true }))),
  };
}

/** Runs `work` on a connection of its own. */
export async function withClient<T>(connectionString: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString });
  client.on('error', () => undefined);
  await client.connect();
  return work(client).finally(() => client.end());
}
