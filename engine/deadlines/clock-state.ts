/** What a dossier remembers of its legal time: plain JSON, instants as ISO texts. Changed only by clocks.ts. */
import type { CountingRules } from './count.ts';
import type { Deadline, Duration } from '../model/types.ts';

/** A deadline whose condition held, as the caller chose it. */
export type ChosenDeadline = Omit<Deadline, 'when'>;

export interface RunningDeadline extends ChosenDeadline {
  readonly dueAt: string;
}

/** A date promised to the applicant (giấy hẹn). */
export interface RunningAppointment extends Duration {
  readonly order: number;
  readonly source?: string;
  /** From where it counts now: receipt, payment proof, or the restart. */
  readonly startedAt: string;
  /** From where it counted first; the score clock knows no restart. */
  readonly firstStartedAt: string;
  readonly dueAt: string;
  readonly keptAt?: string;
  /** The date before the one re-appointment, when and why. */
  readonly movedFrom?: string;
  readonly movedAt?: string;
  readonly reason?: string;
  /** The date that the re-appointment promised; pauses after it move `dueAt` on. */
  readonly movedTo?: string;
  /** Moved later than one day before the old date, against Decree 61/2018, art. 19(9): a finding. */
  readonly movedLate?: boolean;
}

/** Time that the legal clock does not count because the applicant must supplement. `to` absent = still. */
export interface Pause {
  readonly from: string;
  readonly to?: string;
  readonly ground: 'supplement';
}

/** Time of a step that does not count (tax, posting, expert appraisal …); `basis` names the law. */
export interface Exclusion {
  readonly from: string;
  readonly to?: string;
  readonly elementKey: string;
  readonly basis?: string;
}

export interface SupplementRequest {
  readonly requestedAt: string;
  readonly receivedAt?: string;
  readonly mode: SupplementMode;
  /** Asked later than three working days after receipt (Decree 61/2018, art. 19(4)): a finding. */
  readonly late: boolean;
}

export type SupplementMode = 'restart' | 'pause' | 'none';

/** A phase with its own limit. */
export interface RunningPhase {
  readonly phase: string;
  readonly startedAt: string;
  readonly endedAt?: string;
  readonly dueAt?: string;
}

export type ClockOutcome = 'processed' | 'returned' | 'refused' | 'withdrawn' | 'stopped';

export interface ClockState extends CountingRules {
  readonly onSupplement: SupplementMode;
  /** `paused`: the applicant or an excluded step has the time. `stopped`: withdrawn or stopped. `ended`: processed, returned or refused. */
  readonly status: 'running' | 'paused' | 'stopped' | 'ended';
  readonly receivedAt: string;
  /** Counts restarts, from 1; `epochStartedAt` is receipt or the arrival of the complete dossier. */
  readonly epoch: number;
  readonly epochStartedAt: string;
  /** Instant of the last change: nothing is entered before it. */
  readonly lastAt: string;
  readonly pauses: readonly Pause[];
  readonly exclusions: readonly Exclusion[];
  readonly supplements: readonly SupplementRequest[];
  readonly deadlines: readonly RunningDeadline[];
  readonly appointments: readonly RunningAppointment[];
  readonly phases: readonly RunningPhase[];
  /** A due date lies in or beyond a year without its notice of holidays. */
  readonly provisional: boolean;
  /** "Đã xử lý xong". */
  readonly processedAt?: string;
  /** "Đã trả kết quả". */
  readonly returnedAt?: string;
  /** Refused, withdrawn or stopped. */
  readonly closedAt?: string;
  readonly outcome?: ClockOutcome;
}
