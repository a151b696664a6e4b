/** Something is wrong: what the checks looked at is written to files, so that it can be looked at after the database is gone. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Evidence } from './evidence.ts';

const tables = ['history', 'dossiers', 'messages', 'flags', 'campaign.receivers', 'campaign.rounds', 'idempotency'];

/** One file a table in `out/faults-SEED`, a row a line as JSON, and the journals of the clients. */
export async function keepEvidence({ client, lines, feed }: Evidence, seed: number, say: (text: string) => void): Promise<void> {
  const folder = join('out', `faults-${seed}`);
  mkdirSync(folder, { recursive: true });
  const keep = (name: string, rows: readonly unknown[]) =>
    writeFileSync(join(folder, `${name}.jsonl`), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  for (const table of tables) keep(table, (await client.query<object>(`select * from ${table}`)).rows);
  keep('journals', lines);
  keep('feed', feed);
  say(`evidence is kept in ${folder}`);
}
