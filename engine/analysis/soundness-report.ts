/** What soundness looks like when it is told. Plain JSON. */
import type { Finding } from '../rules/finding.ts';
import type { Outcome } from './outcome.ts';
import type { Act } from './token-net.ts';

export interface SoundnessReport {
  readonly processes: readonly ProcessSoundness[];
  readonly approximations: readonly Approximation[];
  readonly findings: readonly Finding[];
}

export interface ProcessSoundness {
  /** Of the processes together: their ids in the order of the file, joined by ` + `. */
  readonly processId: string;
  /** `alone`: anything may come from outside at any time. `together`: messages between the processes of the file come along the message flows drawn. */
  readonly mode: 'alone' | 'together';
  /** From every state that can be reached the end can be reached, without the process being broken off. */
  readonly optionToComplete: Outcome<Evidence>;
  /** No end is reached twice. */
  readonly properCompletion: Outcome<Evidence>;
  /** `elements`: the activities; `culprits`: where the part that is never reached begins. */
  readonly noDeadActivities: Outcome<{ readonly elements: readonly string[]; readonly culprits: readonly string[] }>;
  /** Nowhere are two tokens at once. */
  readonly safe: Outcome<Evidence>;
  /** Nowhere can tokens pile up without end. */
  readonly bounded: Outcome<Evidence>;
  /** States looked at. */
  readonly states: number;
}

export interface Evidence {
  readonly scenario: readonly ScenarioStep[];
  /** Tokens by sequence flow and by active element, where the scenario ends. */
  readonly stateAtEnd: Readonly<Record<string, number>>;
  /** Elements to look at first: mostly a join and the split that feeds it. */
  readonly culprits: readonly string[];
  /** What kind of mistake it looks like. */
  readonly code: string;
  readonly message: string;
  readonly messageEn: string;
}

export interface ScenarioStep {
  /** Counted from 1. */
  readonly n: number;
  readonly elementId: string;
  readonly elementName?: string;
  readonly consumedFlows: readonly string[];
  readonly producedFlows: readonly string[];
  /** Process, subprocess or called process in which it happens. */
  readonly scope: string;
  /** Which start of `scope` it is, counted from 1, when it is not the first: several may run beside each other. */
  readonly run?: number;
  /** Conditions that have to hold, by the flow they are on. */
  readonly conditionsAssumed: readonly { readonly flow: string; readonly condition: string }[];
  readonly act: Act;
  /** The element that waited, if it is another. */
  readonly hostId?: string;
  /** Which start of the contents of that element, or of what an event subprocess starts in; counted like `run`. */
  readonly hostRun?: number;
  /** In an ad-hoc subprocess: nothing more is chosen after it. */
  readonly closes?: true;
  /** Flows taken, by the element that they leave. */
  readonly choices: Readonly<Record<string, readonly string[]>>;
  readonly thrown?: { readonly type: 'error' | 'escalation' | 'cancel'; readonly code?: string; readonly handlerId: string };
}

/** Something that was not looked at as it is, and how it was instead. */
export interface Approximation {
  readonly code: string;
  readonly elements: readonly string[];
  readonly message: string;
  readonly messageEn: string;
}
