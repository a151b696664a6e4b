import type { State } from '../../engine/index.ts';
import type { Actor } from '../../engine/runtime/index.ts';
import type { Version } from '../../engine/runtime/versions.ts';
import type { Command } from '../../engine/semantics/commands.ts';
import type { Organisation } from '../../engine/deadlines/organisation.ts';
import type { Fate } from './fates.ts';
import type { Random } from './random.ts';

/** One dossier of the demonstration, as its players know it. */
export interface PlayedDossier {
  readonly id: string;
  readonly code: string;
  readonly version: Version;
  readonly random: Random;
  readonly fate: Fate;
  state: State;
  /** Element keys, corrections and waits that somebody has put in the diary. */
  readonly planned: Set<string>;
  /** Elements whose hand-off is going to be sent back first. */
  readonly toReturn: Set<string>;
  /** What happens once in this dossier, and has. */
  readonly happened: Set<'supplement' | 'returned' | 'refused' | 'overrun' | 'withdrawn'>;
  finishedSteps: number;
}

/** What somebody does at a moment; undefined when it has no sense any more. */
export type Act = (nowMs: number) => Deed | undefined;

export interface Deed {
  readonly command: Command;
  readonly actor: Actor;
}

/** Where acts are put in the diary: not before `atMs`. */
export interface Diary {
  readonly organisation: Organisation;
  enter(dossier: PlayedDossier, atMs: number, act: Act): void;
}
