/** Faults that need no kill: connections that are cut, locks that others hold. */
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Random } from './random.ts';

export interface Disturbances {
  readonly counts: { cut: number; heldTables: number; heldDossiers: number };
  /** Returns when the last disturbance is over. */
  stop(): Promise<void>;
}

const tables = ['history', 'steps', 'dossiers', 'jobs', 'idempotency', 'dossier_states'];

/** One after the other, at random, until stopped: about two a second. What fails because the database is away is let go. */
export function disturb(connectionString: string, random: Random): Disturbances {
  const counts = { cut: 0, heldTables: 0, heldDossiers: 0 };
  let stopped = false;
  const acts = [
    async (client: pg.Client) => {
      const { rowCount } = await client.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where application_name like 'taicho %' and application_name <> 'taicho present' order by random() limit $1`,
        [1 + random.below(3)],
      );
      counts.cut += rowCount ?? 0;
    },
    async (client: pg.Client) => {
      await client.query('begin');
      await client.query(`lock table ${random.pick(tables)} in share row exclusive mode`);
      counts.heldTables++;
      await sleep(random.between(50, 600));
      await client.query('rollback');
    },
    async (client: pg.Client) => {
      await client.query('begin');
      const { rowCount } = await client.query(
        `select from dossiers where status = 'active' order by random() limit $1 for update skip locked`,
        [1 + random.below(20)],
      );
      counts.heldDossiers += rowCount ?? 0;
      await sleep(random.between(50, 1_500));
      await client.query('rollback');
    },
  ];
  const done = (async () => {
    while (!stopped) {
      await sleep(random.between(100, 700));
      const client = new pg.Client({ connectionString, application_name: 'campaign disturbs', connectionTimeoutMillis: 5_000 });
      client.on('error', () => undefined);
      try {
        await client.connect();
        await random.pick(acts)(client);
      } catch {
        // the server is being restarted
      } finally {
        await client.end().catch(() => undefined);
      }
    }
  })();
  return {
    counts,
    async stop() {
      stopped = true;
      await done;
    },
  };
}
