/** What compiling and evaluating a decision share. */
import type { Evaluation, Lookup } from '../semantics/expressions/evaluation.ts';
import type { Value } from '../semantics/expressions/value.ts';
import type { TableHits } from '../model/decision.ts';
import type { Problem } from '../model/types.ts';
import type { TypeConversions } from './types.ts';

/** One evaluation of a decision, or of a part of it that sees other names. */
export interface Asking extends Evaluation {
  /** Grows with every table that is looked into, up to `mostHits`. */
  readonly hits: TableHits[];
  /** What all parts of one evaluation count together. */
  readonly counted: { rounds: number };
}

/** A table inside a function that a loop calls would fill the history. */
export const mostHits = 100;

/** `names`: what it reads and nothing inside it binds. `evaluate` throws DecisionObstacle or EvaluationFailure. */
export interface Compiled {
  readonly names: ReadonlySet<string>;
  readonly evaluate: (asking: Asking) => Value;
}

/** Where in which file, and what is wrong there. */
export interface Building {
  readonly file: string;
  /** Id of the element of the requirement graph. */
  readonly id: string;
  /** Its name, for sentences. */
  readonly name: string;
  readonly types: TypeConversions;
  /** Names that may stand in its expressions, announced for those that FEEL would take apart. */
  readonly known: readonly string[];
  readonly problems: Problem[];
}

/** Evaluates with more names in front; what they count of the limits counts for the outer evaluation too. */
export function within<Result>(asking: Asking, names: ReadonlyMap<string, Value>, evaluate: (inner: Asking) => Result): Result {
  const { lookup } = asking;
  return evaluate(askingOf((name) => (names.has(name) ? names.get(name) : lookup(name)), asking));
}

/** An evaluation, or a part of one that sees other names. Each reads and writes the count of all: a recursion that branches is counted once a call. */
export function askingOf(lookup: Lookup, { now, hits, counted }: Pick<Asking, 'now' | 'hits' | 'counted'>): Asking {
  return {
    lookup,
    now,
    hits,
    counted,
    get rounds() {
      return counted.rounds;
    },
    set rounds(rounds) {
      counted.rounds = rounds;
    },
  };
}
