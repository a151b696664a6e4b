import { Temporal } from 'temporal-polyfill';
import { compileTest } from './compile-tests.ts';
import { textOfLiteral } from './compile-literals.ts';
import { countItems, countRound, type Bound, type Evaluate, type Evaluation } from './evaluation.ts';
import { childrenOf, type SyntaxNode } from './parse.ts';
import { fail, type Place } from './problem.ts';
import { failSyntax, boundValue, failPart, placeOf, sourceOf, withName, type Compilation, type Scope } from './scope.ts';
import { durationParts, secondsDuration } from './temporal.ts';
import {
  entryOf,
  isContext,
  isDateAndTime,
  isDuration,
  isInheritedName,
  isList,
  isRange,
  isZonedTime,
  typeOf,
  valueOfVariable,
  vietnameseTypeName,
  type Value,
} from './value.ts';

/** The name a node spells, its words separated by one space; as the variable is called if that is known. */
export function nameOf(compilation: Compilation, node: SyntaxNode): string {
  const words = childrenOf(node).map((word) => sourceOf(compilation, word));
  const spelled = words.length > 0 ? words.join(' ') : sourceOf(compilation, node);
  return compilation.knownNames.get(spelled) ?? spelled;
}

/** A name: bound inside the expression, an entry of the item that is filtered, or a variable. */
export function compileName(compilation: Compilation, name: string, scope: Scope, depth = 0): Evaluate {
  if (scope === null) {
    if (isInheritedName(name)) return () => null;
    compilation.names.add(name);
    return (evaluation) => valueOfVariable(evaluation.lookup(name));
  }
  if (!scope.isItem) {
    if (scope.name !== name) return compileName(compilation, name, scope.outer, depth + 1);
    if (depth === 0) return (_, bound) => bound?.value ?? null;
    return (_, bound) => boundValue(bound, depth);
  }
  const otherwise = name === 'item' ? undefined : compileName(compilation, name, scope.outer, depth + 1);
  const isEntryName = !isInheritedName(name);
  return (evaluation, bound) => {
    const item = boundValue(bound, depth);
    if (isEntryName && isContext(item) && Object.hasOwn(item, name)) return item[name] ?? null;
    return otherwise ? otherwise(evaluation, bound) : item;
  };
}

/** a.b: an entry (null when missing), the entries of each item of a list, a part of a date or duration. */
export function compilePath(compilation: Compilation, node: SyntaxNode, scope: Scope): Evaluate {
  const [targetNode, , nameNode] = childrenOf(node);
  if (!targetNode || !nameNode) return failSyntax(compilation, node);
  const target = compilation.compile(targetNode, scope);
  const name = nameOf(compilation, nameNode);
  const place = placeOf(compilation, nameNode);
  return (evaluation, bound) => partOf(target(evaluation, bound), name, evaluation, place);
}

function partOf(value: Value, name: string, evaluation: Evaluation, place: Place): Value {
  if (value === null) return null;
  if (isList(value)) {
    countItems(evaluation, value.length, place);
    return value.map((item) => partOf(item, name, evaluation, place));
  }
  if (isContext(value)) return entryOf(value, name);
  const part = temporalPart(value, name);
  if (part !== undefined) return part;
  const type = typeOf(value);
  return fail(
    'FEEL_TYPE_MISMATCH',
    place,
    `"${name}" không phải thành phần của ${vietnameseTypeName(type)}`,
    `"${name}" is not a part of ${type}`,
  );
}

function temporalPart(value: Value, name: string): Value | undefined {
  if (isDuration(value)) {
    const index = ['years', 'months', 'days', 'hours', 'minutes', 'seconds'].indexOf(name);
    return index < 0 ? undefined : durationParts(value)[index];
  }
  if (isRange(value)) {
    if (name === 'start' || name === 'end') return value[name];
    if (name === 'start included') return value.startIncluded;
    return name === 'end included' ? value.endIncluded : undefined;
  }
  if (value instanceof Temporal.PlainDate || isDateAndTime(value)) {
    if (name === 'year' || name === 'month' || name === 'day') return value[name];
    if (name === 'weekday') return value.dayOfWeek;
  }
  if (isZonedTime(value)) {
    if (name === 'hour' || name === 'minute' || name === 'second') return value.time[name];
    if (name === 'timezone') return value.zone ?? null;
    return name === 'time offset' ? secondsDuration(value.offsetSeconds) : undefined;
  }
  if (value instanceof Temporal.PlainTime || isDateAndTime(value)) {
    if (name === 'hour' || name === 'minute' || name === 'second') return value[name];
    if (name === 'timezone') return value instanceof Temporal.ZonedDateTime ? value.timeZoneId : null;
    if (name === 'time offset') return value instanceof Temporal.ZonedDateTime ? secondsDuration(value.offsetNanoseconds / 1e9) : null;
  }
  return undefined;
}

/**
 * list[3], list[-1]: an item, null outside the list. list[price > 3]: the items for which it is true; names in the
 * brackets are first entries of the item. A value that is no list counts as a list of one, null stays null.
 */
export function compileFilter(compilation: Compilation, node: SyntaxNode, scope: Scope): Evaluate {
  const [targetNode, , filterNode] = childrenOf(node);
  if (!targetNode || !filterNode) return failSyntax(compilation, node);
  const target = compilation.compile(targetNode, scope);
  const place = placeOf(compilation, filterNode);
  const inner: Scope = { name: 'item', isItem: true, outer: scope };
  const filter =
    filterNode.name === 'SimplePositiveUnaryTest' ? itemTest(compilation, filterNode, inner) : compilation.compile(filterNode, inner);
  const isIndex = filterNode.name === 'NumericLiteral' || filterNode.name === 'ArithmeticExpression';
  return (evaluation, outer) => {
    const given = target(evaluation, outer);
    if (given === null) return null;
    const list = isList(given) ? given : [given];
    if (list.length === 0) return isIndex || typeof filter(evaluation, { value: null, outer }) === 'number' ? null : [];
    return filtered(list, filter, evaluation, outer, place);
  };
}

function itemTest(compilation: Compilation, node: SyntaxNode, scope: Scope): Evaluate {
  const test = compileTest(compilation, node, scope);
  return (evaluation, bound) => test(boundValue(bound, 0), evaluation, bound) === true;
}

function filtered(list: readonly Value[], filter: Evaluate, evaluation: Evaluation, outer: Bound | null, place: Place): Value {
  const kept: Value[] = [];
  for (const item of list) {
    countRound(evaluation, place);
    const result = filter(evaluation, { value: item, outer });
    if (typeof result === 'number') return itemAt(list, result, place);
    if (result === true) kept.push(item);
    else if (result !== false && result !== null) return failPart('[…]', 'boolean', result, place);
  }
  return kept;
}

function itemAt(list: readonly Value[], position: number, place: Place): Value {
  if (Number.isInteger(position)) return list.at(position > 0 ? position - 1 : position || list.length) ?? null;
  return fail(
    'FEEL_INVALID_ARGUMENT',
    place,
    `Vị trí "${position}" không phải số nguyên`,
    `The position "${position}" is not a whole number`,
  );
}

/** {a: 1, "b c": a + 1}: an entry sees the ones before it. */
export function compileContext(compilation: Compilation, node: SyntaxNode, scope: Scope): Evaluate {
  let inner = scope;
  const entries = childrenOf(node)
    .filter((entry) => entry.name === 'ContextEntry')
    .map((entry) => {
      const [keyNode, valueNode] = childrenOf(entry);
      const [spelled] = keyNode ? childrenOf(keyNode) : [];
      if (!spelled || !valueNode) return failSyntax(compilation, entry);
      const value = compilation.compile(valueNode, inner);
      const key = keyOf(compilation, spelled);
      inner = withName(key, inner);
      return [key, value] as const;
    });
  return (evaluation, outer) => {
    let bound = outer;
    const context: Record<string, Value> = {};
    for (const [key, entry] of entries) {
      const value = entry(evaluation, bound);
      context[key] = value;
      bound = { value, outer: bound };
    }
    return context;
  };
}

function keyOf(compilation: Compilation, node: SyntaxNode): string {
  const key = node.name === 'StringLiteral' ? textOfLiteral(sourceOf(compilation, node)) : nameOf(compilation, node);
  if (!isInheritedName(key)) return key;
  return fail('FEEL_INVALID_ARGUMENT', placeOf(compilation, node), `Tên "${key}" không dùng được`, `The name "${key}" cannot be used`);
}
