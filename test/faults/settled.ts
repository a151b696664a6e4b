/** Waits until nothing is due any more: no timer, flag, signal, message or delivery on its way. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Attendance } from './run-campaign.ts';
import type { CampaignServer } from './server.ts';

/** What is still to be done, by name; nothing of it may be left. */
const pending = `
  select
    (select count(*) from dossiers where next_due_at <= clock_timestamp() + interval '5 minutes')::integer as "timers and flags",
    (select count(*) from deferred_commands)::integer as "signals",
    (select count(*) from messages m where taken_at is null and exists (
       select from waits w join dossiers d on d.id = w.dossier_id and d.status = 'active'
       where w.type = 'message' and w.name = m.name and w.correlation_key is not distinct from m.correlation_key
         and not exists (select from incidents i where i.dossier_id = d.id)))::integer as "messages",
    (select count(*) from graphile_worker.jobs)::integer as "deliveries"`;

/** Longer than the longest way of all that may be on its way when the load ends; in ms. */
const patienceMs = 240_000;

/** What did not settle. `inEarnest`: jobs of dead processes wait for their minute; else the database is told that it has passed. */
export async function settled(server: Pick<CampaignServer, 'query'>, inEarnest: boolean, { say, signal }: Attendance): Promise<string[]> {
  const until = performance.now() + patienceMs;
  let said = '';
  for (;;) {
    const [counts] = await server.query<Record<string, number>>(pending);
    const left = Object.entries(counts!).filter(([, count]) => count > 0);
    if (left.length === 0) return [];
    const text = left.map(([what, count]) => `${count} ${what}`).join(', ');
    if (text !== said) say(`on their way: ${text}`);
    said = text;
    if (performance.now() > until) return left.map(([what, count]) => `${count} ${what} did not settle`);
    if (!inEarnest)
      await server.query(
        `update graphile_worker._private_jobs set locked_at = locked_at - interval '1 minute' where locked_at between now() - interval '1 minute' and now() - interval '4 seconds'`,
      );
    await sleep(500, undefined, { signal });
  }
}
