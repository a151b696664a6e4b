/** Boxed expressions → closures. */
import { problem } from '../model/problems.ts';
import { countRound } from '../semantics/expressions/evaluation.ts';
import { isExpressionProblem } from '../semantics/expressions/problem.ts';
import { compileProgram } from '../semantics/expressions/programs.ts';
import { feelType, isFunction, isInheritedName, type FunctionValue, type Value } from '../semantics/expressions/value.ts';
import { compileConditional, compileFilter, compileFor, compileQuantified } from './compile-iterations.ts';
import { compileTable } from './compile-table.ts';
import { within, type Asking, type Building, type Compiled } from './compiled.ts';
import type { Boxed, Named } from './definition.ts';
import { DecisionObstacle, placed } from './failure.ts';
import type { Conversion } from './types.ts';

const nothing: Compiled = { names: new Set(), evaluate: () => null };

/** The closure of an expression, its value converted to its declared type. What is wrong with it is noted; the closure then means nothing. */
export function compileBoxed(boxed: Boxed, building: Building): Compiled {
  const compiled = compileKind(boxed, building);
  if (boxed.type === undefined || boxed.kind === 'function') return compiled;
  const convert = conversionNoted(boxed.type, building);
  return { names: compiled.names, evaluate: (asking) => convert(compiled.evaluate(asking), asking) };
}

/** The conversion to a type; a name that nobody knows is noted. */
export function conversionNoted(type: string | undefined, building: Building): Conversion {
  const conversion = building.types(type);
  if (conversion) return conversion;
  note(`không có kiểu "${type}" / no type "${type}"`, building);
  return (value) => value;
}

/** Names that one expression may see: the parser is told of them at each. */
export const mostNames = 1_000;
export const tooManyNames = `hơn ${mostNames} tên trong một biểu thức / more than ${mostNames} names in one expression`;

/** Notes names that every JavaScript object inherits. */
export function checkNames(names: readonly string[], building: Pick<Building, 'file' | 'id' | 'name' | 'problems'>): void {
  for (const name of names) if (isInheritedName(name)) note(`tên "${name}" không dùng được / the name "${name}" cannot be used`, building);
}

/** Notes that a decision cannot be evaluated, with its name. */
export function note(what: string, { file, id, name, problems }: Pick<Building, 'file' | 'id' | 'name' | 'problems'>): void {
  problems.push(problem('DECISION_INVALID', `${name}: ${what}`, `${file}#${id}`));
}

/** A FEEL expression of a decision; what is wrong with it is noted. */
export function compileLiteral(text: string, building: Building, where = ''): Compiled {
  const program = compileProgram(text, building.known);
  if (!isExpressionProblem(program)) return { names: new Set(program.names), evaluate: (asking) => program.evaluate(asking, null) };
  noteExpression(text, program, building, where);
  return nothing;
}

/** Notes a FEEL text that does not compile. */
export function noteExpression(
  text: string,
  { message, messageEn }: { readonly message: string; readonly messageEn: string },
  { file, id, name, problems }: Building,
  where: string,
): void {
  const shown = text.length > 80 ? `${text.slice(0, 80)}…` : text;
  problems.push({
    ...problem('EXPRESSION_INVALID', '', `${file}#${id}`),
    message: `${name}${where}: biểu thức không hợp lệ "${shown}": ${message}`,
    messageEn: `${name}${where}: not a valid expression "${shown}": ${messageEn}`,
  });
}

function compileKind(boxed: Boxed, building: Building): Compiled {
  switch (boxed.kind) {
    case 'literal':
      return compileLiteral(boxed.text, building);
    case 'table':
      return compileTable(boxed.table, building);
    case 'context':
      return compileContext(boxed, building);
    case 'invocation':
      return compileInvocation(boxed, building);
    case 'function':
      return compileFunction(boxed.parameters, boxed.body, building);
    case 'conditional':
      return compileConditional(boxed, building);
    case 'filter':
      return compileFilter(boxed, building);
    case 'for':
      return compileFor(boxed, building);
    case 'quantified':
      return compileQuantified(boxed, building);
    case 'list': {
      const items = boxed.items.map((item) => compileBoxed(item, building));
      return { names: namesOf(items), evaluate: (asking) => items.map((item) => item.evaluate(asking)) };
    }
    case 'relation': {
      checkNames(boxed.columns, building);
      const rows = boxed.rows.map((row) => row.map((cell) => compileBoxed(cell, building)));
      return {
        names: namesOf(rows.flat()),
        evaluate: (asking) =>
          rows.map((row) => Object.fromEntries(row.map((cell, index) => [boxed.columns[index] ?? '', cell.evaluate(asking)]))),
      };
    }
  }
}

function namesOf(parts: readonly Compiled[]): Set<string> {
  return new Set(parts.flatMap(({ names }) => [...names]));
}

/** An entry sees the ones before it; the one without a name is the result, else the context is. */
function compileContext({ entries }: Extract<Boxed, { kind: 'context' }>, building: Building): Compiled {
  const names = new Set<string>();
  const bound = new Set<string>();
  checkNames(
    entries.flatMap(({ name }) => name ?? []),
    building,
  );
  if (building.known.length + entries.length > mostNames) {
    note(tooManyNames, building);
    return nothing;
  }
  const compiled = entries.map(({ name, value }) => {
    const entry = compileBoxed(value, { ...building, known: [...building.known, ...bound] });
    for (const read of entry.names) if (!bound.has(read)) names.add(read);
    if (name !== undefined) bound.add(name);
    return { name, entry };
  });
  return {
    names,
    evaluate: (asking) => {
      const values = new Map<string, Value>();
      return within(asking, values, (inner) => {
        for (const { name, entry } of compiled) {
          const value = entry.evaluate(inner);
          if (name === undefined) return value;
          values.set(name, value);
        }
        return Object.fromEntries(values);
      });
    },
  };
}

/** A call by names; what is called may be a knowledge model, a service, or a built-in function of FEEL. */
function compileInvocation({ called, bindings }: Extract<Boxed, { kind: 'invocation' }>, building: Building): Compiled {
  const values = bindings.map(({ name, value }) => ({ name, value: compileBoxed(value, building) }));
  const target = compileBoxed(called, building);
  return {
    names: namesOf([target, ...values.map(({ value }) => value)]),
    evaluate: (asking) => {
      const callee = target.evaluate(asking);
      if (!isFunction(callee)) throw new DecisionObstacle('thứ được gọi không phải hàm', 'what is called is no function');
      const stranger = values.find(({ name }) => !callee.parameters.includes(name));
      if (stranger)
        throw new DecisionObstacle(`hàm không có tham số "${stranger.name}"`, `the function has no parameter "${stranger.name}"`);
      const given = new Map(values.map(({ name, value }) => [name, value.evaluate(asking)]));
      return callee.call(callee.parameters.map((parameter) => given.get(parameter) ?? null));
    },
  };
}

/** A function sees its parameters and what it was defined beside. */
function compileFunction(parameters: readonly Named[], body: Boxed, building: Building): Compiled {
  const own = parameters.map(({ name }) => name);
  checkNames(own, building);
  if (building.known.length + own.length > mostNames) {
    note(tooManyNames, building);
    return nothing;
  }
  const conversions = parameters.map(({ type }) => conversionNoted(type, building));
  const compiled = compileBoxed(body, { ...building, known: [...building.known, ...own] });
  return {
    names: new Set([...compiled.names].filter((name) => !own.includes(name))),
    evaluate: (asking) =>
      functionValue(own, asking, building.name, (values, inner) => {
        const given = new Map(own.map((name, index) => [name, conversions[index]!(values[index] ?? null, inner)]));
        return within(inner, given, compiled.evaluate);
      }),
  };
}

/** A function of FEEL that evaluates a part of a decision. Every call counts as a round, so that a recursion without end is a limit and no hang. */
export function functionValue(
  parameters: readonly string[],
  asking: Asking,
  name: string,
  call: (values: readonly Value[], asking: Asking) => Value,
): FunctionValue {
  return {
    [feelType]: 'function',
    parameters,
    call: (values) => {
      try {
        countRound(asking, { text: name, offset: 0 });
        return call(values, asking);
      } catch (error) {
        if (error instanceof RangeError) throw placed(error, `"${name}"`, `"${name}"`);
        throw error;
      }
    },
  };
}
