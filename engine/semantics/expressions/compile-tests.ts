import { compareOf, type Compare } from './comparison-operators.ts';
import { literalValue } from './compile-literals.ts';
import { countItems, type Bound, type Evaluate, type Evaluation } from './evaluation.ts';
import { failTypes, isSame } from './operators.ts';
import { childrenOf, type SyntaxNode } from './parse.ts';
import type { Place } from './problem.ts';
import { isInRange } from './ranges.ts';
import { failPart, placeOf, sourceOf, withName, type Compilation, type Scope } from './scope.ts';
import { isList, isRange, typeOf, type Value } from './value.ts';

/** Whether a value passes; a mismatch (it has another type than `wanted`) matters only if no other test passes. */
type Verdict = boolean | null | Mismatch;
interface Mismatch {
  readonly wanted: Value;
}
export type Test = (value: Value, evaluation: Evaluation, bound: Bound | null) => Verdict;

/** `value in (test, test, …)`: true when one passes, else null when one is undecided, else a problem when one has another type, else false. */
export function membership(
  compilation: Compilation,
  valueNode: SyntaxNode,
  tests: readonly Test[],
  word: SyntaxNode,
  scope: Scope,
): Evaluate {
  const value = compilation.compile(valueNode, scope);
  const place = placeOf(compilation, word);
  return (evaluation, bound) => passes(tests, value(evaluation, bound), evaluation, bound, place);
}

/** The verdict of several tests on one value. */
export function passes(tests: readonly Test[], tested: Value, evaluation: Evaluation, bound: Bound | null, place: Place): boolean | null {
  let verdict: Verdict = false;
  for (const test of tests) {
    const found = test(tested, evaluation, bound);
    if (found === true) return true;
    verdict = heavier(verdict, found);
  }
  return isMismatch(verdict) ? failTypes('in', tested, verdict.wanted, place) : verdict;
}

/**
 * A test of a value: a comparison, an interval, an expression about `?`, or a value or list of values to be among.
 * `isAlone`: the only test, so that null stands for a missing list and not for the value null.
 * `isCell`: in a decision table, where an expression that is true or false may decide without looking at the value.
 */
export function compileTest(
  compilation: Compilation,
  written: SyntaxNode,
  scope: Scope,
  { isAlone = false, isCell = false }: { readonly isAlone?: boolean; readonly isCell?: boolean } = {},
): Test {
  const node = withoutBrackets(written);
  const place = placeOf(compilation, node);
  if (node.name === 'SimplePositiveUnaryTest') {
    const [operator, endpoint] = childrenOf(node);
    if (operator?.name === 'CompareOp' && endpoint) return comparisonTest(compilation, compareOf(compilation, operator), endpoint, scope);
  }
  if (mentionsTested(node)) {
    const condition = compilation.compile(node, withName('?', scope));
    return (value, evaluation, outer) => {
      const result = condition(evaluation, { value, outer });
      return result === null || typeof result === 'boolean' ? result : failPart('in', 'boolean', result, place);
    };
  }
  const negated = isCell ? undefined : negatedTests(compilation, node);
  if (negated) return negation(negated.map((each) => compileTest(compilation, each, scope, { isAlone: negated.length === 1 })));
  const literal = literalValue(compilation, node);
  // most cells of decision tables are one text or one number
  if (typeof literal === 'string' || typeof literal === 'number' || typeof literal === 'boolean') return literalTest(literal, place);
  const wanted = compilation.compile(node, scope);
  // undecided, and no value null that the tested one could be
  const isVerdict = isCell && verdicts.includes(node.name);
  return (value, evaluation, bound) => {
    const candidates = wanted(evaluation, bound);
    if (candidates === null && (isAlone || isVerdict)) return null;
    if (isCell && typeof candidates === 'boolean' && typeof value !== 'boolean') return candidates;
    return isAmong(value, candidates, evaluation, place);
  };
}

/** What stands in `not(…)` behind `in`: tests that must not pass, as in a cell of a decision table. */
function negatedTests(compilation: Compilation, node: SyntaxNode): readonly SyntaxNode[] | undefined {
  const [called, , parameters] = node.name === 'FunctionInvocation' ? childrenOf(node) : [];
  if (!called || parameters?.name !== 'PositionalParameters' || sourceOf(compilation, called) !== 'not') return undefined;
  return childrenOf(parameters);
}

/** True where none of the tests passes, undecided where one is. */
function negation(tests: readonly Test[]): Test {
  return (value, evaluation, bound) => {
    let verdict: Verdict = false;
    for (const test of tests) {
      const found = test(value, evaluation, bound);
      if (found === true) return false;
      verdict = heavier(verdict, found);
    }
    return verdict === false ? true : verdict;
  };
}

/** Expressions that say true or false. */
const verdicts: readonly string[] = ['Comparison', 'Conjunction', 'Disjunction', 'QuantifiedExpression'];

/** A test that is one text, one number, or `true` or `false`: not met by null. */
export function literalTest(literal: string | number | boolean, place: Place): Test {
  return (value, evaluation) =>
    value === literal ? true : typeof value === typeof literal ? false : isAmong(value, literal, evaluation, place);
}

/** A test such as "> 3". */
export function comparisonTest(compilation: Compilation, compare: Compare, endpoint: SyntaxNode, scope: Scope): Test {
  const limit = compilation.compile(endpoint, scope);
  const place = placeOf(compilation, endpoint);
  return (value, evaluation, bound) => compare(value, limit(evaluation, bound), place, evaluation);
}

function isAmong(value: Value, wanted: Value, evaluation: Evaluation, place: Place): Verdict {
  if (isRange(wanted)) return isInRange(wanted, value, place);
  if (isList(wanted)) {
    if (isList(value) && isSame(value, wanted, evaluation, place)) return true;
    countItems(evaluation, wanted.length, place);
    let verdict: Verdict = false;
    for (const item of wanted) {
      const passes = isAmong(value, item, evaluation, place);
      if (passes === true) return true;
      verdict = heavier(verdict, passes);
    }
    return verdict;
  }
  if (value === null || wanted === null) return value === wanted;
  return typeOf(value) === typeOf(wanted) ? isSame(value, wanted, evaluation, place) : { wanted };
}

function isMismatch(verdict: Verdict): verdict is Mismatch {
  return typeof verdict === 'object' && verdict !== null;
}

/** Of two verdicts that are not true: a mismatch before unknown before false. */
function heavier(one: Verdict, other: Verdict): Verdict {
  if (isMismatch(one) || other === false) return one;
  return isMismatch(other) || one === false ? other : one;
}

/** "in (> 3)": the grammar takes the brackets of a single test for those of an expression. */
function withoutBrackets(node: SyntaxNode): SyntaxNode {
  const inner = node.name === 'ParenthesizedExpression' ? childrenOf(node)[1] : undefined;
  return inner ? withoutBrackets(inner) : node;
}

function mentionsTested(node: SyntaxNode): boolean {
  if (node.name === '?') return true;
  for (let child = node.firstChild; child; child = child.nextSibling) if (mentionsTested(child)) return true;
  return false;
}
