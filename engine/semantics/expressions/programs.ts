/** FEEL texts of decisions: compiled once, giving values instead of JSON, so that dates, ranges and functions pass from one to the next. */
import { compilationOf, compileTree } from './compile.ts';
import { compileTest, literalTest, passes } from './compile-tests.ts';
import type { Evaluate, Evaluation } from './evaluation.ts';
import { childrenOf, parsedName, parseExpression, type SyntaxNode } from './parse.ts';
import { isExpressionProblem, problemOf, type ExpressionProblem } from './problem.ts';
import { specialNames } from './special-names.ts';
import type { Value } from './value.ts';

/** `evaluate` throws EvaluationFailure. `names`: the free names it reads, sorted. */
export interface Program {
  readonly names: readonly string[];
  readonly evaluate: Evaluate;
}

/** `passes` says whether a value meets one of the tests; null counts as no. Throws EvaluationFailure. */
export interface UnaryTests {
  readonly names: readonly string[];
  readonly passes: (value: Value, evaluation: Evaluation) => boolean;
}

/** An expression that gives a value. `knownNames`: names that FEEL would take apart, and names of functions. */
export function compileProgram(given: string, knownNames: readonly string[]): Program | ExpressionProblem {
  const text = given.normalize('NFC').trim();
  const plain = plainLiteral(text);
  if (plain !== undefined) return { names: [], evaluate: () => plain };
  const { special, spellings, functions } = announced(knownNames);
  const root = parseExpression(text, special);
  if (isExpressionProblem(root)) return root;
  try {
    return compileTree(text, root, spellings, functions);
  } catch (error) {
    return problemOf(error, text);
  }
}

/** The tests of a cell (DMN 1.5, 10.3.2.8 grammar rule 15): `-`, tests with commas between, `not(…)`; in an expression `?` is the tested value. */
export function compileUnaryTests(given: string, knownNames: readonly string[]): UnaryTests | ExpressionProblem {
  const text = given.normalize('NFC').trim();
  if (text === '' || text === '-') return { names: [], passes: () => true };
  const place = { text, offset: 0 };
  const plain = plainLiteral(text);
  if (plain !== undefined) {
    const alone = [literalTest(plain, place)];
    return { names: [], passes: (value, evaluation) => passes(alone, value, evaluation, null, place) === true };
  }
  const { special, spellings, functions } = announced(knownNames);
  const root = parseExpression(text, special, 'unaryTests');
  if (isExpressionProblem(root)) return root;
  try {
    const compilation = compilationOf(text, spellings, functions);
    const children = childrenOf(root);
    const isNegated = children[0]?.name === 'not';
    const list = children.find(({ name }) => name === 'PositiveUnaryTests');
    const tests = (list ? childrenOf(list) : []).map((test) => compileTest(compilation, innerOf(test), null, { isCell: true }));
    const names = [...compilation.names].sort();
    return {
      names,
      passes: (value, evaluation) => {
        const verdict = passes(tests, value, evaluation, null, place);
        return isNegated ? verdict === false : verdict === true;
      },
    };
  } catch (error) {
    return problemOf(error, text);
  }
}

function innerOf(test: SyntaxNode): SyntaxNode {
  return childrenOf(test)[0] ?? test;
}

/** Most cells of large tables are a number or a text, which needs no parser. No escapes. */
function plainLiteral(text: string): string | number | undefined {
  if (/^(?:0|[1-9]\d{0,14})(?:\.\d{1,6})?$/.test(text)) return Number(text);
  return /^"[^"\\\n\r]*"$/.test(text) ? text.slice(1, -1) : undefined;
}

interface Announced {
  readonly special: readonly string[];
  readonly spellings: ReadonlyMap<string, string>;
  readonly functions: ReadonlySet<string>;
}

/** All cells of a table are given the same list. */
const lists = new WeakMap<readonly string[], Announced>();

function announced(names: readonly string[]): Announced {
  const known = lists.get(names);
  if (known) return known;
  const special = specialNames(names);
  const made = { special, spellings: new Map(special.map((name) => [parsedName(name), name])), functions: new Set(names) };
  lists.set(names, made);
  return made;
}
