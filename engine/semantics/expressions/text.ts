import { Temporal } from 'temporal-polyfill';
import { fail, type Place } from './problem.ts';
import { checkedLength, longestText } from './operators.ts';
import { dateAndTimeText, durationText } from './temporal.ts';
import {
  deepestValue,
  isContext,
  isDateAndTime,
  isDuration,
  isList,
  isRange,
  isZonedTime,
  type ContextValue,
  type Json,
  type Value,
} from './value.ts';
import { zonedTimeText } from './zoned-time.ts';

/** The ISO text of a date, time, date and time or duration; undefined for other values. */
function isoText(value: Value): string | undefined {
  if (isDuration(value)) return durationText(value);
  if (isDateAndTime(value)) return dateAndTimeText(value);
  if (isZonedTime(value)) return zonedTimeText(value);
  return value instanceof Temporal.PlainDate || value instanceof Temporal.PlainTime ? value.toString() : undefined;
}

/** A number in digits: FEEL writes no powers of ten, JavaScript does below 0.000001 and from 10²¹. */
function numberText(number: number): string {
  const [, sign = '', first = '', rest = '', power = '0'] = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(String(number)) ?? [];
  if (first === '') return String(number);
  const [digits, place] = [first + rest, Number(power) + 1];
  return place <= 0 ? `${sign}0.${'0'.repeat(-place)}${digits}` : `${sign}${digits.padEnd(place, '0')}`;
}

/** What `string(…)` gives: texts as they are, inside lists and contexts in quotes. More than a million characters are a problem. */
export function textOf(value: Value, isInside = false, counted = { characters: 0 }): string {
  const within = (inner: Value): string => {
    const text = textOf(inner, true, counted);
    counted.characters += isList(inner) || isContext(inner) ? 2 : text.length;
    if (counted.characters > longestText) checkedLength(counted.characters, { text: 'string', offset: 0 });
    return text;
  };
  if (typeof value === 'string') return isInside ? `"${value.replace(/["\\]/g, '\\$&')}"` : value;
  if (typeof value === 'number') return numberText(value);
  if (value === null || typeof value === 'boolean') return String(value);
  if (isList(value)) return `[${value.map(within).join(', ')}]`;
  const iso = isoText(value);
  if (iso !== undefined) return iso;
  if (isRange(value)) {
    return `${value.startIncluded ? '[' : '('}${value.open === 'start' ? '' : within(value.start)}..${value.open === 'end' ? '' : within(value.end)}${value.endIncluded ? ']' : ')'}`;
  }
  if (!isContext(value)) return 'function';
  const entries = entriesOf(value).map(([key, entry]) => `${/\W/.test(key) ? textOf(key, true) : key}: ${within(entry)}`);
  return `{${entries.join(', ')}}`;
}

/** Values in one result, inner ones counted wherever they stand: a context that holds itself twice, forty times over, fits in memory but in no history. */
const mostValues = 200_000;

/** A result as plain JSON: dates and durations in ISO 8601. What was JSON already is given back itself. Functions, ranges and results without measure are a problem. */
export function jsonOf(value: Value, place: Place, counted = { values: 0 }, depth = 0): Json {
  if (++counted.values > mostValues)
    return fail('FEEL_LIMIT', place, `Kết quả có hơn ${mostValues} giá trị`, `The result holds more than ${mostValues} values`);
  if (value === null || typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean') return value;
  if (value === undefined) return null;
  if (depth > deepestValue)
    return fail('FEEL_LIMIT', place, `Kết quả lồng nhau quá ${deepestValue} tầng`, `The result is nested more than ${deepestValue} deep`);
  if (isList(value)) {
    const items = value.map((item) => jsonOf(item, place, counted, depth + 1));
    return items.every((item, index) => item === value[index]) ? (value as readonly Json[]) : items;
  }
  const iso = isoText(value);
  if (iso !== undefined) return iso;
  if (!isContext(value)) {
    return fail(
      'FEEL_NOT_JSON',
      place,
      'Kết quả là hàm hoặc khoảng giá trị, không lưu được',
      'The result is a function or a range, which cannot be kept',
    );
  }
  const entries = Object.entries(value).map(([key, entry]) => [key, jsonOf(entry, place, counted, depth + 1)] as const);
  return entries.every(([key, entry]) => entry === value[key]) ? (value as { readonly [key: string]: Json }) : Object.fromEntries(entries);
}

/** Entries of a context in the order of their names: a stored context comes back with its keys in any order, and an expression must not see that. */
export function entriesOf(context: ContextValue): [string, Value][] {
  return Object.entries(context).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}
