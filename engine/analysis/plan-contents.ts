/** How the contents of a subprocess or of a called process run, so that they do to the element around them what a run of the net around says. */
import type { Container } from '../model/types.ts';
import type { Decided } from './container-soundness.ts';
import type { Run } from './decide-net.ts';
import { playOf, type Tokens } from './play-net.ts';
import { isThrown, takesBack } from './throws-of.ts';
import { isWork, type TokenNet, type TokenTransition } from './token-net.ts';

/** Markings looked at for each thing that contents have to do. */
const mostMarkings = 2_000;

/**
 * A run of the contents that does what `goals`, transitions of the element around them, ask for in their order: throw, and then complete if that is the last.
 * Without goals, or when no such run is found, they only start.
 */
export function planContents(decided: Decided, contents: Container, isCalled: boolean, goals: readonly TokenTransition[]): Run {
  const { net, decision } = decided.of(contents, isCalled);
  const wanted = goals.filter(({ act }) => act !== 'trigger');
  const start = net.transitions.filter(({ act }) => act === 'start').slice(0, 1);
  const [first] = wanted;
  if (!first) return start;
  const isLast = wanted.length === 1;
  const isWanted = (each: TokenTransition) => isSameThrow(each, first);
  if (isLast && first.act === 'complete') {
    const run = decision.completed();
    if (run?.every((each) => isQuiet(net, each))) return run;
  } else if (isLast && isLeaving(first)) {
    const run = decision.runTo(isWanted);
    if (run?.slice(0, -1).every((each) => isQuiet(net, each))) return run;
  }
  return (
    runThrough(net, wanted) ??
    (first.act === 'complete' ? decision.completed() : (decision.runTo(isWanted) ?? runToThrower(decided, contents, isCalled, first))) ??
    start
  );
}

/** To the start of an event subprocess that is started by a throw, and then throws what is asked for. */
function runToThrower(decided: Decided, contents: Container, isCalled: boolean, goal: TokenTransition): Run | undefined {
  for (const element of contents.eventSubProcesses) {
    const [begin] = element.contents!.startEvents;
    if (!begin || !isThrown(begin) || takesBack(element.contents)) continue;
    if (!decided.of(element.contents!, isCalled).net.transitions.some((each) => isSameThrow(each, goal))) continue;
    const run = decided.of(contents, isCalled).decision.runTo(({ thrown }) => thrown?.handler === begin);
    if (run) return run;
  }
  return undefined;
}

/** The element with contents is left by it. */
export function isLeaving({ act, node, thrown, clears }: TokenTransition): boolean {
  if (act === 'throw') return clears !== undefined || (thrown?.handler.attachedTo === node && thrown.handler.interrupting);
  return act === 'complete' || (act === 'trigger' && node.interrupting);
}

export function isSameThrow({ thrown }: TokenTransition, other: Pick<TokenTransition, 'thrown'>): boolean {
  const wanted = other.thrown;
  return (
    thrown !== undefined &&
    wanted !== undefined &&
    thrown.type === wanted.type &&
    thrown.code === wanted.code &&
    thrown.handler === wanted.handler
  );
}

/** It starts nothing beside the net, and nothing around it notices. */
function isQuiet({ containers }: TokenNet, { thrown }: TokenTransition): boolean {
  return !thrown || (thrown.handler.attachedTo !== undefined && containers.includes(thrown.handler.attachedTo.container));
}

function runThrough(net: TokenNet, goals: readonly TokenTransition[]): Run | undefined {
  const play = playOf(net);
  const isAtWork = (tokens: Tokens) => net.places.some((place, number) => tokens[number]! > 0 && isWork(place));
  const run: TokenTransition[] = [];
  let tokens = play.initial();
  for (const goal of goals) {
    const found = search(net, tokens, (each, after) =>
      goal.act === 'complete' ? !isAtWork(after) && !each.leaves : isSameThrow(each, goal) && (isLeaving(goal) || isAtWork(after)),
    );
    if (!found) return undefined;
    run.push(...found.run);
    tokens = found.tokens;
  }
  return run;
}

interface Reached {
  readonly tokens: Tokens;
  readonly run: Run;
}

/** Breadth first; only what is quiet may happen before the goal. */
function search(net: TokenNet, from: Tokens, isGoal: (each: TokenTransition, after: Tokens) => boolean): Reached | undefined {
  const play = playOf(net);
  const reached: Reached[] = [{ tokens: from, run: [] }];
  const seen = new Set([from.join()]);
  for (const { tokens, run } of reached) {
    if (reached.length > mostMarkings) return undefined;
    for (const each of net.transitions) {
      if (!play.isEnabled(tokens, each)) continue;
      const after = play.fire(tokens, each);
      if ((isQuiet(net, each) || each.thrown) && isGoal(each, after)) return { tokens: after, run: [...run, each] };
      if (!isQuiet(net, each) || seen.has(after.join())) continue;
      seen.add(after.join());
      reached.push({ tokens: after, run: [...run, each] });
    }
  }
  return undefined;
}
