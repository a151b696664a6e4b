/** What the assistant was told: amounts as a person writes them, in the unit of the deadline. */
import type { Duration, MeasuredStep, SplitOptions, StepFigures } from '../../engine/index.ts';

export interface StepForm {
  readonly floor?: number;
  readonly cap?: number;
}

export interface SplitForm {
  readonly policy: string;
  readonly reserve: number;
  readonly rounding: 'none' | 'halfDay' | 'twoHours';
  readonly steps: Readonly<Record<string, StepForm>>;
}

export const firstForm: SplitForm = { policy: 'maxMinStretch', reserve: 0, rounding: 'halfDay', steps: {} };

/** Minutes of one unit of a deadline: a day has eight working hours. */
const minutes = { workingDay: 480, calendarDay: 480, workingHour: 60 } as const;

/** Measured minutes in the minutes of a split: a plain day is eight hours of it. */
const perMinute = { workingHour: 1, calendarDay: 480 / 1_440 } as const;

/** The options of the engine's splits, but for the policy. What was measured counts where it is in the kind of unit that the deadline has. */
export function optionsOf(
  { reserve, rounding, steps }: SplitForm,
  unit: Duration['unit'],
  processId: string,
  measured: readonly MeasuredStep[] = [],
): Omit<SplitOptions, 'policy'> {
  const figures: Record<string, StepFigures> = {};
  for (const { elementId, unit: own, minutes: spent } of measured)
    if (spent && (own === 'calendarDay') === (unit === 'calendarDay'))
      figures[elementId] = { measuredMinutes: spent.map((value) => value * perMinute[own]) };
  for (const [id, { floor, cap }] of Object.entries(steps))
    figures[id] = {
      ...figures[id],
      ...(floor !== undefined && { floorMinutes: floor * minutes[unit] }),
      ...(cap !== undefined && { capMinutes: cap * minutes[unit] }),
    };
  return {
    processId,
    ...(reserve > 0 && { reserve: { value: reserve, unit } }),
    ...(rounding !== 'none' && { rounding }),
    figures,
  };
}

/** An allowance as it is written on a step: never more than was given, at most three places. */
export function budgetText(value: number): string {
  return String(Math.floor(value * 1_000 + 1e-6) / 1_000);
}
