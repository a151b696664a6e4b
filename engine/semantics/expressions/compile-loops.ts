import { Temporal } from 'temporal-polyfill';
import { nameOf } from './compile-names.ts';
import { countItems, countRound, type Bound, type Evaluate, type Evaluation } from './evaluation.ts';
import { orderOf } from './operators.ts';
import { childrenOf, type SyntaxNode } from './parse.ts';
import type { Place } from './problem.ts';
import { failSyntax, failPart, placeOf, sourceOf, withName, type Compilation, type Scope } from './scope.ts';
import { isList, isRange, type RangeValue, type Value } from './value.ts';

/** The items one iterator goes through; null when its list is null. */
type Items = (evaluation: Evaluation, bound: Bound | null) => readonly Value[] | null;

interface Iterators {
  readonly items: readonly Items[];
  /** What the body sees. */
  readonly scope: Scope;
  readonly place: Place;
}

/** for x in a, y in b return …: the results in order, the last iterator turning fastest. `partial` is the list of the results so far. */
export function compileFor(compilation: Compilation, node: SyntaxNode, scope: Scope): Evaluate {
  const children = childrenOf(node);
  const bodyNode = children.at(-1);
  if (!bodyNode) return failSyntax(compilation, node);
  const isPartialUsed = /\bpartial\b/.test(sourceOf(compilation, bodyNode));
  const iterators = compileIterators(compilation, children[1], isPartialUsed ? withName('partial', scope) : scope);
  const body = compilation.compile(bodyNode, iterators.scope);
  return (evaluation, outer) => {
    const results: Value[] = [];
    const live: { value: Value; outer: Bound | null } = { value: results, outer };
    const isWhole = eachRound(iterators, evaluation, isPartialUsed ? live : outer, (bound) => {
      results.push(body(evaluation, bound));
      if (!isPartialUsed) return true;
      countItems(evaluation, results.length, iterators.place);
      live.value = results.slice();
      return true;
    });
    return isWhole ? results : null;
  };
}

/** some / every … satisfies: the first decisive round ends it, a null leaves it open. */
export function compileQuantified(compilation: Compilation, node: SyntaxNode, scope: Scope): Evaluate {
  const [word, iteratorsNode, , conditionNode] = childrenOf(node);
  if (!word || !conditionNode) return failSyntax(compilation, node);
  const iterators = compileIterators(compilation, iteratorsNode, scope);
  const condition = compilation.compile(conditionNode, iterators.scope);
  const place = placeOf(compilation, conditionNode);
  const decisive = word.name === 'some';
  return (evaluation, outer) => {
    let verdict: boolean | null = !decisive;
    const isWhole = eachRound(iterators, evaluation, outer, (bound) => {
      const value = condition(evaluation, bound);
      if (value !== null && typeof value !== 'boolean') return failPart('satisfies', 'boolean', value, place);
      if (value !== !decisive) verdict = value;
      return value !== decisive;
    });
    return isWhole ? verdict : null;
  };
}

function compileIterators(compilation: Compilation, node: SyntaxNode | undefined, outer: Scope): Iterators {
  let scope = outer;
  const items = (node ? childrenOf(node) : []).map((iterator) => {
    const [nameNode, , source] = childrenOf(iterator);
    if (!nameNode || !source) return failSyntax(compilation, iterator);
    const compiled = compileItems(compilation, source, scope);
    scope = withName(nameOf(compilation, nameNode), scope);
    return compiled;
  });
  return { items, scope, place: { text: compilation.text, offset: node?.from ?? 0 } };
}

function compileItems(compilation: Compilation, node: SyntaxNode, scope: Scope): Items {
  const [first, , last] = childrenOf(node);
  const place = placeOf(compilation, node);
  if (!first) return failSyntax(compilation, node);
  const start = compilation.compile(first, scope);
  if (last) {
    const end = compilation.compile(last, scope);
    return (evaluation, bound) => stepsBetween(start(evaluation, bound), end(evaluation, bound), evaluation, place);
  }
  return (evaluation, bound) => itemsOf(start(evaluation, bound), evaluation, place);
}

/** What a loop goes through: a list, or the steps of a range of numbers or days. */
export function itemsOf(source: Value, evaluation: Evaluation, place: Place): readonly Value[] | null {
  if (source === null || isList(source)) return source;
  return isRange(source) ? stepsOf(source, evaluation, place) : failPart('in', 'list', source, place);
}

function stepsOf(range: RangeValue, evaluation: Evaluation, place: Place): readonly Value[] | null {
  const steps = stepsBetween(range.start, range.end, evaluation, place);
  return steps?.slice(range.startIncluded ? 0 : 1, range.endIncluded ? undefined : -1) ?? null;
}

/** 1..3 is 1, 2, 3 and 3..1 is 3, 2, 1; days likewise. */
function stepsBetween(start: Value, end: Value, evaluation: Evaluation, place: Place): readonly Value[] | null {
  const direction = orderOf('..', start, end, place);
  if (direction === null) return null;
  const sign = direction > 0 ? -1 : 1;
  const steps: Value[] = [];
  if (typeof start === 'number' && typeof end === 'number') {
    for (let step = start; sign * (end - step) >= 0; step += sign) {
      countRound(evaluation, place);
      steps.push(step);
    }
    return steps;
  }
  if (!(start instanceof Temporal.PlainDate) || !(end instanceof Temporal.PlainDate)) return failPart('..', 'number', start, place);
  for (let day = start; sign * Temporal.PlainDate.compare(end, day) >= 0; day = day.add({ days: sign })) {
    countRound(evaluation, place);
    steps.push(day);
  }
  return steps;
}

/** Visits every combination until `visit` says stop; false when a list was null. */
function eachRound(
  { items, place }: Iterators,
  evaluation: Evaluation,
  outer: Bound | null,
  visit: (bound: Bound | null) => boolean,
): boolean {
  let isGoing = true;
  const turn = (index: number, bound: Bound | null): boolean => {
    const own = items[index];
    if (!own) {
      isGoing = visit(bound);
      return true;
    }
    const values = own(evaluation, bound);
    if (values === null) return false;
    for (const value of values) {
      countRound(evaluation, place);
      if (!turn(index + 1, { value, outer: bound })) return false;
      if (!isGoing) return true;
    }
    return true;
  };
  return turn(0, outer);
}
