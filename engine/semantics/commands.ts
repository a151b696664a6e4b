/** What can be asked of a dossier. Imperative; refused with a code or turned into events. */
import type { ElementKey, Instant, Json, Variables } from './state.ts';

export type Command =
  | {
      readonly type: 'startInstance';
      readonly process?: string;
      readonly at?: string;
      /** Which of the triggers of `at` has come, counted from 0; absent: all that it needs. */
      readonly definition?: number;
      /** That of the message that starts it. */
      readonly correlationKey?: Json;
      readonly variables?: Variables;
      readonly participants?: Readonly<Record<string, string>>;
      readonly occurredAt?: Instant;
    }
  | { readonly type: 'completeTask'; readonly elementKey: ElementKey; readonly variables?: Variables; readonly by?: string }
  | { readonly type: 'completeJob'; readonly elementKey: ElementKey; readonly variables?: Variables }
  | { readonly type: 'activateActivity'; readonly elementKey: ElementKey; readonly activity: string; readonly variables?: Variables }
  | { readonly type: 'failJob'; readonly elementKey: ElementKey; readonly retries: number; readonly reason?: string }
  | { readonly type: 'throwError'; readonly elementKey: ElementKey; readonly code?: string; readonly variables?: Variables }
  | { readonly type: 'throwEscalation'; readonly elementKey: ElementKey; readonly code?: string; readonly variables?: Variables }
  | { readonly type: 'fireTimer'; readonly elementKey: ElementKey }
  | {
      readonly type: 'deliverMessage';
      readonly name: string;
      readonly correlationKey?: Json;
      readonly variables?: Variables;
      readonly elementKey?: ElementKey;
      readonly occurredAt?: Instant;
    }
  | {
      readonly type: 'broadcastSignal';
      readonly name: string;
      readonly variables?: Variables;
      /** Who waited when it was thrown: refused unless one of them still does. */
      readonly among?: readonly ElementKey[];
    }
  | { readonly type: 'trigger'; readonly elementKey: ElementKey; readonly variables?: Variables }
  | { readonly type: 'setVariables'; readonly variables: Variables; readonly scope?: ElementKey }
  | { readonly type: 'resolveIncident'; readonly incidentKey: string }
  | { readonly type: 'claimTask'; readonly elementKey: ElementKey; readonly by: string }
  | { readonly type: 'releaseTask'; readonly elementKey: ElementKey }
  | { readonly type: 'reassignTask'; readonly elementKey: ElementKey; readonly to: string }
  | { readonly type: 'acceptHandOff'; readonly handOffKey: string; readonly by?: string; readonly occurredAt?: Instant }
  | { readonly type: 'returnHandOff'; readonly handOffKey: string; readonly reason: string; readonly by?: string }
  | { readonly type: 'sendAgain'; readonly correctionKey: string }
  | { readonly type: 'requestSupplement'; readonly elementKey?: ElementKey; readonly reason?: string; readonly occurredAt?: Instant }
  | { readonly type: 'receiveSupplement'; readonly variables?: Variables; readonly occurredAt?: Instant }
  | { readonly type: 'reappoint'; readonly to: string; readonly reason: string }
  | { readonly type: 'withdraw'; readonly reason?: string }
  | { readonly type: 'refuse'; readonly reason?: string }
  | { readonly type: 'raiseFlags' }
  /** All of the instructions or none, in their order (ADR 0058). */
  | { readonly type: 'modify'; readonly instructions: readonly ModifyInstruction[]; readonly reason?: string }
  /** To another version, which the environment brings; `plan` names what does not keep its id: id → id, null where there is none (ADR 0058). */
  | { readonly type: 'migrate'; readonly to: string; readonly plan: Readonly<Record<string, string | null>>; readonly reason?: string }
  | { readonly type: 'suspend' }
  | { readonly type: 'resume' }
  | { readonly type: 'cancel'; readonly reason?: string };

/** A move by hand: what the drawing has no way for. */
export type ModifyInstruction =
  | { readonly do: 'move'; readonly from: TokenPlace; readonly to: TargetPlace }
  | { readonly do: 'add'; readonly to: TargetPlace }
  | { readonly do: 'remove'; readonly from: TokenPlace };

/** An active element with all that is inside it; a token that waits on a flow; one that an incident keeps at the start of a scope. */
export type TokenPlace =
  { readonly elementKey: ElementKey } | { readonly flow: string; readonly scope: ElementKey } | { readonly incidentKey: string };

/** Before an element, behind it, or on a flow, in a scope that runs; it must be named where several do. */
export type TargetPlace =
  | { readonly before: string; readonly scope?: ElementKey }
  | { readonly after: string; readonly scope?: ElementKey }
  | { readonly onto: string; readonly scope?: ElementKey };

export type CommandType = Command['type'];
