import { builtins } from './builtins/index.ts';
import { checkedArguments, type Builtin, type Call } from './builtins/builtin.ts';
import { constant, literalValue } from './compile-literals.ts';
import { nameOf } from './compile-names.ts';
import { countRound, type Bound, type Evaluate, type Evaluation } from './evaluation.ts';
import { childrenOf, type SyntaxNode } from './parse.ts';
import { fail, type Place } from './problem.ts';
import { failSyntax, failPart, placeOf, sourceOf, withName, type Compilation, type Scope } from './scope.ts';
import { feelType, isFunction, type Value } from './value.ts';

interface Argument {
  /** Undefined: by position. */
  readonly name: string | undefined;
  readonly node: SyntaxNode;
}

/** f(1, 2), f(a: 1, b: 2), date("…"): a built-in function, or a function defined in the expression. */
export function compileCall(compilation: Compilation, node: SyntaxNode, scope: Scope): Evaluate {
  const [callee, , list] = childrenOf(node);
  if (!callee || !list) return failSyntax(compilation, node);
  const given: readonly Argument[] = childrenOf(list.name === ')' ? node : list)
    .filter((child) => list.name !== ')' && child.name !== ',')
    .map((child) => argumentOf(compilation, child));
  const name = nameOf(compilation, callee);
  const isNamed = callee.name === 'VariableName' || callee.name === 'DateTimeConstructor' || callee.name === 'SpecialFunctionName';
  if (!isNamed || isBoundIn(scope, name)) return compileOwnCall(compilation, callee, given, scope);
  const builtin = builtins.get(name);
  const place = placeOf(compilation, callee);
  if (builtin) return compileBuiltinCall(compilation, { name, place }, builtin, given, scope);
  if (compilation.functions?.has(name)) return compileOwnCall(compilation, callee, given, scope);
  return fail('FEEL_UNKNOWN_FUNCTION', place, `FEEL không có hàm "${name}"`, `FEEL has no function "${name}"`);
}

function argumentOf(compilation: Compilation, node: SyntaxNode): Argument {
  if (node.name !== 'NamedParameter') return { name: undefined, node };
  const [nameNode, value] = childrenOf(node);
  const [spelled] = nameNode ? childrenOf(nameNode) : [];
  return spelled && value ? { name: nameOf(compilation, spelled), node: value } : failSyntax(compilation, node);
}

function isBoundIn(scope: Scope, name: string): boolean {
  for (let link = scope; link; link = link.outer) if (link.name === name && !link.isItem) return true;
  return false;
}

/** Arguments in the order of the parameters; named ones find their place, missing ones are undefined. */
function inOrder(
  given: readonly Argument[],
  parameters: readonly string[],
  isVariadic: boolean,
  name: string,
  place: Place,
): readonly (Argument | undefined)[] {
  if (given.every((argument) => argument.name === undefined)) {
    if (given.length <= parameters.length || isVariadic) return given;
    return failCount(name, parameters, place);
  }
  const isFitting = given.every((argument) => argument.name !== undefined && parameters.includes(argument.name));
  return isFitting
    ? parameters.map((parameter) => given.find((argument) => argument.name === parameter))
    : failCount(name, parameters, place);
}

function failCount(name: string, parameters: readonly string[], place: Place): never {
  const signature = `${name}(${parameters.join(', ')})`;
  return fail('FEEL_WRONG_ARGUMENTS', place, `Sai tham số, hàm là "${signature}"`, `Wrong arguments, the function is "${signature}"`);
}

function compileBuiltinCall(
  compilation: Compilation,
  called: { name: string; place: Place },
  builtin: Builtin,
  given: readonly Argument[],
  scope: Scope,
): Evaluate {
  const { name, place } = called;
  const renamed = given.map((argument) => ({ ...argument, name: builtin.aliases?.[argument.name ?? ''] ?? argument.name }));
  const parameters = Object.keys(builtin.parameters);
  const ordered = inOrder(renamed, parameters, builtin.isVariadic === true, name, place);
  const isMissing = builtin.isVariadic
    ? ordered.length === 0
    : Object.values(builtin.parameters).some((type, index) => !type.endsWith('?') && ordered[index] === undefined);
  if (isMissing) return failCount(name, parameters, place);
  const compiled = ordered.map((argument) => (argument ? compilation.compile(argument.node, scope) : constant(null)));
  const evaluate: Evaluate = (evaluation, bound) => {
    const call: Call = { name, place, evaluation };
    const values = checkedArguments(builtin, valuesOf(compiled, evaluation, bound), call);
    return values === null ? null : builtin.apply(values, call);
  };
  const isConstant =
    !builtin.isSearch &&
    ordered.length > 0 &&
    ordered.every((argument) => argument === undefined || literalValue(compilation, argument.node) !== undefined);
  return isConstant ? constant(evaluate({ lookup: () => null, now: '', rounds: 0 }, null)) : evaluate;
}

function valuesOf(compiled: readonly Evaluate[], evaluation: Evaluation, bound: Bound | null): readonly Value[] {
  return compiled.map((argument) => argument(evaluation, bound));
}

function compileOwnCall(compilation: Compilation, callee: SyntaxNode, given: readonly Argument[], scope: Scope): Evaluate {
  const target = compilation.compile(callee, scope);
  const place = placeOf(compilation, callee);
  const name = sourceOf(compilation, callee).slice(0, 40);
  const compiled = given.map((argument) => ({ name: argument.name, value: compilation.compile(argument.node, scope) }));
  return (evaluation, bound) => {
    const called = target(evaluation, bound);
    if (!isFunction(called)) return failPart(name, 'function', called, place);
    countRound(evaluation, place);
    const values = compiled.map((argument) => argument.value(evaluation, bound));
    const byName = compiled.some((argument) => argument.name !== undefined);
    const isFitting = byName
      ? compiled.every((argument) => called.parameters.includes(argument.name ?? ''))
      : values.length === called.parameters.length;
    if (!isFitting) return failCount(name, called.parameters, place);
    if (!byName) return called.call(values);
    return called.call(called.parameters.map((parameter) => values[compiled.findIndex((argument) => argument.name === parameter)] ?? null));
  };
}

/** function(x, y) x < y: keeps what it saw where it was defined. */
export function compileFunction(compilation: Compilation, node: SyntaxNode, scope: Scope): Evaluate {
  const children = childrenOf(node);
  const place = placeOf(compilation, node);
  if (children.some((child) => child.name === 'external')) {
    return fail('FEEL_UNSUPPORTED', place, 'Không dùng được hàm ngoài (external)', 'External functions are not supported');
  }
  const formal = children.find((child) => child.name === 'FormalParameters');
  const parameters = (formal ? childrenOf(formal) : [])
    .filter((child) => child.name === 'FormalParameter')
    .map((child) => sourceOf(compilation, childrenOf(child)[0] ?? child).replace(/\s+/g, ' '));
  const [bodyNode] = childrenOf(children.at(-1) ?? node);
  if (!bodyNode) return failSyntax(compilation, node);
  const body = compilation.compile(
    bodyNode,
    parameters.reduce<Scope>((inner, name) => withName(name, inner), scope),
  );
  return (evaluation, outer) => ({
    [feelType]: 'function',
    parameters,
    call: (values) => {
      countRound(evaluation, place);
      return body(
        evaluation,
        parameters.reduce<Bound | null>((bound, _, index) => ({ value: values[index] ?? null, outer: bound }), outer),
      );
    },
  });
}
