import { expect } from 'chai';
import fc from 'fast-check';
import { evaluate as feelin } from 'feelin';
import {
  compileExpression,
  evaluateCondition,
  evaluateExpression,
  feelText,
  freeNames,
  isExpressionProblem,
  isTooDeep,
  isFeel,
  type Expression,
  type ExpressionProblem,
  type Json,
} from '../../../engine/semantics/expressions.ts';

const now = '2026-03-02T20:00:00Z';
const nothing = () => undefined;

const dossier: Readonly<Record<string, unknown>> = {
  amount: 150,
  fee: 0.1,
  approved: true,
  refused: false,
  name: 'Nguyễn Văn An',
  status: 'received',
  none: null,
  receivedOn: '2026-03-02',
  numbers: [4, 1, 3, 2],
  empty: [],
  'tổng số hồ sơ': 7,
  'diện tích': 120.5,
  applicant: { name: 'Bình', address: { commune: 'Tân Lập' }, age: 41 },
  documents: [
    { code: 'A', pages: 2, checked: true },
    { code: 'B', pages: 5, checked: false },
    { code: 'C', pages: 3 },
  ],
  item: 'variable named item',
  count: 9,
};

function lookup(name: string): unknown {
  return Object.hasOwn(dossier, name) ? dossier[name] : undefined;
}

function valueOf(text: string): Json | ExpressionProblem {
  return evaluateExpression(text, lookup, now);
}

function compiled(text: string, knownNames?: readonly string[]): Expression {
  const expression = compileExpression(text, knownNames);
  if (isExpressionProblem(expression)) throw new Error(`${expression.code}: ${expression.messageEn}`);
  return expression;
}

function problemOf(value: unknown): ExpressionProblem {
  if (!isExpressionProblem(value)) throw new Error(`not a problem: ${JSON.stringify(value)}`);
  return value;
}

/** What each expression gives for the dossier above, by the standard. */
const values: Readonly<Record<string, readonly (readonly [string, Json])[]>> = {
  literals: [
    ['1', 1],
    ['-3', -3],
    ['- 3', -3],
    ['.5', 0.5],
    ['1.5e3', 1500],
    ['true', true],
    ['null', null],
    ['"a"', 'a'],
    ['"a\\"b\\c\\n"', 'a"b\\c\n'],
    ['"\\u0111\\U01F600"', 'đ😀'],
    ['"\\d+"', '\\d+'],
    ['[1, "a", null]', [1, 'a', null]],
    ['[]', []],
    ['{}', {}],
    ['{a: 1, "b c": 2, d e: 3}', { a: 1, 'b c': 2, 'd e': 3 }],
    ['{a: 2, b: a * 3}', { a: 2, b: 6 }],
    ['// a remark\n1 /* another ( */ + 1', 2],
  ],
  'names and paths': [
    ['amount', 150],
    ['missing', null],
    ['none', null],
    ['tổng số hồ sơ', 7],
    ['tổng  số\n hồ sơ + 1', 8],
    ['diện tích > 100', true],
    ['applicant.name', 'Bình'],
    ['applicant.address.commune', 'Tân Lập'],
    ['applicant.phone', null],
    ['applicant.phone.country', null],
    ['missing.name', null],
    ['documents.code', ['A', 'B', 'C']],
    ['documents.checked', [true, false, null]],
    ['{a: {b: 3}}.a.b', 3],
    ['count', 9],
    ['count(numbers) + count', 13],
  ],
  comparison: [
    ['1 = 1', true],
    ['1 != 1', false],
    ['1 < 2', true],
    ['2 <= 2', true],
    ['2 > 2', false],
    ['3 >= 2', true],
    ['"a" < "b"', true],
    ['"b" >= "a"', true],
    ['name = "Nguyễn Văn An"', true],
    ['true = false', false],
    ['null = null', true],
    ['missing = null', true],
    ['amount != null', true],
    ['1 = null', false],
    ['null != null', false],
    ['null > 1', null],
    ['1 <= missing', null],
    ['[1, 2] = [1, 2]', true],
    ['[1, 2] = [2, 1]', false],
    ['[1, "a"] = ["a", 1]', false],
    ['{a: 1, b: 2} = {b: 2, a: 1}', true],
    ['{a: 1} = {a: 1, b: 2}', false],
    ['0.1 + 0.2 = 0.3', true],
    ['fee * 3 = 0.3', true],
    ['1.1 * 1.1 = 1.21', true],
    ['0.3 / 0.1 = 3', true],
    ['amount between 100 and 200', true],
    ['amount between 150 and 150', true],
    ['amount between 151 and 200', false],
    ['missing between 1 and 2', null],
    ['1 between 2 and missing', false],
    ['3 between 2 and missing', null],
    ['not(amount between 1 and 2) and true', true],
  ],
  'and, or, not, if': [
    ['true and true', true],
    ['true and false', false],
    ['false and null', false],
    ['null and false', false],
    ['true and null', null],
    ['null and null', null],
    ['true or null', true],
    ['null or true', true],
    ['false or null', null],
    ['false or false', false],
    ['true or false and false', true],
    ['(true or false) and false', false],
    ['not(true)', false],
    ['not(null)', null],
    ['amount > 100 and approved = true', true],
    ['amount > 100 and approved', true],
    ['missing != null and missing > 3', false],
    ['status != "received" or amount > 3', true],
    ['if approved then "yes" else "no"', 'yes'],
    ['if refused then 1 else if amount > 1 then 2 else 3', 2],
    ['if missing then 1 else 2', 2],
  ],
  arithmetic: [
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['7 - 2 - 1', 4],
    ['8 / 2 / 2', 2],
    ['2 ** 3', 8],
    ['2 ^ 3', 8],
    ['-amount', -150],
    ['- (1 + 2)', -3],
    ['amount -1', 149],
    ['10 / 4', 2.5],
    ['1 / 3 * 3', 1],
    ['1 + missing', null],
    ['missing * 2', null],
    ['-missing', null],
    ['0 * -1', 0],
    ['0.1 + 0.2', 0.3],
    ['1234567.89 * 100', 123456789],
    ['"a" + "b"', 'ab'],
    ['"a" + missing', null],
    ['string(amount) + " đồng"', '150 đồng'],
  ],
  'in, ranges, tests': [
    ['1 in (1, 2)', true],
    ['3 in (1, 2)', false],
    ['status in ("received", "refused")', true],
    ['status in ["received", "refused"]', true],
    ['2 in [1..3]', true],
    ['1 in (1..3]', false],
    ['3 in [1..3)', false],
    ['3 in ]1..3[', false],
    ['5 in (> 3)', true],
    ['5 in > 3', true],
    ['5 in (< 3, > 4)', true],
    ['5 in (1, [4..6])', true],
    ['5 in (!= 5)', false],
    ['null in (1, 2)', false],
    ['null in (1, null)', true],
    ['null in > 3', null],
    ['null in [1..3]', null],
    ['2 in [1..missing]', null],
    ['0 in [1..missing]', false],
    ['[1, 2] in ([1, 2])', true],
    ['amount in (? > 100 and ? < 200)', true],
    ['name in (starts with(?, "Ng"))', true],
    ['date("2026-03-02") in [date("2026-01-01")..date("2026-12-31")]', true],
    ['status in ["x", "received"] and amount > 100', true],
    ['status in ["x"] and amount > 100', false],
    ['refused and status in ["x"] or true', true],
    ['amount in > 100 and approved', true],
    ['amount in > 100 and status in ["x"] or refused', false],
    ['1 in empty', false],
    ['1 in missing', null],
    ['missing in none', null],
  ],
  'lists and filters': [
    ['numbers[1]', 4],
    ['numbers[-1]', 2],
    ['numbers[0]', null],
    ['numbers[9]', null],
    ['empty[1]', null],
    ['numbers[1 + 1]', 1],
    ['numbers[item > 2]', [4, 3]],
    ['numbers[> 2]', [4, 3]],
    ['numbers[item > 2][1]', 4],
    ['numbers[item > missing]', []],
    ['empty[item > 2]', []],
    ['missing[1]', null],
    ['missing[item > 1]', null],
    ['5[1]', 5],
    ['documents[pages > 2].code', ['B', 'C']],
    ['documents[checked = true].code', ['A']],
    ['documents[item.pages = 5].code', ['B']],
    ['documents[pages > amount].code', []],
    ['documents[code = status]', []],
    ['count(documents[checked = true]) = count(documents)', false],
    ['documents[1].pages', 2],
    ['numbers[count(numbers)]', 2],
  ],
  'loops and functions': [
    ['for i in [1, 2] return i * 2', [2, 4]],
    ['for i in 1..3 return i', [1, 2, 3]],
    ['for i in 3..1 return i', [3, 2, 1]],
    ['for i in (1..4) return i', [2, 3]],
    ['for i in [1, 2], j in [10, 20] return i + j', [11, 21, 12, 22]],
    ['for i in 1..2, j in 1..i return j', [1, 1, 2]],
    ['for i in 1..4 return if i < 3 then 1 else partial[-1] + partial[-2]', [1, 1, 2, 3]],
    ['for i in missing return i', null],
    ['for d in documents return d.pages', [2, 5, 3]],
    ['for d in date("2026-02-27")..date("2026-03-01") return d', ['2026-02-27', '2026-02-28', '2026-03-01']],
    ['some n in numbers satisfies n > 3', true],
    ['every n in numbers satisfies n > 3', false],
    ['some n in empty satisfies n > 3', false],
    ['every n in empty satisfies n > 3', true],
    ['some n in [1, null] satisfies n > 3', null],
    ['some n in [null, 5] satisfies n > 3', true],
    ['every d in documents satisfies d.pages < amount', true],
    ['some x in [1, 2], y in [2, 3] satisfies x = y', true],
    ['{f: function(x, y) x + y, r: f(1, 2)}.r', 3],
    ['{f: function(x, y) x - y, r: f(y: 1, x: 3)}.r', 2],
    ['sort(numbers, function(a, b) a > b)', [4, 3, 2, 1]],
    ['sort(numbers)', [1, 2, 3, 4]],
    ['for f in [function(x) x + 1, function(x) x * 10] return f(2)', [3, 20]],
  ],
  'built-in functions of lists': [
    ['count(numbers)', 4],
    ['count([])', 0],
    ['count(missing)', null],
    ['count("one")', 1],
    ['sum(numbers)', 10],
    ['sum(1, 2, 3)', 6],
    ['sum([])', null],
    ['sum([1, null])', null],
    ['sum([0.1, 0.2])', 0.3],
    ['sum(documents.pages) > 9', true],
    ['min(numbers)', 1],
    ['max(3, 9, 4)', 9],
    ['max(["a", "c", "b"])', 'c'],
    ['max([date("2026-01-01"), date("2026-02-01")])', '2026-02-01'],
    ['min([])', null],
    ['mean([1, 2, 3, 6])', 3],
    ['median([8, 2, 5, 3, 4])', 4],
    ['median([6, 1, 2, 3])', 2.5],
    ['product([2, 3, 4])', 24],
    ['mode([6, 3, 9, 6, 6])', [6]],
    ['all([true, true])', true],
    ['all([true, null])', null],
    ['any([false, true])', true],
    ['any([])', false],
    ['list contains(numbers, 3)', true],
    ['list contains([1, null], null)', true],
    ['list contains(numbers, "3")', false],
    ['append([1], 2, 3)', [1, 2, 3]],
    ['concatenate([1, 2], [2, 3])', [1, 2, 2, 3]],
    ['union([1, 2], [2, 3])', [1, 2, 3]],
    ['distinct values([1, 2, 1, {a: 1}, {a: 1}])', [1, 2, { a: 1 }]],
    ['flatten([[1, [2]], [[3]]])', [1, 2, 3]],
    ['reverse([1, 2, 3])', [3, 2, 1]],
    ['index of([1, 2, 1], 1)', [1, 3]],
    ['sublist([1, 2, 3], 2)', [2, 3]],
    ['sublist([1, 2, 3], 1, 2)', [1, 2]],
    ['sublist([1, 2, 3], -2, 1)', [2]],
    ['insert before([1, 3], 2, 2)', [1, 2, 3]],
    ['remove([1, 2, 3], 2)', [1, 3]],
    ['list replace([1, 2, 3], 2, 9)', [1, 9, 3]],
    ['list replace([1, 2, 3], function(i, n) i > 1, 0)', [1, 0, 0]],
    ['get value({a: 1}, "a")', 1],
    ['get entries({a: 1})', [{ key: 'a', value: 1 }]],
    ['context([{key: "a", value: 1}])', { a: 1 }],
    ['context put({a: 1}, "b", 2)', { a: 1, b: 2 }],
    ['context put({a: {b: 1}}, ["a", "b"], 2)', { a: { b: 2 } }],
    ['context merge([{a: 1}, {a: 2, b: 3}])', { a: 2, b: 3 }],
  ],
  'built-in functions of texts': [
    ['contains("foobar", "of")', false],
    ['contains("Thường trú", "trú")', true],
    ['contains(match: "o", string: "foo")', true],
    ['contains(missing, "a")', null],
    ['starts with("foobar", "fo")', true],
    ['ends with("foobar", "r")', true],
    ['upper case("đã Nộp")', 'ĐÃ NỘP'],
    ['lower case("ABC")', 'abc'],
    ['string length("tiếng 😀")', 7],
    ['substring("foobar", 3)', 'obar'],
    ['substring("foobar", 3, 3)', 'oba'],
    ['substring("foobar", -2, 1)', 'a'],
    ['substring before("foobar", "bar")', 'foo'],
    ['substring after("foobar", "o")', 'obar'],
    ['substring before("foobar", "xyz")', ''],
    ['matches("H01.2026", "^H\\d+\\.")', true],
    ['matches("ABC", "abc", "i")', true],
    ['replace("abcd", "b(.)", "[$1$0]")', 'a[cbc]d'],
    ['replace("a.b", "\\.", "$")', 'a$b'],
    ['split("a;b;;c", ";")', ['a', 'b', '', 'c']],
    ['string join(["a", null, "b"], "-")', 'a-b'],
    ['string(1.5)', '1.5'],
    ['string([1, "a", {b: true}])', '[1, "a", {b: true}]'],
    ['string(null)', null],
    ['number("12.5")', 12.5],
    ['number("1.234,5", ".", ",")', 1234.5],
  ],
  'built-in functions of numbers': [
    ['floor(1.5)', 1],
    ['floor(-1.5)', -2],
    ['ceiling(1.2)', 2],
    ['floor(1.57, 1)', 1.5],
    ['decimal(2.5, 0)', 2],
    ['decimal(1.115, 2)', 1.12],
    ['round up(5.21, 1)', 5.3],
    ['round down(-5.29, 1)', -5.2],
    ['round half up(1.005, 2)', 1.01],
    ['round half up(-2.5, 0)', -3],
    ['round half down(2.5, 0)', 2],
    ['abs(-3)', 3],
    ['modulo(12, 5)', 2],
    ['modulo(-12, 5)', 3],
    ['modulo(10.1, 4.5)', 1.1],
    ['sqrt(16)', 4],
    ['odd(3)', true],
    ['even(3)', false],
  ],
  'dates, times and durations': [
    ['date("2026-03-02")', '2026-03-02'],
    ['date(2026, 3, 2)', '2026-03-02'],
    ['date(year: 2026, month: 3, day: 2)', '2026-03-02'],
    ['date(receivedOn) < date("2026-03-03")', true],
    ['date(missing)', null],
    ['date(date and time("2026-03-02T09:30:00Z"))', '2026-03-02'],
    ['@"2026-03-02" + @"P1M"', '2026-04-02'],
    ['date("2026-01-31") + duration("P1M")', '2026-02-28'],
    ['date("2026-03-02") + duration("P10D")', '2026-03-12'],
    ['duration("P10D") + date("2026-03-02")', '2026-03-12'],
    ['date("2026-03-02") - duration("PT12H")', '2026-03-01T12:00:00'],
    ['date("2026-03-12") - date("2026-03-02")', 'P10D'],
    ['(date("2026-03-12") - date("2026-03-02")).days > 9', true],
    ['date and time("2026-03-02T09:30:00+07:00") + duration("PT90M")', '2026-03-02T11:00:00+07:00'],
    ['date and time("2026-03-02T09:30:00Z") = date and time("2026-03-02T16:30:00+07:00")', true],
    ['date and time("2026-03-02T16:30:00") = date and time("2026-03-02T09:30:00Z")', true],
    ['date and time(date("2026-03-02"), time("09:30:00"))', '2026-03-02T09:30:00'],
    ['date and time("2026-03-02T10:00:00Z") - date and time("2026-03-01T09:00:00Z")', 'P1DT1H'],
    ['time("09:30:00") + duration("PT45M")', '10:15:00'],
    ['time(9, 30, 0) < time("17:00:00")', true],
    ['time("17:00:00") - time("09:30:00")', 'PT7H30M'],
    ['duration("P14M")', 'P1Y2M'],
    ['duration("PT36H")', 'P1DT12H'],
    ['duration("-PT90S")', '-PT1M30S'],
    ['duration("PT0S")', 'PT0S'],
    ['duration("P1W")', 'P7D'],
    ['duration("P1D") = duration("PT24H")', true],
    ['duration("P1D") * 2', 'P2D'],
    ['duration("P1D") / duration("PT12H")', 2],
    ['-duration("P1D")', '-P1D'],
    ['abs(-duration("P2M"))', 'P2M'],
    ['duration("P1D") + duration("PT1H") > duration("PT24H")', true],
    ['date(receivedOn).year', 2026],
    ['date(receivedOn).weekday', 1],
    ['day of week(date(receivedOn))', 'Monday'],
    ['month of year(date(receivedOn))', 'March'],
    ['day of year(date("2026-02-01"))', 32],
    ['week of year(date("2026-01-01"))', 1],
    ['years and months duration(date("2024-01-15"), date("2026-03-01"))', 'P2Y1M'],
    ['duration("P1Y2M").months', 2],
    ['duration("P1DT26H").hours', 2],
    ['now()', '2026-03-03T03:00:00+07:00'],
    ['today()', '2026-03-03'],
    ['today() > date(receivedOn)', true],
    ['date and time("2026-03-03T02:59:59") < now()', true],
    ['now() + duration("P3D")', '2026-03-06T03:00:00+07:00'],
    ['[today(), {at: time("08:00:00")}]', ['2026-03-03', { at: '08:00:00' }]],
  ],
  'types and ranges': [
    ['amount instance of number', true],
    ['missing instance of number', false],
    ['numbers instance of list<number>', true],
    ['numbers instance of list<string>', false],
    ['applicant instance of context<name: string, age: number>', true],
    ['today() instance of date', true],
    ['now() instance of date and time', true],
    ['duration("P1D") instance of days and time duration', true],
    ['null instance of Null', true],
    ['status instance of string and status = "received"', true],
    ['before([1..3], [4..5])', true],
    ['before(1, [2..3])', true],
    ['after([4..5], 3)', true],
    ['meets([1..3], [3..5])', true],
    ['met by([3..5], [1..3])', true],
    ['overlaps([1..4], [3..5])', true],
    ['overlaps before([1..4], [3..5])', true],
    ['overlaps after([3..5], [1..4])', true],
    ['includes([1..5], 3)', true],
    ['includes([1..5), 5)', false],
    ['during([2..3], [1..5])', true],
    ['starts([1..2], [1..5])', true],
    ['finishes([3..5], [1..5])', true],
    ['finished by([1..5], [3..5])', true],
    ['coincides([1..5], [1..5])', true],
    ['[1..5].end', 5],
    ['is(1, 1)', true],
    ['is(1, "1")', false],
  ],
};

/** What gives a problem, with its code. */
const problems: readonly (readonly [string, string])[] = [
  ['"x" > 100', 'FEEL_TYPE_MISMATCH'],
  ['status > 100', 'FEEL_TYPE_MISMATCH'],
  ['amount = "150"', 'FEEL_TYPE_MISMATCH'],
  ['amount != "150"', 'FEEL_TYPE_MISMATCH'],
  ['approved = "true"', 'FEEL_TYPE_MISMATCH'],
  ['approved > false', 'FEEL_TYPE_MISMATCH'],
  ['[1] = 1', 'FEEL_TYPE_MISMATCH'],
  ['receivedOn < today()', 'FEEL_TYPE_MISMATCH'],
  ['date(receivedOn) = receivedOn', 'FEEL_TYPE_MISMATCH'],
  ['today() < now()', 'FEEL_TYPE_MISMATCH'],
  ['duration("P1M") > duration("P30D")', 'FEEL_TYPE_MISMATCH'],
  ['duration("P1M") + duration("P30D")', 'FEEL_TYPE_MISMATCH'],
  ['amount and approved', 'FEEL_TYPE_MISMATCH'],
  ['refused or status', 'FEEL_TYPE_MISMATCH'],
  ['not(amount)', 'FEEL_TYPE_MISMATCH'],
  ['if amount then 1 else 2', 'FEEL_TYPE_MISMATCH'],
  ['amount + status', 'FEEL_TYPE_MISMATCH'],
  ['status + amount', 'FEEL_TYPE_MISMATCH'],
  ['status * 2', 'FEEL_TYPE_MISMATCH'],
  ['-status', 'FEEL_TYPE_MISMATCH'],
  ['numbers + 1', 'FEEL_TYPE_MISMATCH'],
  ['1 < 2 < 3', 'FEEL_TYPE_MISMATCH'],
  ['amount between "1" and "2"', 'FEEL_TYPE_MISMATCH'],
  ['amount in ("a", "b")', 'FEEL_TYPE_MISMATCH'],
  ['amount in ["a"..."b"]', 'FEEL_SYNTAX'],
  ['amount in ["a".."b"]', 'FEEL_TYPE_MISMATCH'],
  ['amount in (? + 1)', 'FEEL_TYPE_MISMATCH'],
  ['status.length', 'FEEL_TYPE_MISMATCH'],
  ['documents.code.length', 'FEEL_TYPE_MISMATCH'],
  ['numbers["a"]', 'FEEL_TYPE_MISMATCH'],
  ['for i in amount return i', 'FEEL_TYPE_MISMATCH'],
  ['some i in numbers satisfies i', 'FEEL_TYPE_MISMATCH'],
  ['contains(amount, "1")', 'FEEL_TYPE_MISMATCH'],
  ['sum(["a"])', 'FEEL_TYPE_MISMATCH'],
  ['max([1, "a"])', 'FEEL_TYPE_MISMATCH'],
  ['sort([1, "a"])', 'FEEL_TYPE_MISMATCH'],
  ['amount(1)', 'FEEL_UNKNOWN_FUNCTION'],
  ['numbers[1.5]', 'FEEL_INVALID_ARGUMENT'],
  ['number("mười")', 'FEEL_INVALID_ARGUMENT'],
  ['date(status)', 'FEEL_INVALID_ARGUMENT'],
  ['date("2026-02-30")', 'FEEL_INVALID_ARGUMENT'],
  ['date(2026, 2, 30)', 'FEEL_INVALID_ARGUMENT'],
  ['time("25:00:00")', 'FEEL_INVALID_ARGUMENT'],
  ['duration("3 ngày")', 'FEEL_INVALID_ARGUMENT'],
  ['duration("P1M2D")', 'FEEL_INVALID_ARGUMENT'],
  ['@"hôm nay"', 'FEEL_INVALID_ARGUMENT'],
  ['matches("a", "(")', 'FEEL_INVALID_ARGUMENT'],
  ['matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "^(a+)+$")', 'FEEL_INVALID_ARGUMENT'],
  ['sqrt(-1)', 'FEEL_INVALID_ARGUMENT'],
  ['1 / 0', 'FEEL_DIVISION_BY_ZERO'],
  ['10 ** 400', 'FEEL_LIMIT'],
  ['1e999', 'FEEL_LIMIT'],
  ['for i in 1..1000000000 return i', 'FEEL_LIMIT'],
  ['count(for a in 1..999, b in 1..999 return 1)', 'FEEL_LIMIT'],
  ['(function(f) f(f))(function(f) f(f))', 'FEEL_LIMIT'],
  ['date("2026-01-01") + duration("P9999999999D")', 'FEEL_LIMIT'],
  ['[1..3]', 'FEEL_NOT_JSON'],
  ['function(x) x', 'FEEL_NOT_JSON'],
  ['function(x) external {}', 'FEEL_UNSUPPORTED'],
  ['amount instance of money', 'FEEL_UNSUPPORTED'],
  ['duyệt(1)', 'FEEL_UNKNOWN_FUNCTION'],
  ['contains("a")', 'FEEL_WRONG_ARGUMENTS'],
  ['contains("a", "b", "c")', 'FEEL_WRONG_ARGUMENTS'],
  ['contains(text: "a", match: "b")', 'FEEL_WRONG_ARGUMENTS'],
  ['sum()', 'FEEL_WRONG_ARGUMENTS'],
  ['', 'FEEL_EMPTY'],
  [' = ', 'FEEL_EMPTY'],
  ['amount >', 'FEEL_SYNTAX'],
  ['amount > 1)', 'FEEL_SYNTAX'],
  ['a == 1', 'FEEL_SYNTAX'],
  ['a && b', 'FEEL_SYNTAX'],
  ["status = 'received'", 'FEEL_SYNTAX'],
  ['"not closed', 'FEEL_SYNTAX'],
  ['1; 2', 'FEEL_SYNTAX'],
  ['> 3', 'FEEL_SYNTAX'],
  ['1 + > 3', 'FEEL_SYNTAX'],
  ['? > 3', 'FEEL_SYNTAX'],
  ['amount in numbers = true', 'FEEL_SYNTAX'],
  ['/* only a remark */', 'FEEL_SYNTAX'],
  ['${amount > 3}', 'FEEL_FOREIGN_LANGUAGE'],
  ['#{amount > 3}', 'FEEL_FOREIGN_LANGUAGE'],
  ['amount > ${limit}', 'FEEL_FOREIGN_LANGUAGE'],
];

describe('FEEL expressions', () => {
  for (const [group, cases] of Object.entries(values)) {
    describe(group, () => {
      for (const [text, expected] of cases) {
        it(`${text} gives ${JSON.stringify(expected)}`, () => expect(valueOf(text)).to.deep.equal(expected));
      }
    });
  }

  describe('problems', () => {
    for (const [text, code] of problems) {
      it(`${text} is ${code}`, () => expect(problemOf(valueOf(text)).code).to.equal(code));
    }

    it('speaks Vietnamese and English, quotes the expression and says where', () => {
      // given a comparison of a text with a number on the second line
      const problem = problemOf(valueOf('approved and\n  status > 100'));

      // then
      expect(problem).to.deep.include({ code: 'FEEL_TYPE_MISMATCH', line: 2, column: 10, expression: 'approved and\n  status > 100' });
      expect(problem.message).to.contain('chuỗi').and.contain('số');
      expect(problem.messageEn).to.contain('string').and.contain('number');
      expect(Object.isFrozen(problem)).to.equal(true);
    });

    it('names the cure for habits of other languages', () => {
      expect(problemOf(compileExpression('a == 1')).message).to.contain('"="');
      expect(problemOf(compileExpression('a && b')).message).to.contain('"and"');
      expect(problemOf(compileExpression("a = 'b'")).message).to.contain('"…"');
      expect(problemOf(compileExpression('${a}')).message).to.contain('"${a}"');
    });

    it('finds impossible constants and unknown functions when compiling, before any dossier does', () => {
      expect(problemOf(compileExpression('date("2026-02-30") > today()')).code).to.equal('FEEL_INVALID_ARGUMENT');
      expect(problemOf(compileExpression('amount > 1 or duyệt(x)')).code).to.equal('FEEL_UNKNOWN_FUNCTION');
    });

    it('does not evaluate what and / or do not need, so a guard protects', () => {
      expect(valueOf('status instance of number and status > 3')).to.equal(false);
      expect(valueOf('status = "received" or number(status) > 3')).to.equal(true);
    });
  });

  describe('conditions', () => {
    const condition = (text: string) => evaluateCondition(text, lookup, now);

    it('are true or false, with or without a leading =', () => {
      expect(condition('amount > 100')).to.equal(true);
      expect(condition('= amount > 200')).to.equal(false);
      expect(evaluateCondition(compiled('approved'), lookup, now)).to.equal(true);
    });

    it('that are null are a problem that names what is missing', () => {
      const problem = problemOf(condition('hạn mức > 3 and amount > 1'));
      expect(problem.code).to.equal('FEEL_CONDITION_NULL');
      expect(problem.message).to.contain('"hạn mức"').and.not.contain('"amount"');
    });

    it('that are anything else are a problem', () => {
      for (const text of ['amount', '"true"', '[true]', 'today()', '{}']) {
        expect(problemOf(condition(text)).code, text).to.equal('FEEL_CONDITION_NOT_BOOLEAN');
      }
    });

    it('pass on the problem of the expression', () => {
      expect(problemOf(condition('status > 3')).code).to.equal('FEEL_TYPE_MISMATCH');
      expect(problemOf(condition('status >')).code).to.equal('FEEL_SYNTAX');
    });
  });

  describe('names', () => {
    it('are listed: variables only, not what the expression binds itself', () => {
      expect(compiled('for x in list return x + applicant.age + {a: 1, b: a}.b').names).to.deep.equal(['applicant', 'list']);
      expect(compiled('documents[pages > limit and item.code != ""]').names).to.deep.equal(['documents', 'limit', 'pages']);
      expect(compiled('sort(l, function(x, y) x < y)').names).to.deep.equal(['l']);
      expect(compiled('count(count)').names).to.deep.equal(['count']);
    });

    it('of a text alone are what it may read: roots of paths, names of several words whole, nothing for what is no FEEL', () => {
      expect(freeNames('=applicant.address.commune = "Tân Lập" and diện tích > 100')).to.deep.equal(['applicant', 'diện tích']);
      expect(freeNames('some m in members satisfies m.name = họ và tên')).to.deep.equal(['họ và tên', 'members']);
      expect(freeNames('list[age > 3]')).to.deep.equal(['age', 'list']);
      expect(freeNames('date("2026-03-02") > ngày nộp')).to.deep.equal(['ngày nộp']);
      expect(freeNames('substring(string: s, start position: n)')).to.deep.equal(['n', 's']);
      expect(freeNames('1 +')).to.deep.equal([]);
    });

    it('are the same in NFC and NFD', () => {
      const text = 'diện tích > 100';
      expect(compiled(text.normalize('NFD')).names).to.deep.equal(['diện tích'.normalize('NFC')]);
      expect(valueOf(text.normalize('NFD'))).to.equal(true);
    });

    it('with operators or words of FEEL work when they are announced', () => {
      // given variables whose names FEEL would take apart
      const special: Readonly<Record<string, unknown>> = { 'đất ở - đất vườn': 3, 'cha and mẹ': 4 };
      const known = Object.keys(special);

      // then
      const expression = compiled('đất ở - đất vườn + cha and mẹ', known);
      expect(expression.names).to.have.members(known);
      expect(expression.evaluate((name) => special[name], now)).to.equal(7);
      expect(compiled('đất ở - đất vườn').names).to.deep.equal(['đất vườn', 'đất ở']);
    });
  });

  describe('safety', () => {
    const inherited = ['constructor', '__proto__', 'toString', 'valueOf', 'hasOwnProperty', '__defineGetter__', 'isPrototypeOf'];

    for (const name of inherited) {
      it(`${name} is null as a variable, an entry and a key, whatever the look-up does`, () => {
        const careless = (wanted: string): unknown => (({ o: { a: 1 }, l: [{ a: 1 }] }) as Record<string, unknown>)[wanted];
        const evaluated = (text: string) => evaluateExpression(text, careless, now);
        expect(evaluated(name)).to.equal(null);
        expect(evaluated(`o.${name}`)).to.equal(null);
        expect(evaluated(`o.${name}.${name}`)).to.equal(null);
        expect(evaluated(`l.${name}`)).to.deep.equal([null]);
        expect(evaluated(`l[${name} != null]`)).to.deep.equal([]);
        expect(evaluated(`get value(o, "${name}")`)).to.equal(null);
        expect(problemOf(evaluated(`{${name}: 1}`)).code).to.equal('FEEL_INVALID_ARGUMENT');
        expect(problemOf(evaluated(`context put(o, "${name}", 1)`)).code).to.equal('FEEL_INVALID_ARGUMENT');
        expect(problemOf(evaluated(`${name}("return 1")`)).code).to.equal('FEEL_UNKNOWN_FUNCTION');
      });
    }

    it('an own __proto__ of a JSON variable changes nothing', () => {
      const hostile: unknown = JSON.parse('{"__proto__": {"polluted": true}, "a": 1}');
      const evaluated = (text: string) => evaluateExpression(text, () => hostile, now);
      expect(evaluated('v.polluted')).to.equal(null);
      expect(evaluated('v.__proto__')).to.equal(null);
      expect(evaluated('context merge([{}, v]).polluted')).to.equal(null);
      expect(({} as Record<string, unknown>).polluted).to.equal(undefined);
    });

    it('a look-up that answers with functions or undefined reads as null', () => {
      expect(evaluateExpression('f', () => () => 1, now)).to.equal(null);
      expect(evaluateExpression('f(1)', () => () => 1, now)).to.satisfy(isExpressionProblem);
      expect(evaluateExpression('f', nothing, now)).to.equal(null);
    });

    it('refuses 2,000 brackets, long chains and long texts with a code', () => {
      const codeOf = (text: string) => problemOf(compileExpression(text)).code;
      expect(codeOf(`${'('.repeat(2_000)}1${')'.repeat(2_000)}`)).to.equal('FEEL_TOO_DEEP');
      expect(codeOf('['.repeat(4_000))).to.equal('FEEL_TOO_DEEP');
      expect(codeOf(`${'1+'.repeat(2_000)}1`)).to.equal('FEEL_TOO_DEEP');
      expect(codeOf(`${'- '.repeat(2_000)}a`)).to.equal('FEEL_TOO_DEEP');
      expect(codeOf(`${'('.repeat(5_000)}1${')'.repeat(5_000)}`)).to.equal('FEEL_TOO_LONG');
      expect(codeOf(`"${'a'.repeat(30_000)}"`)).to.equal('FEEL_TOO_LONG');
    });

    it('takes 90 brackets, 200 alternatives and a list of 1,000 codes', () => {
      expect(valueOf(`${'('.repeat(90)}1${')'.repeat(90)}`)).to.equal(1);
      expect(valueOf(Array.from({ length: 200 }, (_, index) => `amount = ${index}`).join(' or '))).to.equal(true);
      expect(valueOf(`count([${Array.from({ length: 1_000 }, (_, index) => index).join(',')}])`)).to.equal(1_000);
    });

    it('patterns that could take long are refused, usual ones are not', () => {
      const long = 'a'.repeat(3_000);
      const matching = (text: string, pattern: string) => evaluateExpression(`matches(text, "${pattern}")`, () => text, now);
      for (const pattern of ['(a+)+$', '(a|aa)*b', '((a*))*b', 'a*a*a*a*b', '(a?){30}a{30}', '(?:a|b|ab)+c', '.*.*=.*']) {
        expect(problemOf(matching(long, pattern)).code, pattern).to.equal('FEEL_INVALID_ARGUMENT');
      }
      expect(matching('ubnd.xa@tinh.gov.vn', '^[^@\\s]+@[^@\\s]+\\.[a-z]{2,}$')).to.equal(true);
      expect(matching('000.00.01.H01-260302-0001', '^\\d{3}(?:\\.[0-9H]{2}[0-9]?)+-\\d{6}-\\d{4}$')).to.satisfy(isExpressionProblem);
      expect(matching('00.01.02-260302-0001', '^\\d{2}(\\.\\d{2})+-\\d{6}-\\d{4}$')).to.equal(true);
      expect(matching('000.00.01.H01-260302-0001', '^[0-9.H]+-\\d{6}-\\d{4}$')).to.equal(true);
      expect(matching(long, '^a+$')).to.equal(true);
    });

    it('survives data nested 50,000 deep', () => {
      const deep = Array.from({ length: 50_000 }).reduce<Json>((inner) => [inner], null);
      expect(problemOf(evaluateExpression('flatten(v)', () => deep, now)).code).to.equal('FEEL_LIMIT');
    });

    it('gives back what is nested up to 200 deep and no deeper, however it came to be', () => {
      const nested = (depth: number) => Array.from({ length: depth }).reduce<Json>((inner) => [inner], 1);
      expect(isTooDeep(nested(200))).to.equal(false);
      expect(isTooDeep(nested(201))).to.equal(true);
      expect(isTooDeep(nested(100_000))).to.equal(true);
      expect(evaluateExpression('[v]', () => nested(200), now)).to.deep.equal(nested(201));
      expect(problemOf(evaluateExpression('[v]', () => nested(201), now)).code).to.equal('FEEL_LIMIT');
      expect(problemOf(evaluateExpression('{a: v}', () => nested(201), now)).code).to.equal('FEEL_LIMIT');
    });

    it('never throws, whatever the text', () => {
      const pieces = [
        'a',
        '1',
        '"x"',
        '(',
        ')',
        '[',
        ']',
        '{',
        '}',
        ' and ',
        ' in ',
        '..',
        '.',
        ',',
        ':',
        '=',
        '>',
        '-',
        '?',
        'for i in ',
        ' return ',
        '\\',
        '"',
        '$',
        ' if ',
        ' then ',
        ' else ',
        'not(',
        'date(',
        '@',
        '\n',
        'ệ',
        '😀',
        '/*',
        '`',
        'function(',
        'some x in ',
        ' satisfies ',
      ];
      fc.assert(
        fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 14 }), (parts) => {
          const value = evaluateExpression(parts.join(''), lookup, now);
          return value === null || value !== undefined;
        }),
        { numRuns: 2_000 },
      );
    });
  });

  describe('cache and texts', () => {
    it('equal texts give the same compiled object, bad ones the same problem', () => {
      expect(compileExpression('amount > 12')).to.equal(compileExpression('amount > 12'));
      expect(compileExpression('amount >')).to.equal(compileExpression('amount >'));
      expect(compileExpression('a - b', ['a - b'])).to.not.equal(compileExpression('a - b'));
    });

    it('holds a bounded number of texts', () => {
      const first = compileExpression('1 = 1000000');
      for (let index = 0; index < 5_000; index += 1) compileExpression(`x${index}`);
      const again = compileExpression('1 = 1000000');
      expect(again).to.not.equal(first);
      expect((again as Expression).text).to.equal('1 = 1000000');
    });

    it('an expression keeps no state between evaluations', () => {
      const expression = compiled('a + 1');
      expect(expression.evaluate(() => 1, now)).to.equal(2);
      expect(expression.evaluate(() => 5, now)).to.equal(6);
      expect(compiled('today()').evaluate(nothing, '2026-01-01T00:00:00Z')).to.equal('2026-01-01');
      expect(compiled('today()').evaluate(nothing, '2026-01-01T17:00:00Z')).to.equal('2026-01-02');
    });

    it('throws only for a caller without a clock', () => {
      expect(() => evaluateExpression('now()', nothing, 'noon')).to.throw(TypeError, 'noon');
      expect(evaluateExpression('1', nothing, 'noon')).to.equal(1);
    });

    it('a leading = marks FEEL', () => {
      expect(isFeel('= now()')).to.equal(true);
      expect(isFeel('PT3H')).to.equal(false);
      expect(feelText(' = a + 1 ')).to.equal('a + 1');
      expect(feelText('a = 1')).to.equal('a = 1');
    });

    it('JSON that comes in goes out as the same object', () => {
      expect(valueOf('documents')).to.equal(dossier.documents);
      expect(valueOf('applicant.address')).to.equal((dossier.applicant as { address: unknown }).address);
    });
  });
});

/** Random expressions of known type, over numbers, texts, truth values and lists, null among them. */
const typed = fc.letrec<{ number: string; truth: string; text: string; list: string }>((tie) => {
  const both = (left: fc.Arbitrary<string>, signs: readonly string[], right: fc.Arbitrary<string>) =>
    fc.tuple(left, fc.constantFrom(...signs), right).map(([one, sign, other]) => `(${one} ${sign} ${other})`);
  const number = tie('number');
  const truth = tie('truth');
  const text = tie('text');
  const list = tie('list');
  const digit = fc.integer({ min: -9, max: 9 }).map(String);
  return {
    number: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.oneof(digit, fc.constantFrom('a', 'b', 'tổng số', 'o.age', 'missing')),
      both(number, ['+', '-', '*'], number),
      number.map((inner) => `(-(${inner}))`),
      number.map((inner) => `abs(${inner})`),
      list.map((inner) => `count(${inner})`),
      list.map((inner) => `sum(${inner})`),
      text.map((inner) => `string length(${inner})`),
      fc.tuple(list, fc.integer({ min: 1, max: 4 })).map(([inner, index]) => `${inner}[${index}]`),
      fc.tuple(truth, number, number).map(([condition, one, other]) => `(if ${condition} then ${one} else ${other})`),
    ),
    truth: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom('true', 'false', 'yes', 'no'),
      both(number, ['=', '!=', '<', '<=', '>', '>='], number),
      both(text, ['=', '!=', '<', '>='], text),
      both(truth, ['and', 'or', '='], truth),
      truth.map((inner) => `not(${inner})`),
      fc.tuple(number, digit, digit).map(([inner, one, other]) => `(${inner} between ${one} and ${Math.max(Number(one), Number(other))})`),
      fc.tuple(number, digit).map(([inner, start]) => `(${inner} in [${start}..${Number(start) + 3}))`),
      fc.tuple(number, digit, digit).map(([inner, one, other]) => `(${inner} in (${one}, > ${other}))`),
      fc
        .tuple(fc.constantFrom('some', 'every'), list, digit)
        .map(([word, inner, limit]) => `(${word} x in ${inner} satisfies x > ${limit})`),
      fc
        .tuple(fc.constantFrom('contains', 'starts with', 'ends with'), text, text)
        .map(([name, one, other]) => `${name}(${one}, ${other})`),
      fc.tuple(list, digit).map(([inner, wanted]) => `list contains(${inner}, ${wanted})`),
    ),
    text: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom('"a"', '""', '"ab c"', 's', 'o.name'),
      both(text, ['+'], text),
      text.map((inner) => `upper case(${inner})`),
      fc.tuple(text, fc.integer({ min: 1, max: 3 })).map(([inner, start]) => `substring(${inner}, ${start})`),
      number.map((inner) => `string(if ${inner} > 3 then "big" else "small")`),
    ),
    list: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.array(digit, { maxLength: 4 }).map((items) => `[${items.join(', ')}]`),
      fc.constantFrom('l', 'documents.pages'),
      fc.tuple(list, number).map(([inner, limit]) => `${inner}[item > ${limit}]`),
      fc.tuple(list, digit).map(([inner, other]) => `(for x in ${inner} return x * ${other})`),
      fc.tuple(list, list).map(([one, other]) => `concatenate(${one}, ${other})`),
      list.map((inner) => `reverse(${inner})`),
      list.map((inner) => `distinct values(${inner})`),
    ),
  };
});

describe('FEEL expressions beside the interpreter feelin', () => {
  const variables = {
    a: 3,
    b: -2,
    'tổng số': 5,
    yes: true,
    no: false,
    s: 'abc',
    l: [1, 2, 2, 7],
    o: { age: 4, name: 'Bình' },
    documents: [{ pages: 2 }, { pages: 5 }],
  };
  const own = (text: string) => evaluateExpression(text, (name) => (variables as Record<string, unknown>)[name], now);
  // through JSON, where -0 is 0
  const theirs = (text: string): unknown => JSON.parse(JSON.stringify(feelin(text, { ...variables, missing: null }).value ?? null));

  /** The common grammar gives up on some texts that are valid ("[][item > …][item > …]"): then both must say so. */
  const isReadable = (text: string) => {
    const expression = compileExpression(text);
    return !(isExpressionProblem(expression) && expression.code === 'FEEL_SYNTAX');
  };

  it('random expressions of fitting types have the same value', () => {
    fc.assert(
      fc.property(fc.oneof(typed.number, typed.truth, typed.text, typed.list), (text) => {
        fc.pre(text.length < 400);
        if (isReadable(text)) expect(own(text), text).to.deep.equal(theirs(text));
        else expect(() => theirs(text), text).to.throw();
      }),
      { numRuns: 1_500 },
    );
  });

  it('sums of hundredths are exact, where binary fractions are not', () => {
    const cents = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });
    fc.assert(
      fc.property(cents, cents, (one, other) => {
        const text = `${one / 100} + ${other / 100} = ${(one + other) / 100}`;
        return own(text) === true;
      }),
    );
  });

  it('gives a problem where feelin gives false or null without a word', () => {
    expect(feelin('"x" > 100').value).to.equal(false);
    for (const text of ['"x" > 100', 's = 3', 's and yes', 'if a then 1 else 2']) expect(own(text), text).to.satisfy(isExpressionProblem);
  });
});
