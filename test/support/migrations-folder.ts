/** A folder of migrations made up for a test, loaded as the program's own are. */
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface MadeUpMigration {
  readonly up: string;
  /** False: knex runs it outside a transaction. */
  readonly transaction?: boolean;
}

/** Writes `NAME.ts` for each name and gives back the folder; the caller removes it. */
export async function migrationsFolder(migrations: Readonly<Record<string, string | MadeUpMigration>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'taicho-migrations-'));
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  for (const [name, migration] of Object.entries(migrations)) {
    const { up, transaction = true } = typeof migration === 'string' ? { up: migration } : migration;
    const lines = [
      `export const config = { transaction: ${transaction} };`,
      `export const up = (knex) => knex.raw(${JSON.stringify(up)});`,
      'export const down = () => Promise.reject(new Error("never"));',
    ];
    await writeFile(join(folder, `${name}.ts`), lines.join('\n'));
  }
  return folder;
}
