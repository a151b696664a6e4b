/** One table of every record, so over 300 lines. */
/**
 * The state of one dossier: plain JSON, key order means nothing. Tokens lie on sequence flows and in active elements (BPMN 2.0.2, 13.4.1).
 * Containers are copied once per command; records inside are replaced, never changed, except `scopes`, whose own containers are copied with them.
 */
import type { ClockState } from '../deadlines/clocks.ts';
import type { IncidentCode } from './errors.ts';
import type { Json } from './expressions.ts';
import type { Correction, DossierFlag, HandOff, StepRecord, StepState } from './records.ts';

export type * from './records.ts';
export type { Json };
export type Variables = Record<string, Json>;

/** UTC with milliseconds, `2026-03-02T01:00:00.000Z`: text order is time order. */
export type Instant = string;

/** `<element id>#<count>`, counted, never random. */
export type ElementKey = string;

/** Where a token comes from: the last activity on its path that belonged to a unit. Enabling ignores it. */
export interface Origin {
  readonly unit: string;
  readonly department?: string;
  readonly holder?: string;
  readonly elementKey: ElementKey;
  readonly leftAt: Instant;
  /** The token came by a message: a hand-off without return. */
  readonly byMessage?: boolean;
}

export type Token = readonly Origin[];

/** A running process, subprocess or called process, or the local variables of an activity (then without `containerId`). */
export interface Scope {
  readonly key: ElementKey;
  readonly containerId?: string;
  /** The scope around it. */
  readonly parent?: ElementKey;
  /** True for a process: variables and lookups end here. */
  readonly isolated: boolean;
  variables: Variables;
  tokens: Record<string, readonly Token[]>;
  /** Keys of the active elements directly inside. */
  children: Record<ElementKey, true>;
  /** Tokens on flows plus active elements inside. */
  live: number;
  /** Armed event subprocess starts. */
  armed: readonly ElementKey[];
  /** Origins of the tokens that ended here; the tokens that leave the scope carry them on. */
  origins: Token;
  readonly startedAt: Instant;
  /** An ad-hoc subprocess that is ending: nothing more is chosen. */
  isClosing?: true;
  /** Complex gateways that wait for reset, each with the flows it took a token from when it started (13.4.5); absent: none does. */
  awaitingReset?: Record<string, readonly string[]>;
  /** Around the rounds of a multi-instance activity: what each completed round gave, by its number. */
  outputs?: Record<string, Json>;
  /** What has completed here and can be taken back, the last last; absent when nothing can (ADR 0050). */
  compensable?: readonly Compensable[];
}

/** A completed activity that can be taken back, with the data as of its completion. */
export interface Compensable {
  readonly key: ElementKey;
  readonly elementId: string;
  /** Later completed, higher; the rounds of one activity share it. */
  readonly sequence: number;
  /** With a handler of its own, what the activity saw; else the variables of the subprocess. */
  readonly variables: Variables;
  /** Of a subprocess: what can be taken back inside. */
  readonly inside?: readonly Compensable[];
  /** A cancelled transaction found the subprocess at work: only what had completed inside is taken back. */
  readonly unfinished?: boolean;
}

/** What an element takes back one after the other. */
export interface Compensation {
  /** What is still to come, the next last, each with the scope its handler runs in. */
  readonly left: readonly (Compensable & { readonly scope: ElementKey })[];
  /** Of a throw: its token is still here. */
  readonly waits?: boolean;
  /** Of a cancelled transaction: the boundary event by which it is left. */
  readonly boundary?: string;
}

/** Repetition of an activity; on the element that stands for all its rounds. */
export interface Rounds {
  readonly started: number;
  readonly completed: number;
  readonly active: number;
  /** Multi-instance: rounds in all, fixed at the start. */
  readonly total?: number;
  /** Items as they were at the start. */
  readonly items?: readonly Json[];
}

export interface ActiveElement {
  readonly key: ElementKey;
  readonly elementId: string;
  readonly scope: ElementKey;
  readonly origins: Token;
  readonly activatedAt: Instant;
  /** The element that counts the rounds this one belongs to. */
  readonly rounds?: Rounds;
  readonly roundOf?: ElementKey;
  readonly round?: number;
  /** Armed boundary events, or the events an event-based gateway waits for. */
  readonly armed: readonly ElementKey[];
  readonly step?: StepState;
  /** Key of the completed activity that this one takes back. */
  readonly compensates?: ElementKey;
  /** The element that goes on to the next when this one has ended. */
  readonly thrownBy?: ElementKey;
  readonly compensation?: Compensation;
}

/** Something that waits to be triggered: a catch event, receive task, boundary event or event subprocess start. */
export interface Subscription {
  readonly key: ElementKey;
  readonly elementId: string;
  /** The element that waits or hosts; or the scope whose event subprocess it starts. */
  readonly owner: ElementKey;
  readonly scope: ElementKey;
  readonly type: 'message' | 'signal' | 'timer' | 'conditional' | 'error' | 'escalation' | 'cancel';
  /** Which of several definitions of its element it waits for, counted from 0; absent: the first, or the only one. */
  readonly definition?: number;
  /** Message name, signal name, error or escalation code (absent: any). */
  readonly name?: string;
  readonly correlationKey?: Json;
  readonly dueAt?: Instant;
  /** Of a timer that was due when it was armed: how many such timers in a row have led here, itself included (ADR 0017). */
  readonly dueAtOnce?: number;
  /** Of a cycle, where its rounds lie: `R/2026-01-31T08:00/P1M` or a cron text, each with its zone if that is not the office's. */
  readonly every?: string;
  readonly roundsLeft?: number;
  /** Conditional, of an event that stays armed: the condition holds since it came, and comes again only after it has not (ADR 0048). */
  readonly holds?: true;
  /** Of an event that needs several triggers: those that have come already, in their order. */
  readonly came?: readonly CameTrigger[];
  /** Longest waiting first. */
  readonly sequence: number;
}

/** A trigger that has come and waits for the others of its event. */
export interface CameTrigger {
  readonly subscription: Omit<Subscription, 'came'>;
  readonly variables: Variables;
  readonly origins?: Token;
}

export interface Incident {
  readonly key: string;
  readonly code: IncidentCode;
  readonly elementId: string;
  readonly scope: ElementKey;
  /** The active element that cannot go on; absent when a token waits on a flow. */
  readonly elementKey?: ElementKey;
  readonly message: string;
  readonly messageEn: string;
  readonly raisedAt: Instant;
  /** What is tried again when the incident is resolved. */
  readonly retry: readonly Work[];
}

/** One pending move inside a command. Plain JSON, so that an incident can keep it. */
export type Work =
  | { readonly do: 'arrive'; readonly scope: ElementKey; readonly flow: string; readonly came?: Came }
  | { readonly do: 'start'; readonly scope: ElementKey; readonly node: string; readonly origins: Token; readonly came?: Came }
  | { readonly do: 'begin'; readonly key: ElementKey }
  | { readonly do: 'round'; readonly key: ElementKey; readonly round: number }
  | { readonly do: 'afterRound'; readonly key: ElementKey; readonly round: number; readonly hasThrown?: true }
  | { readonly do: 'roundEvent'; readonly key: ElementKey; readonly index: number; readonly variables: Variables }
  | { readonly do: 'finish'; readonly key: ElementKey; readonly variables: Variables }
  | { readonly do: 'throw'; readonly key: ElementKey; readonly code?: string; readonly variables: Variables }
  | {
      readonly do: 'trigger';
      readonly key: ElementKey;
      readonly variables: Variables;
      /** Of a message that is neither thrown nor kept in this dossier: those have their own. */
      readonly correlationKey?: Json;
      readonly origins?: Token;
      readonly message?: string;
      readonly thrown?: ThrownMessage;
    }
  | {
      readonly do: 'startProcess';
      readonly process: string;
      readonly at?: string;
      readonly definition?: number;
      readonly correlationKey?: Json;
      readonly variables: Variables;
      readonly origins: Token;
    }
  | { readonly do: 'ask'; readonly key: ElementKey }
  | { readonly do: 'compensate'; readonly key: ElementKey; readonly origins?: Token }
  | { readonly do: 'check'; readonly scope: ElementKey }
  | { readonly do: 'activate'; readonly scope: ElementKey; readonly node: string }
  | { readonly do: 'judge'; readonly key: ElementKey }
  | { readonly do: 'endAdHoc'; readonly key: ElementKey; readonly variables: Variables };

/** Which of its triggers has started a process at an element that waits, counted from 0. */
export type Came = number | 'all';

/** A message on its way to a catcher of this dossier: kept if the catcher is gone when it arrives. */
export type ThrownMessage = Omit<BufferedMessage, 'key' | 'sequence' | 'variables' | 'origins'>;

/** A message between pools of this dossier that nobody waited for yet. */
export interface BufferedMessage {
  readonly key: string;
  /** First sent, first taken. */
  readonly sequence: number;
  readonly name: string;
  readonly correlationKey?: Json;
  /** Id of the one element, or of the process, that a message flow leads to. */
  readonly target?: string;
  readonly pool?: string;
  readonly variables: Variables;
  readonly origins: Token;
}

export type Outcome = 'completed' | 'cancelled' | 'withdrawn' | 'refused';

export interface State {
  readonly stateVersion: 1;
  status: 'created' | 'active' | 'suspended' | 'ended';
  /** Of a suspended dossier: what its timers have left counts from here (ADR 0057). Absent in states that an older release suspended. */
  suspendedAt?: Instant;
  /** How the dossier will end, once a withdrawal or refusal has begun. */
  ending?: Outcome;
  outcome?: Outcome;
  /** Variables of processes that have ended. */
  result?: Variables;
  sequence: number;
  counters: Record<string, number>;
  scopes: Record<ElementKey, Scope>;
  elements: Record<ElementKey, ActiveElement>;
  subscriptions: Record<ElementKey, Subscription>;
  messages: Record<string, BufferedMessage>;
  incidents: Record<string, Incident>;
  /** Element or subscription key → its incidents; `in <scope key>` → those inside. Most have none, and are asked often. */
  troubled: Record<ElementKey, readonly string[]>;
  handOffs: Record<string, HandOff>;
  corrections: Record<string, Correction>;
  steps: Record<ElementKey, StepRecord>;
  /** Element id → the visit that ended last. */
  visits: Record<string, ElementKey>;
  flags: Record<string, DossierFlag>;
  clock?: ClockState;
  /** Kinds of unit bound to units of this dossier (ADR 0010). */
  participants: Record<string, string>;
}

/** A dossier before its first command. */
export const initialState: State = Object.freeze({
  stateVersion: 1,
  status: 'created',
  sequence: 0,
  counters: {},
  scopes: {},
  elements: {},
  subscriptions: {},
  messages: {},
  incidents: {},
  troubled: {},
  handOffs: {},
  corrections: {},
  steps: {},
  visits: {},
  flags: {},
  participants: {},
});

/** A draft owned by one command: containers copied, records shared. */
export function draftOf(state: State): State {
  const scopes: Record<ElementKey, Scope> = {};
  for (const key in state.scopes) {
    const scope = state.scopes[key]!;
    scopes[key] = {
      ...scope,
      variables: { ...scope.variables },
      tokens: { ...scope.tokens },
      children: { ...scope.children },
      ...(scope.outputs && { outputs: { ...scope.outputs } }),
      ...(scope.awaitingReset && { awaitingReset: { ...scope.awaitingReset } }),
    };
  }
  return {
    ...state,
    scopes,
    counters: { ...state.counters },
    elements: { ...state.elements },
    subscriptions: { ...state.subscriptions },
    messages: { ...state.messages },
    incidents: { ...state.incidents },
    troubled: { ...state.troubled },
    handOffs: { ...state.handOffs },
    corrections: { ...state.corrections },
    steps: { ...state.steps },
    visits: { ...state.visits },
    flags: { ...state.flags },
    participants: { ...state.participants },
  };
}

/** Under this name `troubled` lists the incidents inside a scope, beside those of the element of the same key. */
export function inside(scope: ElementKey): string {
  return `in ${scope}`;
}
