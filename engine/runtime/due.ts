/** What time brings to a dossier: flags and timers in the order of their instants; a flag before a timer of the same instant, for it speaks of the time before. */
import type { Organisation } from '../deadlines/organisation.ts';
import type { ProcessModel } from '../model/types.ts';
import type { Command } from '../semantics/commands.ts';
import { comingFlags } from '../semantics/flags.ts';
import type { State, Subscription } from '../semantics/state.ts';
import { hasIncident } from '../semantics/subscriptions.ts';

/** The command that is due first at `nowMs`, if any. A timer whose trigger met an incident waits for that to be resolved. */
export function nextDue(model: ProcessModel, state: State, organisation: Organisation, nowMs: number): Command | undefined {
  const timer = state.status === 'active' ? firstTimer(state) : undefined;
  const [flag] = comingFlags(model, state, organisation, nowMs);
  // what is overdue takes effect now, and a flag speaks of the time before
  if (flag) return { type: 'raiseFlags' };
  return timer && Date.parse(timer.dueAt!) <= nowMs ? { type: 'fireTimer', elementKey: timer.key } : undefined;
}

function firstTimer(state: State): Subscription | undefined {
  let first: Subscription | undefined;
  for (const key in state.subscriptions) {
    const subscription = state.subscriptions[key]!;
    if (subscription.type !== 'timer' || subscription.dueAt === undefined || hasIncident(state, key)) continue;
    if (!first || subscription.dueAt < first.dueAt! || (subscription.dueAt === first.dueAt && subscription.sequence < first.sequence))
      first = subscription;
  }
  return first;
}
