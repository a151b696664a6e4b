import { expect } from 'chai';
import { evaluateExpression, isExpressionProblem, type Json } from '../../../../engine/semantics/expressions.ts';
import { builtins } from '../../../../engine/semantics/expressions/builtins/index.ts';

const now = '2026-03-02T20:00:00Z';
const evaluated = (text: string, variables: Readonly<Record<string, unknown>> = {}) => {
  const value = evaluateExpression(text, (name) => variables[name], now);
  return isExpressionProblem(value) ? value.code : value;
};

/** A value of each type, as FEEL writes it. */
const samples: Readonly<Record<string, string>> = {
  boolean: 'true',
  number: '2',
  string: '"ab"',
  date: 'date("2026-03-02")',
  time: 'time("09:30:00")',
  'date and time': 'date and time("2026-03-02T09:30:00")',
  'years and months duration': 'duration("P1Y")',
  'days and time duration': 'duration("P1D")',
  range: '[1..3]',
  function: '(function(x) x)',
  list: '[1, 2]',
  context: '{a: 1}',
};
const strange = ['-1', '0', '0.5', '1e300', '1e-300', '""', '"("', '"[a"', '[]', '[null]', '{}', '"P99999999999Y"', '@"-P1D"', '999999999'];

/** What a function gives for null, and for `wrong`, where its parameters take any type. */
const ofAny: Readonly<Record<string, readonly [Json, string, string]>> = {
  min: [null, '(1, "a")', 'FEEL_TYPE_MISMATCH'],
  max: [null, '([1, true])', 'FEEL_TYPE_MISMATCH'],
  all: [null, '(true, 1)', 'FEEL_TYPE_MISMATCH'],
  any: [null, '("a")', 'FEEL_TYPE_MISMATCH'],
  sum: [null, '(1, "a")', 'FEEL_TYPE_MISMATCH'],
  mean: [null, '([true])', 'FEEL_TYPE_MISMATCH'],
  product: [null, '("a")', 'FEEL_TYPE_MISMATCH'],
  median: [null, '("a")', 'FEEL_TYPE_MISMATCH'],
  stddev: [null, '(1, "a")', 'FEEL_TYPE_MISMATCH'],
  mode: [null, '(["a"])', 'FEEL_TYPE_MISMATCH'],
  abs: [null, '("a")', 'FEEL_TYPE_MISMATCH'],
  number: [null, '(true)', 'FEEL_TYPE_MISMATCH'],
  date: [null, '(true)', 'FEEL_TYPE_MISMATCH'],
  time: [null, '([])', 'FEEL_TYPE_MISMATCH'],
  'date and time': [null, '(1)', 'FEEL_TYPE_MISMATCH'],
  duration: [null, '(1)', 'FEEL_TYPE_MISMATCH'],
  'years and months duration': [null, '(1, 2)', 'FEEL_TYPE_MISMATCH'],
  'day of year': [null, '(1)', 'FEEL_TYPE_MISMATCH'],
  'day of week': [null, '("2026-03-02")', 'FEEL_TYPE_MISMATCH'],
  'month of year': [null, '([])', 'FEEL_TYPE_MISMATCH'],
  'week of year': [null, '(true)', 'FEEL_TYPE_MISMATCH'],
  'last day of month': [null, '({})', 'FEEL_TYPE_MISMATCH'],
  // these take values of every type, null among them
  is: [true, '()', 'FEEL_WRONG_ARGUMENTS'],
  string: [null, '()', 'FEEL_WRONG_ARGUMENTS'],
  concatenate: [[null], '()', 'FEEL_WRONG_ARGUMENTS'],
  union: [[null], '()', 'FEEL_WRONG_ARGUMENTS'],
  append: [null, '()', 'FEEL_WRONG_ARGUMENTS'],
  ...Object.fromEntries(
    'before,after,meets,met by,overlaps,overlaps before,overlaps after,finishes,finished by,includes,during,starts,started by,coincides'
      .split(',')
      .map((name) => [name, [null, '([1..2], ["a".."b"])', 'FEEL_TYPE_MISMATCH'] as const]),
  ),
};

describe('FEEL: arguments of built-in functions', () => {
  for (const [name, { parameters, isVariadic }] of builtins) {
    const types = Object.entries(parameters);
    const written = types.map(([, type]) => samples[type.replace('?', '')] ?? '1');
    const call = (index: number, text: string) => `${name}(${written.map((other, at) => (at === index ? text : other)).join(', ')})`;
    if (types.length === 0) continue;

    it(`${name}: nulls`, () => {
      if (name in ofAny) return expect(evaluated(`${name}(${types.map(() => 'null').join(', ')})`)).to.deep.equal(ofAny[name]![0]);
      for (const [index, [, type]] of types.entries())
        if (!type.endsWith('?') && type !== 'any') expect(evaluated(call(index, 'null')), call(index, 'null')).to.equal(null);
    });

    it(`${name}: wrong types`, () => {
      if (name in ofAny) expect(evaluated(`${name}${ofAny[name]![1]}`)).to.equal(ofAny[name]![2]);
      else
        expect(
          types.some(([, type]) => !type.startsWith('any')),
          'a function of any type has a line of its own',
        ).to.equal(true);
      if (isVariadic) return;
      for (const [index, [, declared]] of types.entries()) {
        const type = declared.replace('?', '');
        if (type === 'any') continue;
        for (const [other, text] of Object.entries(samples)) {
          // one value stands for a list of one
          if (other === type || type === 'list') continue;
          expect(evaluated(call(index, text)), call(index, text)).to.equal('FEEL_TYPE_MISMATCH');
        }
      }
    });

    it(`${name}: anything at all`, () => {
      const values = [...Object.values(samples), 'null', ...strange];
      for (const [index, one] of values.entries())
        for (const other of types.length > 1 || isVariadic
          ? [1, 8, 17].map((step) => values[(index + step) % values.length])
          : [undefined]) {
          const text = `${name}(${[one, ...(other === undefined ? [] : [other])].join(', ')}${types.length > 2 && !isVariadic ? ', 1' : ''})`;
          const value = evaluated(text);
          // NaN and the infinities would come back from JSON as null
          expect(JSON.parse(JSON.stringify(value)), text).to.deep.equal(value);
          expect(JSON.stringify(value), text).to.not.match(/Infinity|NaN|undefined/);
        }
    });
  }

  it('work that grows with values counts: comparing, joining, searching and copying end at a limit', () => {
    const doubled = (name: string, make: (before: string) => string, first = '1') =>
      `${name}0: ${first}, ${Array.from({ length: 40 }, (_, index) => `${name}${index + 1}: ${make(`${name}${index}`)}`).join(', ')}`;
    const both = (before: string) => `{a: ${before}, b: ${before}}`;
    expect(evaluated(`{${doubled('e', both)}, ${doubled('f', both)}, r: e40 = f40}.r`)).to.equal('FEEL_LIMIT');
    expect(evaluated(`{${doubled('e', both)}, ${doubled('f', both)}, r: list contains([e40], f40)}.r`)).to.equal('FEEL_LIMIT');
    expect(evaluated(`{${doubled('e', both)}, r: string(e40)}.r`)).to.equal('FEEL_LIMIT');
    expect(evaluated(`count({${doubled('e', (before) => `concatenate(${before}, ${before})`, '[1]')}}.e40)`)).to.equal('FEEL_LIMIT');
    const many = Array.from({ length: 20_000 }, (_, index) => index);
    expect(evaluated('count(for i in many return list contains(many, -1))', { many })).to.equal('FEEL_LIMIT');
    expect(evaluated('count(for i in many return many.a)', { many: many.map((a) => ({ a })) })).to.equal('FEEL_LIMIT');
    expect(evaluated('count(for i in many return i in many)', { many: many.map(String) })).to.equal('FEEL_LIMIT');
    expect(evaluated('count(for i in many return count(partial))', { many })).to.equal('FEEL_LIMIT');
    expect(evaluated('count(for i in many return upper case(text))', { many, text: 'a'.repeat(900_000) })).to.equal('FEEL_LIMIT');
    expect(evaluated('count(for i in many return matches(text, "a*a*b"))', { many, text: 'a'.repeat(400) })).to.equal('FEEL_LIMIT');
    expect(evaluated('string join(many, ",")', { many: many.map(() => 'a'.repeat(900_000)) })).to.equal('FEEL_LIMIT');
  });

  it('what lists of ordinary length need is far below the limit', () => {
    const many = Array.from({ length: 2_000 }, (_, index) => ({ a: index % 1_000, b: `t${index % 7}` }));
    expect(evaluated('count(distinct values(many))', { many: many.map(({ b }) => ({ b })) })).to.equal(7);
    expect(evaluated('duplicate values([1, 2, 1, 3, 3, 1, {a: 1}, {a: 1}, null, null])')).to.deep.equal([1, 3, { a: 1 }, null]);
    expect(evaluated('count(for i in 1..500 return list contains(many.a, i))', { many })).to.equal(500);
    expect(evaluated('every m in many satisfies matches(m.b, "^t\\d+$")', { many })).to.equal(true);
  });
});
