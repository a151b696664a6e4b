import { compileTree } from './expressions/compile.ts';
import type { Evaluation, Lookup } from './expressions/evaluation.ts';
import { longestExpression, parsedName, parseExpression } from './expressions/parse.ts';
import { expressionProblem, isExpressionProblem, problemOf, type ExpressionProblem } from './expressions/problem.ts';
import { specialNames } from './expressions/special-names.ts';
import { jsonOf } from './expressions/text.ts';
import { typeOf, vietnameseTypeName, type Json } from './expressions/value.ts';

export { isExpressionProblem, type ExpressionProblem, type ExpressionProblemCode } from './expressions/problem.ts';
export type { Lookup } from './expressions/evaluation.ts';
export { deepestValue, isTooDeep, type Json } from './expressions/value.ts';

/** A FEEL expression compiled to closures; no text of a model is ever run as JavaScript. */
export interface Expression {
  /** NFC, without a leading `=`. */
  readonly text: string;
  /** The variables it may read, sorted: of `applicant.address` it is `applicant`. */
  readonly names: readonly string[];
  /**
   * The value as plain JSON (dates and durations in ISO 8601) or why there is none; throws nothing of its own.
   * `lookup` answers undefined for a missing variable (null in FEEL); `now` is an ISO instant, the only clock there is.
   */
  readonly evaluate: (lookup: Lookup, now: string) => Json | ExpressionProblem;
}

/** True for a text that FEEL's convention marks as an expression: it starts with `=`. */
export function isFeel(text: string): boolean {
  return text.trimStart().startsWith('=');
}

/** The expression itself: NFC, without the leading `=` and the white space around. */
export function feelText(text: string): string {
  const trimmed = text.normalize('NFC').trim();
  return trimmed.startsWith('=') ? trimmed.slice(1).trim() : trimmed;
}

const compiled = new Map<string, Expression | ExpressionProblem>();
/** Far more texts than the open procedures of a province have; the oldest leave first. */
const mostCompiled = 5_000;

/**
 * The expression of a text, with or without leading `=`, or what is wrong with it (syntax, unknown function, …) and where.
 * Names of several words need no announcement; `knownNames` is for names with operators or FEEL's words in them ("a-b", "cha and mẹ").
 * Kept by text, so that equal texts give the same object.
 */
export function compileExpression(text: string, knownNames: readonly string[] = []): Expression | ExpressionProblem {
  const special = knownNames.length === 0 ? knownNames : specialNames(knownNames);
  const key = special.length === 0 ? text : JSON.stringify([text, ...special]);
  const known = compiled.get(key);
  if (known) return known;
  const expression = compileText(text, special);
  if (text.length > longestExpression * 2) return expression;
  const [oldest] = compiled.keys();
  if (compiled.size >= mostCompiled && oldest !== undefined) compiled.delete(oldest);
  compiled.set(key, expression);
  return expression;
}

/**
 * The variables that a FEEL text may read, sorted: of `applicant.name` it is `applicant`; names of several words are one name.
 * Names inside the brackets of a filter count too, for what the item lacks is looked up outside. None for a text that does not compile.
 */
export function freeNames(text: string): readonly string[] {
  const expression = compileExpression(text);
  return isExpressionProblem(expression) ? [] : expression.names;
}

/** Compiles (or remembers) and evaluates. */
export function evaluateExpression(text: string, lookup: Lookup, now: string): Json | ExpressionProblem {
  const expression = compileExpression(text);
  return isExpressionProblem(expression) ? expression : expression.evaluate(lookup, now);
}

/**
 * True, false, or a problem: a condition that is anything else is an incident (decision 25).
 * FEEL_CONDITION_NULL alone may mean "not yet" to a conditional event.
 */
export function evaluateCondition(condition: string | Expression, lookup: Lookup, now: string): boolean | ExpressionProblem {
  const expression = typeof condition === 'string' ? compileExpression(condition) : condition;
  if (isExpressionProblem(expression)) return expression;
  const value = expression.evaluate(lookup, now);
  if (typeof value === 'boolean' || isExpressionProblem(value)) return value;
  const place = { text: expression.text, offset: 0 };
  const quoted = expression.text.slice(0, 80);
  if (value === null) {
    const missing = expression.names.filter((name) => (lookup(name) ?? null) === null).map((name) => `"${name}"`);
    const because = missing.length === 0 ? '' : `: chưa có giá trị của ${missing.join(', ')}`;
    const becauseEn = missing.length === 0 ? '' : `: ${missing.join(', ')} ${missing.length === 1 ? 'has' : 'have'} no value`;
    return expressionProblem(
      'FEEL_CONDITION_NULL',
      place,
      `Điều kiện "${quoted}" chưa xác định được${because}`,
      `The condition "${quoted}" is undecided${becauseEn}`,
    );
  }
  const type = typeOf(value);
  return expressionProblem(
    'FEEL_CONDITION_NOT_BOOLEAN',
    place,
    `Điều kiện "${quoted}" phải là đúng hoặc sai, nhưng cho ra ${vietnameseTypeName(type)}`,
    `The condition "${quoted}" must be true or false, but gives a ${type}`,
  );
}

function compileText(given: string, knownNames: readonly string[]): Expression | ExpressionProblem {
  const text = feelText(given);
  const root = parseExpression(text, knownNames);
  if (isExpressionProblem(root)) return root;
  try {
    const { evaluate, names } = compileTree(text, root, new Map(knownNames.map((name) => [parsedName(name), name])));
    const place = { text, offset: 0 };
    return Object.freeze({
      text,
      names: Object.freeze(names),
      evaluate: (lookup: Lookup, now: string) => {
        try {
          const evaluation: Evaluation = { lookup, now, rounds: 0 };
          return jsonOf(evaluate(evaluation, null), place);
        } catch (error) {
          return problemOf(error, text);
        }
      },
    });
  } catch (error) {
    return problemOf(error, text);
  }
}
