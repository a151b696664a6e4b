/** What `checkTime` gives back. Plain JSON; days are of the unit said beside them (8 working hours, or 24 hours of a plain day). */
import type { Finding } from '../../rules/finding.ts';
import type { Outcome, Reason } from '../outcome.ts';
import type { Limit } from './limits.ts';
import type { Approximation, TimerFact, Unbounded } from './notes.ts';
import type { Probability } from './probability.ts';

export interface TimeReport {
  readonly processes: readonly ProcessTime[];
  readonly findings: readonly Finding[];
}

/** A length of time. `isExact` is false where it rests on sums of different units or calendars, or is a bound. */
export interface Extent {
  readonly days: number;
  readonly unit: 'workingDay' | 'calendarDay';
  readonly isExact: boolean;
  /** True: it has no end; `days` is what is bounded of it. */
  readonly isUnbounded?: boolean;
}

export interface ProcessTime {
  readonly processId: string;
  readonly name?: string;
  /** The limit that the figures below are for: the published deadline, else the legal one, else the national one, else the appointment. */
  readonly deadline?: Limit;
  /** Legal clock: excluded time is left out. A step whose minimum is unknown is taken at its budget in both. */
  readonly best?: Extent;
  readonly worst?: Extent;
  /** Wall clock: excluded time is counted. */
  readonly wallBest?: Extent;
  readonly wallWorst?: Extent;
  readonly verdict: Outcome<TooLate>;
  /** Of all limits, in the order of the model. */
  readonly limits: readonly LimitTime[];
  /** Elements of the longest way, in order. */
  readonly criticalPath: readonly string[];
  /** Up to three longest ways. */
  readonly criticalPaths: readonly { readonly days: number; readonly elements: readonly string[] }[];
  readonly steps: readonly StepShare[];
  readonly unbounded: readonly Unbounded[];
  readonly timers: readonly TimerFact[];
  /** Steps of people without any time, which were taken as no time. */
  readonly untimed: readonly string[];
  readonly sweep?: Sweep;
  readonly probability?: Probability;
  readonly changes: readonly Change[];
  readonly approximations: readonly Approximation[];
}

export interface LimitTime {
  readonly limit: Limit;
  /** Counted anew from the receipt of a supplement. */
  readonly restarted: boolean;
  readonly worst: Extent;
  readonly verdict: Outcome<TooLate>;
  /** Steps of the longest way within it. */
  readonly elements: readonly string[];
  readonly sweep?: Sweep;
}

/** Why a limit is not met. */
export interface TooLate {
  /** Budgets add up to more, or a filing date misses. */
  readonly by: 'sum' | 'filingDate';
  /** Days by which the longest way is over; of a filing date those of its worst case. */
  readonly overDays: number;
  readonly elements: readonly string[];
  readonly message: string;
  readonly messageEn: string;
}

export interface StepShare {
  readonly elementId: string;
  /** Of a step of another process that this one waits for: that process. */
  readonly processId?: string;
  readonly name?: string;
  /** Absent: in a loop without bound. */
  readonly visits?: number;
  /** The budget in days of the deadline's unit. */
  readonly budgetDays: number;
  /** Part of the deadline that it takes in all its visits. */
  readonly share?: number;
  /** Days by which it may grow before the deadline is missed. */
  readonly slack?: number;
  /** Days from the start, every step before taking its most. */
  readonly earliestStart: number;
  /** Days from the start by which it must be done. */
  readonly latestFinish?: number;
  readonly isCritical: boolean;
  readonly clock: 'runs' | 'excluded';
}

export type Receipt = 'opening' | '14:59' | '15:01';

export interface Sweep {
  readonly firstDate: string;
  readonly lastDate: string;
  readonly dates: number;
  /** Filing dates on which the plan ends too late, by receipt, and their share of all dates. */
  readonly receipts: readonly { readonly receipt: Receipt; readonly breaking: readonly string[]; readonly share: number }[];
  /** Share of dates on which some receipt breaks it. */
  readonly shareOfDates: number;
  /** The filing date with the latest end against its due date; on time when `overMinutes` is 0 or less. */
  readonly worst: FilingDate;
  /** A year in between waits for its notice of holidays. */
  readonly provisional: boolean;
}

export interface FilingDate {
  readonly date: string;
  readonly receipt: Receipt;
  readonly receivedAt: string;
  readonly dueAt: string;
  readonly endsAt: string;
  /** Working minutes from the due instant to the end; negative: to spare. */
  readonly overMinutes: number;
  /** Days on which the offices are closed in between, beside the usual rest days. */
  readonly closed: readonly { readonly date: string; readonly name?: string }[];
  readonly message: string;
  readonly messageEn: string;
}

/** A change that breaks what holds, or restores what fails. */
export interface Change {
  readonly what: 'budget' | 'timer' | 'loop';
  readonly elementId: string;
  /** `may grow`: how much it can take without harm. `must shrink`: how much is enough by itself. */
  readonly does: 'mayGrow' | 'mustShrink';
  /** Days, or for a loop the number of returns that is still good. */
  readonly by: number;
  readonly message: string;
  readonly messageEn: string;
}

export type { Reason };
