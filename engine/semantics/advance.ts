/** One command on one dossier: decides events, applying each at once, until every token waits. */
import { defaultOrganisation } from '../deadlines/organisation.ts';
import type { ProcessModel } from '../model/types.ts';
import { moveAtRest } from './at-rest.ts';
import type { Command } from './commands.ts';
import { askArmed } from './conditions.ts';
import { settleDossier } from './dossier.ts';
import { endlessLoop } from './endless-loop.ts';
import { CommandRejected, Obstacle } from './errors.ts';
import type { Event } from './events.ts';
import { handle } from './handle.ts';
import { moves } from './moves.ts';
import { raiseIncident } from './raise-incident.ts';
import { instantText, nextDeferred, type Environment, type Run } from './run.ts';
import { stuckAt } from './scopes.ts';
import { draftOf, inside, type ElementKey, type State, type Work } from './state.ts';

/** Moves in one command without a wait; beyond it the model loops (ADR 0017). */
const mostMoves = 100_000;

export const plainEnvironment: Environment = { organisation: defaultOrganisation };

/**
 * Decides one command: the events and the state after them; `state` itself is unchanged.
 * `now` is the only clock. Throws CommandRejected (nothing changed) for a command the state does not accept.
 * What stops the dossier itself is an incident event, never an exception.
 */
export function advance(
  model: ProcessModel,
  state: State,
  command: Command,
  now: Date,
  environment: Environment = plainEnvironment,
): { events: readonly Event[]; state: State } {
  const draft = draftOf(state);
  const events = advanceDraft(model, draft, command, now, environment);
  return { events, state: draft };
}

/** The same on a draft that the caller owns, at a cost that does not depend on the size of the state. A refused command leaves the draft as it was. */
export function advanceDraft(
  model: ProcessModel,
  draft: State,
  command: Command,
  now: Date,
  environment: Environment = plainEnvironment,
): readonly Event[] {
  const nowMs = now.getTime();
  if (draft.clock && nowMs < Date.parse(draft.clock.lastAt))
    throw new CommandRejected(
      'TIME_REVERSED',
      `Thời điểm ${instantText(nowMs)} trước thay đổi cuối ${draft.clock.lastAt}`,
      `${instantText(nowMs)} is before the last change at ${draft.clock.lastAt}`,
      { lastAt: draft.clock.lastAt },
    );
  const run: Run = {
    model,
    state: draft,
    nowMs,
    at: instantText(nowMs),
    occurredMs: occurredAt(command, nowMs),
    environment,
    events: [],
    work: [],
    deferred: [],
    promised: new Map(),
    touched: new Set(),
    changed: model.uses.conditionalEvent ? new Set() : undefined,
    movesLeft: environment.mostMoves ?? mostMoves,
  };
  handle(run, command);
  settle(run);
  return run.events;
}

/** Facts may be entered late, never ahead of time (ADR 0018). */
function occurredAt(command: Command, nowMs: number): number {
  if (!('occurredAt' in command) || command.occurredAt === undefined) return nowMs;
  const occurred = Date.parse(command.occurredAt);
  if (occurred <= nowMs) return occurred;
  throw new CommandRejected('INVALID_VALUE', `Thời điểm "${command.occurredAt}" ở tương lai`, `"${command.occurredAt}" is in the future`, {
    occurredAt: command.occurredAt,
  });
}

/** Makes moves until nothing moves: branches depth first, then what they sent, then what waited for all of them to rest. */
function settle(run: Run): void {
  if (run.state.status === 'suspended') return;
  for (;;) {
    if (run.armed !== undefined) askArmed(run);
    const next = run.work.pop() ?? nextDeferred(run);
    if (next) move(run, next);
    else if (!moveAtRest(run)) break;
  }
  for (const key of run.touched) {
    const scope = run.state.scopes[key];
    const stuck = scope && stuckAt(run, scope);
    if (stuck && !run.state.troubled[inside(key)] && !run.state.troubled[inside('')]) raiseIncident(run, stuck, key, []);
  }
  settleDossier(run);
}

function move(run: Run, work: Work): void {
  if (--run.movesLeft < 0) {
    const retry = [...run.deferred.splice(0).reverse(), ...run.work.splice(0), work];
    // of no scope: what is left to do belongs to many
    return raiseIncident(run, endlessLoop(run, work), '', retry);
  }
  const before = run.events.length;
  try {
    moves[work.do](run, work as never);
  } catch (error) {
    if (!(error instanceof Obstacle) || run.events.length > before) throw error;
    raiseIncident(run, error, scopeOf(run, work), [work], waitingKey(run, work));
  }
}

function scopeOf(run: Run, work: Work): string {
  if ('scope' in work) return work.scope;
  if (!('key' in work)) return '';
  return run.state.elements[work.key]?.scope ?? run.state.subscriptions[work.key]?.scope ?? '';
}

/** The element or subscription that a piece of work is about, while it exists. */
function waitingKey(run: Run, work: Work): ElementKey | undefined {
  return 'key' in work && (run.state.elements[work.key] ?? run.state.subscriptions[work.key]) ? work.key : undefined;
}
