/** How many minutes a day of a budget is counted as. */

/** Of one working day. */
export const workingDayMinutes = 480;

/** A whole calendar day is counted around the clock, what is less than one in working time; of `2,5 ngày` every day is a mean of both. */
export function dayMinutesOf(budget: { readonly value: number; readonly unit: string } | undefined): number {
  if (budget?.unit !== 'calendarDay' || budget.value < 1) return workingDayMinutes;
  const whole = Math.floor(budget.value);
  return (whole * 1440 + (budget.value - whole) * workingDayMinutes) / budget.value;
}
