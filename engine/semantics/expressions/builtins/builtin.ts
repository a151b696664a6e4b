import { countItems, type Evaluation } from '../evaluation.ts';
import { fail, type Place } from '../problem.ts';
import { isList, typeOf, vietnameseTypeName, type TypeName, type Value } from '../value.ts';

/** What a built-in may need besides its arguments. */
export interface Call {
  readonly name: string;
  readonly place: Place;
  readonly evaluation: Evaluation;
}

/** A type of FEEL, or `any`; `?` behind it: may be left out. A scalar given for a list counts as a list of one (DMN 1.5, 10.3.2.9.4). */
export type ParameterType = TypeName | 'any' | `${TypeName | 'any'}?`;

/**
 * A function of FEEL. `parameters` in order, with their types; a variadic one takes any number of arguments or one list
 * and checks them itself. A null where a type is asked for makes the result null; another type is a problem.
 */
export interface Builtin {
  readonly parameters: Readonly<Record<string, ParameterType>>;
  readonly isVariadic?: boolean;
  /** Searching a text by a pattern may take long, which no model is read for. */
  readonly isSearch?: boolean;
  /** Other names of parameters: `date` counts its first one from `year` or from `from`. */
  readonly aliases?: Readonly<Record<string, string>>;
  readonly apply: (values: readonly Value[], call: Call) => Value;
}

/** Going through a text is that much faster than through a list. */
const charactersOfItem = 10;

/** Arguments as the built-in wants them, or null when one is null that must not be. Absent optional ones are null. */
export function checkedArguments(builtin: Builtin, given: readonly Value[], call: Call): readonly Value[] | null {
  for (const value of given)
    if (typeof value === 'string') countItems(call.evaluation, value.length / charactersOfItem, call.place);
    else if (isList(value)) countItems(call.evaluation, value.length, call.place);
  const types = Object.values(builtin.parameters);
  if (builtin.isVariadic) return given;
  const values: Value[] = [];
  for (const [index, declared] of types.entries()) {
    const isOptional = declared.endsWith('?');
    const type = isOptional ? declared.slice(0, -1) : declared;
    const value = given[index] ?? null;
    if (value === null) {
      if (type !== 'any' && !isOptional) return null;
      values.push(null);
    } else if (type === 'any' || typeOf(value) === type) values.push(value);
    else if (type === 'list') values.push([value]);
    else return failArgument(call, index + 1, type as TypeName, value);
  }
  return values;
}

/** Ends the evaluation because an argument has the wrong type. */
export function failArgument(call: Call, position: number, wanted: TypeName, value: Value): never {
  const given = typeOf(value);
  return fail(
    'FEEL_TYPE_MISMATCH',
    call.place,
    `Hàm "${call.name}" cần ${vietnameseTypeName(wanted)} ở tham số ${position}, nhưng nhận ${vietnameseTypeName(given)}`,
    `The function "${call.name}" wants ${wanted} as argument ${position}, but was given ${given}`,
  );
}

/** Ends the evaluation because an argument of the right type makes no sense; `value` is quoted. */
export function failValue(call: Call, value: string, reason: string, reasonEn: string): never {
  const quoted = value.slice(0, 80);
  return fail(
    'FEEL_INVALID_ARGUMENT',
    call.place,
    `Hàm "${call.name}" không dùng được "${quoted}": ${reason}`,
    `The function "${call.name}" cannot use "${quoted}": ${reasonEn}`,
  );
}

/** The items of a variadic function: f(1, 2, 3) and f([1, 2, 3]) are the same. */
export function itemsOf(values: readonly Value[]): readonly Value[] | null {
  const [only] = values;
  if (values.length !== 1) return values;
  if (only === undefined || only === null) return null;
  return isList(only) ? only : values;
}
