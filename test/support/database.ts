/** One embedded server for a test file, and fresh databases in it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../engine/runtime/embedded-postgres.ts';

export interface TestServer {
  readonly folder: string;
  readonly connectionString: string;
  /** A new empty database; its connection string. */
  newDatabase(options?: string): Promise<string>;
  stop(): Promise<void>;
}

export async function startTestServer(): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), 'taicho-test-'));
  const server = await startEmbeddedPostgres(folder);
  let count = 0;
  return {
    folder,
    connectionString: server.connectionString,
    async newDatabase(options = '') {
      const name = `test_${++count}`;
      await withClient(server.connectionString, (client) => client.query(`create database ${name} ${options}`));
      const address = new URL(server.connectionString);
      address.pathname = `/${name}`;
      return address.href;
    },
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Runs `work` on a connection of its own. */
export async function withClient<T>(connectionString: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(connectionString);
  client.on('error', () => undefined);
  await client.connect();
  return work(client).finally(() => client.end().catch(() => undefined));
}

/** The rows of one statement on a connection of its own. */
export async function rowsOf<Row extends pg.QueryResultRow>(connectionString: string, sql: string, values: unknown[] = []): Promise<Row[]> {
  return withClient(connectionString, async (client) => (await client.query<Row>(sql, values)).rows);
}
