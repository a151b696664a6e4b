import { Temporal } from 'temporal-polyfill';

/** Plain JSON: what variables hold and what an expression gives back. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Lists and contexts within each other in one value; what reads and writes JSON is made for little more. */
export const deepestValue = 200;

/** True when a value from outside is nested so deep that an expression could not give it back. Not recursive. */
export function isTooDeep(value: Json): boolean {
  if (typeof value !== 'object' || value === null) return false;
  let level: readonly Json[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    const containers = level.filter((each): each is object & Json => typeof each === 'object' && each !== null);
    if (containers.length > 0 && depth >= deepestValue) return true;
    level = containers.flatMap((each) => Object.values(each) as Json[]);
  }
  return false;
}

/** Tells ranges, functions and durations from the contexts that come from variables: JSON has no symbol keys. */
export const feelType: unique symbol = Symbol('feelType');

export interface RangeValue {
  readonly [feelType]: 'range';
  readonly start: Value;
  readonly end: Value;
  readonly startIncluded: boolean;
  readonly endIncluded: boolean;
  /** The end that is null is none at all, and not an unknown one: `(< 10)`. */
  readonly open?: 'start' | 'end';
}

export interface FunctionValue {
  readonly [feelType]: 'function';
  readonly parameters: readonly string[];
  readonly call: (values: readonly Value[]) => Value;
}

export interface MonthsDuration {
  readonly [feelType]: 'years and months duration';
  readonly months: number;
}

export interface SecondsDuration {
  readonly [feelType]: 'days and time duration';
  readonly seconds: number;
}

/** The two kinds never mix: how many days a month has depends on the month (DMN 1.5, 10.3.2.3.7). */
export type DurationValue = MonthsDuration | SecondsDuration;

export type DateAndTime = Temporal.PlainDateTime | Temporal.ZonedDateTime;

/** A time of day with an offset, or with a zone and the offset that it counts with. */
export interface ZonedTime {
  readonly [feelType]: 'time';
  readonly time: Temporal.PlainTime;
  readonly offsetSeconds: number;
  readonly zone?: string;
}

export interface ContextValue {
  readonly [key: string]: Value;
}

/** Every value while an expression is evaluated. */
export type Value =
  | null
  | boolean
  | number
  | string
  | Temporal.PlainDate
  | Temporal.PlainTime
  | ZonedTime
  | DateAndTime
  | DurationValue
  | RangeValue
  | FunctionValue
  | readonly Value[]
  | ContextValue;

/** The name of a type as FEEL writes it after `instance of`. */
export type TypeName =
  | 'null'
  | 'boolean'
  | 'number'
  | 'string'
  | 'date'
  | 'time'
  | 'date and time'
  | 'years and months duration'
  | 'days and time duration'
  | 'range'
  | 'function'
  | 'list'
  | 'context';

/** The FEEL type of a value. */
export function typeOf(value: Value): TypeName {
  switch (typeof value) {
    case 'number':
      return 'number';
    case 'string':
      return 'string';
    case 'boolean':
      return 'boolean';
    default:
      if (value === null) return 'null';
      if (isList(value)) return 'list';
      if (isMarked(value)) return value[feelType];
      if (value instanceof Temporal.PlainDate) return 'date';
      if (isDateAndTime(value)) return 'date and time';
      return value instanceof Temporal.PlainTime ? 'time' : 'context';
  }
}

export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

export function isContext(value: Value): value is ContextValue {
  return typeOf(value) === 'context';
}

export function isRange(value: Value): value is RangeValue {
  return typeOf(value) === 'range';
}

export function isFunction(value: Value): value is FunctionValue {
  return typeOf(value) === 'function';
}

export function isDuration(value: Value): value is DurationValue {
  const type = typeOf(value);
  return type === 'years and months duration' || type === 'days and time duration';
}

export function isDateAndTime(value: Value): value is DateAndTime {
  return value instanceof Temporal.PlainDateTime || value instanceof Temporal.ZonedDateTime;
}

export function isZonedTime(value: Value): value is ZonedTime {
  return typeof value === 'object' && value !== null && isMarked(value) && value[feelType] === 'time';
}

/** With a zone or without. */
export function isTime(value: Value): value is Temporal.PlainTime | ZonedTime {
  return typeOf(value) === 'time';
}

function isMarked(value: object): value is RangeValue | FunctionValue | DurationValue | ZonedTime {
  return feelType in value;
}

/** Names every JavaScript object inherits. No variable and no entry answers to them, whatever the caller's look-up does. */
const inheritedNames: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

/** True for `constructor`, `__proto__`, `toString` and the like. */
export function isInheritedName(name: string): boolean {
  return inheritedNames.has(name);
}

/** The entry of a context, null when it has none of that name. */
export function entryOf(context: ContextValue, name: string): Value {
  return Object.hasOwn(context, name) && !inheritedNames.has(name) ? (context[name] ?? null) : null;
}

/** A variable as given by the caller; whatever is not JSON (undefined, functions, NaN) is null. */
export function valueOfVariable(given: unknown): Value {
  switch (typeof given) {
    case 'string':
    case 'boolean':
    case 'object':
      return given as Value;
    case 'number':
      return Number.isFinite(given) ? given : null;
    default:
      return null;
  }
}

const vietnamese: Readonly<Record<TypeName, string>> = {
  null: 'rỗng (null)',
  boolean: 'đúng/sai (boolean)',
  number: 'số (number)',
  string: 'chuỗi (string)',
  date: 'ngày (date)',
  time: 'giờ (time)',
  'date and time': 'ngày giờ (date and time)',
  'years and months duration': 'khoảng thời gian năm-tháng (years and months duration)',
  'days and time duration': 'khoảng thời gian ngày-giờ (days and time duration)',
  range: 'khoảng giá trị (range)',
  function: 'hàm (function)',
  list: 'danh sách (list)',
  context: 'bản ghi (context)',
};

/** The type for people: Vietnamese with FEEL's word in brackets. */
export function vietnameseTypeName(type: TypeName): string {
  return vietnamese[type];
}
