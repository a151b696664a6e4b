/**
 * One engine of the campaign as a program of its own, with its callers and a receiver of deliveries. Works until told to be quiet (callers stop,
 * the engine goes on) and then to stop. Its first argument says what it is, as JSON.
 */
import pg from 'pg';
import { openEngine, type Engine } from '../../engine/runtime/index.ts';
import { runCallers } from './callers.ts';
import { openJournal } from './journal.ts';
import { openRandom } from './random.ts';

export interface EngineProcessSettings {
  readonly name: string;
  readonly journalPath: string;
  readonly connectionString: string;
  /** With the handicaps of this process, such as a short statement_timeout. */
  readonly engineConnectionString: string;
  readonly seed: number;
  readonly patienceMs: number;
  readonly callers: number;
  readonly pauseMs: number;
  readonly mostOpen: number;
}

export type ToldByParent = 'quiet' | 'stop';
export type ToldByChild = 'ready' | 'quiet';

const settings = JSON.parse(process.argv[2] ?? '') as EngineProcessSettings;
const { name, journalPath, connectionString, engineConnectionString, seed, patienceMs, callers, pauseMs, mostOpen } = settings;
const journal = openJournal(journalPath);
const random = openRandom(seed);
const log = (message: string, error: unknown) =>
  journal.write({ what: 'log', message, error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) });

let quiet = false;
let stop: () => void = () => undefined;
const stopped = new Promise<void>((resolve) => (stop = resolve));
process.on('message', (told: ToldByParent) => {
  quiet = true;
  if (told === 'stop') stop();
});
// without its parent it must not work on
let ending = false;
process.on('disconnect', () => ending || process.exit(1));
const tell = (told: ToldByChild) => process.send!(told);

/** Opens as soon as the database lets it. */
async function opened(): Promise<Engine> {
  for (;;)
    try {
      return await openEngine({
        connectionString: engineConnectionString,
        patienceMs,
        log,
        async deliver(delivery) {
          const accepted = random.chance(0.97);
          journal.write({ what: 'delivered', delivery, accepted });
          if (!accepted) throw new Error('the receiver is away');
        },
      });
    } catch (error) {
      log('opening', error);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
}

const engine = await opened();
const pool = new pg.Pool({ connectionString, application_name: `campaign ${name}`, max: 2 });
pool.on('error', () => undefined);
tell('ready');
await runCallers({ engine, pool, journal, journalPath, name, random, callers, pauseMs, mostOpen, isQuiet: () => quiet });
await pool.end();
tell('quiet');
await stopped;
await engine.close();
// what is left open now would keep the process alive: then the parent waits for it in vain
ending = true;
process.disconnect();
