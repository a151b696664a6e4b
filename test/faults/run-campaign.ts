/** The fault campaign: three engine processes on one database under load, killed, cut off, stopped and starved; then everything is checked. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openEngine, type Engine } from '../../engine/runtime/index.ts';
import { auditSchema } from './audits.ts';
import { checks, leftBehind } from './checks/index.ts';
import { disturb } from './disturbances.ts';
import type { Evidence } from './evidence.ts';
import { keepEvidence } from './keep-evidence.ts';
import { openFeedReader } from './feed-reader.ts';
import { readJournal } from './journal.ts';
import { openMembers } from './members.ts';
import { noMoreRegular, organisationAt, procedures } from './procedures.ts';
import { openRandom } from './random.ts';
import { startCampaignServer } from './server.ts';
import { settled } from './settled.ts';
import { strike, type CampaignSize } from './strike.ts';
import { summaryOf } from './summary.ts';

export interface CampaignReport {
  readonly seed: number;
  /** What is wrong, by check. */
  readonly findings: Readonly<Record<string, readonly string[]>>;
  readonly summary: Readonly<Record<string, number | string>>;
}

const actor = { user: 'campaign' };
/** Of each of these at least one; and more acknowledged requests than kills. */
const mustHappen = ['acknowledged', 'retried', 'flags', 'timers', 'messages', 'signals', 'deliveries', 'feed'];
const deliveredTypes = ['dossierStarted', 'dossierEnded', 'flagRaised', 'signalThrown', 'incidentRaised'];

export interface Attendance {
  /** Is told what goes on. */
  readonly say: (text: string) => void;
  /** Ends the campaign before its time, in order. */
  readonly signal: AbortSignal;
}

/** Everything that was started has ended when it returns or throws. */
export async function runCampaign(size: CampaignSize, seed: number, { say, signal }: Attendance): Promise<CampaignReport> {
  const random = openRandom(seed);
  const folder = mkdtempSync(join(tmpdir(), 'taicho-campaign-'));
  const server = await startCampaignServer();
  const undo: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true }), () => server.remove(), () => server.stop()];
  try {
    const observer = await openEngine({ connectionString: server.connectionString, worker: false, log: () => undefined });
    undo.push(() => observer.close());
    const fromMs = await nowOf(server);
    await observer.setOrganisation(organisationAt(new Date(fromMs)), actor);
    for (const bpmn of Object.values(procedures)) await observer.deploy({ bpmn }, actor);
    await observer.addDeliveryTarget('portal', deliveredTypes);
    await server.query(auditSchema);

    const feed = openFeedReader(observer);
    undo.push(() => feed.finish());
    const members = openMembers(server.connectionString, folder, size.mostOpen, random);
    undo.push(() => members.forEach((member) => member.abandon()));
    const disturbances = disturb(server.connectionString, openRandom(random.below(2 ** 31)));
    undo.push(() => disturbances.stop());

    const counts = await strike(server, members, size, random, { say, signal });
    await disturbances.stop();
    say('the callers stop');
    await observer.deploy({ bpmn: noMoreRegular }, actor);
    await Promise.all(members.map((member) => member.quieten()));
    const notSettled = await settled(server, size.inEarnest, { say, signal });
    const untilMs = await nowOf(server);
    say('the engines close');
    const ends = await Promise.all(members.map((member) => member.close()));
    await feed.finish();

    say('checking');
    const client = new pg.Client({ connectionString: server.connectionString, application_name: 'campaign checks' });
    await client.connect();
    const lines = members.flatMap(({ journalPath }) => readJournal(journalPath));
    const evidence: Evidence = { ...evidenceOf(observer, client), lines, feed: feed.seen, fromMs, untilMs, deliveredTypes };
    const findings: Record<string, readonly string[]> = {
      engines: [
        ...members.flatMap(({ diedAlone, name, lives }) => [...diedAlone, ...(lives === 0 ? [`${name} never came to work`] : [])]),
        ...ends.filter((end) => end !== 'closed'),
      ],
      settling: notSettled,
    };
    for (const [name, check] of Object.entries(checks)) findings[name] = await check(evidence);
    if (Object.values(findings).some((found) => found.length > 0)) await keepEvidence(evidence, seed, say);
    const summary = await summaryOf(evidence, {
      ...counts,
      ...disturbances.counts,
      lives: members.reduce((sum, { lives }) => sum + lives, 0),
    });
    findings['something happened'] = Object.entries({ ...summary, acknowledged: summary['acknowledged']! - counts.kills })
      .filter(([what, count]) => mustHappen.includes(what) && count <= 0)
      .map(([what]) => `too little for a judgement: ${what}`);
    await observer.close();
    findings['nothing left behind'] = await leftBehind(evidence);
    await client.end();
    findings['the server ends'] = (await server.stop()) ? ['processes of PostgreSQL are left'] : [];
    return { seed, findings, summary };
  } finally {
    for (let step = undo.pop(); step; step = undo.pop()) await step();
  }
}

async function nowOf(server: Awaited<ReturnType<typeof startCampaignServer>>): Promise<number> {
  return (await server.query<{ now: Date }>('select clock_timestamp() as now'))[0]!.now.getTime();
}

function evidenceOf(observer: Engine, client: pg.Client): Pick<Evidence, 'client' | 'version' | 'organisation' | 'dossier'> {
  return { client, version: observer.version, organisation: observer.organisation(), dossier: observer.dossier };
}
