import { isEqual, orderOf } from './operators.ts';
import type { SyntaxNode } from './parse.ts';
import type { Place } from './problem.ts';
import { failSyntax, sourceOf, type Compilation } from './scope.ts';
import type { Evaluation } from './evaluation.ts';
import type { Value } from './value.ts';

/** A comparison of two values; null when one of them is null and order is asked for. */
export type Compare = (left: Value, right: Value, place: Place, evaluation: Evaluation) => boolean | null;

function ordering(operator: string, isNumbers: (left: number, right: number) => boolean, isOrder: (order: number) => boolean): Compare {
  return (left, right, place) => {
    if (typeof left === 'number' && typeof right === 'number') return isNumbers(left, right);
    const order = orderOf(operator, left, right, place);
    return order === null ? null : isOrder(order);
  };
}

const comparisons: Readonly<Record<string, Compare>> = {
  '=': isEqual,
  '!=': (left, right, place, evaluation) => !isEqual(left, right, place, evaluation),
  '<': ordering(
    '<',
    (left, right) => left < right,
    (order) => order < 0,
  ),
  '<=': ordering(
    '<=',
    (left, right) => left <= right,
    (order) => order <= 0,
  ),
  '>': ordering(
    '>',
    (left, right) => left > right,
    (order) => order > 0,
  ),
  '>=': ordering(
    '>=',
    (left, right) => left >= right,
    (order) => order >= 0,
  ),
};

/** The comparison that an operator node names. */
export function compareOf(compilation: Compilation, operator: SyntaxNode): Compare {
  return comparisons[sourceOf(compilation, operator)] ?? failSyntax(compilation, operator);
}
