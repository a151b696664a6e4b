/** A stretch of load, and what was done in it. */
import type pg from 'pg';
import { quantile } from './statistics.ts';

export interface Load {
  /** Works for some seconds, then lets what is under way end; how many steps were done and how long each caller waited for each. */
  run(seconds: number): Promise<{ readonly steps: number; readonly waitsMs: readonly number[] }>;
}

export interface Window {
  readonly steps: number;
  readonly perSecond: number;
  readonly waitsMs: readonly number[];
  readonly p99Ms: number;
  /** WAL that the server wrote meanwhile, in kB a step. */
  readonly walKbPerStep: number;
  /** Processor time of this process, in microseconds a step. */
  readonly ownMicrosPerStep: number;
}

/** One window of a load; the last steps count in full, and so does the time until they ended. */
export async function runWindow(client: pg.ClientBase, load: Load, seconds: number): Promise<Window> {
  const before = await walPosition(client);
  const processor = process.cpuUsage();
  const start = performance.now();
  const { steps, waitsMs } = await load.run(seconds);
  const elapsed = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(processor);
  const { rows } = await client.query<{ bytes: number }>('select pg_wal_lsn_diff(pg_current_wal_lsn(), $1)::float8 as bytes', [before]);
  return {
    steps,
    perSecond: steps / elapsed,
    waitsMs,
    p99Ms: quantile(waitsMs, 0.99),
    walKbPerStep: rows[0]!.bytes / 1024 / steps,
    ownMicrosPerStep: (user + system) / steps,
  };
}

async function walPosition(client: pg.ClientBase): Promise<string> {
  const { rows } = await client.query<{ lsn: string }>('select pg_current_wal_lsn()::text as lsn');
  return rows[0]!.lsn;
}

/** Calls `once` from so many callers, each at least once, and again until the time is over; steps are what `once` counts, with its waits. */
export async function fromCallers(callers: number, seconds: number, once: (caller: number, waitsMs: number[]) => Promise<number>) {
  const until = performance.now() + seconds * 1000;
  const waitsMs: number[] = [];
  let steps = 0;
  await Promise.all(
    Array.from({ length: callers }, async (_, caller) => {
      do {
        // not in one expression: the sum would be read before the wait, and what others add meanwhile lost
        const done = await once(caller, waitsMs);
        steps += done;
      } while (performance.now() < until);
    }),
  );
  return { steps, waitsMs };
}
