/** A database in which a little of everything has happened, by hand and without faults, and what is known of it. */
import { join } from 'node:path';
import type pg from 'pg';
import type { Command } from '../../engine/index.ts';
import { readState } from '../../engine/runtime/lock-dossiers.ts';
import type { TestServer } from '../support/engine.ts';
import { auditSchema } from './audits.ts';
import type { Evidence } from './evidence.ts';
import { openFeedReader } from './feed-reader.ts';
import { openJournal, readJournal, type Ask } from './journal.ts';
import { perform } from './perform.ts';
import { jobType, organisationAt, procedures } from './procedures.ts';
import { settled } from './settled.ts';

const deliveredTypes = ['dossierStarted', 'dossierEnded', 'flagRaised'];
const actor = { user: 'campaign' };

/** Works on an empty database until nothing is due, and closes the engine. The evidence reads through `client`, so that it sees what that has changed. */
export async function smallEvidence(server: TestServer, address: string, client: pg.Client, folder: string): Promise<Evidence> {
  const journalPath = join(folder, 'clerk.jsonl');
  const journal = openJournal(journalPath);
  const query = async <Row extends pg.QueryResultRow>(text: string) => (await client.query<Row>(text)).rows;
  const nowMs = async () => (await query<{ now: Date }>('select clock_timestamp() as now'))[0]!.now.getTime();
  const engine = await server.open(address, {
    deliver: async (delivery) => journal.write({ what: 'delivered', delivery, accepted: true }),
  });
  const fromMs = await nowMs();
  await engine.setOrganisation(organisationAt(new Date(fromMs)), actor);
  for (const bpmn of Object.values(procedures)) await engine.deploy({ bpmn }, actor);
  await engine.addDeliveryTarget('portal', deliveredTypes);
  await client.query(auditSchema);
  const feed = openFeedReader(engine);

  let count = 0;
  const ask = async (what: Ask): Promise<string> => {
    const line = await perform(engine, journal, `clerk ${++count}`, what);
    if (line.what === 'done') return line.dossierId;
    if (line.what === 'kept' || line.what === 'sent') return '';
    throw new Error(JSON.stringify(line));
  };
  const on = (dossierId: string, command: Command, lockToken?: string) =>
    ask({ do: 'execute', dossierId, command, ...(lockToken !== undefined && { lockToken }) });
  const start = (processKey: string, code: string, route = 'job') =>
    ask({ do: 'start', processKey, code, variables: { code, route, wait: 'PT0.2S' } });
  const pay = (code: string) =>
    ask({ do: 'publish', message: { id: `paid ${code}`, name: 'paid', correlationKey: code, variables: { ref: `paid ${code}` } } });

  await Promise.all([start('clocks', 'c1'), start('asker', 'a1'), start('listener', 'l1'), start('listener', 'l2')]);
  const jobs = await Promise.all(['j1', 'j2', 'j3'].map((code) => start('review', code)));
  const payments = await Promise.all(['m1', 'm2'].map((code) => start('review', code, 'message')));
  const open = await start('review', 'open');
  for (const id of [...jobs, ...payments]) {
    await on(id, { type: 'completeTask', elementKey: 'intake#1', by: 'an' });
    await on(id, { type: 'completeTask', elementKey: 'appraise#1', by: 'binh' });
  }
  await on(open, { type: 'claimTask', elementKey: 'intake#1', by: 'an' });
  await pay('m1');
  await pay('nobody');
  const [failing, failed] = await engine.activateJobs({ type: jobType, worker: 'w', most: 2 });
  await on(failing!.dossierId, { type: 'failJob', elementKey: failing!.elementKey, retries: 2 }, failing!.lockToken);
  await on(failed!.dossierId, { type: 'failJob', elementKey: failed!.elementKey, retries: 0 }, failed!.lockToken);
  // long enough for a snapshot
  for (let n = 0; n < 9; n++) await on(open, { type: 'setVariables', variables: { n } });
  await start('thrower', 't1');
  await ask({ do: 'broadcast', storm: 'b1' });
  // the process that starts every second has started
  while ((await query('select from campaign.rounds')).length === 0) await query('select pg_sleep(0.1)');
  await query(`delete from start_subscriptions where type = 'timer'`);
  const notSettled = await settled({ query }, true, { say: () => undefined, signal: new AbortController().signal });
  if (notSettled.length > 0) throw new Error(notSettled.join('\n'));
  const untilMs = await nowMs();
  await feed.finish();
  const ids = await query<{ id: string }>('select id::text from process_versions');
  const versions = new Map(await Promise.all(ids.map(async ({ id }) => [id, await engine.version(id)] as const)));
  const organisation = engine.organisation();
  await engine.close();
  return {
    client,
    lines: readJournal(journalPath),
    feed: feed.seen,
    version: async (id) => versions.get(id)!,
    organisation,
    dossier: async (id) => (await readState(client as never, id))!,
    fromMs,
    untilMs,
    deliveredTypes,
  };
}
