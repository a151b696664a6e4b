import { migrate } from '../../engine/runtime/migrate.ts';
import { schemaText } from '../../engine/runtime/schema-text.ts';
import { startTestServer } from './database.ts';

/** What migrations/schema.sql must say: the tables of a database that had every migration and nothing else. */
export async function freshSchema(): Promise<string> {
  const server = await startTestServer();
  try {
    const database = await server.newDatabase();
    await migrate(database);
    return `-- Written by "npm run schema" from the migrations, to be read and compared; do not edit.\n\n${await schemaText(database)}`;
  } finally {
    await server.stop();
  }
}
