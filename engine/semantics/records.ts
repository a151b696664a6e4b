/** The administrative records of a dossier: steps and who held them, hand-offs, corrections, flags. Plain JSON, replaced and never changed. */
import type { RaisedFlag } from '../deadlines/deadline-view.ts';
import type { Duration } from '../model/types.ts';
import type { ElementKey, Instant } from './state.ts';

/** The administrative side of an active step. */
export interface StepState {
  readonly unit?: string;
  readonly department?: string;
  readonly arrivedAt: Instant;
  /** As approved. */
  readonly budget?: Duration;
  /** When the approved budget is used up, never after the appointment; flags follow it. */
  readonly dueAt?: Instant;
  /** By when the way forward needs the step, as known when it last began to run or the clock changed (ADR 0036). Absent without an appointment. */
  readonly workingDueAt?: Instant;
  readonly epoch: number;
  /** Intervals in which the step's clock ran, closed ones; the open one starts at `runningSince`. */
  readonly ran: readonly (readonly [Instant, Instant])[];
  readonly runningSince?: Instant;
  readonly holder?: string;
  /** Who held the step, in order; the open one has no `to` (ADR 0010). */
  readonly holdings: readonly Holding[];
}

export interface Holding {
  readonly holder: string;
  readonly from: Instant;
  readonly to?: Instant;
}

export interface HandOff {
  readonly key: string;
  readonly from: string;
  readonly fromDepartment?: string;
  readonly fromHolder?: string;
  readonly to: string;
  readonly toDepartment?: string;
  readonly level: 'unit' | 'department';
  readonly elementKey: ElementKey;
  readonly fromElementKey: ElementKey;
  readonly state: 'sent' | 'accepted' | 'returned';
  readonly sentAt: Instant;
  readonly acceptedAt?: Instant;
  readonly acceptedBy?: string;
  readonly returnedAt?: Instant;
  readonly reason?: string;
  readonly byMessage?: boolean;
}

/** Work that a returned hand-off opens for the sender; no token moves. */
export interface Correction {
  readonly key: string;
  readonly handOffKey: string;
  readonly unit: string;
  readonly holder?: string;
  readonly openedAt: Instant;
  readonly reason: string;
}

/** A finished visit of a step, for the control slip and for budgets shared by all visits. */
export interface StepRecord {
  readonly elementKey: ElementKey;
  readonly elementId: string;
  readonly unit?: string;
  readonly department?: string;
  readonly holder?: string;
  readonly holdings: readonly Holding[];
  readonly arrivedAt: Instant;
  readonly leftAt: Instant;
  readonly dueAt?: Instant;
  readonly workingDueAt?: Instant;
  readonly budget?: Duration;
  readonly epoch: number;
  readonly ran: readonly (readonly [Instant, Instant])[];
  readonly outcome: 'completed' | 'interrupted';
  /** The visit of the same step that had ended last before this one. */
  readonly earlier?: ElementKey;
}

/** A raised flag, under its key: once per (flag, element key, epoch). */
export interface DossierFlag extends RaisedFlag {
  readonly raisedAt: Instant;
}
