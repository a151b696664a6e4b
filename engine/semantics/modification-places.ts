/** Between which places a token can be moved by hand: what `modify` takes, so that nobody has to know keys (ADR 0058). */
import type { Container, FlowNode, ProcessModel, SequenceFlow } from '../model/types.ts';
import type { TargetPlace, TokenPlace } from './commands.ts';
import type { ElementKey, State } from './state.ts';

/** Something that can be given up. `elementId`: of the drawing, an element or a flow. */
export interface MovablePlace {
  readonly from: TokenPlace;
  readonly elementId: string;
  readonly name: string;
  /** element: it is under way. token: it waits on a flow. incident: it could not begin. */
  readonly kind: 'element' | 'token' | 'incident';
}

/** Somewhere a token can start. */
export interface StartingPlace {
  readonly to: TargetPlace;
  readonly elementId: string;
  readonly name: string;
  /** Of the subprocess around it; absent: it lies directly in a process. */
  readonly within?: string;
  /** Runs several times at once: which one, by its key. */
  readonly scope?: string;
}

export interface ModificationPlaces {
  readonly from: readonly MovablePlace[];
  readonly to: readonly StartingPlace[];
}

/** In document order of the drawing, keys in order. A dossier that is not active has none. */
export function modificationPlaces(model: ProcessModel, state: State): ModificationPlaces {
  if (state.status !== 'active') return { from: [], to: [] };
  return { from: movable(model, state), to: starting(model, state) };
}

function movable({ nodes, flows }: ProcessModel, { elements, scopes, incidents }: State): MovablePlace[] {
  const from: MovablePlace[] = [];
  for (const key of Object.keys(elements).sort()) {
    const { elementId, roundOf, compensation, thrownBy } = elements[key]!;
    if (roundOf !== undefined || compensation || thrownBy !== undefined) continue;
    from.push({ from: { elementKey: key }, elementId, name: nodeName(nodes.get(elementId)!), kind: 'element' });
  }
  for (const scope of Object.keys(scopes).sort())
    for (const [flow, waiting] of Object.entries(scopes[scope]!.tokens))
      for (let token = 0; token < waiting.length; token++)
        from.push({ from: { flow, scope }, elementId: flow, name: flowName(flows.get(flow)!), kind: 'token' });
  for (const key of Object.keys(incidents).sort()) {
    const { retry, elementId } = incidents[key]!;
    const [kept] = retry;
    if (retry.length !== 1 || kept?.do !== 'start') continue;
    from.push({ from: { incidentKey: key }, elementId, name: nodeName(nodes.get(kept.node)!), kind: 'incident' });
  }
  return from;
}

function starting({ processes }: ProcessModel, state: State): StartingPlace[] {
  const { scopes } = state;
  const running = new Map<string, string[]>();
  for (const key of Object.keys(scopes).sort()) {
    const { containerId } = scopes[key]!;
    if (containerId !== undefined && !isEnding(state, key)) running.set(containerId, [...(running.get(containerId) ?? []), key]);
  }
  const to: StartingPlace[] = [];
  const visit = (container: Container) => {
    const keys = running.get(container.id);
    if (keys) for (const each of placesIn(container)) for (const scope of keys) to.push(keys.length === 1 ? each : inScope(each, scope));
    for (const { contents } of container.nodes) if (contents) visit(contents);
  };
  for (const process of processes.values()) visit(process);
  return to;
}

function inScope({ to, ...place }: StartingPlace, scope: string): StartingPlace {
  return { ...place, to: { ...to, scope }, scope };
}

function placesIn(container: Container): StartingPlace[] {
  const within = container.kind === 'process' ? {} : { within: container.name ?? container.id };
  return container.nodes.flatMap((node): StartingPlace[] => {
    if (isReachedByTrigger(node)) return [];
    if (!waitsForBranches(node)) return [{ to: { before: node.id }, elementId: node.id, name: nodeName(node), ...within }];
    return node.incoming.map((flow) => ({ to: { onto: flow.id }, elementId: flow.id, name: flowName(flow), ...within }));
  });
}

/** A transaction that is being cancelled, an ad-hoc subprocess of which no more is chosen: what is in them ends, and nothing new begins. */
export function isEnding({ scopes, elements }: State, scope: ElementKey): boolean {
  return Object.hasOwn(scopes, scope) && (scopes[scope]!.isClosing === true || elements[scope]?.compensation !== undefined);
}

/** In front of it a flow has to be named. */
export function waitsForBranches({ type, incoming }: FlowNode): boolean {
  return incoming.length > 1 && (type === 'parallelGateway' || type === 'inclusiveGateway');
}

/** Boundary events, handlers and event subprocesses are no places a flow leads to. */
export function isReachedByTrigger({ type, contents, container, isHandler }: FlowNode): boolean {
  return (
    isHandler === true ||
    type === 'boundaryEvent' ||
    contents?.kind === 'eventSubProcess' ||
    (type === 'startEvent' && container.kind === 'eventSubProcess')
  );
}

const nodeName = ({ id, name }: FlowNode): string => name ?? id;

function flowName({ name, source, target }: SequenceFlow): string {
  return name ?? `${nodeName(source)} → ${nodeName(target)}`;
}
