/** How long a program needs until its engine is open: from the start of the process, its imports included, with the PostgreSQL of its own folder. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { folderOnDisk } from '../durable/bench-server.ts';
import { median, rounded } from '../durable/statistics.ts';
import type { EngineRow } from '../engine-row.ts';

const program = fileURLToPath(new URL('../durable/start-process.ts', import.meta.url));

export const start: EngineRow = {
  name: 'start',
  async measure(_server, { start: { rounds } }) {
    const first: number[] = [];
    const next: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const folder = await folderOnDisk();
      try {
        first.push(await openMs(folder));
        next.push(await openMs(folder));
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    }
    const firstMs = rounded(median(first), 0);
    const nextMs = rounded(median(next), 0);
    return {
      json: { start: { ms: firstMs, firstMs, nextMs } },
      lines: [
        { name: 'first start', value: `${firstMs} ms`, unit: 'process, imports, new database, migrations', goal: '≤ 5,000 ms' },
        { name: 'next start', value: `${nextMs} ms`, unit: 'process, imports, database there', goal: '≤ 2,000 ms' },
      ],
    };
  },
};

/** Milliseconds until `openEngine` has resolved in a new process, which is gone then. */
async function openMs(folder: string): Promise<number> {
  const begun = performance.now();
  const child = fork(program, [folder], { execArgv: ['--import', 'tsx'], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const gone = once(child, 'exit');
  const [word] = (await Promise.race([once(child, 'message'), gone])) as [unknown];
  const elapsed = performance.now() - begun;
  if (word !== 'open') throw new Error(`the program ended with ${String(word)} before its engine was open`);
  child.send('heard');
  const [code] = (await gone) as [number | null];
  if (code !== 0) throw new Error(`the program ended with ${code}`);
  return elapsed;
}
