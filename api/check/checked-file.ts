/** What `taicho check` says of one file, or of one table of a file. */
import type { Outcome } from '../../engine/analysis/outcome.ts';
import type { Report, ReportFinding } from '../../engine/index.ts';

export interface CheckedFile {
  /** The path as given; a table of a file has its id behind `#`. */
  readonly file: string;
  /** False: no XML, so that nothing could be looked at. */
  readonly readable: boolean;
  /** No error found. */
  readonly ok: boolean;
  readonly soundness: Readonly<Record<'optionToComplete' | 'properCompletion' | 'noDeadActivities' | 'safe', Outcome>>;
  readonly time: { readonly verdict: Outcome; readonly processes: Report['timeTables'] };
  readonly findings: readonly ReportFinding[];
  /** Time spent on this file, reading included. */
  readonly millis: number;
}
