/** What the assistant was told: amounts as a person writes them, in the unit of the deadline. */
import type { Duration, MeasuredStep, SplitOptions, StepFigures } from '../../engine/index.ts';

export interface StepForm {
  readonly floor?: number;
  readonly cap?: number;
  /** How long it is expected to take; its budget when absent. */
  readonly expected?: number;
}

export interface SplitForm {
  readonly policy: string;
  readonly reserve: number;
  readonly rounding: 'none' | 'halfDay' | 'twoHours';
  /** Steps without a time get a part too. */
  readonly isForAll: boolean;
  /** Only the steps of this phase, and its deadline; absent: the whole. */
  readonly phase?: string;
  readonly steps: Readonly<Record<string, StepForm>>;
}

export const firstForm: SplitForm = { policy: 'maxMinStretch', reserve: 0, rounding: 'halfDay', isForAll: false, steps: {} };

/** Minutes of one unit of a deadline: a day has eight working hours. */
const minutes = { workingDay: 480, calendarDay: 480, workingHour: 60 } as const;

/** Measured minutes in the minutes of a split: a plain day is eight hours of it. */
const perMinute = { workingHour: 1, calendarDay: 480 / 1_440 } as const;

/**
 * The options of the engine's splits, but for the policy. `assumed`: minutes of the steps that have no time of their own.
 * What was measured counts where it is in the kind of unit that the deadline has.
 */
export function optionsOf(
  { reserve, rounding, phase, steps }: SplitForm,
  unit: Duration['unit'],
  processId: string,
  assumed: Readonly<Record<string, number>> = {},
  measured: readonly MeasuredStep[] = [],
): Omit<SplitOptions, 'policy'> {
  const figures: Record<string, StepFigures> = {};
  for (const { elementId, unit: own, minutes: spent } of measured)
    if (spent && (own === 'calendarDay') === (unit === 'calendarDay'))
      figures[elementId] = { measuredMinutes: spent.map((value) => value * perMinute[own]) };
  for (const [id, expectedMinutes] of Object.entries(assumed)) figures[id] = { ...figures[id], expectedMinutes };
  for (const [id, { floor, cap, expected }] of Object.entries(steps))
    figures[id] = {
      ...figures[id],
      ...(expected !== undefined && { expectedMinutes: expected * minutes[unit] }),
      ...(floor !== undefined && { floorMinutes: floor * minutes[unit] }),
      ...(cap !== undefined && { capMinutes: cap * minutes[unit] }),
    };
  return {
    processId,
    ...(reserve > 0 && { reserve: { value: reserve, unit } }),
    ...(rounding !== 'none' && { rounding }),
    ...(phase !== undefined && { phase }),
    figures,
  };
}

/** What a step without a time is taken to need, in minutes: as much as the others do on average; an equal part of the deadline when none has one. */
export function assumedMinutes(known: readonly number[], unknown: number, deadline: Duration): number {
  if (known.length > 0) return known.reduce((sum, each) => sum + each, 0) / known.length;
  return (deadline.value * minutes[deadline.unit]) / Math.max(1, unknown);
}

/** An allowance as it is written on a step: never more than was given, at most three places. */
export function budgetText(value: number): string {
  return String(Math.floor(value * 1_000 + 1e-6) / 1_000);
}
