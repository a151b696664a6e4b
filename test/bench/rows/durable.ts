/** Durable steps a second beside the fewest rows that hand-written SQL could write for them, singly and in batches, in windows that take turns. */
import type pg from 'pg';
import { openEngine, type Engine } from '../../../engine/runtime/index.ts';
import { withClient } from '../durable/bench-server.ts';
import { openBatchedFloor } from '../durable/batched-floor.ts';
import { openCallers } from '../durable/callers.ts';
import { createFloorTables } from '../durable/floor-tables.ts';
import { openFloor } from '../durable/floor.ts';
import { prepareProcedure, startDossier } from '../durable/procedure.ts';
import { median, quantile, rounded } from '../durable/statistics.ts';
import { runWindow, type Load, type Window } from '../durable/window.ts';
import type { Effort } from '../effort.ts';
import type { EngineRow, Figures } from '../engine-row.ts';

const contenders = ['floor', 'durable', 'batchedFloor'] as const;
type Contender = (typeof contenders)[number];
type Round = Record<Contender, Window>;

export const durable: EngineRow = {
  name: 'durable',
  async measure(server, { durable: effort }) {
    const connectionString = await server.newDatabase();
    const engine = await openEngine({ connectionString });
    try {
      return await withClient(connectionString, (client) => compare(connectionString, engine, client, effort));
    } finally {
      await engine.close();
      await server.dropDatabase(connectionString);
    }
  },
};

async function compare(connectionString: string, engine: Engine, client: pg.Client, effort: Effort['durable']): Promise<Figures> {
  const versionId = await prepareProcedure(engine);
  const alone = await openCallers(engine, versionId, 1);
  const [ended] = await alone.finish();
  const tables = await createFloorTables(client, await startDossier(engine, versionId), ended!, effort.floorDossiers);
  const floor = await openFloor(connectionString, tables);
  const batchedFloor = await openBatchedFloor(connectionString, tables);
  const many = await openCallers(engine, versionId, 64);
  const loads: Record<Contender, Load> = { floor, durable: many, batchedFloor };

  // ours longest: more code to compile, and caches to fill
  await floor.run(effort.warmUpSeconds / 3);
  await batchedFloor.run(effort.warmUpSeconds / 3);
  await many.run(effort.warmUpSeconds);
  const rounds: Round[] = [];
  for (let round = 0; round < effort.rounds; round++) {
    const windows: Partial<Round> = {};
    // each is first, second and third in turn: what one leaves behind for the next harms all alike
    for (let turn = 0; turn < contenders.length; turn++) {
      const contender = contenders[(round + turn) % contenders.length]!;
      windows[contender] = await runWindow(client, loads[contender], effort.windowSeconds);
    }
    rounds.push(windows as Round);
  }
  await alone.run(effort.aloneSeconds / 4);
  const single = await runWindow(client, alone, effort.aloneSeconds);
  await floor.close();
  await batchedFloor.close();
  await tables.check();
  await checkRows(client, alone.completed() + many.completed());
  return figuresOf(rounds, single);
}

/** What was counted must be there. */
async function checkRows(client: pg.Client, completed: number): Promise<void> {
  const { rows } = await client.query<{ steps: number; facts: number }>(
    `select (select count(*)::integer from steps where outcome = 'completed') as steps,
            (select count(*)::integer from history where command->>'type' = 'completeTask') as facts`,
  );
  const { steps, facts } = rows[0]!;
  if (steps !== completed || facts !== completed)
    throw new Error(
      `${completed} completions were answered, but the tables have ${steps} finished steps and ${facts} entries in the history`,
    );
}

function figuresOf(rounds: readonly Round[], single: Window): Figures {
  const of = (contender: Contender, figure: 'perSecond' | 'walKbPerStep' | 'ownMicrosPerStep') =>
    median(rounds.map((round) => round[contender][figure]));
  const ratioTo = (other: Contender) => rounded(median(rounds.map((round) => round.durable.perSecond / round[other].perSecond)));
  const waits = rounds.flatMap((round) => round.durable.waitsMs);
  const durable = {
    perSecond: Math.round(of('durable', 'perSecond')),
    ratioToFloor: ratioTo('floor'),
    ratioToBatchedFloor: ratioTo('batchedFloor'),
    p50Ms1: rounded(quantile(single.waitsMs, 0.5)),
    p99Ms1: rounded(single.p99Ms),
    p50Ms64: rounded(quantile(waits, 0.5)),
    p99Ms64: rounded(quantile(waits, 0.99)),
    walKbPerStep: rounded(of('durable', 'walKbPerStep')),
    ownMicrosPerStep: Math.round(of('durable', 'ownMicrosPerStep')),
  };
  const beside = (contender: Contender) => ({
    perSecond: Math.round(of(contender, 'perSecond')),
    walKbPerStep: rounded(of(contender, 'walKbPerStep')),
    ownMicrosPerStep: Math.round(of(contender, 'ownMicrosPerStep')),
  });
  const floor = beside('floor');
  const batchedFloor = beside('batchedFloor');
  const rate = ({ perSecond }: { readonly perSecond: number }) => `${perSecond.toLocaleString('en')}/s`;
  const windows = rounds.map((round) => ({
    floor: Math.round(round.floor.perSecond),
    durable: Math.round(round.durable.perSecond),
    batchedFloor: Math.round(round.batchedFloor.perSecond),
  }));
  return {
    json: { durable: { ...durable, windows }, floor, batchedFloor },
    lines: [
      { name: 'durable', value: rate(durable), unit: 'tasks completed, 64 callers', goal: '≥ 4,000/s' },
      { name: 'floor', value: rate(floor), unit: 'steps in SQL, one a transaction' },
      { name: 'batched floor', value: rate(batchedFloor), unit: 'steps in SQL, 200 a transaction' },
      { name: 'durable ÷ floor', value: `${durable.ratioToFloor}`, unit: 'median of the rounds', goal: '≥ 3' },
      { name: 'durable ÷ batched floor', value: `${durable.ratioToBatchedFloor}`, unit: 'median of the rounds', goal: '≥ 0.5' },
      { name: 'durable, one caller', value: `${durable.p50Ms1} ms`, unit: `a task, p50; p99 ${durable.p99Ms1} ms`, goal: '≤ 4 ms' },
      { name: 'durable, 64 callers', value: `${durable.p50Ms64} ms`, unit: `a task, p50; p99 ${durable.p99Ms64} ms` },
      {
        name: 'log written by the database',
        value: `${durable.walKbPerStep} kB`,
        unit: `a step; floors ${floor.walKbPerStep}, ${batchedFloor.walKbPerStep} kB`,
      },
      {
        name: 'own processor time',
        value: `${durable.ownMicrosPerStep} µs`,
        unit: `a step; floors ${floor.ownMicrosPerStep}, ${batchedFloor.ownMicrosPerStep} µs`,
      },
    ],
  };
}
