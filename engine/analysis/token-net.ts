/** A net of tokens compiled from a model: where tokens can be and what can move them, each with the BPMN element that does it. */
import type { Container, FlowNode, SequenceFlow } from '../model/types.ts';

export interface TokenNet {
  readonly containers: readonly Container[];
  /** The process around was called. */
  readonly inCall: boolean;
  readonly places: readonly Place[];
  readonly transitions: readonly TokenTransition[];
  /** Numbers of places, ascending. */
  readonly initial: readonly number[];
  /** Flows into complex gateways, each with the places from which a token could still come there. */
  readonly regions?: readonly Region[];
  /** Each place holds one token at most: what would put a second one there is not followed. Only of ad-hoc subprocesses. */
  readonly isCapped?: boolean;
}

export interface Region {
  readonly into: number;
  readonly places: readonly number[];
}

/** A question about the tokens on some places, in their order. */
export interface Guard {
  readonly places: readonly number[];
  readonly holds: (counts: readonly number[]) => boolean;
}

/**
 * - `begin`: the container is about to start; `start`: one of several first elements is
 * - `flow`: a token on a sequence flow; `active`: in an element that waits, with how often each of its events that do not interrupt has come
 * - `armed`: an event subprocess can start; `message`: one is on its way along a message flow
 * - `ended`: a token has ended here; it is work no more
 * - `awaiting`: a complex gateway has started and waits for the rest; `times` says of each incoming flow whether its token has been taken
 * - `open`: more may be chosen in an ad-hoc subprocess; `closing`: nothing more is, and what still runs is awaited
 * - `idle`: nobody waits at the element for a message that is sent to it by name
 */
export interface Place {
  readonly kind: 'begin' | 'start' | 'flow' | 'active' | 'armed' | 'message' | 'ended' | 'idle' | 'awaiting' | 'open' | 'closing';
  /** Element, sequence flow or message flow; of `begin` the container. */
  readonly elementId: string;
  readonly container: Container;
  /** Of an active element: by the order of its boundary events that do not interrupt. */
  readonly times?: readonly number[];
  readonly node?: FlowNode;
  readonly flow?: SequenceFlow;
}

/**
 * - `start`: a container starts; `pass`: an instantaneous element, or the activation of one that waits
 * - `complete`: the work of an active element is done, or its own trigger comes; `trigger`: a boundary event, an event behind an event-based gateway, or the start of an event subprocess
 * - `throw`: an active activity, or something inside it, throws; `skip`: no round at all
 * - `close`: a person says that nothing more is done in an ad-hoc subprocess
 * - `reset`: a complex gateway waits for nothing more, and may start again
 */
export type Act = 'start' | 'pass' | 'complete' | 'trigger' | 'throw' | 'skip' | 'reset' | 'close';

export interface TokenTransition {
  readonly act: Act;
  /** The element that acts. */
  readonly node: FlowNode;
  /** The element that waited, if it is another. */
  readonly host?: FlowNode;
  readonly consume: readonly number[];
  readonly produce: readonly number[];
  /** Everything in this container ends first. */
  readonly clears?: Container;
  /** But for these places. */
  readonly spares?: readonly number[];
  /** Nothing more is chosen in the ad-hoc subprocess: its completion condition holds. */
  readonly closes?: boolean;
  /** An inclusive join: takes one token of each incoming flow that has one, when it may (ADR 0004). */
  readonly join?: FlowNode;
  /** None of these places is marked. */
  readonly unless?: readonly number[];
  /** And so many tokens are on these places as it takes. */
  readonly guard?: Guard;
  /** Data decide whether it may happen at all. */
  readonly isOptional?: boolean;
  /** Flows taken, by the element they leave. */
  readonly taken: Readonly<Record<string, readonly SequenceFlow[]>>;
  /** Of a throw: what, and who handles it. */
  readonly thrown?: { readonly type: 'error' | 'escalation' | 'cancel'; readonly code?: string; readonly handler: FlowNode };
  /** A message starts a process that has started already: what the second run does is not followed. */
  readonly again?: true;
  /** It happens only while something of the container is at work. */
  readonly whileAtWork?: boolean;
  /** The token leaves the container by a throw that is handled outside. */
  readonly leaves?: boolean;
  /** Two tokens become one in a part that was taken out before `node`. */
  readonly merges?: boolean;
}

/** Places whose tokens keep a container from ending. Where people choose, tokens before what they could choose, and events, do not. */
export function isWork({ kind, container, node }: Place): boolean {
  if (container.adHoc) return kind === 'begin' || kind === 'open' || (kind === 'active' && node!.step !== undefined);
  return kind === 'begin' || kind === 'start' || kind === 'flow' || kind === 'active';
}
