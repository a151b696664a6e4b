import { compareOf } from './comparison-operators.ts';
import { compileLogic } from './compile-logic.ts';
import type { Evaluate } from './evaluation.ts';
import { orderOf } from './operators.ts';
import { childrenOf, type SyntaxNode } from './parse.ts';
import { isInRange } from './ranges.ts';
import { failSyntax, placeOf, sourceOf, type Compilation, type Scope } from './scope.ts';
import { feelType, type RangeValue, type Value } from './value.ts';

/** `=` and its kin, `between`, and `in` with its tests. */
export function compileComparison(compilation: Compilation, node: SyntaxNode, scope: Scope): Evaluate {
  const [first, operator, second, , third] = childrenOf(node);
  if (!first || !operator || !second) return failSyntax(compilation, node);
  if (operator.name === 'in') return compileLogic(compilation, node, scope);
  const place = placeOf(compilation, operator);
  const left = compilation.compile(first, scope);
  const right = compilation.compile(second, scope);
  if (operator.name === 'between') {
    if (!third) return failSyntax(compilation, node);
    const upper = compilation.compile(third, scope);
    return (evaluation, bound) => {
      const value = left(evaluation, bound);
      return isInRange(closedRange(right(evaluation, bound), upper(evaluation, bound)), value, place);
    };
  }
  const compare = compareOf(compilation, operator);
  return (evaluation, bound) => compare(left(evaluation, bound), right(evaluation, bound), place, evaluation);
}

function closedRange(start: Value, end: Value): RangeValue {
  return { [feelType]: 'range', start, end, startIncluded: true, endIncluded: true };
}

/** [1..3], (1..3], ]1..3[ as a value. */
export function compileInterval(compilation: Compilation, node: SyntaxNode, scope: Scope): Evaluate {
  const [open, first, , last, close] = childrenOf(node);
  if (!open || !first || !last || !close) return failSyntax(compilation, node);
  const [start, end] = [compilation.compile(first, scope), compilation.compile(last, scope)];
  const place = placeOf(compilation, node);
  const [startIncluded, endIncluded] = [open.name === '[', close.name === ']'];
  return (evaluation, bound) => {
    const range: RangeValue = {
      [feelType]: 'range',
      start: start(evaluation, bound),
      end: end(evaluation, bound),
      startIncluded,
      endIncluded,
    };
    orderOf('..', range.start, range.end, place);
    return range;
  };
}

/** (< 10) as a value: the range of everything below; (= 10) holds one value (DMN 1.5, 10.3.2.7). */
export function compileOpenRange(compilation: Compilation, node: SyntaxNode, scope: Scope): Evaluate {
  const [operator, endpoint] = childrenOf(node);
  const sign = operator && sourceOf(compilation, operator);
  if (!endpoint || sign === undefined || sign === '!=') return failSyntax(compilation, node);
  const limit = compilation.compile(endpoint, scope);
  const isIncluded = sign.endsWith('=');
  const place = placeOf(compilation, endpoint);
  return (evaluation, bound) => {
    const value = limit(evaluation, bound);
    if (value === null) return null;
    orderOf(sign, value, value, place);
    if (sign === '=') return closedRange(value, value);
    const isUpper = sign.startsWith('<');
    return {
      [feelType]: 'range',
      start: isUpper ? null : value,
      end: isUpper ? value : null,
      startIncluded: !isUpper && isIncluded,
      endIncluded: isUpper && isIncluded,
      open: isUpper ? 'start' : 'end',
    };
  };
}
