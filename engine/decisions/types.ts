/** Declared types: what a value must be, and the conversions that DMN makes on the way (DMN 1.5, 10.3.2.9.4). */
import { compileUnaryTests } from '../semantics/expressions/programs.ts';
import { countItems, countRound, type Evaluation } from '../semantics/expressions/evaluation.ts';
import { isExpressionProblem } from '../semantics/expressions/problem.ts';
import { dateAndTimeFromText, dateFromText, durationFromText, timeFromText } from '../semantics/expressions/temporal.ts';
import { isContext, isDuration, isList, typeOf, vietnameseTypeName, type TypeName, type Value } from '../semantics/expressions/value.ts';
import type { TypeDefinition } from './definition.ts';
import { DecisionObstacle } from './failure.ts';

/** The value as its type wants it; throws DecisionObstacle. Null is of every type. */
export type Conversion = (value: Value, evaluation: Evaluation) => Value;

/** Types that hold a value in a variable, where JSON has only texts. */
const fromTexts: Partial<Record<TypeName, (text: string) => Value | undefined>> = {
  date: dateFromText,
  time: timeFromText,
  'date and time': dateAndTimeFromText,
  'days and time duration': durationFromText,
  'years and months duration': durationFromText,
};

/** FEEL's names, the spellings of older versions, and those that other engines write. */
const builtinNames: Readonly<Record<string, TypeName | 'any'>> = {
  any: 'any',
  string: 'string',
  number: 'number',
  integer: 'number',
  long: 'number',
  double: 'number',
  boolean: 'boolean',
  date: 'date',
  time: 'time',
  'date and time': 'date and time',
  datetime: 'date and time',
  'days and time duration': 'days and time duration',
  daytimeduration: 'days and time duration',
  'years and months duration': 'years and months duration',
  yearmonthduration: 'years and months duration',
  context: 'context',
  list: 'list',
  range: 'range',
  function: 'function',
};

/** The conversion for a type's name; undefined for a name that is neither FEEL's nor the file's. Without a name everything fits. */
export type TypeConversions = (type: string | undefined) => Conversion | undefined;

/** The conversions to the types of a file, each made once. A type may hold itself: a tree. `imported` knows the types of other files. */
export function typeConversions(types: readonly TypeDefinition[], imported: TypeConversions = () => undefined): TypeConversions {
  const own = new Map(types.map((type) => [type.name, type]));
  const made = new Map<string, Conversion | undefined>();
  const open = new Set<string>();
  const find: TypeConversions = (type) => {
    if (type === undefined || type === '') return (value) => value;
    const definition = own.get(type);
    if (!definition) {
      const builtin = Object.hasOwn(builtinNames, type.toLowerCase()) ? builtinNames[type.toLowerCase()] : undefined;
      if (builtin === undefined) return imported(type);
      return builtin === 'any' ? (value) => value : (value) => converted(value, builtin);
    }
    if (made.has(type)) return made.get(type);
    if (isCircle(type, own)) return undefined;
    if (open.has(type)) return (value, evaluation) => made.get(type)?.(value, evaluation) ?? value;
    open.add(type);
    const conversion = conversionOf(definition, find);
    open.delete(type);
    made.set(type, conversion);
    return conversion;
  };
  return find;
}

/** Another name of another name of itself: no type at all. */
function isCircle(type: string, own: ReadonlyMap<string, TypeDefinition>): boolean {
  const passed = new Set<string>();
  for (let at: string | undefined = type; at !== undefined;) {
    if (passed.has(at)) return true;
    passed.add(at);
    const definition = own.get(at);
    at = definition && !definition.components && !definition.isList ? definition.type : undefined;
  }
  return false;
}

function conversionOf(own: TypeDefinition, find: TypeConversions): Conversion | undefined {
  const { name, components, allowed, isList: isCollection } = own;
  const base = components ? componentsOf(name, components, find) : find(own.type);
  const tests = allowed === undefined ? undefined : compileUnaryTests(allowed, []);
  if (!base || (tests && isExpressionProblem(tests))) return undefined;
  const one: Conversion = (given, evaluation) => {
    const value = base(given, evaluation);
    if (value === null || !tests || tests.passes(value, evaluation)) return value;
    throw new DecisionObstacle(
      `giá trị không nằm trong "${allowed}" của kiểu "${name}"`,
      `the value is not among "${allowed}" of the type "${name}"`,
    );
  };
  if (!isCollection) return one;
  return (value, evaluation) => {
    if (value === null) return null;
    const items = isList(value) ? value : [value];
    countItems(evaluation, items.length, { text: name, offset: 0 });
    return items.map((item) => one(item, evaluation));
  };
}

function componentsOf(name: string, components: readonly TypeDefinition[], find: TypeConversions): Conversion | undefined {
  const parts: (readonly [string, Conversion])[] = [];
  for (const component of components) {
    const conversion = conversionOf(component, find);
    if (!conversion) return undefined;
    parts.push([component.name, conversion]);
  }
  return (value, evaluation) => {
    const single = isList(value) && value.length === 1 ? (value[0] ?? null) : value;
    if (single === null) return null;
    if (!isContext(single)) return wrongType(name, single);
    // a value may hold another one many times over
    countRound(evaluation, { text: name, offset: 0 });
    const entries = { ...single };
    for (const [key, conversion] of parts) if (Object.hasOwn(entries, key)) entries[key] = conversion(entries[key] ?? null, evaluation);
    return entries;
  };
}

function converted(value: Value, wanted: TypeName): Value {
  if (value === null || typeOf(value) === wanted) return value;
  if (wanted === 'list') return [value];
  if (isList(value) && value.length === 1) return converted(value[0] ?? null, wanted);
  const read = typeof value === 'string' ? fromTexts[wanted]?.(value) : undefined;
  if (read !== undefined && (!isDuration(read) || typeOf(read) === wanted)) return read;
  if (typeOf(value) === 'date' && wanted === 'date and time' && 'toPlainDateTime' in Object(value))
    return dateAndTimeFromText(String(value)) ?? null;
  return wrongType(wanted, value);
}

function wrongType(wanted: string, value: Value): never {
  const type = typeOf(value);
  const shown = typeof value === 'string' || typeof value === 'number' ? ` ("${String(value).slice(0, 60)}")` : '';
  throw new DecisionObstacle(
    `cần kiểu ${wanted}, nhưng nhận ${vietnameseTypeName(type)}${shown}`,
    `wants ${wanted}, but was given ${type}${shown}`,
  );
}
