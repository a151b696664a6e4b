/** The analyses' results as far as the document shows them: the one place that says so. Wider reports fit. */
import type { Outcome, Reason } from '../../../engine/analysis/outcome.ts';
import type { Duration } from '../../../engine/model/types.ts';
import type { Finding } from '../../../engine/rules/finding.ts';

/** What was found of one version; an analysis that was not made is absent. */
export interface AppraisedReport {
  readonly modelHash: string;
  readonly checkerVersion: string;
  readonly semanticsVersion?: string;
  readonly soundness?: SoundnessReport;
  readonly time?: TimeReport;
  /** Of all rules and analyses. */
  readonly findings: readonly Finding[];
  /** Against the version before. */
  readonly comparison?: Comparison;
}

export interface SoundnessReport {
  readonly processes: readonly ProcessSoundness[];
  readonly approximations: readonly Approximation[];
}

export interface ProcessSoundness {
  readonly processId: string;
  readonly mode: 'alone' | 'together';
  readonly optionToComplete: Outcome<Evidence>;
  readonly properCompletion: Outcome<Evidence>;
  readonly noDeadActivities: Outcome<Evidence>;
  readonly safe: Outcome<Evidence>;
  readonly bounded: Outcome<Evidence>;
  readonly states?: number;
}

export interface Evidence {
  readonly scenario: readonly ScenarioStep[];
  /** Tokens by flow or element. */
  readonly stateAtEnd: Readonly<Record<string, number>>;
  readonly culprits: readonly string[];
  readonly message: string;
}

export interface ScenarioStep {
  readonly n: number;
  readonly elementId: string;
  readonly elementName?: string;
  readonly conditionsAssumed: readonly string[];
}

export interface Approximation {
  readonly code: string;
  readonly elements: readonly string[];
  readonly message: string;
}

export interface TimeReport {
  readonly processes: readonly ProcessTime[];
}

export interface ProcessTime {
  readonly processId: string;
  readonly deadline?: Duration & { readonly of?: 'legal' | 'published' | 'national'; readonly source?: string };
  readonly best?: Extent;
  readonly worst?: Extent;
  readonly verdict: Outcome<{ readonly message: string }>;
  readonly criticalPath: readonly string[];
  readonly steps: readonly StepShare[];
  readonly unbounded: readonly { readonly elementId: string; readonly message: string }[];
  readonly sweep?: Sweep;
  readonly probability?:
    | { readonly outcome: 'known'; readonly onTime: number; readonly p90Days?: number }
    | { readonly outcome: 'notApplicable'; readonly reason: Reason };
  readonly changes?: readonly { readonly message: string }[];
  readonly approximations: readonly Approximation[];
}

/** Days of the unit beside them. */
export interface Extent {
  readonly days: number;
  readonly unit: 'workingDay' | 'calendarDay';
  readonly isUnbounded?: boolean;
}

export interface StepShare {
  readonly elementId: string;
  readonly visits?: number;
  readonly budgetDays: number;
  /** Part of the deadline, 0 to 1. */
  readonly share?: number;
  readonly slack?: number;
  readonly earliestStart: number;
  readonly latestFinish?: number;
  readonly isCritical: boolean;
  readonly clock: 'runs' | 'excluded';
}

export interface Sweep {
  readonly firstDate: string;
  readonly lastDate: string;
  /** Part of the filing dates on which the plan ends too late, 0 to 1. */
  readonly shareOfDates: number;
  readonly worst: { readonly date: string; readonly message: string };
}

export interface Comparison {
  readonly changes: readonly { readonly message: string; readonly elements: readonly string[] }[];
}
