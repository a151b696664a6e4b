/** How soon flags are raised that fall due in the same second, among many open steps that are not due. */
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { openEngine } from '../../../engine/runtime/index.ts';
import { withClient } from '../durable/bench-server.ts';
import { copyDossier } from '../durable/copy-dossier.ts';
import { dayAndNight, prepareProcedure, startDossier } from '../durable/procedure.ts';
import { median, rounded } from '../durable/statistics.ts';
import type { EngineRow } from '../engine-row.ts';

/** From the start of a dossier to the first flag of its first task: three quarters of a budget of eight working hours. */
const untilFlagMs = 6 * 3_600_000;
const longestWaitMs = 60_000;

interface Outcome {
  /** After the instant, in milliseconds: by the instant that the flag carries, and by when everybody could see the last one. */
  readonly lastMs: number;
  readonly medianMs: number;
  readonly seenMs: number;
}

export const flags: EngineRow = {
  name: 'flags',
  async measure(server, { flags: { openSteps, due, rounds, leadSeconds } }) {
    const connectionString = await server.newDatabase();
    const engine = await openEngine({ connectionString });
    try {
      const versionId = await prepareProcedure(engine, dayAndNight);
      /** A dossier that was started at an instant of our choice; nothing comes due by itself in this engine. */
      const startedAt = async (at: Date) => {
        const past = await openEngine({ connectionString, clock: () => at });
        return startDossier(past, versionId).finally(() => past.close());
      };
      const outcomes = await withClient(connectionString, async (client) => {
        await copyDossier(client, await startedAt(new Date(await clockMs(client))), openSteps - due);
        await client.query('vacuum analyze');
        const each: Outcome[] = [];
        for (let round = 0; round < rounds; round++) {
          const at = Math.ceil((await clockMs(client)) / 1_000 + leadSeconds) * 1_000;
          const template = await startedAt(new Date(at - untilFlagMs));
          const first = await copyDossier(client, template, due - 1);
          if ((await clockMs(client)) >= at) throw new Error(`copying ${due} dossiers took longer than ${leadSeconds} s`);
          each.push(await raised(client, at, due));
          await checkOnce(client, [Number(template), first, first + due - 2], at, due);
        }
        return each;
      });
      const worst = (figure: keyof Outcome) => rounded(Math.max(...outcomes.map((outcome) => outcome[figure])), 0);
      const figures = {
        openSteps,
        due,
        allRaisedWithinMs: worst('lastMs'),
        medianMs: rounded(median(outcomes.map(({ medianMs }) => medianMs)), 0),
        allSeenWithinMs: worst('seenMs'),
      };
      const among = `${due.toLocaleString('en')} due at once of ${openSteps.toLocaleString('en')}`;
      return {
        json: { flags: figures },
        lines: [
          { name: 'flags, the last one', value: `${figures.allRaisedWithinMs} ms`, unit: among, goal: '≤ 1,000 ms' },
          { name: 'flags, the middle one', value: `${figures.medianMs} ms`, unit: 'after the instant' },
          { name: 'flags, all committed', value: `${figures.allSeenWithinMs} ms`, unit: 'after the instant' },
        ],
      };
    } finally {
      await engine.close();
      await server.dropDatabase(connectionString);
    }
  },
};

/** The database's clock: the instants that flags carry are read from it. */
async function clockMs(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ ms: number }>('select extract(epoch from clock_timestamp())::float8 * 1000 as ms');
  return rows[0]!.ms;
}

/** Waits for the flags of an instant. */
async function raised(client: pg.Client, at: number, due: number): Promise<Outcome> {
  for (let seen = 0; seen < due;) {
    await sleep(Math.max(20, at - (await clockMs(client))));
    const { rows } = await client.query<{ seen: number }>('select count(*)::integer as seen from flags where at = $1', [new Date(at)]);
    seen = rows[0]!.seen;
    if ((await clockMs(client)) > at + longestWaitMs) throw new Error(`${seen} of ${due} flags after ${longestWaitMs} ms`);
  }
  const seenMs = (await clockMs(client)) - at;
  const { rows } = await client.query<{ late: number }>(
    'select extract(epoch from raised_at - at)::float8 * 1000 as late from flags where at = $1',
    [new Date(at)],
  );
  const lates = rows.map(({ late }) => late);
  return { lastMs: Math.max(...lates), medianMs: median(lates), seenMs };
}

/** One flag a dossier, in the table and in the history; none before its instant. */
async function checkOnce(client: pg.Client, [template, first, last]: readonly number[], at: number, due: number): Promise<void> {
  const { rows } = await client.query<{ flags: number; dossiers: number; facts: number; early: number }>(
    `select count(*)::integer as flags, count(distinct dossier_id)::integer as dossiers, count(*) filter (where raised_at < at)::integer as early,
       (select count(*)::integer from history h, json_array_elements(h.events) event
        where (h.dossier_id = $1 or h.dossier_id between $2 and $3) and event->>'type' = 'flagRaised') as facts
     from flags where at = $4 and flag = 'stepAtRisk' and (dossier_id = $1 or dossier_id between $2 and $3)`,
    [template, first, last, new Date(at)],
  );
  const { flags: raised, dossiers, facts, early } = rows[0]!;
  if (raised !== due || dossiers !== due || facts !== due || early !== 0)
    throw new Error(`${due} flags were due, ${raised} raised in ${dossiers} dossiers, ${facts} in the history, ${early} too early`);
}
