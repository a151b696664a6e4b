/** Every dossier of a database with its history played back, command by command. */
import type { Event, State } from '../../engine/index.ts';
import { initialState, replay } from '../../engine/index.ts';
import type { Actor } from '../../engine/runtime/index.ts';
import type { Version } from '../../engine/runtime/versions.ts';
import type pg from 'pg';

export type Queryable = Pick<pg.ClientBase, 'query'>;

export interface ReplayedCommand {
  readonly revision: number;
  readonly atMs: number;
  readonly actor: Actor;
  readonly command: { readonly type: string; readonly elementKey?: string };
  readonly events: readonly Event[];
  readonly before: State;
  readonly after: State;
}

export interface ReplayedDossier {
  readonly id: string;
  /** Its row, columns as the driver gives them. */
  readonly row: Readonly<Record<string, unknown>>;
  readonly version: Version;
  readonly commands: readonly ReplayedCommand[];
  readonly state: State;
  /** Why the history could not be played back to its end. */
  readonly broken?: string;
}

/** Dossiers read in one go. */
const page = 100;

/** In order of their ids. Reads the history only: neither snapshots nor projected tables. */
export async function* replayedDossiers(
  client: Queryable,
  version: (versionId: string) => Promise<Version>,
): AsyncGenerator<ReplayedDossier> {
  for (let after = '0'; ;) {
    const { rows: dossiers } = await client.query<Record<string, unknown> & { id: string; version_id: string }>(
      'select * from dossiers where id > $1::bigint order by id limit $2',
      [after, page],
    );
    if (dossiers.length === 0) return;
    const { rows: history } = await client.query<{ dossier_id: string; at: Date } & Omit<ReplayedCommand, 'atMs' | 'before' | 'after'>>(
      'select dossier_id::text, revision, at, actor, command, events from history where dossier_id = any($1::bigint[]) order by dossier_id, revision',
      [dossiers.map(({ id }) => id)],
    );
    const byDossier = new Map(dossiers.map(({ id }): [string, typeof history] => [id, []]));
    for (const command of history) byDossier.get(command.dossier_id)!.push(command);
    for (const row of dossiers) yield played(row, await version(row.version_id), byDossier.get(row.id)!);
    after = dossiers.at(-1)!.id;
  }
}

function played(
  row: ReplayedDossier['row'] & { readonly id: string },
  version: Version,
  history: readonly ({ at: Date } & Omit<ReplayedCommand, 'atMs' | 'before' | 'after'>)[],
): ReplayedDossier {
  const commands: ReplayedCommand[] = [];
  let state = initialState;
  try {
    for (const { revision, at, actor, command, events } of history) {
      const after = replay(events, state);
      commands.push({ revision, atMs: at.getTime(), actor, command, events, before: state, after });
      state = after;
    }
  } catch (error) {
    return { id: row.id, row, version, commands, state, broken: String(error) };
  }
  return { id: row.id, row, version, commands, state };
}
