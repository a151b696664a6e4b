import { Temporal } from 'temporal-polyfill';
import { countItems, type Evaluation } from './evaluation.ts';
import { fail, type Place } from './problem.ts';
import { moved, monthsDuration, secondsDuration, temporalOrder, timeBetween } from './temporal.ts';
import {
  feelType,
  isContext,
  isDateAndTime,
  isDuration,
  isList,
  isRange,
  isTime,
  typeOf,
  vietnameseTypeName,
  type DateAndTime,
  type Value,
  type ZonedTime,
} from './value.ts';

/** Ends the evaluation because an operator does not know these two types. */
export function failTypes(operator: string, left: Value, right: Value, place: Place): never {
  const [leftType, rightType] = [typeOf(left), typeOf(right)];
  return fail(
    'FEEL_TYPE_MISMATCH',
    place,
    `Phép "${operator}" không dùng được giữa ${vietnameseTypeName(leftType)} và ${vietnameseTypeName(rightType)}: hãy đổi kiểu trước, ví dụ number(…), date(…)`,
    `"${operator}" does not work between ${leftType} and ${rightType}: convert first, for example with number(…) or date(…)`,
  );
}

/** Deep equality without trouble: values of different types are unequal. What lists and contexts hold is counted. */
export function isSame(left: Value, right: Value, evaluation: Evaluation, place: Place): boolean {
  if (left === right) return true;
  const type = typeOf(left);
  if (type !== typeOf(right)) return false;
  if (isList(left) && isList(right)) {
    if (left.length !== right.length) return false;
    countItems(evaluation, left.length + 1, place);
    return left.every((item, index) => isSame(item, right[index] ?? null, evaluation, place));
  }
  if (isDuration(left) && isDuration(right)) return durationOrder(left, right) === 0;
  if (isRange(left) && isRange(right)) {
    const isSameEnds = left.startIncluded === right.startIncluded && left.endIncluded === right.endIncluded;
    return isSameEnds && isSame(left.start, right.start, evaluation, place) && isSame(left.end, right.end, evaluation, place);
  }
  if (isContext(left) && isContext(right)) {
    const [leftKeys, rightKeys] = [Object.keys(left), Object.keys(right)];
    if (leftKeys.length !== rightKeys.length) return false;
    countItems(evaluation, leftKeys.length + 1, place);
    return leftKeys.every((key) => Object.hasOwn(right, key) && isSame(left[key] ?? null, right[key] ?? null, evaluation, place));
  }
  return temporalOrder(left, right) === 0;
}

/** FEEL's `=`: null equals only null; two other types are a type mismatch (FEEL itself says null). */
export function isEqual(left: Value, right: Value, place: Place, evaluation: Evaluation): boolean {
  if (left === right) return true;
  if (left === null || right === null) return false;
  if (typeof left === 'string' && typeof right === 'string') return false;
  if (typeof left === 'number' && typeof right === 'number') return false;
  if (typeOf(left) !== typeOf(right)) return failTypes('=', left, right, place);
  return isSame(left, right, evaluation, place);
}

/** Negative, 0 or positive; null when a side is null. Only numbers, texts, dates, times and durations have an order. */
export function orderOf(operator: string, left: Value, right: Value, place: Place): number | null {
  if (left === null || right === null) return null;
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (typeof left === 'string' && typeof right === 'string') return left < right ? -1 : left > right ? 1 : 0;
  const order = isDuration(left) && isDuration(right) ? durationOrder(left, right) : temporalOrder(left, right);
  return order ?? failTypes(operator, left, right, place);
}

function durationOrder(left: Value, right: Value): number | undefined {
  if (!isDuration(left) || !isDuration(right)) return undefined;
  if (left[feelType] === 'years and months duration') return right[feelType] === left[feelType] ? left.months - right.months : undefined;
  return right[feelType] === left[feelType] ? left.seconds - right.seconds : undefined;
}

/**
 * FEEL counts in decimals, JavaScript in binary: a result that is a decimal of at most 13 digits but for the
 * error of one operation is that decimal (0.1 + 0.2 = 0.3). Longer ones, such as 1/3, stay as they are.
 * Whole numbers beyond 2^53 and amounts of more than 13 digits with a fraction lose their last digits. -0 becomes 0, as it does in JSON.
 */
export function decimalOf(result: number, place: Place): number {
  if (Number.isSafeInteger(result)) return result + 0;
  if (!Number.isFinite(result)) return fail('FEEL_LIMIT', place, 'Kết quả phép tính quá lớn', 'The result is too large a number');
  const rounded = Number(result.toPrecision(15));
  return rounded === Number(result.toPrecision(13)) ? rounded : result;
}

/** left + right, told in the decimals both have: what the larger one cannot hold in 15 digits is error (72.3 - 72.2 = 0.1). */
export function sumOfNumbers(left: number, right: number, place: Place): number {
  const result = left + right;
  if (Number.isSafeInteger(result) || !Number.isFinite(result)) return decimalOf(result, place);
  const decimals = 14 - Math.floor(Math.log10(Math.max(Math.abs(left), Math.abs(right))));
  if (decimals < 2 || decimals > 100) return decimalOf(result, place);
  const rounded = Number(result.toFixed(decimals));
  return rounded === Number(result.toFixed(decimals - 2)) ? rounded : result;
}

export const longestText = 1_000_000;

/** Refuses texts of more than a million characters. */
export function checkedText(text: string, place: Place): string {
  checkedLength(text.length, place);
  return text;
}

/** Refuses a text before it is made. */
export function checkedLength(length: number, place: Place): void {
  if (length > longestText)
    fail('FEEL_LIMIT', place, `Chuỗi dài hơn ${longestText} ký tự`, `A text of more than ${longestText} characters`);
}

/** `+`: numbers, texts, a point in time and a duration (either order), two durations of one kind. Null with anything is null. */
export function add(left: Value, right: Value, place: Place): Value {
  if (typeof left === 'number' && typeof right === 'number') return sumOfNumbers(left, right, place);
  if (left === null || right === null) return null;
  if (typeof left === 'string' && typeof right === 'string') return checkedText(left + right, place);
  if (isDuration(left)) {
    if (isDuration(right)) return sumOfDurations('+', left, right, 1, place);
    if (isPointInTime(right)) return moved(right, left, 1) ?? failTypes('+', left, right, place);
  }
  if (isPointInTime(left) && isDuration(right)) return moved(left, right, 1) ?? failTypes('+', left, right, place);
  return failTypes('+', left, right, place);
}

/** `-`: as `+`, and two points in time of one type give a days and time duration. */
export function subtract(left: Value, right: Value, place: Place): Value {
  if (typeof left === 'number' && typeof right === 'number') return sumOfNumbers(left, -right, place);
  if (left === null || right === null) return null;
  if (isDuration(left) && isDuration(right)) return sumOfDurations('-', left, right, -1, place);
  if (isPointInTime(left) && isDuration(right)) return moved(left, right, -1) ?? failTypes('-', left, right, place);
  return timeBetween(left, right) ?? failTypes('-', left, right, place);
}

/** `*`: numbers, a duration by a number. */
export function multiply(left: Value, right: Value, place: Place): Value {
  if (typeof left === 'number' && typeof right === 'number') return decimalOf(left * right, place);
  if (left === null || right === null) return null;
  if (isDuration(left) && typeof right === 'number') return scaled(left, right);
  if (typeof left === 'number' && isDuration(right)) return scaled(right, left);
  return failTypes('*', left, right, place);
}

/** `/`: numbers, a duration by a number or by a duration of its kind. By zero: a problem (FEEL itself says null). */
export function divide(left: Value, right: Value, place: Place): Value {
  if (left === null || right === null) return null;
  const isZero = right === 0 || (isDuration(right) && lengthOf(right) === 0);
  if (isZero) return fail('FEEL_DIVISION_BY_ZERO', place, 'Chia cho 0', 'Division by zero');
  if (typeof left === 'number' && typeof right === 'number') return decimalOf(left / right, place);
  if (isDuration(left) && typeof right === 'number') return scaled(left, 1 / right);
  if (isDuration(left) && isDuration(right) && left[feelType] === right[feelType])
    return decimalOf(lengthOf(left) / lengthOf(right), place);
  return failTypes('/', left, right, place);
}

/** `**`: numbers only. */
export function raise(left: Value, right: Value, place: Place): Value {
  if (left === null || right === null) return null;
  if (typeof left !== 'number' || typeof right !== 'number') return failTypes('**', left, right, place);
  return decimalOf(left ** right, place);
}

/** Unary minus: numbers and durations. */
export function negate(value: Value, place: Place): Value {
  if (value === null) return null;
  if (typeof value === 'number') return value === 0 ? 0 : -value;
  return isDuration(value) ? scaled(value, -1) : failTypes('-', 0, value, place);
}

function isPointInTime(value: Value): value is Temporal.PlainDate | Temporal.PlainTime | ZonedTime | DateAndTime {
  return value instanceof Temporal.PlainDate || isTime(value) || isDateAndTime(value);
}

function lengthOf(duration: Value): number {
  if (!isDuration(duration)) return 0;
  return duration[feelType] === 'years and months duration' ? duration.months : duration.seconds;
}

function sumOfDurations(operator: string, left: Value, right: Value, sign: 1 | -1, place: Place): Value {
  if (typeOf(left) !== typeOf(right)) return failTypes(operator, left, right, place);
  const length = lengthOf(left) + sign * lengthOf(right);
  return typeOf(left) === 'years and months duration' ? monthsDuration(length) : secondsDuration(length);
}

/** A duration times a number; months are cut to whole ones, seconds rounded to nanoseconds. */
function scaled(duration: Value, factor: number): Value {
  const length = lengthOf(duration) * factor;
  return typeOf(duration) === 'years and months duration'
    ? monthsDuration(Math.trunc(length))
    : secondsDuration(Math.round(length * 1e9) / 1e9);
}
