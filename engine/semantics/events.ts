/** Facts: what happened, with everything needed to apply it. A released type is never changed, only followed by a new one. */
import type { TableHits } from '../model/decision.ts';
import type { ClockState } from '../deadlines/clocks.ts';
import type { PlannedFlag } from '../deadlines/flags.ts';
import type { ModifyInstruction } from './commands.ts';
import type {
  ActiveElement,
  BufferedMessage,
  Correction,
  ElementKey,
  HandOff,
  Incident,
  Instant,
  Json,
  Scope,
  Outcome,
  StepRecord,
  StepState,
  Subscription,
  Token,
  Variables,
} from './state.ts';

/** Flows of the other tokens that an activity of a larger start quantity takes. */
interface Besides {
  readonly besides?: readonly string[];
}

export type Event =
  | { readonly type: 'dossierStarted'; readonly at: Instant; readonly participants: Readonly<Record<string, string>> }
  | { readonly type: 'dossierEnded'; readonly at: Instant; readonly outcome: Outcome; readonly reason?: string }
  | { readonly type: 'endingDecided'; readonly outcome: Outcome }
  | { readonly type: 'dossierSuspended'; readonly at: Instant }
  | { readonly type: 'dossierResumed'; readonly at: Instant }
  | {
      readonly type: 'dossierModified';
      readonly at: Instant;
      readonly instructions: readonly ModifyInstruction[];
      readonly reason?: string;
    }
  /** From here on the drawing is that of version `to`; `ids`: element, flow or process before → now, where they differ. */
  | {
      readonly type: 'dossierMigrated';
      readonly at: Instant;
      readonly to: string;
      readonly ids: Readonly<Record<string, string>>;
      readonly reason?: string;
    }
  /** A token that waited on a flow is taken away by hand. */
  | { readonly type: 'tokenRemoved'; readonly scope: ElementKey; readonly flow: string }
  | { readonly type: 'scopeOpened'; readonly scope: OpenedScope }
  | { readonly type: 'scopeClosing'; readonly key: ElementKey; readonly elementId: string; readonly scope: ElementKey }
  | { readonly type: 'scopeCleared'; readonly key: ElementKey }
  | { readonly type: 'scopeClosed'; readonly key: ElementKey }
  | { readonly type: 'variablesSet'; readonly scope: ElementKey; readonly variables: Variables }
  | { readonly type: 'flowTaken'; readonly scope: ElementKey; readonly flow: string; readonly origins: Token }
  | {
      readonly type: 'elementPassed';
      readonly elementId: string;
      readonly scope: ElementKey;
      readonly consumed: readonly string[];
      readonly origins?: Token;
      /** Of a complex gateway: it waits now for the other tokens that could still come (13.4.5). */
      readonly awaitsReset?: true;
    }
  | {
      readonly type: 'gatewayReset';
      readonly elementId: string;
      readonly scope: ElementKey;
      readonly consumed: readonly string[];
      readonly origins?: Token;
    }
  | ({
      readonly type: 'elementActivated';
      readonly element: Omit<ActiveElement, 'armed' | 'compensation'>;
      readonly consumed?: string;
    } & Besides)
  | {
      readonly type: 'elementCompleted';
      readonly key: ElementKey;
      readonly elementId: string;
      readonly scope: ElementKey;
      readonly record?: StepRecord;
      /** Business rule task: which rules decided. */
      readonly decision?: DecisionRecord;
      /** Of the token that ended here, for want of a way on. */
      readonly origins?: Token;
    }
  | {
      readonly type: 'elementInterrupted';
      readonly key: ElementKey;
      readonly elementId: string;
      readonly scope: ElementKey;
      readonly record?: StepRecord;
    }
  | ({
      readonly type: 'elementSkipped';
      readonly elementId: string;
      readonly scope: ElementKey;
      readonly consumed?: string;
      readonly origins?: Token;
      /** A handler without a round: the element that called for it. */
      readonly thrownBy?: ElementKey;
    } & Besides)
  | { readonly type: 'roundStarted'; readonly key: ElementKey }
  | { readonly type: 'roundEnded'; readonly key: ElementKey; readonly round: number; readonly output?: Json; readonly origins: Token }
  | {
      readonly type: 'roundsCompleted';
      readonly key: ElementKey;
      readonly elementId: string;
      readonly scope: ElementKey;
      readonly origins?: Token;
    }
  | { readonly type: 'subscribed'; readonly subscription: Subscription }
  | { readonly type: 'unsubscribed'; readonly key: ElementKey }
  | {
      readonly type: 'timerPlanned';
      readonly key: ElementKey;
      readonly dueAt?: Instant;
      readonly roundsLeft?: number;
      /** The rounds of a cycle lie elsewhere now. */
      readonly every?: string;
    }
  | { readonly type: 'triggered'; readonly key: ElementKey; readonly elementId: string }
  /** One of several triggers that an event needs has come; it is kept by another that has not. */
  | {
      readonly type: 'triggerKept';
      readonly key: ElementKey;
      readonly elementId: string;
      readonly by: ElementKey;
      readonly variables: Variables;
      readonly origins?: Token;
    }
  /** The condition of an event that stays armed has come to hold, or holds no more. */
  | { readonly type: 'conditionChanged'; readonly key: ElementKey; readonly elementId: string; readonly holds: boolean }
  | {
      readonly type: 'messageThrown';
      readonly elementId: string;
      readonly name: string;
      readonly correlationKey?: BufferedMessage['correlationKey'];
      readonly variables: Variables;
      readonly delivery: 'dossier' | 'outside';
    }
  | { readonly type: 'messageBuffered'; readonly message: BufferedMessage }
  | { readonly type: 'messageTaken'; readonly key: string }
  | { readonly type: 'signalThrown'; readonly elementId: string; readonly name: string; readonly variables: Variables }
  | { readonly type: 'errorThrown'; readonly elementId: string; readonly code?: string; readonly caughtBy?: string }
  | { readonly type: 'escalationThrown'; readonly elementId: string; readonly code?: string; readonly caughtBy?: string }
  | {
      /** What completes can be taken back. Of the body of several rounds: what its rounds kept, without `variables`. */
      readonly type: 'compensationKept';
      readonly scope: ElementKey;
      readonly key: ElementKey;
      readonly elementId: string;
      readonly sequence: number;
      readonly variables?: Variables;
      /** With everything that can be taken back inside. */
      readonly withInside?: boolean;
    }
  | {
      /** `key`: the element that takes back; absent when there is nothing. `taken`: completed activities of the scopes in `from`. */
      readonly type: 'compensationThrown';
      readonly elementId: string;
      readonly scope: ElementKey;
      readonly key?: ElementKey;
      readonly taken: readonly ElementKey[];
      readonly from: readonly ElementKey[];
      readonly waits: boolean;
    }
  | {
      /** A completed subprocess is open again to be taken back: by what is inside, or by its own event subprocess. */
      readonly type: 'compensationNested';
      readonly key: ElementKey;
      readonly elementId: string;
      readonly thrownBy: ElementKey;
      readonly by: 'inside' | 'eventSubProcess';
    }
  | { readonly type: 'transactionCancelled'; readonly key: ElementKey; readonly elementId: string; readonly boundary: string }
  | { readonly type: 'jobFailed'; readonly key: ElementKey; readonly elementId: string; readonly retries: number; readonly reason?: string }
  | { readonly type: 'incidentRaised'; readonly incident: Incident }
  | { readonly type: 'incidentResolved'; readonly key: string }
  | {
      readonly type: 'stepChanged';
      readonly key: ElementKey;
      readonly step: StepState;
      readonly what: 'claimed' | 'released' | 'reassigned' | 'clockStopped' | 'clockStarted' | 'due';
    }
  | { readonly type: 'handOffChanged'; readonly handOff: HandOff; readonly what: 'sent' | 'accepted' | 'returned' | 'sentAgain' }
  | { readonly type: 'correctionOpened'; readonly correction: Correction }
  | { readonly type: 'correctionClosed'; readonly key: string }
  | { readonly type: 'clockChanged'; readonly clock: ClockState; readonly what: ClockChange }
  | {
      readonly type: 'flagRaised';
      readonly flag: string;
      readonly elementKey?: ElementKey;
      readonly epoch: number;
      readonly at: Instant;
      readonly raisedAt: Instant;
      readonly about: FlagAbout;
    }
  | { readonly type: 'flagWithdrawn'; readonly key: string; readonly at: Instant };

/** What was asked, and every table that was looked into with its rules that were true. */
export interface DecisionRecord {
  readonly id: string;
  readonly name: string;
  readonly tables: readonly TableHits[];
}

export type ClockChange =
  | 'opened'
  | 'supplementRequested'
  | 'supplementReceived'
  | 'appointmentStarted'
  | 'appointmentKept'
  | 'reappointed'
  | 'excluded'
  | 'included'
  | 'phaseStarted'
  | 'phaseEnded'
  | 'corrected'
  | 'ended';

/** Who held the step and by how much, as known when the flag was raised. */
export type FlagAbout = Omit<PlannedFlag, 'flag' | 'elementKey' | 'elementId' | 'at' | 'epoch' | 'budget'> & {
  readonly budgetMinutes?: number;
};

export type OpenedScope = Pick<Scope, 'key' | 'containerId' | 'parent' | 'isolated' | 'variables' | 'startedAt'> & {
  /** A process that no element stands for counts its key by its container. */
  readonly counted: boolean;
};
