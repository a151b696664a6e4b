/** Who handles an error, an escalation or the cancelling of a transaction, seen in the model instead of in a running dossier: the same search outward as `handlerOf` makes (ADR 0020). */
import { jobCommands, sendsByJob } from '../semantics/elements/behavior.ts';
import { behaviorOf } from '../semantics/elements/index.ts';
import type { Container, FlowNode, ProcessModel } from '../model/types.ts';

export interface Throw {
  readonly type: 'error' | 'escalation' | 'cancel';
  /** Absent: without a code, or one that nobody names. */
  readonly code?: string;
}

/** What is thrown by an element, or by something inside it. */
export interface ThrowSite extends Throw {
  readonly node: FlowNode;
}

export interface Throws {
  /**
   * Who handles a throw: from the activity that throws, whose own boundary comes first, or from an event in a container. Undefined: nobody.
   * `inCall`: the process was called, then there may be one answer for each caller.
   */
  handlersOf(thrown: Throw, from: FlowNode | Container, inCall: boolean): readonly (FlowNode | undefined)[];
  /** Everything that an element itself throws and somebody of the model might handle, with a code for each that is named anywhere. */
  sitesAt(node: FlowNode): readonly ThrowSite[];
  /** What leaves a container: thrown in it, or deeper, and handled neither there nor in it. */
  leaving(container: Container): readonly Throw[];
}

/** Throws of a model; worked out once. */
export function throwsOf(model: ProcessModel): Throws {
  const callers = new Map<Container, FlowNode[]>();
  for (const node of model.nodes.values()) if (node.called) callers.set(node.called, [...(callers.get(node.called) ?? []), node]);
  const codes = codesOf(model);

  const handlersOf = (
    thrown: Throw,
    from: FlowNode | Container,
    context: 'dossier' | 'call' | 'either',
    seen: ReadonlySet<Container> = new Set(),
  ): (FlowNode | undefined)[] => {
    let container: Container;
    let skips = false;
    if ('nodes' in from) container = from;
    else {
      const found = bestOf(from.boundaryEvents, thrown);
      if (found) return [found];
      container = from.container;
      // an error inside an event subprocess never reaches itself or a sibling
      skips = from.contents?.kind === 'eventSubProcess';
    }
    if (!skips) {
      const starts = container.eventSubProcesses.flatMap(({ contents }) => contents!.startEvents.slice(0, 1));
      const found = bestOf(starts, thrown);
      if (found) return [found];
    }
    if (container.element) return handlersOf(thrown, container.element, context, seen);
    if (seen.has(container) || context === 'dossier') return [undefined];
    const calls = callers.get(container) ?? [];
    const around = calls.flatMap((call) => handlersOf(thrown, call, 'either', new Set([...seen, container])));
    return [...new Set(context === 'either' || calls.length === 0 ? [undefined, ...around] : around)];
  };

  const handled = new Set(
    [...model.nodes.values()].flatMap(({ type, events }) =>
      type === 'boundaryEvent' || type === 'startEvent' ? events.map((event) => event.type) : [],
    ),
  );
  // most models handle nothing: then it does not matter who could throw
  const sitesAt = (node: FlowNode) =>
    handled.has('error') || handled.has('escalation') || handled.has('cancel') ? thrownBy(node, codes) : [];

  const left = new Map<Container, readonly Throw[]>();
  const leaving = (container: Container): readonly Throw[] => {
    const known = left.get(container);
    if (known) return known;
    // a process that calls itself adds nothing to what it throws
    left.set(container, []);
    const found = new Map<string, Throw>();
    const consider = ({ type, code }: Throw, from: FlowNode | Container) => {
      const [handler] = handlersOf({ type, ...(code !== undefined && { code }) }, from, 'dossier');
      const isInside = handler && (handler.attachedTo?.container ?? handler.container.parent) === container;
      if (!isInside) found.set(`${type} ${code ?? ''}`, { type, ...(code !== undefined && { code }) });
    };
    const nodes = container.nodes.filter(({ isHandler, contents }) => !isHandler && !takesBack(contents));
    for (const node of nodes) for (const site of sitesAt(node)) consider(site, fromOf(node));
    for (const node of nodes) {
      const contents = node.contents ?? node.called;
      if (contents) for (const thrown of leaving(contents)) consider(thrown, node);
    }
    const result = [...found.values()];
    left.set(container, result);
    return result;
  };
  return { handlersOf: (thrown, from, inCall) => handlersOf(thrown, from, inCall ? 'call' : 'dossier'), sitesAt, leaving };
}

/** An event subprocess that is started by compensation only. */
export function takesBack(container: Container | undefined): boolean {
  return container?.kind === 'eventSubProcess' && container.parent?.handler === container.element;
}

/** An activity throws from itself, an event from where it lies. */
export function fromOf(node: FlowNode): FlowNode | Container {
  return isActivity(node) ? node : node.container;
}

function isActivity({ type }: FlowNode): boolean {
  return type.endsWith('Task') || type === 'task' || type === 'subProcess' || type === 'adHocSubProcess' || type === 'callActivity';
}

function thrownBy(node: FlowNode, codes: Readonly<Record<Coded, readonly string[]>>): ThrowSite[] {
  const own = thrownByItself(node, codes);
  const rounds = node.loop?.kind === 'multiInstance' ? (node.loop.roundEvents ?? []) : [];
  const byRounds = rounds.flatMap(({ event }): ThrowSite[] =>
    event.type === 'error' || event.type === 'escalation'
      ? [{ type: event.type, ...(event.code !== undefined && { code: event.code }), node }]
      : [],
  );
  return byRounds.length > 0 ? [...own, ...byRounds] : own;
}

function thrownByItself(node: FlowNode, codes: Readonly<Record<Coded, readonly string[]>>): ThrowSite[] {
  const { event } = node;
  const failure = failureOf(node);
  if (failure !== undefined) return [{ type: 'error', code: failure, node }];
  if (node.events.length > 1 || event?.type === 'error' || event?.type === 'escalation')
    if (node.type === 'endEvent' || node.type === 'intermediateThrowEvent')
      return node.events.flatMap((one): ThrowSite[] => {
        if (one.type === 'cancel') return [{ type: 'cancel', node }];
        return one.type === 'error' || one.type === 'escalation'
          ? [{ type: one.type, ...(one.code !== undefined && { code: one.code }), node }]
          : [];
      });
  if (node.type === 'endEvent' && event?.type === 'cancel') return [{ type: 'cancel', node }];
  const commands = behaviorOf(node.type).accepts?.(node) ?? [];
  // what a worker may answer, it may answer instead of sending, too
  const all = sendsByJob(node) ? jobCommands : commands;
  return (['error', 'escalation'] as const).flatMap((type) =>
    all.includes(type === 'error' ? 'throwError' : 'throwEscalation')
      ? [{ type, node }, ...codes[type].map((code): ThrowSite => ({ type, code, node }))]
      : [],
  );
}

/** The error that an activity throws by itself when what it evaluates fails. */
export function failureOf({ type }: FlowNode): string | undefined {
  if (type === 'scriptTask') return 'SCRIPT_FAILED';
  return type === 'businessRuleTask' ? 'DECISION_FAILED' : undefined;
}

type Coded = Exclude<Throw['type'], 'cancel'>;

function codesOf(model: ProcessModel): Record<Coded, readonly string[]> {
  const named = (type: Coded) => {
    const codes = new Set<string>();
    for (const { type: kind, events } of model.nodes.values())
      for (const event of kind === 'boundaryEvent' || kind === 'startEvent' ? events : [])
        if (event.type === type && event.code !== undefined) codes.add(event.code);
    return [...codes].sort();
  };
  return { error: named('error'), escalation: named('escalation') };
}

/** The exact code before the one that takes any. */
function bestOf(events: readonly FlowNode[], { type, code }: Throw): FlowNode | undefined {
  const takes = (node: FlowNode, wanted: string | undefined) =>
    node.events.some((event) => event.type === type && ('code' in event ? event.code : undefined) === wanted);
  return (code === undefined ? undefined : events.find((one) => takes(one, code))) ?? events.find((one) => takes(one, undefined));
}

/** Only something thrown triggers it, nothing from outside. */
export function isThrown({ events }: FlowNode): boolean {
  return events.length > 0 && events.every(({ type }) => type === 'error' || type === 'escalation' || type === 'cancel');
}
