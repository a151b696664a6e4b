/** Whether the memory of the engine's process grows under load: a short stand-in for an hour of it. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Held } from '../durable/memory-process.ts';
import { rounded, slope } from '../durable/statistics.ts';
import type { EngineRow } from '../engine-row.ts';

const program = fileURLToPath(new URL('../durable/memory-process.ts', import.meta.url));

export const memory: EngineRow = {
  name: 'memory',
  async measure(server, { memory: { warmUpSteps, warmUpSeconds, windows, windowSeconds } }) {
    const connectionString = await server.newDatabase();
    const held: Held[] = [];
    const child = fork(program, [connectionString, warmUpSteps, warmUpSeconds, windows, windowSeconds].map(String), {
      execArgv: ['--import', 'tsx', '--expose-gc'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    child.on('message', (message) => held.push(message as Held));
    const [code] = (await once(child, 'exit')) as [number | null];
    await server.dropDatabase(connectionString);
    if (code !== 0 || held.length !== windows) throw new Error(`the program under load ended with ${code} after ${held.length} windows`);

    const first = held[0]!;
    const last = held.at(-1)!;
    const perMillion = (of: 'rssMb' | 'heapMb') => slope(held.map((each) => ({ x: each.steps / 1e6, y: each[of] })));
    const figures = {
      rssMb: rounded(first.rssMb, 1),
      rssMbAfter: rounded(last.rssMb, 1),
      rssMbPerMillionSteps: rounded(perMillion('rssMb'), 1),
      heapMb: rounded(first.heapMb, 1),
      heapMbAfter: rounded(last.heapMb, 1),
      heapMbPerMillionSteps: rounded(perMillion('heapMb'), 1),
      steps: last.steps - first.steps,
    };
    const between = `${figures.steps.toLocaleString('en')} steps later`;
    return {
      json: { memory: figures },
      lines: [
        { name: 'resident memory', value: `${figures.rssMb} MB`, unit: `${figures.rssMbAfter} MB ${between}`, goal: 'flat over an hour' },
        { name: 'resident memory, slope', value: `${figures.rssMbPerMillionSteps} MB`, unit: 'per 1,000,000 steps' },
        {
          name: 'heap, slope',
          value: `${figures.heapMbPerMillionSteps} MB`,
          unit: `per 1,000,000 steps; ${figures.heapMb} → ${figures.heapMbAfter} MB`,
        },
      ],
    };
  },
};
