/** What is lost when many more dossiers are open: steps in dossiers picked at random, with a checkpoint in the middle. */
import pg from 'pg';
import { openEngine, type Engine } from '../../../engine/runtime/index.ts';
import type { BenchServer } from '../durable/bench-server.ts';
import { copyDossier } from '../durable/copy-dossier.ts';
import { prepareProcedure, startDossier } from '../durable/procedure.ts';
import { openRandomCallers } from '../durable/random-callers.ts';
import { quantile, rounded } from '../durable/statistics.ts';
import { runWindow, type Load, type Window } from '../durable/window.ts';
import type { Effort } from '../effort.ts';
import type { EngineRow } from '../engine-row.ts';

interface Contender {
  readonly openDossiers: number;
  readonly engine: Engine;
  readonly load: Load;
  readonly client: pg.Client;
  readonly connectionString: string;
}

export const growth: EngineRow = {
  name: 'growth',
  async measure(server, { growth: effort }) {
    const [few, many] = effort.openDossiers;
    const contenders: Contender[] = [];
    try {
      for (const openDossiers of [many, few]) contenders.push(await load(server, openDossiers));
      const [large, small] = contenders as [Contender, Contender];
      const lists = await lookUp(large.engine, effort.lookUps);
      // what loading left behind is written now, not in a window
      await small.client.query('checkpoint');
      // the small one before and after: if the machine changes meanwhile, the mean is as it was in the middle
      const before = await measure(small, effort);
      const between = await measure(large, effort);
      const after = await measure(small, effort);
      const loss = 1 - between.perSecond / ((before.perSecond + after.perSecond) / 2);
      const figuresOf = (openDossiers: number, windows: readonly Window[]) => {
        const mean = (of: (window: Window) => number) => windows.reduce((sum, window) => sum + of(window), 0) / windows.length;
        return {
          openDossiers,
          perSecond: Math.round(mean(({ perSecond }) => perSecond)),
          p99Ms: rounded(mean(({ p99Ms }) => p99Ms)),
          walKbPerStep: rounded(mean(({ walKbPerStep }) => walKbPerStep)),
          windows: windows.map(({ perSecond }) => Math.round(perSecond)),
        };
      };
      const figures = [figuresOf(few, [before, after]), figuresOf(many, [between])];
      return {
        json: {
          growth: figures,
          growthLoss: rounded(loss, 3),
          lists: { openDossiers: many, p50Ms: rounded(quantile(lists, 0.5)), p99Ms: rounded(quantile(lists, 0.99)) },
        },
        lines: [
          ...figures.map(({ openDossiers, perSecond, p99Ms, walKbPerStep }) => ({
            name: `${openDossiers.toLocaleString('en')} open dossiers`,
            value: `${perSecond.toLocaleString('en')}/s`,
            unit: `tasks, 64 callers; p99 ${p99Ms} ms, log ${walKbPerStep} kB`,
          })),
          { name: 'growth, loss', value: `${rounded(loss * 100, 1)} %`, unit: 'of the rate with few', goal: '≤ 25 %' },
          {
            name: 'lists',
            value: `${rounded(quantile(lists, 0.99))} ms`,
            unit: `p99 of first pages among ${many.toLocaleString('en')}; p50 ${rounded(quantile(lists, 0.5))} ms`,
            goal: '≤ 50 ms',
          },
        ],
      };
    } finally {
      for (const { engine, client, connectionString } of contenders) {
        await engine.close();
        await client.end();
        await server.dropDatabase(connectionString);
      }
    }
  },
};

/** What each of some lists takes, so many times each, one after the other: tasks, dossiers by appointment, dossiers seen, flags. */
async function lookUp(engine: Engine, times: number): Promise<number[]> {
  const units = ['centre'];
  const lists = [
    () => engine.tasks({ units }),
    () => engine.dossiers(),
    () => engine.dossiers({ seenBy: units, order: 'started' }),
    () => engine.flags({ units }),
  ];
  const waits: number[] = [];
  for (let time = 0; time < times; time++)
    for (const list of lists) {
      const at = performance.now();
      await list();
      waits.push(performance.now() - at);
    }
  return waits;
}

async function load(server: BenchServer, openDossiers: number): Promise<Contender> {
  const connectionString = await server.newDatabase();
  const engine = await openEngine({ connectionString });
  const client = new pg.Client({ connectionString });
  await client.connect();
  const versionId = await prepareProcedure(engine);
  const first = await copyDossier(client, await startDossier(engine, versionId), openDossiers);
  await client.query('vacuum analyze');
  return {
    openDossiers,
    engine,
    client,
    connectionString,
    load: openRandomCallers(engine, versionId, { first, count: openDossiers, callers: 64 }),
  };
}

async function measure({ connectionString, client, load }: Contender, effort: Effort['growth']): Promise<Window> {
  await load.run(effort.warmUpSeconds);
  const administrator = new pg.Client({ connectionString });
  await administrator.connect();
  const checkpoint = new Promise<void>((resolve, reject) => {
    setTimeout(() => administrator.query('checkpoint').then(() => resolve(), reject), (effort.windowSeconds / 2) * 1000);
  });
  try {
    const [window] = await Promise.all([runWindow(client, load, effort.windowSeconds), checkpoint]);
    return window;
  } finally {
    await administrator.end();
  }
}
