import { fail, type Place } from './problem.ts';
import type { Value } from './value.ts';

/** Gives a variable's value by name; undefined means there is none, which FEEL reads as null. */
export type Lookup = (name: string) => unknown;

/** What one evaluation carries along. `rounds` counts the rounds of its loops and its calls of functions. */
export interface Evaluation {
  readonly lookup: Lookup;
  /** ISO instant. */
  readonly now: string;
  rounds: number;
}

/** The values of names bound inside the expression, innermost first: one link a name. */
export interface Bound {
  readonly value: Value;
  readonly outer: Bound | null;
}

/** A compiled node. */
export type Evaluate = (evaluation: Evaluation, bound: Bound | null) => Value;

/** Loops in an expression are for lists of a dossier, not for computing; a second of work is far more than any needs. */
const mostRounds = 100_000;

/** Counts one round of a loop; ends the evaluation at the limit. */
export function countRound(evaluation: Evaluation, place: Place): void {
  evaluation.rounds += 1;
  if (evaluation.rounds <= mostRounds) return;
  fail('FEEL_LIMIT', place, `Biểu thức lặp quá ${mostRounds} lượt`, `The expression takes more than ${mostRounds} rounds`);
}
