/** What a client of one engine process wrote down: before it asked, after it was answered. The file outlives the process, as a client does. */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { Command } from '../../engine/index.ts';
import type { Json, Variables } from '../../engine/semantics/state.ts';
import type { Delivery } from '../../engine/runtime/index.ts';

/** Something that can be asked again under the same key by any process. */
export type Ask =
  | { readonly do: 'start'; readonly processKey: string; readonly code: string; readonly variables: Variables }
  | { readonly do: 'execute'; readonly dossierId: string; readonly command: Command; readonly lockToken?: string }
  | {
      readonly do: 'publish';
      readonly message: { readonly id: string; readonly name: string; readonly correlationKey: Json; readonly variables: Variables };
    }
  | { readonly do: 'broadcast'; readonly storm: string };

export type Line =
  | { readonly what: 'asked'; readonly key: string; readonly ask: Ask }
  | { readonly what: 'done'; readonly key: string; readonly dossierId: string; readonly revision: number; readonly repeated: boolean }
  | { readonly what: 'kept'; readonly key: string; readonly isNew: boolean }
  | { readonly what: 'sent'; readonly key: string }
  | { readonly what: 'refused'; readonly key: string; readonly code: string }
  /** The engine could not: nothing was changed, but with OUTCOME_UNKNOWN. */
  | { readonly what: 'trouble'; readonly key: string; readonly code: string }
  /** An error that is none of the kinds which the engine promises. */
  | { readonly what: 'odd'; readonly key: string; readonly error: string }
  | { readonly what: 'delivered'; readonly delivery: Delivery; readonly accepted: boolean }
  | { readonly what: 'log'; readonly message: string; readonly error: string };

export interface Journal {
  write(line: Line): void;
}

/** Each line is in the file when `write` returns; a killed process loses none, only the power's failure would. */
export function openJournal(path: string): Journal {
  return { write: (line) => appendFileSync(path, `${JSON.stringify(line)}\n`) };
}

/** All whole lines: what was being written when the process was killed counts as not written. */
export function readJournal(path: string): Line[] {
  if (!existsSync(path)) return [];
  const text = readFileSync(path, 'utf8');
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
}

/** What was asked and has no answer that settles it, with the number of times it was asked. */
export function unsettled(lines: readonly Line[]): Map<string, Ask> {
  const open = new Map<string, Ask>();
  for (const line of lines) {
    if (line.what === 'asked') open.set(line.key, line.ask);
    else if (line.what === 'done' || line.what === 'kept' || line.what === 'sent' || line.what === 'refused') open.delete(line.key);
  }
  return open;
}
