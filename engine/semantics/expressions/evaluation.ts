import { fail, type Place } from './problem.ts';
import type { Value } from './value.ts';

/** Gives a variable's value by name; undefined means there is none, which FEEL reads as null. */
export type Lookup = (name: string) => unknown;

/** What one evaluation carries along. `rounds` counts the rounds of its loops, its calls of functions, and the work that grows with the size of values. */
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
  countRounds(evaluation, 1, place);
}

/** Going through so many items counts as a round: an item takes some ten nanoseconds, a round about a microsecond. */
const itemsOfRound = 100;

/** Counts work that goes through so many items at once; a value may hold another one many times over, so that even `=` can take for ever. */
export function countItems(evaluation: Evaluation, items: number, place: Place): void {
  countRounds(evaluation, items / itemsOfRound, place);
}

/** Counts several rounds at once, parts of one included. */
export function countRounds(evaluation: Evaluation, rounds: number, place: Place): void {
  evaluation.rounds += rounds;
  if (evaluation.rounds <= mostRounds) return;
  fail('FEEL_LIMIT', place, `Biểu thức lặp quá ${mostRounds} lượt`, `The expression takes more than ${mostRounds} rounds`);
}
