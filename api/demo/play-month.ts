/** Plays a month of a Centre through the real engine on a simulated clock: what people do at the moments of `slots`, what time brings at its instant. */
import pg from 'pg';
import { calendarOf } from '../../engine/deadlines/organisation.ts';
import { initialState, replay, type Event } from '../../engine/index.ts';
import { openEngine, type Actor, type Answer, type Engine } from '../../engine/runtime/index.ts';
import type { Version } from '../../engine/runtime/versions.ts';
import type { Json } from '../../engine/semantics/expressions.ts';
import { deployCurated } from '../curated.ts';
import { drawArrivals } from './arrivals.ts';
import { drawFate } from './fates.ts';
import { fillForm } from './fill-form.ts';
import { officerFor, portal } from './officers.ts';
import { participantsIn } from './participants.ts';
import { planDossier } from './plan-dossier.ts';
import type { Act, Diary, PlayedDossier } from './played-dossier.ts';
import { openRandom } from './random.ts';
import { openSlots } from './slots.ts';

export interface MonthOptions {
  /** Of an empty database. */
  readonly connectionString: string;
  readonly dossiers: number;
  /** The end of the month: now. */
  readonly toMs: number;
  readonly seed?: number;
  /** Throws its reason between two moments. */
  readonly signal?: AbortSignal;
}

export interface Month {
  readonly fromMs: number;
  readonly dossiers: number;
  /** Commands of people and systems. */
  readonly deeds: number;
  /** What the engine refused: the players' mistakes. */
  readonly refused: readonly unknown[];
}

const monthMs = 31 * 86_400_000;
const installer: Actor = { user: 'taicho demo', channel: 'cli' };

/** What a moment holds: arrivals, and deeds in dossiers. */
type Entry = { readonly start: () => Promise<Answer> } | { readonly dossier: PlayedDossier; readonly act: Act };

export async function playMonth({ connectionString, dossiers, toMs, seed = 5, signal }: MonthOptions): Promise<Month> {
  const fromMs = Math.floor((toMs - monthMs) / 86_400_000) * 86_400_000;
  let nowMs = fromMs;
  const engine = await openEngine({ connectionString, clock: () => new Date(nowMs) });
  const client = new pg.Client({ connectionString });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const versions = await versionsOf(engine, await deployCurated(engine, client, installer, new Date(fromMs)));
    const organisation = engine.organisation();
    const random = openRandom(seed);
    const calendar = calendarOf(organisation, 'ttpvhcc-tinh');
    const { moments, slotFor } = openSlots(calendar, fromMs, toMs, random);
    const entered = new Map<number, Entry[]>();
    const enter = (atMs: number, entry: Entry) => {
      const slot = slotFor(atMs, nowMs);
      if (slot === undefined) return;
      const entries = entered.get(slot);
      if (entries) entries.push(entry);
      else entered.set(slot, [entry]);
    };
    const diary: Diary = { organisation, enter: (dossier, atMs, act) => enter(atMs, { dossier, act }) };
    const known = new Map<string, PlayedDossier>();
    const begun = new Map<string, Omit<PlayedDossier, 'id' | 'state'>>();
    const refused: unknown[] = [];
    let deeds = 0;
    let position = '0';

    /** Sees what was committed since the last look, and puts in the diaries what follows from it. */
    const look = async () => {
      const { rows } = await client.query<{ position: string; dossier_id: string; code: string; events: Event[] }>({
        name: 'demo look',
        text: `select h.position::text, h.dossier_id::text, d.code, h.events from history h join dossiers d on d.id = h.dossier_id where h.position > $1::bigint order by h.position`,
        values: [position],
      });
      const changed = new Set<PlayedDossier>();
      for (const { position: at, dossier_id: id, code, events } of rows) {
        position = at;
        let dossier = known.get(id);
        if (!dossier) known.set(id, (dossier = { ...begun.get(code)!, id, state: initialState }));
        dossier.state = replay(events, dossier.state);
        changed.add(dossier);
      }
      for (const dossier of changed) planDossier(diary, dossier, nowMs);
    };
    const passTime = async (untilMs: number) => {
      for (let passed = false; ; passed = true) {
        const { rows } = await client.query<{ at: Date | null }>({
          name: 'demo due',
          text: 'select min(next_due_at) as at from dossiers where next_due_at <= $1',
          values: [new Date(untilMs)],
        });
        const [{ at } = { at: null }] = rows;
        if (!at) {
          nowMs = Math.max(nowMs, untilMs);
          return passed ? look() : undefined;
        }
        nowMs = Math.max(nowMs, at.getTime());
        // all that is due at this instant, in one transaction
        await engine.settle(['due']);
      }
    };
    const perform = async (entry: Entry): Promise<unknown> => {
      if ('start' in entry) return entry.start();
      const deed = entry.dossier.state.status === 'active' ? entry.act(nowMs) : undefined;
      if (!deed) return undefined;
      deeds++;
      return engine.execute(entry.dossier.id, deed.command, deed.actor);
    };

    const numbers = new Map<string, number>();
    const arrivals = drawArrivals(dossiers, [...versions.keys()], calendar, fromMs, moments.at(-1)!, random);
    for (const { atMs: drawn, procedure } of arrivals) {
      const atMs = slotFor(drawn, fromMs)!;
      const version = versions.get(procedure)!;
      const own = openRandom(random.whole(0, 2 ** 31));
      const participants = participantsIn(version.model, organisation, own.chance(0.65) ? 'phuong-trung-tam' : 'xa-ban-mau');
      const code = nextCode(numbers, version, atMs);
      const variables: Record<string, Json> = { ...fillForm(version.forms['intake'] ?? {}, own, atMs), dossierCode: code };
      const actor = variables['channel'] === 'online' ? portal : receiver(diary, version, participants, own);
      begun.set(code, newDossier(code, version, own));
      enter(atMs, {
        start: () => engine.start({ versionId: version.id, process: version.processKey, participants, variables }, actor, { code }),
      });
    }

    for (const slot of moments) {
      const entries = entered.get(slot);
      if (!entries) continue;
      signal?.throwIfAborted();
      await passTime(slot);
      const busy = new Set<PlayedDossier>();
      const together: Promise<unknown>[] = [];
      // what passing time brought may have been entered for this very moment
      for (const entry of entered.get(slot)!) {
        // what is done second in a dossier is decided after the first has happened
        if ('dossier' in entry && busy.has(entry.dossier)) enter(slot, entry);
        else {
          if ('dossier' in entry) busy.add(entry.dossier);
          together.push(perform(entry));
        }
      }
      entered.delete(slot);
      for (const outcome of await Promise.allSettled(together)) if (outcome.status === 'rejected') refused.push(outcome.reason);
      await look();
    }
    await passTime(toMs);
    await engine.settle();
    return { fromMs, dossiers: known.size, deeds, refused };
  } finally {
    await client.end().catch(() => undefined);
    await engine.close();
  }
}

async function versionsOf(engine: Engine, ids: ReadonlyMap<string, string>): Promise<Map<string, Version>> {
  const versions = new Map<string, Version>();
  for (const [folder, id] of ids) versions.set(folder, await engine.version(id));
  return versions;
}

function newDossier(code: string, version: Version, random: PlayedDossier['random']): Omit<PlayedDossier, 'id' | 'state'> {
  return { code, version, random, fate: drawFate(random), planned: new Set(), toReturn: new Set(), happened: new Set(), finishedSteps: 0 };
}

/** Whoever receives at the unit where the procedure begins. */
function receiver(
  { organisation }: Diary,
  { model }: Version,
  participants: Readonly<Record<string, string>>,
  random: PlayedDossier['random'],
): Actor {
  const step = [...model.nodes.values()].find((node) => node.step?.step === 'receive')?.step;
  return officerFor(organisation, step?.unit ?? participants[step?.kind ?? ''] ?? 'ttpvhcc-tinh', 'oneStop', random);
}

/** Codes as Circular 01/2018/TT-VPCP, art. 19, has them: agency, day, number of the day. "H99" is no province. */
function nextCode(numbers: Map<string, number>, { model, processKey }: Version, atMs: number): string {
  const department = model.processes.get(processKey)?.procedure?.department ?? '';
  const agency = `000.00.${String(10 + (hash(department) % 90))}.H99`;
  const day = new Date(atMs + 7 * 3_600_000).toISOString().slice(2, 10).replaceAll('-', '');
  const prefix = `${agency}-${day}`;
  const number = (numbers.get(prefix) ?? 0) + 1;
  numbers.set(prefix, number);
  return `${prefix}-${String(number).padStart(4, '0')}`;
}

function hash(text: string): number {
  let sum = 7;
  for (const letter of text) sum = (sum * 31 + letter.codePointAt(0)!) % 1_000_003;
  return sum;
}
