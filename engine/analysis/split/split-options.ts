/** How a deadline is to be split. */
import type { Duration } from '../../model/types.ts';
import type { SplitPolicyId } from './policies/index.ts';

/** What is known of a step besides its budget. Minutes: a day of the deadline has 480. */
export interface StepFigures {
  /** How long it is expected to take; its budget when absent. */
  readonly expectedMinutes?: number;
  /** Never less. */
  readonly floorMinutes?: number;
  /** Never more. */
  readonly capMinutes?: number;
  /** Exactly this, and no rounding. */
  readonly fixedMinutes?: number;
  /** Its part of what is left beyond the floors; the expected time when absent. */
  readonly weight?: number;
  readonly deviationMinutes?: number;
  /** Share of late visits in the past, 0 to 1. */
  readonly lateRate?: number;
  /** How long past visits took. */
  readonly measuredMinutes?: readonly number[];
}

export interface SplitOptions {
  /** Absent: the measured quantile when every step has thirty finished visits, else the balanced stretch. */
  readonly policy?: SplitPolicyId;
  /** Absent: the first process of the file. */
  readonly processId?: string;
  /** Absent: the published deadline of the process, else the legal one. */
  readonly deadline?: Duration;
  /** Only the steps of this phase, and its deadline. */
  readonly phase?: string;
  /** Dự phòng: kept back from the deadline. */
  readonly reserve?: Duration;
  /** `halfDay`: four hours. */
  readonly rounding?: 'halfDay' | 'twoHours';
  readonly figures?: Readonly<Record<string, StepFigures>>;
  /** DIV-x: its x, 1 when absent. */
  readonly divisor?: number;
}
