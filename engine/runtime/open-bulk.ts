import type { Pool } from 'pg';
import { wholeText } from './boundary.ts';
import { bulkItems, bulkRun, bulkRuns, cancelBulk } from './bulk-runs.ts';
import type { Engine } from './engine.ts';
import { startBulk } from './start-bulk.ts';

/** The part of the engine that begins, shows and cancels bulk runs; `poke` wakes who works them off. */
export function openBulk(
  pool: Pool,
  now: () => Promise<Date>,
  poke: () => void,
): Pick<Engine, 'startBulk' | 'bulkRun' | 'bulkRuns' | 'bulkItems' | 'cancelBulk'> {
  return {
    async startBulk(order, reason, actor, terms = {}) {
      const runId = await startBulk(pool, { ...wholeText({ order, reason }), actor, now: await now() }, terms);
      poke();
      return bulkRun(pool, runId);
    },
    bulkRun: (runId) => bulkRun(pool, runId),
    bulkRuns: (filter = {}) => bulkRuns(pool, filter),
    bulkItems: (runId, filter = {}) => bulkItems(pool, runId, filter),
    cancelBulk: async (runId, auditLine) => cancelBulk(pool, runId, await now(), auditLine),
  };
}
