/**
 * Runs of nets told as one run in BPMN elements. Each start of a subprocess, of a called process or of an event subprocess has tokens of its own, and what happens in one
 * does around it at once what it does in the engine: a throw goes out to who handles it, and what is empty completes.
 */
import type { Container, FlowNode } from '../model/types.ts';
import type { Decided } from './container-soundness.ts';
import type { Run } from './decide-net.ts';
import { isLeaving, isSameThrow, planContents } from './plan-contents.ts';
import { playOf, type Play, type Tokens } from './play-net.ts';
import type { ScenarioStep } from './soundness-report.ts';
import { stepOf } from './step-of.ts';
import { isThrown } from './throws-of.ts';
import { isWork, type Place, type TokenNet, type TokenTransition } from './token-net.ts';

/** A run of one level; of an inner one what it is the contents of. The run around it ends with the activation of that element. */
export interface Way {
  readonly net: TokenNet;
  readonly run: Run;
  readonly element?: FlowNode;
}

/** An entry of a run: the same transition may come twice. */
interface Entry {
  readonly transition: TokenTransition;
}

/** One start of a container. */
interface Running {
  readonly net: TokenNet;
  readonly play: Play;
  /** Counted from 1 among the starts of the container. */
  readonly number: number;
  readonly within?: Running;
  readonly element?: FlowNode;
  readonly inside: Set<Running>;
  /** Still to come here. */
  readonly script: Entry[];
  /** What of the script around it these contents have to do. */
  readonly goals: readonly Entry[];
  tokens: Tokens;
  /** The goal that is being worked at. */
  goal?: Entry;
}

class Untellable extends Error {}

/** The steps as they are told, and where the tokens are after them, by flow and active element; undefined when the levels do not go together as the nets say. */
export function scenarioOf(
  decided: Decided,
  ways: readonly Way[],
): { readonly scenario: ScenarioStep[]; readonly stateAtEnd: Record<string, number> } | undefined {
  const steps: ScenarioStep[] = [];
  const counts = new Map<Container, number>();
  let level = 0;
  let current: Running | undefined;

  const open = (net: TokenNet, run: Run, within?: Running, element?: FlowNode, goals: readonly Entry[] = []): Running => {
    const container = net.containers[0]!;
    const number = (counts.get(container) ?? 0) + 1;
    counts.set(container, number);
    const play = playOf(net);
    const running: Running = {
      net,
      play,
      number,
      ...(within && { within }),
      ...(element && { element }),
      inside: new Set(),
      script: run.map((transition) => ({ transition })),
      goals,
      tokens: play.initial(),
    };
    within?.inside.add(running);
    return running;
  };

  /** The contents of an element start with it: those the next level tells of, or as the run around them needs it. */
  const openContents = (around: Running, element: FlowNode, place?: number): Running => {
    const contents = (element.contents ?? element.called)!;
    const isCalled = around.net.inCall || contents.kind === 'process';
    const next = around === current && around.script.length === 0 ? ways[level + 1] : undefined;
    if (next && next.element === element) return open(next.net, next.run, around, element);
    const isBeside = contents.kind === 'eventSubProcess';
    const goals = place === undefined ? [] : goalsOf(around, element, place);
    const { net, decision } = decided.of(contents, isCalled);
    const wanted = isBeside ? thrownBeside(around, net) : goals.map(({ transition }) => transition);
    const run = isBeside && wanted.length === 0 ? decision.completed() : undefined;
    return open(net, run ?? planContents(decided, contents, isCalled, wanted), around, element, goals);
  };

  /** What contents have to throw, where an event subprocess of theirs with this net can. */
  const thrownBeside = ({ goal, goals, net: own }: Running, net: TokenNet): TokenTransition[] =>
    [goal, ...goals]
      .flatMap((entry) => (entry?.transition.act === 'throw' ? [entry.transition] : []))
      .filter(
        (wanted) => !own.transitions.some((each) => isSameThrow(each, wanted)) && net.transitions.some((each) => isSameThrow(each, wanted)),
      )
      .slice(0, 1);

  const start = (running: Running) => {
    const first = running.script.shift();
    if (!first) throw new Untellable();
    tell(running, first.transition);
  };

  const fire = (running: Running, transition: TokenTransition, host?: Running) => {
    const { net, play, tokens } = running;
    if (!play.isEnabled(tokens, transition)) throw new Untellable();
    const isBeside = transition.act === 'start' && transition.node.container.kind === 'eventSubProcess';
    steps.push(stepOf(running, transition, steps.length + 1, isBeside ? running.within : host));
    play.move(tokens, transition);
    if (transition.clears && !transition.spares && net.containers.includes(transition.clears))
      for (const each of [...running.inside]) if (each.element!.container === transition.clears) running.inside.delete(each);
  };

  const tell = (running: Running, transition: TokenTransition, host?: Running) => {
    fire(running, transition, host);
    const { act, node, thrown } = transition;
    if (act === 'start' && node.container.kind === 'eventSubProcess' && node.interrupting) {
      const around = running.within!;
      const { parent } = node.container;
      around.tokens = around.tokens.map((count, place) => (isCleared(around.net.places[place]!, parent!) ? 0 : count));
      for (const each of [...around.inside]) if (each !== running && each.element!.container === parent) around.inside.delete(each);
    }
    const entered = entersContents(running.net, transition);
    if (entered !== undefined) start(openContents(running, running.net.places[entered]!.node!, entered));
    if (thrown) goOut(running, transition);
    settle(running);
  };

  /** A throw on its way to its handler, told in everything around it. */
  const goOut = (from: Running, { thrown }: TokenTransition) => {
    const { handler } = thrown!;
    const isStart = handler.type === 'startEvent';
    const place = isStart ? handler.container.parent! : handler.attachedTo!.container;
    let at = from;
    while (!at.net.containers.includes(place)) {
      const { within, element, goal } = at;
      if (!within) throw new Untellable();
      const isIt = (each: TokenTransition) => each.act === 'throw' && each.node === element && isSameThrow(each, { thrown: thrown! });
      const planned = goal && isIt(goal.transition) ? goal.transition : undefined;
      // out of an event subprocess straight to what is around the contents that it is in
      if (element!.contents?.kind === 'eventSubProcess') {
        at = within;
        continue;
      }
      const outer = planned ?? within.net.transitions.find((each) => isIt(each) && within.play.isEnabled(within.tokens, each));
      if (!outer) throw new Untellable();
      if (planned) delete at.goal;
      fire(within, outer);
      if (isLeaving(outer)) within.inside.delete(at);
      at = within;
    }
    if (isStart) start(openContents(at, handler.container.element!));
  };

  /** What is empty completes at once. */
  const settle = (running: Running) => {
    const { within, element, goal } = running;
    if (!within || !isOpen(running) || !isEmpty(running)) return;
    if (element!.contents?.kind === 'eventSubProcess') {
      within.inside.delete(running);
      return settle(within);
    }
    const planned = goal?.transition.act === 'complete' ? goal.transition : undefined;
    const complete =
      planned ??
      within.net.transitions.find((each) => each.act === 'complete' && each.node === element && within.play.isEnabled(within.tokens, each));
    if (!complete) throw new Untellable();
    if (planned) delete running.goal;
    within.inside.delete(running);
    tell(within, complete);
  };

  const follow = (running: Running, isDone = () => false) => {
    while (!isDone()) {
      const entry = running.script.shift();
      if (!entry) return;
      const { transition } = entry;
      const inner = [...running.inside].find(({ goals }) => goals.includes(entry));
      if (!inner) tell(running, transition);
      else if (transition.act === 'trigger') {
        if (isLeaving(transition)) running.inside.delete(inner);
        tell(running, transition, inner);
      } else {
        inner.goal = entry;
        work(inner);
        if (inner.goal) throw new Untellable();
      }
    }
  };

  /** Contents go on until what they have to do now is done; at the last, event subprocesses that they set going, too. */
  const work = (running: Running) => {
    follow(running, () => !running.goal);
    if (running.goal) for (const beside of [...running.inside]) follow(beside);
    const [container] = running.net.containers;
    for (const element of container!.eventSubProcesses) {
      const [first] = element.contents!.startEvents;
      if (!running.goal || !first || isThrown(first)) continue;
      const { net } = decided.of(element.contents!, running.net.inCall);
      if (thrownBeside(running, net).length === 0) continue;
      const beside = openContents(running, element);
      start(beside);
      follow(beside);
    }
  };

  /** The transitions of the script around it that are about this start of the contents, by its place: the first that no other start was given. */
  const goalsOf = (around: Running, element: FlowNode, place: number): Entry[] => {
    const taken = new Set([...around.inside].flatMap(({ goals }) => goals));
    const goals: Entry[] = [];
    let at = place;
    for (const entry of around.script) {
      const { consume, produce, clears, spares } = entry.transition;
      if (consume.includes(at) && !taken.has(entry)) {
        goals.push(entry);
        if (isLeaving(entry.transition)) break;
        at = produce.find((each) => around.net.places[each]!.kind === 'active' && around.net.places[each]!.node === element) ?? at;
      }
      if (clears === element.container && !spares) break;
    }
    return goals;
  };

  try {
    const [outermost] = ways;
    current = open(outermost!.net, outermost!.run);
    const root = current;
    follow(root);
    for (level = 1; level < ways.length; level++) {
      const { net, run, element } = ways[level]!;
      const around: Running = current;
      let inner = [...around.inside].findLast((each) => each.element === element);
      if (!inner) {
        // an event subprocess that waits for something outside
        inner = open(net, run, around, element);
        current = inner;
        start(inner);
      }
      current = inner;
      follow(inner);
    }
    return { scenario: steps, stateAtEnd: stateOf(root) };
  } catch (error) {
    if (error instanceof Untellable) return undefined;
    throw error;
  }
}

function isOpen(running: Running): boolean {
  const { within } = running;
  return !within || (within.inside.has(running) && isOpen(within));
}

/** Nothing is at work in it any more, nor in its event subprocesses. */
function isEmpty({ net, tokens, inside }: Running): boolean {
  return inside.size === 0 && !net.places.some((place, number) => tokens[number]! > 0 && isWork(place));
}

/** Where tokens have ended, or messages are on their way, is left by what clears the rest. */
function isCleared({ kind, container }: Place, of: Container): boolean {
  return container === of && kind !== 'ended' && kind !== 'message';
}

/** The place of an element with contents that a transition sets going. */
function entersContents({ places }: TokenNet, { produce, consume }: TokenTransition): number | undefined {
  for (const place of produce) {
    const { kind, node } = places[place]!;
    if (kind !== 'active' || !(node!.contents ?? node!.called)) continue;
    const wasThere = consume.some((each) => places[each]!.node === node && places[each]!.kind === 'active');
    if (!wasThere) return place;
  }
  return undefined;
}

/** Of everything that is still running. */
function stateOf(root: Running): Record<string, number> {
  const state: Record<string, number> = {};
  const add = (id: string, count: number) => (state[id] = (state[id] ?? 0) + count);
  const pending = [root];
  for (const { net, tokens, element, inside } of pending) {
    if (element?.contents?.kind === 'eventSubProcess') add(element.id, 1);
    net.places.forEach((place, number) => {
      if (tokens[number]! > 0 && (place.kind === 'start' || place.kind === 'flow' || place.kind === 'active'))
        add(place.elementId, tokens[number]!);
    });
    pending.push(...inside);
  }
  return state;
}
