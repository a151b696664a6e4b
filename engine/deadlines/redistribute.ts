/**
 * Sharing out what a step did not use, and making up for what it used too much. Budgets that were approved stay as they are; what is moved are
 * working allowances beside them. All in minutes of one measure.
 */

/** A step that is still to be done. */
export interface StepLeft {
  /** Approved, or as an earlier redistribution left it. */
  readonly budgetMinutes: number;
  readonly expectedMinutes: number;
  /** What it cannot be cut below. */
  readonly floorMinutes: number;
  /** Share of late visits in the past, 0 to 1. */
  readonly lateRate?: number;
}

export interface Redistributed {
  /** Working allowances of the steps left, in their order. */
  readonly minutes: readonly number[];
  readonly bufferMinutes: number;
  /** What cannot be made up any more: the dossier will certainly be late by this. */
  readonly overdueMinutes: number;
}

/** Who gets what a step did not use: the next step, all by expected time, all by past lateness, or nobody yet. */
export type SurplusTo = 'next' | 'expected' | 'lateRate' | 'buffer';

/** A step took `freedMinutes` less than it had. Where there is nobody to give it to it goes into the buffer. */
export function shareSurplus(steps: readonly StepLeft[], freedMinutes: number, to: SurplusTo, bufferMinutes = 0): Redistributed {
  const weights = steps.map(({ expectedMinutes, lateRate = 0 }, index) =>
    to === 'expected' ? expectedMinutes : to === 'lateRate' ? lateRate : to === 'next' && index === 0 ? 1 : 0,
  );
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return {
    minutes: steps.map(({ budgetMinutes }, index) => budgetMinutes + (all > 0 ? (freedMinutes * weights[index]!) / all : 0)),
    bufferMinutes: all > 0 ? bufferMinutes : bufferMinutes + freedMinutes,
    overdueMinutes: 0,
  };
}

/** A step took `overMinutes` more than it had: first from the buffer, then from the others by what lies between their budget and their floor. */
export function makeUpDeficit(steps: readonly StepLeft[], overMinutes: number, bufferMinutes = 0): Redistributed {
  const fromBuffer = Math.min(bufferMinutes, overMinutes);
  const headRoom = steps.map(({ budgetMinutes, floorMinutes }) => Math.max(0, budgetMinutes - floorMinutes));
  const all = headRoom.reduce((sum, room) => sum + room, 0);
  const cut = Math.min(all, overMinutes - fromBuffer);
  return {
    minutes: steps.map(({ budgetMinutes }, index) => budgetMinutes - cutOf(cut, headRoom[index]!, all)),
    bufferMinutes: bufferMinutes - fromBuffer,
    overdueMinutes: overMinutes - fromBuffer - cut,
  };
}

/** The part of a cut that falls to a step with `room` of `all` the head-room there is. */
export function cutOf(cut: number, room: number, all: number): number {
  return all > 0 ? (Math.min(cut, all) * room) / all : 0;
}

/** Time left over the longest way of what is still expected; below 1 the dossier is late unless somebody is faster. Infinity: nothing is left to do. */
export function criticalRatio(leftMinutes: number, remainingMinutes: number): number {
  return remainingMinutes > 0 ? leftMinutes / remainingMinutes : Infinity;
}
