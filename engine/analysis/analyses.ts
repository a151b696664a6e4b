/** The analyses that a report is put together from. They are handed over, so that a report can say of each whether it was run. */
import type { Organisation } from '../deadlines/organisation.ts';
import type { ProcessModel } from '../model/types.ts';
import type { SoundnessReport } from './soundness-report.ts';
import type { Estimate, TimeReport } from './timing.ts';

export interface AnalysisOptions {
  readonly organisation?: Organisation;
  /** First filing date (YYYY-MM-DD) of the three years that are looked at; without it the calendar is not. */
  readonly firstDate?: string;
  /** What is known of how long steps really take, by element id; without it nothing is said of how likely a deadline is kept. */
  readonly estimates?: Readonly<Record<string, Estimate>>;
  readonly isCancelled?: () => boolean;
}

export interface Analyses {
  readonly soundness?: (model: ProcessModel, options: AnalysisOptions) => SoundnessReport;
  /** `isSound`: false when it may get stuck, or may for all that is known. */
  readonly time?: (model: ProcessModel, options: AnalysisOptions & { readonly isSound?: boolean }) => TimeReport;
}
