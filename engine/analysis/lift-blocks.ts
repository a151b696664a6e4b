/** What was decided of a container without its blocks, told in the net of the whole: runs go through each block by its shortest way. */
import type { FlowNode } from '../model/types.ts';
import type { Collapsed, Passage, Passed } from './collapse-blocks.ts';
import type { Decision, Run } from './decide-net.ts';
import { playOf } from './play-net.ts';
import type { Place, TokenNet, TokenTransition } from './token-net.ts';
import { waits } from './waits.ts';

/** The same decision in transitions of `net`; undefined when a run of it cannot be told in them. */
export function liftBlocks(net: TokenNet, plain: TokenNet, collapsed: Collapsed, decision: Decision): Decision | undefined {
  const { twinOf, throughOf } = twinsOf(net, plain, collapsed);
  const play = playOf(net);
  const plainPlay = playOf(plain);

  /** `isStuck`: nothing is left that could go on in a block. */
  const lift = (run: Run, isStuck = false): Run => {
    const lifted: TokenTransition[] = [];
    const tokens = play.initial();
    const fire = (transition: TokenTransition | undefined) => {
      if (!transition || !play.isEnabled(tokens, transition)) throw new Unliftable();
      play.move(tokens, transition);
      lifted.push(transition);
    };
    const outside = plainPlay.initial();
    for (const transition of run) {
      for (const place of plainPlay.takenFrom(outside, transition)) throughOf(place).forEach(fire);
      plainPlay.move(outside, transition);
      fire(twinOf(transition));
    }
    if (isStuck)
      outside.forEach((count, place) => {
        for (let each = 0; each < count; each++) throughOf(place).forEach(fire);
      });
    return lifted;
  };
  const liftedOrNone = (run: Run | undefined): Run | undefined => {
    try {
      return run && lift(run);
    } catch (error) {
      if (error instanceof Unliftable) return undefined;
      throw error;
    }
  };

  const { unsafe, unbounded, improper, cannotComplete, live, kernel } = decision;
  const twins = (some: Iterable<TokenTransition>) => [...some].flatMap((each) => twinOf(each) ?? []);
  try {
    return {
      ...decision,
      ...(unsafe && { unsafe: lift(unsafe) }),
      ...(unbounded && { unbounded: lift(unbounded) }),
      ...(improper && { improper: lift(improper) }),
      ...(cannotComplete && {
        cannotComplete: {
          ...cannotComplete,
          run: lift(cannotComplete.run, cannotComplete.isStuck),
          around: twins(cannotComplete.around),
        },
      }),
      live: new Set([...twins(live), ...withinReached(net, plain, collapsed, live)]),
      kernel: twins(kernel),
      completed: () => liftedOrNone(decision.completed()),
      runTo: (goal) =>
        liftedOrNone(
          decision.runTo((each) => {
            const twin = twinOf(each);
            return twin !== undefined && goal(twin);
          }),
        ),
    };
  } catch (error) {
    if (error instanceof Unliftable) return undefined;
    throw error;
  }
}

class Unliftable extends Error {}

/** What can happen in the blocks that a token comes to. */
function withinReached(net: TokenNet, plain: TokenNet, { gone, partOf }: Collapsed, live: Decision['live']): TokenTransition[] {
  const reached = new Set<unknown>();
  for (const { produce } of live) for (const place of produce) reached.add(plain.places[place]!.flow);
  return net.transitions.filter(({ node }) => gone.has(node) && reached.has(partOf(node)));
}

/** Transitions of the whole net by those of the net without blocks, and the way through the block that a place stands for. */
function twinsOf(net: TokenNet, plain: TokenNet, collapsed: Collapsed) {
  const ofNode = new Map<FlowNode, TokenTransition[]>();
  for (const each of net.transitions) {
    const known = ofNode.get(each.node);
    if (known) known.push(each);
    else ofNode.set(each.node, [each]);
  }
  const nameOfPlace = ({ kind, elementId, container, times, flow }: Place) =>
    `${kind} ${flow ? collapsed.lastOf(flow).id : elementId} ${container.id} ${times?.join() ?? ''}`;
  const nameOf = ({ places }: TokenNet, { act, host, consume, produce, taken, thrown, leaves, clears }: TokenTransition) =>
    [
      act,
      host?.id,
      ...consume.map((place) => nameOfPlace(places[place]!)),
      '>',
      ...produce.map((place) => nameOfPlace(places[place]!)),
      ...Object.values(taken).flatMap((flows) => flows.map(({ id }) => id)),
      thrown?.type,
      thrown?.code,
      thrown?.handler.id,
      leaves,
      clears?.id,
    ].join('\n');
  const named = new Map<FlowNode, Map<string, TokenTransition>>();
  const known = new Map<TokenTransition, TokenTransition | undefined>();
  const twinOf = (transition: TokenTransition): TokenTransition | undefined => {
    if (known.has(transition)) return known.get(transition);
    const { node } = transition;
    let names = named.get(node);
    if (!names) named.set(node, (names = new Map((ofNode.get(node) ?? []).map((each) => [nameOf(net, each), each]))));
    const twin = transition.merges ? undefined : names.get(nameOf(plain, transition));
    known.set(transition, twin);
    return twin;
  };
  const throughOf = (place: number): (TokenTransition | undefined)[] => {
    const { flow } = plain.places[place]!;
    return flow ? flattened(collapsed.passage(flow)).flatMap((passed) => passing(net, ofNode.get(passed.node) ?? [], passed)) : [];
  };
  return { twinOf, throughOf };
}

/** The transitions by which one element is passed; an undefined one when there are none. */
function passing(
  { places }: TokenNet,
  some: readonly TokenTransition[],
  { node, consumes, takes }: Passed,
): (TokenTransition | undefined)[] {
  const isTaken = ({ taken }: TokenTransition) => {
    const flows = taken[node.id];
    return flows?.length === takes.length && takes.every((flow) => flows.includes(flow));
  };
  const comes = ({ consume, join }: TokenTransition) =>
    join !== undefined || (consume.length === consumes.length && consume.every((place) => consumes.includes(places[place]!.flow!)));
  if (!waits(node)) return [some.find((each) => each.act === 'pass' && comes(each) && isTaken(each))];
  return [some.find((each) => each.act === 'pass' && comes(each)), some.find((each) => each.act === 'complete' && isTaken(each))];
}

/** Not recursive: nesting may be as deep as a process is long. */
function flattened(passage: Passage): Passed[] {
  const flat: Passed[] = [];
  const pending: (Passed | Passage)[] = [passage];
  for (let next = pending.pop(); next !== undefined; next = pending.pop())
    if ('node' in next) flat.push(next);
    else for (let index = next.length - 1; index >= 0; index--) pending.push(next[index]!);
  return flat;
}
