import { decimalOf, isSame, sumOfNumbers } from '../operators.ts';
import { secondsDuration, monthsDuration } from '../temporal.ts';
import { textOf } from '../text.ts';
import { feelType, isDuration, isZonedTime, typeOf, type Value } from '../value.ts';
import { failArgument, failValue, itemsOf, type Builtin, type Call } from './builtin.ts';

/** Rounds n to `scale` decimals with a rounding of whole numbers. */
function rounding(round: (value: number) => number, isScaleNeeded = false): Builtin {
  return {
    parameters: { n: 'number', scale: isScaleNeeded ? 'number' : 'number?' },
    apply: ([n, scale], call) => {
      const decimals = Number(scale ?? 0);
      if (!Number.isInteger(decimals) || Math.abs(decimals) > 15)
        return failValue(call, String(decimals), 'số chữ số phải từ -15 đến 15', 'the scale must be a whole number from -15 to 15');
      const factor = 10 ** Math.abs(decimals);
      const shifted = decimalOf(decimals < 0 ? Number(n) / factor : Number(n) * factor, call.place);
      const whole = round(shifted);
      return decimalOf(decimals < 0 ? whole * factor : whole / factor, call.place) + 0;
    },
  };
}

function awayFromZero(round: (magnitude: number) => number): (value: number) => number {
  return (value) => Math.sign(value) * round(Math.abs(value));
}

/** Half to even, as FEEL's decimal() rounds. */
function halfToEven(value: number): number {
  const below = Math.floor(value);
  if (value - below !== 0.5) return Math.round(value);
  return below % 2 === 0 ? below : below + 1;
}

function ofNumber(apply: (n: number, call: Call) => Value): Builtin {
  return { parameters: { number: 'number' }, apply: ([n], call) => apply(Number(n), call) };
}

/** A function of a list of numbers, or of numbers one by one; null in the list or no list at all gives null. */
function ofNumbers(apply: (numbers: readonly number[], call: Call) => Value): Builtin {
  return {
    parameters: { list: 'any' },
    isVariadic: true,
    apply: (values, call) => {
      const items = itemsOf(values);
      if (items === null || items.includes(null)) return null;
      const numbers = items.map((item, index) => (typeof item === 'number' ? item : failArgument(call, index + 1, 'number', item)));
      return apply(numbers, call);
    },
  };
}

function sumOf(numbers: readonly number[], call: Call): number {
  return numbers.reduce((total, number) => sumOfNumbers(total, number, call.place), 0);
}

function medianOf(numbers: readonly number[], call: Call): number {
  const sorted = numbers.toSorted((left, right) => left - right);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? 0;
  return Number.isInteger(middle) ? decimalOf(((sorted[middle - 1] ?? 0) + upper) / 2, call.place) : upper;
}

function deviationOf(numbers: readonly number[], call: Call): number {
  const mean = sumOf(numbers, call) / numbers.length;
  const squares = numbers.reduce((total, number) => total + (number - mean) ** 2, 0);
  return decimalOf(Math.sqrt(squares / (numbers.length - 1)), call.place);
}

function modesOf(numbers: readonly number[]): readonly number[] {
  const times = new Map<number, number>();
  for (const number of numbers) times.set(number, (times.get(number) ?? 0) + 1);
  const most = [...times.values()].reduce((one, other) => Math.max(one, other), 0);
  return [...times.keys()].filter((number) => times.get(number) === most).sort((left, right) => left - right);
}

/** Functions of numbers (DMN 1.5, 10.3.4.5) and the sums of lists of numbers (10.3.4.4). */
export const numberBuiltins: Readonly<Record<string, Builtin>> = {
  decimal: rounding(halfToEven, true),
  floor: rounding(Math.floor),
  ceiling: rounding(Math.ceil),
  'round up': rounding(awayFromZero(Math.ceil), true),
  'round down': rounding(Math.trunc, true),
  'round half up': rounding(awayFromZero(Math.round), true),
  'round half down': rounding(
    awayFromZero((magnitude) => Math.ceil(magnitude - 0.5)),
    true,
  ),
  abs: {
    parameters: { n: 'any' },
    apply: ([n], call) => {
      if (n === null || n === undefined) return null;
      if (typeof n === 'number') return Math.abs(n);
      if (!isDuration(n)) return failArgument(call, 1, 'number', n);
      return n[feelType] === 'years and months duration' ? monthsDuration(Math.abs(n.months)) : secondsDuration(Math.abs(n.seconds));
    },
  },
  modulo: {
    parameters: { dividend: 'number', divisor: 'number' },
    apply: ([dividend, divisor], call) => {
      if (divisor === 0) return failValue(call, '0', 'không chia được cho 0', 'division by zero');
      const quotient = decimalOf(Number(dividend) / Number(divisor), call.place);
      return sumOfNumbers(Number(dividend), -Number(divisor) * Math.floor(quotient), call.place) + 0;
    },
  },
  sqrt: ofNumber((n, call) =>
    n < 0
      ? failValue(call, String(n), 'số âm không có căn bậc hai', 'a negative number has no square root')
      : decimalOf(Math.sqrt(n), call.place),
  ),
  log: ofNumber((n, call) =>
    n <= 0 ? failValue(call, String(n), 'chỉ có lôgarit của số dương', 'only positive numbers have a logarithm') : Math.log(n),
  ),
  exp: ofNumber((n, call) => decimalOf(Math.exp(n), call.place)),
  odd: ofNumber((n) => Math.abs(n) % 2 === 1),
  even: ofNumber((n) => n % 2 === 0),
  sum: ofNumbers((numbers, call) => (numbers.length === 0 ? null : sumOf(numbers, call))),
  mean: ofNumbers((numbers, call) => (numbers.length === 0 ? null : decimalOf(sumOf(numbers, call) / numbers.length, call.place))),
  product: ofNumbers((numbers, call) =>
    numbers.length === 0 ? null : numbers.reduce((total, number) => decimalOf(total * number, call.place), 1),
  ),
  median: ofNumbers((numbers, call) => (numbers.length === 0 ? null : medianOf(numbers, call))),
  stddev: ofNumbers((numbers, call) => (numbers.length < 2 ? null : deviationOf(numbers, call))),
  mode: ofNumbers((numbers) => (numbers.length === 0 ? [] : modesOf(numbers))),
  is: {
    parameters: { value1: 'any', value2: 'any' },
    // a time with a zone is none without one, though they may be at the same instant of a day
    apply: ([left = null, right = null], { evaluation, place }) =>
      isZonedTime(left) || isZonedTime(right)
        ? typeOf(left) === typeOf(right) && textOf(left) === textOf(right)
        : typeOf(left) === typeOf(right) && isSame(left, right, evaluation, place),
  },
};
