/** A net while it is put together: places by what they stand for, transitions, and the ways out of elements. */
import type { Container, FlowNode, MessageFlow, ProcessModel, SequenceFlow } from '../../model/types.ts';
import type { CompileOptions } from '../compile-options.ts';
import { namedMessages, type NamedMessages } from '../named-messages.ts';
import { ownBranch, repeatingEvents } from '../own-branch.ts';
import { timesAtFirst } from '../repeated-events.ts';
import { splitsOf } from '../splits.ts';
import type { Place, TokenTransition } from '../token-net.ts';

/** What happens when a token has entered an element. */
export interface Effect {
  readonly act?: TokenTransition['act'];
  readonly produce: readonly number[];
  /** Marked before and after. */
  readonly needs?: readonly number[];
  /** Marked before. */
  readonly takes?: readonly number[];
  readonly again?: true;
  readonly taken: Readonly<Record<string, readonly SequenceFlow[]>>;
  readonly clears?: Container;
  readonly leaves?: boolean;
  readonly thrown?: TokenTransition['thrown'];
}

export interface NetInWork {
  readonly options: CompileOptions;
  readonly containers: readonly Container[];
  readonly places: Place[];
  readonly transitions: TokenTransition[];
  /** Message flows that are followed. */
  readonly drawn: readonly MessageFlow[];
  /** Messages that are sent by name alone; only of processes together. */
  readonly named: NamedMessages | undefined;
  /** The process around was called. */
  readonly inCall: boolean;
  /** Events that may come again, with the branch that is theirs alone; only where they are followed twice. */
  readonly own: ReadonlyMap<FlowNode, ReadonlySet<FlowNode>>;
  add(transition: TokenTransition): void;
  /** The number of a place, new or known. */
  placeOf(place: Place): number;
  onFlow(flow: SequenceFlow): number;
  active(node: FlowNode, times: readonly number[]): number;
  /** The place of an element that begins to wait. */
  activation(node: FlowNode): readonly number[];
  /** Where a token has ended that came to the element from there. */
  ended(node: FlowNode, from: string): number;
  messagePlace(flow: MessageFlow, container: Container): number;
  /** The ways out of an element: its flows, or its end, which is told apart by the place it was reached from. */
  waysOut(node: FlowNode, from: string): readonly Effect[];
}

/** An empty net of these containers. */
export function netInWork(model: ProcessModel, containers: readonly Container[], options: CompileOptions): NetInWork {
  const places: Place[] = [];
  const transitions: TokenTransition[] = [];
  const numbers = new Map<string, number>();
  const flowPlaces = new Map<SequenceFlow, number>();
  const ways = new Map<FlowNode, readonly Effect[]>();
  const { collapsed } = options;
  const own = new Map(options.repeats === 2 ? containers.flatMap(repeatingEvents).map((event) => [event, ownBranch(event)]) : []);
  const isOwn = new Set([...own.values()].flatMap((branch) => [...branch]));
  const drawn = options.together ? model.messageFlows : [];
  const placeOf = (place: Place): number => {
    const name = `${place.kind} ${place.elementId} ${place.container.id} ${place.times?.join() ?? ''}`;
    let number = numbers.get(name);
    if (number === undefined) {
      numbers.set(name, (number = places.length));
      places.push(place);
    }
    return number;
  };
  const onFlow = (given: SequenceFlow) => {
    const flow = collapsed ? collapsed.lastOf(given) : given;
    let number = flowPlaces.get(flow);
    if (number === undefined) {
      flowPlaces.set(flow, (number = places.length));
      places.push({ kind: 'flow', elementId: flow.id, container: flow.source.container, flow });
    }
    return number;
  };
  const activePlaces = new Map<FlowNode, number>();
  const active = (node: FlowNode, times: readonly number[]) => {
    const { id: elementId, container } = node;
    if (times.length > 0) return placeOf({ kind: 'active', elementId, container, node, times });
    // most have no events to count, and are asked for again and again
    let number = activePlaces.get(node);
    if (number === undefined) activePlaces.set(node, (number = placeOf({ kind: 'active', elementId, container, node })));
    return number;
  };
  const ended = (node: FlowNode, from: string) => placeOf({ kind: 'ended', elementId: from, container: node.container, node });
  return {
    options,
    containers,
    places,
    transitions,
    drawn,
    named: options.together ? namedMessages(containers, drawn) : undefined,
    inCall: options.isCalled ?? false,
    own,
    add: (transition) => void transitions.push(transition),
    placeOf,
    onFlow,
    active,
    activation: (node) => [active(node, timesAtFirst(node, options))],
    ended,
    messagePlace: ({ id }, container) => placeOf({ kind: 'message', elementId: id, container }),
    waysOut(node, from) {
      // each round of a reminder comes to its end; where people choose, nothing ends by itself
      if (node.outgoing.length === 0) return [{ produce: isOwn.has(node) || node.container.adHoc ? [] : [ended(node, from)], taken: {} }];
      let known = ways.get(node);
      if (!known)
        ways.set(node, (known = splitsOf(node).map((flows) => ({ produce: produced(node, flows), taken: { [node.id]: flows } }))));
      return known;
    },
  };

  /** As many tokens on each flow as the activity gives (ADR 0054). */
  function produced({ completionQuantity }: FlowNode, flows: readonly SequenceFlow[]): number[] {
    const once = flows.map(onFlow);
    return completionQuantity === undefined ? once : Array.from({ length: completionQuantity }, () => once).flat();
  }
}
