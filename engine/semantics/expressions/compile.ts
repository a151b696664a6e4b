import { compileCall, compileFunction } from './compile-calls.ts';
import { compileComparison, compileInterval, compileOpenRange } from './compile-comparisons.ts';
import { compileLogic } from './compile-logic.ts';
import { constant, literalValue } from './compile-literals.ts';
import { compileFor, compileQuantified } from './compile-loops.ts';
import { compileContext, compileFilter, compileName, compilePath, nameOf } from './compile-names.ts';
import type { Evaluate } from './evaluation.ts';
import { add, divide, multiply, negate, raise, subtract } from './operators.ts';
import { childrenOf, type SyntaxNode } from './parse.ts';
import { fail, type Place } from './problem.ts';
import { failSyntax, failPart, placeOf, sourceOf, type Compilation, type Scope } from './scope.ts';
import { compileInstanceOf } from './compile-types.ts';
import type { Value } from './value.ts';

type CompileNode = (compilation: Compilation, node: SyntaxNode, scope: Scope) => Evaluate;

const arithmetic: Readonly<Record<string, (left: Value, right: Value, place: Place) => Value>> = {
  '+': add,
  '-': subtract,
  '*': multiply,
  '/': divide,
  '**': raise,
  '^': raise,
};

const compileArithmetic: CompileNode = (compilation, node, scope) => {
  const [first, second, third] = childrenOf(node);
  if (!first || !second) return failSyntax(compilation, node);
  if (!third) {
    const operand = compilation.compile(second, scope);
    const place = placeOf(compilation, first);
    return sourceOf(compilation, first) === '-'
      ? (evaluation, bound) => negate(operand(evaluation, bound), place)
      : failSyntax(compilation, first);
  }
  const operate = arithmetic[sourceOf(compilation, second)] ?? failSyntax(compilation, second);
  const [left, right] = [compilation.compile(first, scope), compilation.compile(third, scope)];
  const place = placeOf(compilation, second);
  return (evaluation, bound) => operate(left(evaluation, bound), right(evaluation, bound), place);
};

/** A null condition takes `else`, as FEEL says; any other value than true and false is a problem. */
const compileIf: CompileNode = (compilation, node, scope) => {
  const [, conditionNode, , thenNode, , elseNode] = childrenOf(node);
  if (!conditionNode || !thenNode || !elseNode) return failSyntax(compilation, node);
  const [condition, whenTrue, otherwise] = [conditionNode, thenNode, elseNode].map((part) => compilation.compile(part, scope));
  const place = placeOf(compilation, conditionNode);
  return (evaluation, bound) => {
    const value = condition?.(evaluation, bound) ?? null;
    if (value !== null && typeof value !== 'boolean') return failPart('if', 'boolean', value, place);
    return (value === true ? whenTrue : otherwise)?.(evaluation, bound) ?? null;
  };
};

const compileList: CompileNode = (compilation, node, scope) => {
  const items = childrenOf(node)
    .slice(1, -1)
    .filter((child) => child.name !== ',')
    .map((child) => compilation.compile(child, scope));
  return (evaluation, bound) => items.map((item) => item(evaluation, bound));
};

const compileInner: CompileNode = (compilation, node, scope) => {
  const inner = childrenOf(node).find((child) => child.name !== '(' && child.name !== ')');
  if (!inner) return failSyntax(compilation, node);
  const [operator] = inner.name === 'SimplePositiveUnaryTest' ? childrenOf(inner) : [];
  return operator?.name === 'CompareOp' ? compileOpenRange(compilation, inner, scope) : compilation.compile(inner, scope);
};

/** A test such as "> 3" has a meaning only behind `in` and in a filter; an interval is a value. */
const compileLoneTest: CompileNode = (compilation, node, scope) => {
  const [inner] = childrenOf(node);
  return inner?.name === 'Interval' ? compileInterval(compilation, inner, scope) : failSyntax(compilation, node);
};

const compileTested: CompileNode = (compilation, node, scope) => {
  for (let link = scope; link; link = link.outer) if (link.name === '?') return compileName(compilation, '?', scope);
  return failSyntax(compilation, node);
};

const compileDateTime: CompileNode = (compilation, node, scope) => {
  const [inner] = childrenOf(node);
  return inner?.name === 'AtLiteral' ? compilation.compile(inner, scope) : compileCall(compilation, node, scope);
};

/** One line for each kind of node of the grammar that has a value. */
const nodeCompilers: Readonly<Record<string, CompileNode>> = {
  Disjunction: compileLogic,
  Conjunction: compileLogic,
  Comparison: compileComparison,
  ArithmeticExpression: compileArithmetic,
  IfExpression: compileIf,
  ForExpression: compileFor,
  QuantifiedExpression: compileQuantified,
  InstanceOfExpression: compileInstanceOf,
  PathExpression: compilePath,
  FilterExpression: compileFilter,
  FunctionInvocation: compileCall,
  FunctionDefinition: compileFunction,
  DateTimeLiteral: compileDateTime,
  ParenthesizedExpression: compileInner,
  SimplePositiveUnaryTest: compileLoneTest,
  List: compileList,
  Context: compileContext,
  VariableName: (compilation, node, scope) => compileName(compilation, nameOf(compilation, node), scope),
  '?': compileTested,
};

/** What compiles the nodes of one text. Throws EvaluationFailure for what is wrong whatever the variables are. */
export function compilationOf(text: string, knownNames: ReadonlyMap<string, string>, functions?: ReadonlySet<string>): Compilation {
  const compilation: Compilation = {
    text,
    names: new Set(),
    knownNames,
    ...(functions && { functions }),
    compile: (node, scope) => {
      const literal = literalValue(compilation, node);
      if (literal !== undefined) return constant(literal);
      const compileNode = nodeCompilers[node.name];
      if (compileNode) return compileNode(compilation, node, scope);
      const place = placeOf(compilation, node);
      const source = sourceOf(compilation, node).slice(0, 40);
      return fail('FEEL_UNSUPPORTED', place, `Chưa hỗ trợ "${source}"`, `"${source}" is not supported`);
    },
  };
  return compilation;
}

/** The closure for a syntax tree, and the free variables it reads. Throws EvaluationFailure for what is wrong whatever the variables are. */
export function compileTree(
  text: string,
  root: SyntaxNode,
  knownNames: ReadonlyMap<string, string>,
  functions?: ReadonlySet<string>,
): { evaluate: Evaluate; names: string[] } {
  const compilation = compilationOf(text, knownNames, functions);
  const evaluate = compilation.compile(root, null);
  return { evaluate, names: [...compilation.names].sort() };
}
