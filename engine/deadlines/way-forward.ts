/** The way from a step to the end of the dossier, walked both ways: when it ends if it begins now, when it must begin to end in time. */
import { budgetDue, budgetMinutes, latestStart } from './budget.ts';
import { millisecondsPerMinute } from './local-date.ts';
import { calendarOf } from './organisation.ts';
import type { Calendar } from './calendar.ts';
import type { PathStep } from './deadline-view.ts';
import type { Organisation } from './organisation.ts';
import type { Duration } from '../model/types.ts';

/** Steps of a way that one addition walks. */
interface Leg {
  readonly calendar: Calendar;
  readonly budget: Duration;
}

/** When the steps, and before them what is left of `rest`, have used their budgets, the first one beginning at `from` (epoch milliseconds). */
export function endOfWay(organisation: Organisation, path: readonly PathStep[], from: number, rest?: PathStep): number {
  let at = from;
  for (const { calendar, budget } of wayOf(organisation, path, rest)) at = budgetDue(calendar, at, budget);
  return at;
}

/** The inverse: the latest instant at which that way must begin to end by `end`. */
export function latestStartOfWay(organisation: Organisation, path: readonly PathStep[], end: number, rest?: PathStep): number {
  const legs = wayOf(organisation, path, rest);
  let at = end;
  for (let i = legs.length - 1; i >= 0; i--) at = latestStart(legs[i]!.calendar, at, legs[i]!.budget);
  return at;
}

/** Legs are kept as long as the path they were made for: a model has few, and each is asked for at every step of every dossier. */
const known = new WeakMap<readonly PathStep[], { readonly organisation: Organisation; readonly legs: readonly Leg[] }>();

function wayOf(organisation: Organisation, path: readonly PathStep[], rest?: PathStep): readonly Leg[] {
  if (rest) {
    const legs = wayOf(organisation, path);
    const [first] = legsOf(organisation, [rest]);
    const meets = first!.budget.unit === 'calendarDay' && legs[0]?.budget.unit === 'calendarDay';
    return meets ? legsOf(organisation, [rest, ...path]) : [first!, ...legs];
  }
  const found = known.get(path);
  if (found?.organisation === organisation) return found.legs;
  const legs = legsOf(organisation, path);
  known.set(path, { organisation, legs });
  return legs;
}

/**
 * Working time in one calendar is added before it is walked, because that comes to the same. So are plain days that follow each other: each
 * result would else move to the next opening, and budgets that add up to the deadline would end after it.
 */
function legsOf(organisation: Organisation, path: readonly PathStep[]): Leg[] {
  const legs: Leg[] = [];
  for (const step of path) {
    const calendar = calendarOf(organisation, step.unit);
    const budget = leftOf(step);
    const last = legs.at(-1);
    if (last?.budget.unit === budget.unit && (budget.unit === 'calendarDay' || last.calendar === calendar))
      legs[legs.length - 1] = { ...last, budget: { value: last.budget.value + budget.value, unit: budget.unit } };
    else legs.push({ calendar, budget });
  }
  return legs;
}

/** What is not used yet of a budget: plain days, or working hours of whole milliseconds. */
function leftOf({ budget, usedMinutes = 0 }: PathStep): Duration {
  const total = budgetMinutes(budget);
  const left = Math.max(0, total - usedMinutes);
  if (budget.unit === 'calendarDay') return { value: total === 0 ? 0 : (budget.value * left) / total, unit: 'calendarDay' };
  return { value: Math.round(left * millisecondsPerMinute) / (60 * millisecondsPerMinute), unit: 'workingHour' };
}
