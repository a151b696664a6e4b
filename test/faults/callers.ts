/** The load of one engine process: clerks, workers of jobs and other systems, who see what is to be done in the tables and ask for it. */
import type pg from 'pg';
import type { Command } from '../../engine/index.ts';
import type { Engine } from '../../engine/runtime/index.ts';
import { readJournal, unsettled, type Ask, type Journal } from './journal.ts';
import { perform } from './perform.ts';
import { jobType, startable } from './procedures.ts';
import type { Random } from './random.ts';

export interface CallersOptions {
  readonly engine: Engine;
  /** To look with, as a list on a screen does. */
  readonly pool: pg.Pool;
  readonly journal: Journal;
  readonly journalPath: string;
  readonly name: string;
  readonly random: Random;
  readonly callers: number;
  /** Longest pause of a caller between two requests, in milliseconds. */
  readonly pauseMs: number;
  /** Nobody starts dossiers while more than this many are open. */
  readonly mostOpen: number;
  readonly isQuiet: () => boolean;
}

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Runs until it is quiet; first asks again, under their old keys, for most of what the process that was killed had asked for. */
export async function runCallers(options: CallersOptions): Promise<void> {
  const { engine, journal, journalPath, name, random, callers, pauseMs, isQuiet } = options;
  const before = readJournal(journalPath);
  let count = before.filter(({ what }) => what === 'asked').length;
  // a signal has no key: whoever sends it again throws it again
  const again = [...unsettled(before)].filter(([, { do: what }]) => what !== 'broadcast' && random.chance(0.7));
  const ask = async (what: Ask | undefined) => {
    if (what) await perform(engine, journal, `${name} ${++count}`, what);
  };
  const repeating = async () => {
    for (const [key, what] of again) {
      if (isQuiet()) return;
      await perform(engine, journal, key, what);
    }
  };
  const calling = async () => {
    while (!isQuiet()) {
      try {
        await ask(await choose(options, count));
      } catch {
        // the list could not be read: the database is away
        await sleep(100);
      }
      await sleep(random.next() * pauseMs);
    }
  };
  await Promise.all([repeating(), twins(options), working(options, ask), ...Array.from({ length: callers }, calling)]);
}

/** Every second of the machine, all processes ask for the same start under the same key at about the same moment. */
async function twins({ engine, journal, isQuiet }: CallersOptions): Promise<void> {
  while (!isQuiet()) {
    const ms = Number(process.hrtime.bigint() / 1_000_000n);
    await sleep(1_000 - (ms % 1_000));
    const second = Math.round((ms + 1_000 - (ms % 1_000)) / 1_000);
    if (!isQuiet())
      await perform(engine, journal, `twins ${second}`, {
        do: 'start',
        processKey: 'clocks',
        code: `twins ${second}`,
        variables: { wait: 'PT0.2S' },
      });
  }
}

/** A program that takes jobs: does most, fails some, forgets a few until their locks run out. */
async function working({ engine, random, isQuiet, name }: CallersOptions, ask: (what: Ask) => Promise<void>): Promise<void> {
  while (!isQuiet()) {
    try {
      const jobs = await engine.activateJobs({ type: jobType, worker: name, most: 3, lockMs: 2_000, waitMs: 300 });
      for (const { dossierId, elementKey, lockToken, retries } of jobs) {
        const fate = random.next();
        const command: Command | undefined =
          fate < 0.6
            ? { type: 'completeJob', elementKey, variables: { found: true } }
            : fate < 0.8
              ? { type: 'failJob', elementKey, retries: retries - 1, reason: 'không kết nối được' }
              : fate < 0.9
                ? { type: 'throwError', elementKey, code: 'refused' }
                : undefined;
        if (command) await ask({ do: 'execute', dossierId, command, lockToken });
      }
    } catch {
      await sleep(100);
    }
  }
}

/** Something that somebody might ask for now; nothing when the list is empty. */
async function choose({ pool, engine, random, name, mostOpen }: CallersOptions, count: number): Promise<Ask | undefined> {
  const one = async (text: string) => (await pool.query<Record<string, string>>(text)).rows[0];
  const on = (dossierId: string, command: Command): Ask => ({ do: 'execute', dossierId, command });
  const fate = random.next();
  if (fate < 0.3) {
    const open = await one(`select count(*)::text from dossiers where status <> 'ended'`);
    if (Number(open!['count']) > mostOpen) return undefined;
    const code = `${name}-${count}-${random.below(1_000_000)}`;
    const processKey = random.pick(startable);
    return {
      do: 'start',
      processKey,
      code,
      variables: { code, route: random.pick(['job', 'message']), wait: `PT${random.between(0.2, 2).toFixed(2)}S` },
    };
  }
  if (fate < 0.62) {
    const task = await one(
      `select dossier_id::text, element_key, holder from steps where left_at is null and type = 'userTask' and element_id not in ('hold', 'listen') order by random() limit 1`,
    );
    if (!task) return undefined;
    const { dossier_id: dossierId = '', element_key: elementKey = '', holder } = task;
    const by = holder ?? name;
    return on(
      dossierId,
      random.chance(0.3)
        ? { type: 'claimTask', elementKey, by }
        : random.chance(0.05)
          ? { type: 'releaseTask', elementKey }
          : { type: 'completeTask', elementKey, by, variables: { seen: count } },
    );
  }
  if (fate < 0.72) {
    const handOff = await one(`select dossier_id::text, key from hand_offs where state = 'sent' order by random() limit 1`);
    if (!handOff) return undefined;
    const { dossier_id: dossierId = '', key: handOffKey = '' } = handOff;
    return on(
      dossierId,
      random.chance(0.8)
        ? { type: 'acceptHandOff', handOffKey, by: name }
        : { type: 'returnHandOff', handOffKey, reason: 'thiếu giấy tờ', by: name },
    );
  }
  if (fate < 0.76) {
    const returned = await one(`select dossier_id::text from steps where left_at is null and waits_for_sender order by random() limit 1`);
    if (!returned) return undefined;
    const dossierId = returned['dossier_id']!;
    const [correctionKey] = Object.keys((await engine.dossier(dossierId)).state.corrections);
    return correctionKey === undefined ? undefined : on(dossierId, { type: 'sendAgain', correctionKey });
  }
  const review = async () =>
    one(
      `select d.id::text, d.code, d.status from dossiers d join process_versions v on v.id = d.version_id
       where v.process_key = 'review' and d.status <> 'ended' order by random() limit 1`,
    );
  if (fate < 0.86) {
    const code = (await review())?.['code'];
    if (code === undefined) return undefined;
    return { do: 'publish', message: { id: `paid ${code}`, name: 'paid', correlationKey: code, variables: { ref: `paid ${code}` } } };
  }
  if (fate < 0.93) {
    const dossier = await review();
    if (!dossier) return undefined;
    const { id = '', status } = dossier;
    if (status === 'suspended') return on(id, { type: 'resume' });
    return on(
      id,
      random.pick<Command>([
        { type: 'suspend' },
        { type: 'requestSupplement', reason: 'bổ sung bản vẽ' },
        { type: 'receiveSupplement' },
        { type: 'setVariables', variables: { note: `${name} ${count}` } },
      ]),
    );
  }
  if (fate < 0.96) {
    const incident = await one(`select dossier_id::text, key from incidents order by random() limit 1`);
    return incident && on(incident['dossier_id']!, { type: 'resolveIncident', incidentKey: incident['key']! });
  }
  if (fate < 0.97) return { do: 'broadcast', storm: `${name} says ${count} ${random.below(1_000_000)}` };
  const listening = await one(
    `select dossier_id::text, element_key, count(*) over ()::integer > 20 as many from steps where left_at is null and element_id = 'listen' order by random() limit 1`,
  );
  return listening?.['many'] ? on(listening['dossier_id']!, { type: 'completeTask', elementKey: listening['element_key']! }) : undefined;
}
