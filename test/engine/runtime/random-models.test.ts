/**
 * Random models on the durable engine decide, event by event, as the pure core does, though every state comes from the database.
 * RUNS=3000 SEED=7 npx mocha test/engine/runtime/random-models.test.ts runs more, or others; a failure names its seed.
 */
import { expect } from 'chai';
import pg from 'pg';
import { advance, CommandRejected, defaultOrganisation, initialState, readBpmn, type Command, type Event } from '../../../engine/index.ts';
import { EngineRefused, type Deployed, type Engine } from '../../../engine/runtime/index.ts';
import { canonicalJson } from '../../support/canonical-json.ts';
import { startTestServer, type TestServer } from '../../support/engine.ts';
import { askInstead } from '../../support/ask-instead.ts';
import { randomModel, randomOf } from '../../support/random-model.ts';
import { randomStep } from '../../support/random-run.ts';

const runs = Number(process.env.RUNS ?? 300);
const firstSeed = Number(process.env.SEED ?? 1);
const environment = { organisation: defaultOrganisation, mostMoves: 150 };
const actor = { user: 'officer' };
const startMs = Date.parse('2026-03-02T01:00:00Z');

describe('random models on the durable engine', function () {
  this.timeout(600_000);
  let server: TestServer;
  let engine: Engine;
  let client: pg.Client;
  let now = startMs;
  before(async () => {
    server = await startTestServer();
    const database = await server.freshDatabase();
    // no state is kept in this process: each step reads what the one before has written
    engine = await server.open(database, { clock: () => new Date(now), cachedStates: 0, simulation: { mostMoves: environment.mostMoves } });
    client = new pg.Client({ connectionString: database });
    await client.connect();
  });
  after(async () => {
    await client?.end();
    await server?.stop();
  });

  it(`decide as the pure core does (${runs} runs from seed ${firstSeed})`, async () => {
    let commands = 0;
    let refused = 0;
    for (let seed = firstSeed; seed < firstSeed + runs; seed++) {
      try {
        const counts = await run(seed);
        commands += counts.commands;
        refused += counts.refused;
      } catch (error) {
        throw new Error(`seed ${seed}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
      }
    }
    console.log(`      ${commands} commands, ${refused} of them refused`);
    expect(commands).to.be.greaterThan(runs * 5);
    expect(refused).to.be.greaterThan(0);
  });

  async function run(seed: number): Promise<{ commands: number; refused: number }> {
    const { xml, decisions } = askInstead(randomModel(seed));
    const { model } = await readBpmn(xml, undefined, decisions);
    now = startMs;
    // a process start whose time cannot be evaluated: the pure core alone runs such a model
    const deployed = await engine.deploy({ bpmn: xml, decisions }, actor).catch((error: unknown) => error);
    if (deployed instanceof EngineRefused && deployed.message.includes('TIMER_INVALID')) return { commands: 0, refused: 0 };
    if (deployed instanceof Error) throw deployed;
    const { versionId } = deployed as Deployed;
    const random = randomOf(seed * 1_000);
    let state = initialState;
    let dossierId: string | undefined;
    let revision = 0;
    const counts = { commands: 0, refused: 0 };

    /** The pure core follows what the worker did by itself. */
    const follow = async () => {
      if (dossierId === undefined) return;
      const { rows } = await client.query<{ revision: number; command: Command; events: Event[] }>(
        'select revision, command, events from history where dossier_id = $1 and revision > $2 order by revision',
        [dossierId, revision],
      );
      for (const { revision: done, command, events } of rows) {
        same(`the worker's ${command.type}`, events, pure(command));
        revision = done;
      }
    };
    const pure = (command: Command): readonly Event[] => {
      const decided = advance(model!, state, command, new Date(now), environment);
      state = decided.state;
      return decided.events;
    };

    for (let step = 0; step < 12 && state.status !== 'ended'; step++) {
      const { command, nowMs } = randomStep(random, model!, state, now, environment);
      now = nowMs;
      await engine.settle(['due']);
      await follow();
      counts.commands++;
      const before = state;
      let events: readonly Event[] | undefined;
      let code: string | undefined;
      try {
        events = pure(command);
      } catch (error) {
        if (!(error instanceof CommandRejected)) throw error;
        code = error.code;
        counts.refused++;
      }
      const { type, ...rest } = command;
      if (dossierId === undefined && type !== 'startInstance') continue;
      const asked =
        dossierId === undefined
          ? engine.start({ versionId, ...rest }, actor, { reason: 'ngẫu nhiên' })
          : engine.execute(dossierId, command, actor, { reason: 'ngẫu nhiên' });
      const answer = await asked.catch((error: unknown) => {
        if (error instanceof CommandRejected || error instanceof EngineRefused) return error;
        throw error;
      });
      if (answer instanceof Error) {
        if (answer.code !== code) throw new Error(`${JSON.stringify(command)} is refused with ${answer.code} instead of ${code ?? 'done'}`);
        state = before;
      } else {
        dossierId = answer.dossierId;
        revision = answer.revision;
        same(JSON.stringify(command), answer.events, events);
      }
      if (dossierId !== undefined) same('the state', (await engine.dossier(dossierId)).state, state);
    }
    return counts;
  }
});

function same(what: string, actual: unknown, expected: unknown): void {
  const [left, right] = [canonicalJson(actual), canonicalJson(expected)];
  if (left === right) return;
  let from = 0;
  while (left[from] === right[from]) from++;
  throw new Error(
    `${what}: …${left.slice(Math.max(0, from - 150), from + 250)}…\n  instead of …${right.slice(Math.max(0, from - 150), from + 250)}…`,
  );
}
