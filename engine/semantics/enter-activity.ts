/** How a token comes into an activity. */
import { activate } from './activity.ts';
import { mergeOrigins } from './apply.ts';
import type { Arrival } from './flows.ts';
import { enterLoop, enterMultiInstance } from './rounds.ts';
import type { Run } from './run.ts';
import type { Token } from './state.ts';

/** A token enters an activity: activates it, or sets up its rounds. */
export function enterActivity(run: Run, arrival: Arrival): void {
  const { node, scope } = arrival;
  const gathered = node.startQuantity === undefined ? arrival : gather(run, arrival, node.startQuantity);
  if (!gathered) return;
  if (!node.loop) activate(run, gathered);
  else if (node.loop.kind === 'standard') enterLoop(run, gathered, node.loop);
  else enterMultiInstance(run, gathered, node.loop, scope);
}

/** As many tokens as the activity starts with, over all its incoming flows in their order (13.3.2, 13.3.5; ADR 0054); undefined while there are too few. */
function gather(run: Run, arrival: Arrival, quantity: number): Arrival | undefined {
  const { node, scope, flow } = arrival;
  // what starts with its scope has no flow to wait on
  if (flow === undefined) return arrival;
  const { tokens } = run.state.scopes[scope]!;
  const waiting = node.incoming.flatMap(({ id }) => (tokens[id] ?? []).map((origins) => ({ id, origins })));
  if (waiting.length < quantity) return undefined;
  const [first, ...others] = waiting.slice(0, quantity);
  return {
    node,
    scope,
    flow: first!.id,
    besides: others.map(({ id }) => id),
    origins: others.reduce<Token>((merged, { origins }) => mergeOrigins(merged, origins), first!.origins),
  };
}
