/** The analyses that a report is put together from, as far as the report reads them. They are handed over, so that a report can say of each whether it was run. */
import type { Organisation } from '../deadlines/organisation.ts';
import type { ProcessModel } from '../model/types.ts';
import type { Finding } from '../rules/finding.ts';
import type { Outcome } from './outcome.ts';

export interface AnalysisOptions {
  readonly organisation?: Organisation;
  readonly isCancelled?: () => boolean;
}

export interface Approximation {
  readonly code: string;
  readonly elements: readonly string[];
  readonly message: string;
  readonly messageEn: string;
}

export interface SoundnessLike {
  readonly processes: readonly {
    readonly processId: string;
    readonly optionToComplete: Outcome;
    readonly properCompletion: Outcome;
    readonly noDeadActivities: Outcome;
    readonly safe: Outcome;
    readonly bounded: Outcome;
  }[];
  readonly approximations: readonly Approximation[];
  readonly findings: readonly Finding[];
}

export interface TimeLike {
  readonly processes: readonly {
    readonly processId: string;
    readonly verdict: Outcome;
    readonly approximations?: readonly Approximation[];
  }[];
  readonly findings: readonly Finding[];
}

export interface Analyses {
  readonly soundness?: (model: ProcessModel, options: AnalysisOptions) => SoundnessLike;
  readonly time?: (model: ProcessModel, options: AnalysisOptions) => TimeLike;
}
