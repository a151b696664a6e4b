/** A program of its own that loads an engine, window after window, and tells its parent what it holds in memory: CONNECTION_STRING WARM_UP_STEPS WARM_UP_SECONDS WINDOWS WINDOW_SECONDS. */
import { openEngine } from '../../../engine/runtime/index.ts';
import { openCallers } from './callers.ts';
import { prepareProcedure } from './procedure.ts';

export interface Held {
  /** Steps since the program began, and what it held after them. */
  readonly steps: number;
  readonly rssMb: number;
  readonly heapMb: number;
}

const [connectionString = '', ...numbers] = process.argv.slice(2);
const [warmUpSteps, warmUpSeconds, windows, windowSeconds] = numbers.map(Number) as [number, number, number, number];
const collect = globalThis.gc;
if (!collect) throw new Error('needs --expose-gc');
const engine = await openEngine({ connectionString });
const callers = await openCallers(engine, await prepareProcedure(engine), 64);
// until the engine's cache of states is full: 4,096 dossiers
for (const until = performance.now() + warmUpSeconds * 1000; callers.completed() < warmUpSteps && performance.now() < until;)
  await callers.run(0.5);
for (let window = 0; window < windows; window++) {
  await callers.run(windowSeconds);
  collect();
  const { rss, heapUsed } = process.memoryUsage();
  const held: Held = { steps: callers.completed(), rssMb: rss / 2 ** 20, heapMb: heapUsed / 2 ** 20 };
  process.send!(held);
}
await engine.close();
process.disconnect();
