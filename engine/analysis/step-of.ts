/** A transition of a net as a step of a scenario. */
import type { Play, Tokens } from './play-net.ts';
import type { ScenarioStep } from './soundness-report.ts';
import type { TokenNet, TokenTransition } from './token-net.ts';

/** One start of a container, as far as its steps tell of it. */
export interface Told {
  readonly net: TokenNet;
  readonly play: Play;
  /** Counted from 1 among the starts of the container. */
  readonly number: number;
  readonly tokens: Tokens;
}

/** The step of that number; `inner`: the start of the contents, or of what is around an event subprocess, that it is about. */
export function stepOf(running: Told, transition: TokenTransition, n: number, inner?: Told): ScenarioStep {
  const { node, host, act, taken, thrown, closes } = transition;
  const { number } = running;
  const flows = Object.values(taken).flat();
  return {
    n,
    elementId: node.id,
    ...(node.name !== undefined && { elementName: node.name }),
    consumedFlows: consumedBy(running, transition),
    producedFlows: flows.map(({ id }) => id),
    scope: node.container.id,
    ...(number > 1 && { run: number }),
    conditionsAssumed: flows.flatMap(({ id, condition }) => (condition === undefined ? [] : [{ flow: id, condition }])),
    act,
    ...(host && { hostId: host.id }),
    ...(inner && inner.number > 1 && { hostRun: inner.number }),
    ...(closes && { closes: true as const }),
    choices: Object.fromEntries(Object.entries(taken).map(([id, some]) => [id, some.map((flow) => flow.id)])),
    ...(thrown && {
      thrown: { type: thrown.type, ...(thrown.code !== undefined && { code: thrown.code }), handlerId: thrown.handler.id },
    }),
  };
}

function consumedBy({ net, play, tokens }: Told, transition: TokenTransition): string[] {
  return play.takenFrom(tokens, transition).flatMap((place) => (net.places[place]!.kind === 'flow' ? [net.places[place]!.elementId] : []));
}
