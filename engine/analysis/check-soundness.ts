/** Soundness of a model: whether every run can end, ends once, and nothing is in vain, doubled or piled up, with the shortest scenario of what is wrong. */
import type { Container, FlowNode, MessageFlow, ProcessModel } from '../model/types.ts';
import { approximationsOf } from './approximations.ts';
import { decideContainers, withContents, type ContainerSoundness, type Decided } from './container-soundness.ts';
import { blameDead } from './blame-dead.ts';
import { explain, type Fault } from './culprits.ts';
import type { Decision, Run } from './decide-net.ts';
import { missedSenders, sending } from './message-places.ts';
import { messageFindings } from './message-findings.ts';
import type { Outcome, Reason } from './outcome.ts';
import { isPlayed } from './replay-scenario.ts';
import { scenarioOf, type Way } from './scenario-of.ts';
import { openHandlers } from './open-handlers.ts';
import { triggeredStarts } from '../model/triggers-of.ts';
import { handlersOpen, notShown, reasonOf, type Explained } from './undecided.ts';
import { isThrown, takesBack } from './throws-of.ts';
import { waits } from './waits.ts';
import { findingsOf } from './soundness-findings.ts';
import type { Evidence, ProcessSoundness, SoundnessReport } from './soundness-report.ts';

export interface SoundnessOptions {
  /** States looked at of one container before it is given up; 100,000. */
  readonly mostStates?: number;
  readonly isCancelled?: () => boolean;
}

/**
 * Decides each process of the file alone, with everything that could come from outside, and those that send each other messages together.
 * Pure and deterministic. What was not decided says so; what was not looked at as it is stands in `approximations`.
 */
export function checkSoundness(model: ProcessModel, options: SoundnessOptions = {}): SoundnessReport {
  const { mostStates = 100_000, isCancelled } = options;
  const limits = { mostStates, ...(isCancelled && { isCancelled }) };
  const once = decideContainers(model, limits);
  const own = [...model.processes.values()].filter(({ linked, nodes }) => !linked && nodes.length > 0);
  const called = new Set([...model.nodes.values()].map((node) => node.called));
  const processes = own.map((process) => alone(model, once, process, called.has(process)));
  const partners = partnersOf(model);
  if (partners.length > 1) processes.push(together(model, once, partners));
  const errors = processes.flatMap((process) => findingsOf(model, process));
  const named = new Set(errors.flatMap(({ elements }) => elements));
  const undrawn = partners.length > 1 ? messageFindings(partners, model.messageFlows, named) : [];
  return {
    processes,
    approximations: approximationsOf(model),
    // a called process is told of by itself and in its callers
    findings: [...new Map([...errors, ...undrawn].map((one) => [`${one.rule} ${one.message}`, one])).values()],
  };
}

/** What the nets leave out: handlers of compensation. Where one may do more than end, nothing is said to hold. */
function withHandlers(model: ProcessModel, decided: Decided, containers: readonly Container[], told: ProcessSoundness): ProcessSoundness {
  if (!model.uses.compensation) return told;
  const isSound = (contents: Container, isCalled: boolean) => {
    const levels = levelsOf(decided, { sound: decided.of(contents, isCalled), waysIn: () => [] }, new Set([contents]));
    return levels.every(({ sound }) => isFlawless(sound.decision)) && deadActivities(model, levels, undefined).outcome === 'holds';
  };
  const open = openHandlers(containers, decided.throws, isSound, told.mode === 'together');
  if (open.length === 0) return told;
  const reason = handlersOpen(open);
  const unless = <T extends object>(one: Outcome<T>): Outcome<T> => (one.outcome === 'holds' ? { outcome: 'notDecided', reason } : one);
  return {
    ...told,
    optionToComplete: unless(told.optionToComplete),
    properCompletion: unless(told.properCompletion),
    // what is never reached without them may be reached by them
    noDeadActivities: { outcome: 'notDecided', reason },
    safe: unless(told.safe),
    bounded: unless(told.bounded),
  };
}

function isFlawless({ isComplete, unsafe, unbounded, improper, cannotComplete }: Decision): boolean {
  return isComplete && !unsafe && !unbounded && !improper && !cannotComplete;
}

/** A container of a process, and the runs that lead into it from the outermost. */
interface Level {
  readonly sound: Pick<ContainerSoundness, 'net' | 'decision' | 'plain'>;
  readonly element?: FlowNode;
  /** Event subprocesses directly inside that nothing starts: nobody throws what they handle. */
  readonly unstarted: readonly FlowNode[];
  waysIn(): readonly Way[];
}

/** A level before it is known what is in it. */
type Outer = Omit<Level, 'unstarted'>;

function alone(model: ProcessModel, decided: Decided, process: Container, isCalled: boolean): ProcessSoundness {
  if (process.starts.length === 0 && process.startEvents.length === 0 && triggeredStarts(process).length === 0)
    return without(process, isCalled);
  // one that is called counts on its callers: they handle what it throws
  const root = decided.of(process, isCalled);
  const levels = levelsOf(decided, { sound: root, waysIn: () => [] }, new Set([process]));
  return withHandlers(model, decided, [process], told(model, decided, process.id, 'alone', levels));
}

function together(model: ProcessModel, decided: Decided, containers: readonly Container[]): ProcessSoundness {
  const sound = decided.together(containers);
  const id = containers.map((container) => container.id).join(' + ');
  return withHandlers(model, decided, containers, told(model, decided, id, 'together', [{ sound, unstarted: [], waysIn: () => [] }]));
}

/** The level itself and everything that can run inside it, outer ones first. */
function levelsOf(decided: Decided, level: Outer, seen: Set<Container>): Level[] {
  const { decision } = level.sound;
  const { containers, inCall } = level.sound.plain ?? level.sound.net;
  const unstarted: FlowNode[] = [];
  const inner = containers.flatMap(withContents).flatMap(({ node, contents }): Level[] => {
    if (seen.has(contents)) return [];
    const run = wayTo(decision, node, contents);
    if (!run) {
      if (contents.kind === 'eventSubProcess' && !takesBack(contents)) unstarted.push(node);
      return [];
    }
    seen.add(contents);
    const sound = decided.of(contents, inCall || contents.kind === 'process');
    const next = { sound, element: node, waysIn: () => [...level.waysIn(), wayOf(level, run())] };
    return levelsOf(decided, next, seen);
  });
  return [{ ...level, unstarted }, ...inner];
}

/** The run that makes the contents of an element start, if there is one. An event subprocess that waits for something outside starts as soon as anything is at work. */
function wayTo(decision: Decision, node: FlowNode, contents: Container): (() => Run) | undefined {
  if (takesBack(contents)) return undefined;
  const start = contents.startEvents[0];
  const isActivation = (each: Run[number]) =>
    contents.kind === 'eventSubProcess' ? each.thrown?.handler === start : each.node === node && each.act === 'pass';
  if (contents.kind === 'eventSubProcess' && !(start && isThrown(start))) return () => decision.runTo(({ act }) => act === 'start') ?? [];
  if (![...decision.live].some(isActivation)) return undefined;
  return () => decision.runTo(isActivation) ?? [];
}

function wayOf({ sound: { net }, element }: Outer, run: Run): Way {
  return { net, run, ...(element && { element }) };
}

function told(
  model: ProcessModel,
  decided: Decided,
  processId: string,
  mode: ProcessSoundness['mode'],
  levels: readonly Level[],
): ProcessSoundness {
  const open = levels.find(({ sound }) => sound.decision.gaveUp !== undefined);
  const reason = open && reasonOf(open.sound.decision, open.sound.net);
  const doubtful = new Set(levels.flatMap(({ sound }) => sound.decision.unfollowed?.doubtful.map(({ id }) => id) ?? []));
  const evidence = (level: Level, run: Run, fault: Fault): Evidence | Explained => {
    const { net } = level.sound;
    // lost from the beginning is shown once it has begun
    const begun = run.length > 0 ? run : net.transitions.filter(({ act }) => act === 'start').slice(0, 1);
    const shown = scenarioOf(decided, [...level.waysIn(), wayOf(level, begun)]);
    const explained = explain(model, net, run, fault);
    return shown && isPlayed(model, shown, mode) && !dependsOn(model, shown.scenario, doubtful) ? { ...shown, ...explained } : explained;
  };
  const first = (pick: (decision: Decision) => { run: Run; fault: Fault } | undefined): Outcome<Evidence> => {
    let unshown: Explained | undefined;
    // inner ones first: what is wrong there is why it is wrong outside
    for (const level of levels.toReversed()) {
      const found = pick(level.sound.decision);
      // what else there is to do may lie in what is not followed
      if (!found || (found.fault.kind === 'livelock' && level.sound.decision.unfollowed)) continue;
      const shown = evidence(level, found.run, found.fault);
      if ('scenario' in shown) return { outcome: 'fails', ...shown };
      // of what is not followed the reason is told
      if (level.sound.decision.gaveUp !== 'notFollowed') unshown ??= shown;
    }
    return decidedOr(unshown ? notShown(model, unshown) : reason);
  };
  const safe = first(({ unsafe }) => unsafe && { run: unsafe, fault: { kind: 'unsafe' } });
  const isUnsafe = safe.outcome === 'fails';
  return {
    processId,
    mode,
    safe: isUnsafe || levels.every(({ sound }) => sound.decision.isComplete || sound.decision.unsafe) ? safe : decidedOr(reason),
    bounded: first(({ unbounded }) => unbounded && { run: unbounded, fault: { kind: 'unbounded' } }),
    optionToComplete: first(
      ({ cannotComplete }) =>
        cannotComplete && {
          run: cannotComplete.run,
          fault: cannotComplete.isStuck ? { kind: 'stuck' } : { kind: 'livelock', around: cannotComplete.around },
        },
    ),
    properCompletion: first(({ improper }) => improper && { run: improper, fault: { kind: 'improper' } }),
    noDeadActivities: deadActivities(model, levels, reason),
    states: levels.reduce((sum, { sound }) => sum + sound.decision.states, 0),
  };
}

/** Some step is what one of these elements does. That one which waits is entered is sure. */
function dependsOn({ nodes }: ProcessModel, scenario: Evidence['scenario'], doubtful: ReadonlySet<string>): boolean {
  if (doubtful.size === 0) return false;
  return scenario.some(({ act, elementId, hostId, thrown }) => {
    if (act === 'pass' && waits(nodes.get(elementId)!)) return false;
    return [elementId, hostId, thrown?.handlerId].some((id) => id !== undefined && doubtful.has(id));
  });
}

function decidedOr(
  reason: Reason | undefined,
): { readonly outcome: 'holds' } | { readonly outcome: 'notDecided'; readonly reason: Reason } {
  return reason ? { outcome: 'notDecided', reason } : { outcome: 'holds' };
}

/** Activities that no run reaches, those inside one that is not reached included. */
function deadActivities(model: ProcessModel, all: readonly Level[], reason: Reason | undefined): ProcessSoundness['noDeadActivities'] {
  if (reason && all.some(({ sound }) => sound.decision.gaveUp === 'notFollowed')) return { outcome: 'notDecided', reason };
  const levels = all.filter(({ sound }) => !sound.plain);
  const reached = new Set(levels.flatMap(({ sound }) => reachedIn(model, sound)));
  const activities = levels.flatMap(({ sound }) => sound.net.containers.flatMap((container) => activitiesWithin(container)));
  const unstarted = all.flatMap((level) => level.unstarted.filter(({ contents }) => activitiesWithin(contents!).length > 0));
  const unreached = [...new Set(activities)].filter((node) => !reached.has(node));
  const dead = [...unreached, ...unstarted.flatMap(({ contents }) => activitiesWithin(contents!))];
  if (dead.length === 0) return { outcome: 'holds' };
  if (reason) return { outcome: 'notDecided', reason };
  const elements = dead.map(({ id }) => id);
  const nodes = levels.flatMap(({ sound }) => sound.net.containers.flatMap((container) => container.nodes));
  const live = levels.flatMap(({ sound }) => [...sound.decision.live]);
  const blamed = unreached.length > 0 ? blameDead(nodes, reached, live) : [];
  const culprits = [...blamed, ...unstarted].map(({ id }) => id);
  return { outcome: 'fails', elements, culprits: [...new Set([...culprits, ...elements])] };
}

/** Elements that something happens to; what a message starts is begun by whoever sends it. */
function reachedIn({ messageFlows }: ProcessModel, { net, decision }: Level['sound']): FlowNode[] {
  const nodes = [...decision.live].map(({ node }) => node);
  if (net.containers.length === 1) return nodes;
  return nodes.flatMap((node) => [node, ...(sending(node, messageFlows)?.start ? [sending(node, messageFlows)!.start!] : [])]);
}

function activitiesWithin({ nodes }: Container): FlowNode[] {
  return nodes.filter(
    ({ type, contents, isHandler }) =>
      contents?.kind !== 'eventSubProcess' &&
      !isHandler &&
      (type.endsWith('Task') || type === 'task' || type === 'subProcess' || type === 'adHocSubProcess' || type === 'callActivity'),
  );
}

/** Nothing starts it: there is nothing to say. */
function without({ id }: Container, isCalled: boolean): ProcessSoundness {
  const reason: Reason = {
    code: 'NO_START',
    message: isCalled ? `Quy trình "${id}" không có điểm bắt đầu` : `Không có điểm bắt đầu nào trong "${id}"`,
    messageEn: `Nothing starts "${id}"`,
  };
  const none = { outcome: 'notApplicable', reason } as const;
  return {
    processId: id,
    mode: 'alone',
    optionToComplete: none,
    properCompletion: none,
    noDeadActivities: none,
    safe: none,
    bounded: none,
    states: 0,
  };
}

/** Processes of the file that send each other messages, in its order. */
function partnersOf({ processes, messageFlows }: ProcessModel): Container[] {
  const rootOf = (end: MessageFlow['source']): Container | undefined => {
    if (!end) return undefined;
    let root = 'nodes' in end ? end : end.container;
    while (root.parent) root = root.parent;
    return root;
  };
  const partners = new Set<Container>();
  for (const { source, target } of messageFlows) {
    const [from, to] = [rootOf(source), rootOf(target)];
    if (from && to && from !== to && from.nodes.length > 0 && to.nodes.length > 0) partners.add(from).add(to);
  }
  const own = [...processes.values()].filter(({ linked }) => !linked);
  for (const process of own) for (const sender of missedSenders(process, own, messageFlows)) partners.add(sender).add(process);
  return [...processes.values()].filter((process) => partners.has(process));
}
