/** A FEEL condition as far as it compares variables with constants: which variables, and the constants at which its answer can change. */
import { childrenOf, parseExpression, type SyntaxNode } from '../../semantics/expressions/parse.ts';
import { isExpressionProblem } from '../../semantics/expressions.ts';

/** What a variable is compared with. */
export interface Compared {
  readonly booleans: boolean;
  readonly numbers: readonly number[];
  readonly texts: readonly string[];
}

/** By the name of the variable; of `applicant.age` it is the whole path. Undefined: the condition does something else too, so that nothing can be told. */
export type ComparedNames = ReadonlyMap<string, Compared>;

interface Reading {
  readonly text: string;
  readonly names: Map<string, { booleans: boolean; numbers: number[]; texts: string[] }>;
}

/** Reads `and`, `or`, `not(…)`, `=`, `!=`, `<`, `<=`, `>`, `>=`, `between`, `in` with values, intervals and tests, and variables that are true or false themselves. */
export function readCondition(condition: string): ComparedNames | undefined {
  const text = condition.normalize('NFC').trim();
  const root = parseExpression(text, []);
  if (isExpressionProblem(root)) return undefined;
  const reading: Reading = { text, names: new Map() };
  return isLogic(reading, root) ? reading.names : undefined;
}

function isLogic(reading: Reading, node: SyntaxNode): boolean {
  const children = childrenOf(node);
  switch (node.name) {
    case 'Conjunction':
    case 'Disjunction':
      return children.length === 3 && isLogic(reading, children[0]!) && isLogic(reading, children[2]!);
    case 'ParenthesizedExpression':
      return children.length === 3 && isLogic(reading, children[1]!);
    case 'BooleanLiteral':
      return true;
    case 'FunctionInvocation': {
      const [name, , parameters] = children;
      const given = parameters ? childrenOf(parameters) : [];
      return name !== undefined && sourceOf(reading, name) === 'not' && given.length === 1 && isLogic(reading, given[0]!);
    }
    case 'Comparison':
      return isComparison(reading, children);
    default: {
      const name = variableOf(reading, node);
      if (name === undefined) return false;
      entryOf(reading, name).booleans = true;
      return true;
    }
  }
}

function isComparison(reading: Reading, [left, operator, ...rest]: readonly SyntaxNode[]): boolean {
  if (!left || !operator) return false;
  const name = variableOf(reading, left);
  if (operator.name === 'between' || operator.name === 'in')
    return name !== undefined && rest.every((part) => /^(?:and|\(|\))$/.test(part.name) || isTest(reading, name, part));
  const [right] = rest;
  if (!right || rest.length !== 1) return false;
  if (name !== undefined) return addConstant(reading, name, right);
  const other = variableOf(reading, right);
  return other !== undefined && addConstant(reading, other, left);
}

/** What stands behind `in`: constants, `< 5`, `[1..3]`, lists of them. Anything that is more than that is not read. */
function isTest(reading: Reading, name: string, node: SyntaxNode): boolean {
  switch (node.name) {
    case 'PositiveUnaryTests':
    case 'PositiveUnaryTest':
    case 'SimplePositiveUnaryTest':
    case 'Interval':
    case 'List':
      return childrenOf(node).every((child) => /^(?:CompareOp|\.\.|,|[[\]()])$/.test(child.name) || isTest(reading, name, child));
    default:
      return addConstant(reading, name, node);
  }
}

/** False for anything but a number, a text, true or false: also for null, with which a missing variable would be compared. */
function addConstant(reading: Reading, name: string, node: SyntaxNode): boolean {
  const entry = entryOf(reading, name);
  const source = sourceOf(reading, node);
  if (node.name === 'NumericLiteral') entry.numbers.push(Number(source));
  else if (node.name === 'StringLiteral' && !source.includes('\\')) entry.texts.push(source.slice(1, -1));
  else if (node.name === 'BooleanLiteral') entry.booleans = true;
  else return false;
  return node.name !== 'NumericLiteral' || Number.isFinite(Number(source));
}

function variableOf(reading: Reading, node: SyntaxNode): string | undefined {
  return node.name === 'VariableName' || node.name === 'PathExpression' ? sourceOf(reading, node) : undefined;
}

function entryOf({ names }: Reading, name: string) {
  let entry = names.get(name);
  if (!entry) names.set(name, (entry = { booleans: false, numbers: [], texts: [] }));
  return entry;
}

function sourceOf({ text }: Reading, { from, to }: SyntaxNode): string {
  return text.slice(from, to);
}
