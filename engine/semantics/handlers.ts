/** What every command handler shares: its shape, and the refusals. */
import type { Command, CommandType } from './commands.ts';
import { CommandRejected } from './errors.ts';
import type { Run } from './run.ts';
import type { ActiveElement } from './state.ts';

export type Handler<T extends CommandType> = (run: Run, command: Extract<Command, { type: T }>) => void;
export type Handlers = { readonly [T in CommandType]?: Handler<T> };

/** The active element of a key, or a refusal. */
export function activeElement(run: Run, key: string): ActiveElement {
  const element = Object.hasOwn(run.state.elements, key) ? run.state.elements[key] : undefined;
  if (!element) throw notWaiting(key);
  return element;
}

export function notWaiting(key: string): CommandRejected {
  return new CommandRejected('NOT_WAITING', `"${key}" không còn chờ`, `"${key}" is not waiting`, { key });
}
