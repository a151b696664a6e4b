/** What goes when its time is over, in bounded bites: personal data and documents after their retention, used keys, messages that nobody took, old attempts of webhooks. */
import type { Pool } from 'pg';

/** How long a used idempotency key gives its first answer again, in hours. */
const keyHours = 72;
/** How long one can look up what was sent to a webhook, in days. */
const attemptDays = 30;

/** One bite of each; how many rows went. The history stays. */
export async function keepHouse(pool: Pool, now: Date, limit: number): Promise<number> {
  const bites = [
    // personal data of ended dossiers: the references in the history then point at nothing, and replay as before
    {
      text: `with over as (select id from dossiers where erase_at <= $1 order by erase_at limit $2 for update skip locked),
               erased as (delete from dossier_data d using over where d.dossier_id = over.id),
               erased_documents as (delete from documents d using over where d.dossier_id = over.id)
             update dossiers set erase_at = null from over where dossiers.id = over.id`,
      values: [now, limit],
    },
    {
      text: `delete from idempotency where (caller, key) in (select caller, key from idempotency where at < $1::timestamptz - make_interval(hours => $3) order by at limit $2 for update skip locked)`,
      values: [now, limit, keyHours],
    },
    {
      text: 'delete from messages where id in (select id from messages where expires_at <= $1 order by expires_at limit $2 for update skip locked)',
      values: [now, limit],
    },
    {
      text: 'delete from webhook_attempts where id in (select id from webhook_attempts where at < $1::timestamptz - make_interval(days => $3) order by at limit $2 for update skip locked)',
      values: [now, limit, attemptDays],
    },
  ];
  let gone = 0;
  for (const bite of bites) gone += (await pool.query(bite)).rowCount ?? 0;
  return gone;
}
