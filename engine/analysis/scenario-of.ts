/** A run of nets, told in BPMN elements: contents of subprocesses are run where they have to end, and the way into them is put in front. */
import type { Container, FlowNode } from '../model/types.ts';
import { withContents, type Decided } from './container-soundness.ts';
import type { Run } from './decide-net.ts';
import { joinGuardsOf } from './join-guard.ts';
import { playOf, type Play, type Tokens } from './play-net.ts';
import type { ScenarioStep } from './soundness-report.ts';
import { isWork, type TokenNet, type TokenTransition } from './token-net.ts';

export interface Told {
  readonly net: TokenNet;
  readonly transition: TokenTransition;
}

/** The steps of a run. `deeper`: what is told of the contents of an element that the run leaves active. */
export function stepsOf(
  decided: Decided,
  net: TokenNet,
  run: Run,
  deeper?: { readonly at: FlowNode; readonly told: readonly Told[] },
): Told[] {
  const told: Told[] = [];
  const pending = new Map<FlowNode, Told[][]>();
  run.forEach((transition, index) => {
    const { node } = transition;
    if (isLeaving(transition)) told.push(...(pending.get(node)?.shift() ?? []));
    told.push({ net, transition });
    const entered = entersContents(net, transition);
    if (!entered) return;
    const later = run.slice(index + 1).find((each) => each.node === entered.node && isLeaving(each));
    const plan = !later && deeper?.at === entered.node ? deeper.told : planOf(decided, entered.contents, later, net.inCall);
    // the contents start together with the element
    told.push(...plan.slice(0, 1));
    if (later) pending.set(entered.node, [...(pending.get(entered.node) ?? []), plan.slice(1)]);
    else told.push(...plan.slice(1));
  });
  if (deeper && isEmptyAfter(deeper.told)) {
    // what is empty completes at once
    const own = told.filter((each) => each.net === net).map(({ transition }) => transition);
    const play = playOf(net);
    const tokens = own.reduce((before, each) => play.fire(before, each), play.initial());
    const complete = net.transitions.find((each) => each.act === 'complete' && each.node === deeper.at && play.isEnabled(tokens, each));
    if (complete) told.push({ net, transition: complete });
  }
  return told;
}

/** Nothing is at work any more in the contents that the steps begin with, nor in their event subprocesses. */
function isEmptyAfter(told: readonly Told[]): boolean {
  const first = told[0]?.net;
  if (!first) return false;
  const isBeside = (net: TokenNet): boolean => {
    const [container] = net.containers;
    return container?.kind === 'eventSubProcess' && first.containers.includes(container.parent!);
  };
  return [...new Set(told.map(({ net }) => net))].every((net) => {
    if (net !== first && !isBeside(net)) return true;
    const play = playOf(net);
    let tokens = play.initial();
    for (const each of told) if (each.net === net) tokens = play.fire(tokens, each.transition);
    return !net.places.some((place, number) => tokens[number]! > 0 && isWork(place));
  });
}

/** The element with contents that a transition sets going. */
function entersContents(net: TokenNet, { produce, consume, thrown }: TokenTransition): { node: FlowNode; contents: Container } | undefined {
  for (const place of produce) {
    const { kind, node } = net.places[place]!;
    const contents = kind === 'active' ? (node!.contents ?? node!.called) : undefined;
    const wasThere = consume.some((each) => net.places[each]!.node === node && net.places[each]!.kind === 'active');
    if (contents && !wasThere) return { node: node!, contents };
  }
  const start = thrown?.handler.type === 'startEvent' ? thrown.handler.container : undefined;
  return start && net.containers.includes(start.parent!) ? { node: start.element!, contents: start } : undefined;
}

function isLeaving({ node, act }: TokenTransition): boolean {
  return (node.contents !== undefined || node.called !== undefined) && (act === 'complete' || act === 'throw');
}

function planOf(decided: Decided, contents: Container, later: TokenTransition | undefined, inCall: boolean): Told[] {
  const { net, decision } = decided.of(contents, inCall || contents.kind === 'process');
  if (later?.act === 'complete') return stepsOf(decided, net, decision.completed() ?? []);
  if (later?.thrown) {
    const { type, code } = later.thrown;
    const run = decision.runTo(({ thrown }) => thrown?.type === type && thrown.code === code);
    return stepsOf(decided, net, run ?? []);
  }
  const start = net.transitions.find(({ act }) => act === 'start');
  return start ? [{ net, transition: start }] : [];
}

/** The steps as they are told, and where the tokens are after them, by flow and active element. */
export function scenarioOf(told: readonly Told[]): { readonly scenario: ScenarioStep[]; readonly stateAtEnd: Record<string, number> } {
  const plays = new Map<TokenNet, { readonly play: Play; tokens: Tokens }>();
  const scenario = told.map(({ net, transition }, index): ScenarioStep => {
    let running = plays.get(net);
    if (!running) plays.set(net, (running = { play: playOf(net), tokens: [] }));
    const { node, host, act, taken, thrown } = transition;
    if (act === 'start' && net.containers.length === 1) {
      // a second one may run beside the first
      const before = running.tokens;
      running.tokens = running.play.initial().map((count, place) => count + (before[place] ?? 0));
      if (node.container.kind === 'eventSubProcess' && node.interrupting) clear(node.container.parent!, plays);
    } else if (running.tokens.length === 0) running.tokens = running.play.initial();
    const consumed = consumedBy(net, running.tokens, transition);
    running.tokens = running.play.fire(running.tokens, transition);
    const left = isLeaving(transition)
      ? [node.contents ?? node.called!]
      : transition.clears
        ? withContents(transition.clears).map(({ contents }) => contents)
        : [];
    for (const container of left) clear(container, plays);
    const flows = Object.values(taken).flat();
    return {
      n: index + 1,
      elementId: node.id,
      ...(node.name !== undefined && { elementName: node.name }),
      consumedFlows: consumed,
      producedFlows: flows.map(({ id }) => id),
      scope: node.container.id,
      conditionsAssumed: flows.flatMap(({ id, condition }) => (condition === undefined ? [] : [{ flow: id, condition }])),
      act,
      ...(host && { hostId: host.id }),
      choices: Object.fromEntries(Object.entries(taken).map(([id, some]) => [id, some.map((flow) => flow.id)])),
      ...(thrown && {
        thrown: { type: thrown.type, ...(thrown.code !== undefined && { code: thrown.code }), handlerId: thrown.handler.id },
      }),
    };
  });
  return { scenario, stateAtEnd: stateOf(plays) };
}

function clear(container: Container, plays: Map<TokenNet, { tokens: Tokens }>): void {
  for (const [net, running] of plays) if (net.containers[0] === container) running.tokens = running.tokens.map(() => 0);
}

function consumedBy(net: TokenNet, tokens: Tokens, { consume, join }: TokenTransition): string[] {
  const places = join
    ? joinGuardsOf(net)
        .find((guard) => guard.join === join)!
        .incoming.filter((place) => tokens[place]! > 0)
    : consume;
  return places.flatMap((place) => (net.places[place]!.kind === 'flow' ? [net.places[place]!.elementId] : []));
}

/** Of every container that is still running. */
function stateOf(plays: ReadonlyMap<TokenNet, { readonly tokens: Tokens }>): Record<string, number> {
  const running = [...plays].flatMap(([net, { tokens }]) =>
    net.places.flatMap((place, number) =>
      tokens[number]! > 0 && isWork(place) && place.kind !== 'begin' ? [{ place, count: tokens[number]! }] : [],
    ),
  );
  const active = new Set(running.flatMap(({ place: { kind, node } }) => (kind === 'active' ? [node!.contents ?? node!.called] : [])));
  const isRunning = (container: Container): boolean =>
    container.kind === 'eventSubProcess' || !container.parent
      ? !container.parent || isRunning(container.parent)
      : active.has(container) && isRunning(container.parent);
  const state: Record<string, number> = {};
  // an event subprocess is active beside what it did not interrupt
  for (const { place } of running)
    for (let container: Container | undefined = place.container; container && isRunning(place.container); container = container.parent)
      if (container.kind === 'eventSubProcess') state[container.id] = 1;
  for (const { place, count } of running) if (isRunning(place.container)) state[place.elementId] = (state[place.elementId] ?? 0) + count;
  return state;
}
