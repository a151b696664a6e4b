/** How long a program needs until its engine is open: from the start of the process, its imports included, with the PostgreSQL of its own folder. */
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { folderOnDisk } from '../durable/bench-server.ts';
import { median, rounded } from '../durable/statistics.ts';
import type { EngineRow } from '../engine-row.ts';

const program = fileURLToPath(new URL('../durable/start-process.ts', import.meta.url));
const service = fileURLToPath(new URL('../../../api/taicho.js', import.meta.url));

export const start: EngineRow = {
  name: 'start',
  async measure(_server, { start: { rounds, answers } }) {
    const first: number[] = [];
    const next: number[] = [];
    const answer: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const folder = await folderOnDisk();
      try {
        first.push(await openMs(folder));
        next.push(await openMs(folder));
        if (round < answers) answer.push(await firstAnswerMs(folder));
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    }
    const firstMs = rounded(median(first), 0);
    const nextMs = rounded(median(next), 0);
    const answerMs = answer.length === 0 ? undefined : rounded(median(answer), 0);
    return {
      json: { start: { ms: firstMs, firstMs, nextMs, ...(answerMs !== undefined && { answerMs }) } },
      lines: [
        { name: 'first start', value: `${firstMs} ms`, unit: 'process, imports, new database, migrations', goal: '≤ 5,000 ms' },
        { name: 'next start', value: `${nextMs} ms`, unit: 'process, imports, database there', goal: '≤ 2,000 ms' },
        ...(answerMs === undefined
          ? []
          : [{ name: 'service, first answer', value: `${answerMs} ms`, unit: 'process, database there, procedures deployed, HTTP' }]),
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

/** Milliseconds until the service, started as people start it, has answered over HTTP: with a database, without procedures. */
async function firstAnswerMs(folder: string): Promise<number> {
  const begun = performance.now();
  const { DATABASE_URL: _, PORT: _port, HOST: _host, ...env } = process.env;
  const child = spawn(process.execPath, [service, 'start', '--json', '--port', '0', '--data', folder], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = once(child, 'exit');
  const url = await new Promise<string>((resolve, reject) => {
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (more: string) => {
      const found = /"url":\s*"([^"]+)"/.exec((text += more))?.[1];
      if (found !== undefined) resolve(found);
    });
    void gone.then(() => reject(new Error(`the service ended: ${text}`)));
  });
  const { status } = await fetch(new URL('/ready', url));
  const elapsed = performance.now() - begun;
  child.kill('SIGTERM');
  await gone;
  if (status !== 200) throw new Error(`the service answered ${status}`);
  return elapsed;
}
