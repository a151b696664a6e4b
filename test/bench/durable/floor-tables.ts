/** The tables of the floors: as the engine's, indexes and storage included, with open dossiers to do steps in. */
import type pg from 'pg';
import { copyDossier } from './copy-dossier.ts';

/** What one step writes, with texts of the engine's own step: nothing is smaller than what we write. */
export interface FloorStep {
  readonly dossierId: number;
  readonly revision: number;
  readonly actor: string;
  readonly command: string;
  readonly events: string;
  /** Of the step that ends and of the one that opens. */
  readonly endingKey: string;
  readonly openingKey: string;
  readonly openingElement: string;
  /** Epoch milliseconds. */
  readonly atMs: number;
  readonly stepDueMs: number;
  readonly nextDueMs: number;
  readonly forecastMs: number;
}

export interface FloorTables {
  /** The next step of a dossier that nobody else has now: ten in one dossier, then of another. */
  next(seat: Seat): FloorStep;
  /** Throws unless every step that was given out is in the tables: a floor that writes less is none. */
  check(): Promise<void>;
}

/** Where somebody sits: a dossier, and how many of its ten steps are still to be done before the next one is taken. */
export interface Seat {
  place?: { readonly dossierId: number; revision: number };
  left: number;
}

export const newSeat = (): Seat => ({ left: 0 });

const hours = 3_600_000;

/** Makes the schema `floor` from a dossier that was started and one that has ended, both the engine's. */
export async function createFloorTables(client: pg.ClientBase, startedId: string, endedId: string, dossiers: number): Promise<FloorTables> {
  await client.query('create schema floor');
  for (const table of ['dossiers', 'history', 'steps']) {
    const { rows } = await client.query<{ options: string | null }>(
      `select array_to_string(reloptions, ', ') as options from pg_class where oid = $1::regclass`,
      [`public.${table}`],
    );
    // "like" copies no storage parameters
    const options = rows[0]!.options;
    await client.query(`create table floor.${table} (like public.${table} including all)${options ? ` with (${options})` : ''}`);
  }
  const first = await copyDossier(client, startedId, dossiers, 'floor');
  for (const table of ['dossiers', 'history', 'steps']) await client.query(`vacuum analyze floor.${table}`);

  // the completions that open a next step: the last one of a dossier opens none
  const { rows: texts } = await client.query<{ actor: string; command: string; events: string }>(
    'select actor::text, command::text, events::text from history where dossier_id = $1 and revision between 2 and 10 order by revision',
    [endedId],
  );
  if (texts.length !== 9) throw new Error(`the dossier has ${texts.length} steps to copy, not 9`);
  const places = Array.from({ length: dossiers }, (_, index) => ({ dossierId: first + index, revision: 1 }));
  let taken = 0;
  let steps = 0;
  return {
    async check() {
      const { rows } = await client.query<{ dossiers: number; facts: number; ended: number; open: number }>(
        `select (select sum(revision - 1)::integer from floor.dossiers) as dossiers, (select count(*)::integer from floor.history where revision > 1) as facts,
           (select count(*)::integer from floor.steps where left_at is not null) as ended, (select count(*)::integer from floor.steps where left_at is null) as open`,
      );
      const { dossiers: moved, facts, ended, open } = rows[0]!;
      if (moved !== steps || facts !== steps || ended !== steps || open !== dossiers)
        throw new Error(
          `the floors did ${steps} steps, the tables have ${moved} in dossiers, ${facts} in the history, ${ended} ended, ${open} open`,
        );
    },
    next(seat) {
      steps++;
      // in turn: there are many more dossiers than seats, so that nobody meets another
      if (seat.left === 0) Object.assign(seat, { place: places[taken++ % dossiers]!, left: 10 });
      seat.left--;
      const place = seat.place!;
      const ending = place.revision++ - 1;
      const atMs = Date.now();
      return {
        dossierId: place.dossierId,
        revision: place.revision,
        ...texts[ending % texts.length]!,
        endingKey: keyOf(ending),
        openingKey: keyOf(ending + 1),
        openingElement: `task${(ending + 1) % 10}`,
        atMs,
        stepDueMs: atMs + 24 * hours,
        nextDueMs: atMs + 18 * hours,
        forecastMs: atMs + 240 * hours,
      };
    },
  };
}

const keyOf = (step: number) => `task${step % 10}#${1 + Math.floor(step / 10)}`;
