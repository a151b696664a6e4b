/** Empty databases for simulations: an embedded server in a folder of its own, one database migrated, the others copies of it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { migrate } from './migrate.ts';

export interface ScenarioDatabases {
  /** The connection string of an empty, migrated database; the one given before is dropped. */
  freshDatabase(): Promise<string>;
  /** Stops the server and removes its folder. */
  close(): Promise<void>;
}

const template = 'taicho_template';

export async function openScenarioDatabases(): Promise<ScenarioDatabases> {
  const folder = await mkdtemp(path.join(tmpdir(), 'taicho-scenarios-'));
  const server = await startEmbeddedPostgres(folder);
  const administrator = new pg.Client({ connectionString: server.connectionString });
  administrator.on('error', () => undefined);
  await administrator.connect();
  await administrator.query(`create database ${template}`);
  await migrate(addressOf(server.connectionString, template));
  let count = 0;
  return {
    async freshDatabase() {
      if (count > 0) await administrator.query(`drop database if exists scenario${count} with (force)`);
      await administrator.query(`create database scenario${++count} template ${template}`);
      return addressOf(server.connectionString, `scenario${count}`);
    },
    async close() {
      await administrator.end();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function addressOf(connectionString: string, database: string): string {
  const address = new URL(connectionString);
  address.pathname = `/${database}`;
  return address.href;
}
