/** An engine on a database of its own: one embedded server for all test files, a fresh database for each engine. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../engine/runtime/embedded-postgres.ts';
import { openEngine, type Engine, type EngineOptions } from '../../engine/runtime/index.ts';
import { endWithTheRun } from './one-server.ts';

export interface TestServer {
  readonly connectionString: string;
  /** A connection string of a new empty database. */
  freshDatabase(): Promise<string>;
  /** An engine; closed with the server at the latest. */
  open(connectionString: string, options?: EngineOptions): Promise<Engine>;
  stop(): Promise<void>;
}

/** The embedded server of this run of mocha, or the one that TEST_DATABASE_URL names; what was made in it (databases `taicho_test_…`) is dropped at the end. */
export async function startTestServer(): Promise<TestServer> {
  const { connectionString, stop } = await (process.env.TEST_DATABASE_URL ? namedServer(process.env.TEST_DATABASE_URL) : sharedServer());
  const file = ++files;
  const engines: Engine[] = [];
  const databases: string[] = [];
  const administer = async (text: string) => {
    const client = new pg.Client({ connectionString });
    await client.connect();
    await client.query(text).finally(() => client.end());
  };
  return {
    connectionString,
    async freshDatabase() {
      const name = `taicho_test_${process.pid}_${file}_${databases.length + 1}`;
      await administer(`create database ${name}`);
      databases.push(name);
      const address = new URL(connectionString);
      address.pathname = `/${name}`;
      return address.href;
    },
    async open(connectionString, options = {}) {
      const engine = await openEngine({ connectionString, log: () => undefined, ...options });
      engines.push(engine);
      return engine;
    },
    async stop() {
      for (const engine of engines) await engine.close();
      for (const name of databases) await administer(`drop database ${name} with (force)`);
      await stop();
    },
  };
}

async function namedServer(connectionString: string) {
  return { connectionString, stop: async () => undefined };
}

let files = 0;
let shared: ReturnType<typeof embeddedServer> | undefined;

/** To make a server and to shut it down again costs seconds: files of a run share one. */
async function sharedServer() {
  if (shared) return { connectionString: (await shared).connectionString, stop: async () => undefined };
  const own = embeddedServer();
  if (!endWithTheRun(async () => (await own).stop())) return own;
  shared = own;
  return { connectionString: (await own).connectionString, stop: async () => undefined };
}

async function embeddedServer() {
  const folder = await mkdtemp(join(tmpdir(), 'taicho-engine-'));
  const postgres = await startEmbeddedPostgres(folder);
  return {
    connectionString: postgres.connectionString,
    async stop() {
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Rows of a query on a database, by a connection of its own. */
export async function rowsOf<T extends pg.QueryResultRow>(connectionString: string, text: string, values: unknown[] = []): Promise<T[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query<T>(text, values)).rows;
  } finally {
    await client.end();
  }
}

/** Waits until a look gives something, or the time (ms) is over. */
export async function eventually<T>(look: () => Promise<T | undefined | false>, withinMs = 20_000): Promise<T> {
  const until = performance.now() + withinMs;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (performance.now() > until) throw new Error(`nothing within ${withinMs} ms: ${look.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
