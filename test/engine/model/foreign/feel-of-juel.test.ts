import { expect } from 'chai';
import fc from 'fast-check';
import { feelOf, feelOfValue } from '../../../../engine/model/foreign/expression-texts.ts';
import { feelOfJuel } from '../../../../engine/model/foreign/juel/feel-of-juel.ts';
import { compileExpression, isExpressionProblem, type Json } from '../../../../engine/semantics/expressions.ts';

const valueOf = (juel: string, variables: Record<string, Json>) => {
  const compiled = compileExpression(feelOfJuel(juel) ?? `no FEEL for ${juel}`);
  if (isExpressionProblem(compiled)) throw new Error(compiled.messageEn);
  return compiled.evaluate((name) => variables[name], '2026-03-02T01:00:00.000Z');
};

describe('the expression language of the Java engines', () => {
  it('becomes FEEL with the same meaning', () => {
    const variables = { a: 7, b: 2, ok: true, no: false, s: 'x', list: [4, 5], none: null, m: { k: { n: 1 } }, i: 1, empty_list: [] };
    for (const [juel, value] of [
      ['a > 5 && ok', true],
      ['a lt 5 or not no', true],
      ['!no and !(a == 7)', false],
      ['a ne b and a != 3', true],
      ['a - (b - 1)', 6],
      ['a - b - 1', 4],
      ['-a + b * 3', -1],
      ['a div b', 3.5],
      ['a mod b', 1],
      ['(a + b) % 4', 1],
      ['a le 7 and b ge 2', true],
      ['s eq "x"', true],
      ["s == 'y'", false],
      ["'it\\'s'", "it's"],
      ['ok ? 1 : 2', 1],
      ['no ? 1 : ok ? 2 : 3', 2],
      ['(ok ? a : b) + 1', 8],
      ['empty list', false],
      ['empty empty_list', true],
      ['empty none', true],
      ['empty s', false],
      ["empty ''", true],
      ['not empty a', true],
      ['m.k.n == 1', true],
      ["m['k'].n", 1],
      ['list[0]', 4],
      ['list[i]', 5],
      ["execution.getVariable('a') gt 3", true],
      ['none == null', true],
      ['1.5e1 == 15', true],
      ['a == 7 == ok', true],
    ] as const)
      expect(valueOf(juel, variables), juel).to.deep.equal(value);
  });

  it('keeps what binds tighter together', () => {
    expect(feelOfJuel('(a || b) && !c')).to.equal('(a or b) and not(c)');
    expect(feelOfJuel('a || b && c')).to.equal('a or b and c');
    expect(feelOfJuel('a / (b * c)')).to.equal('a / (b * c)');
    expect(feelOfJuel('x ? y : z')).to.equal('if x then y else z');
  });

  it('counts rounds as the other engines do, and names their variables', () => {
    expect(feelOfJuel('nrOfCompletedInstances / nrOfInstances >= 0.5')).to.equal('numberOfCompletedInstances / numberOfInstances >= 0.5');
    expect(feelOfJuel('loopCounter == 0')).to.equal('loopCounter - 1 = 0');
    expect(feelOfJuel('list[loopCounter]')).to.equal('list[loopCounter - 1 + 1]');
  });

  it('is refused where it says more than FEEL: calls, assignments, lambdas, FEEL words as names', () => {
    for (const juel of [
      'bean.run(x)',
      'list.size() > 1',
      'a = b',
      'x -> x + 1',
      'a ; b',
      'if',
      'a between b',
      '',
      '(a',
      "'open",
      'a..b',
      '#a',
      'fn:length(a)',
    ])
      expect(feelOfJuel(juel), juel).to.equal(undefined);
    expect(feelOfJuel(`${'('.repeat(2_000)}a${')'.repeat(2_000)}`)).to.equal(undefined);
    expect(feelOfJuel(`${'!'.repeat(2_000)}a`)).to.equal(undefined);
  });

  it('stands between marks, alone or in a text', () => {
    expect(feelOf('${a > 1}')).to.equal('a > 1');
    expect(feelOf('#{a}')).to.equal('a');
    expect(feelOf('= a + 1')).to.equal('a + 1');
    expect(feelOf('a > 1')).to.equal('a > 1');
    expect(feelOf('${a} và ${b}')).to.equal(undefined);
    expect(feelOf('${a')).to.equal(undefined);
    expect(feelOfValue('Hồ sơ ${so}!', 'java')).to.equal('"Hồ sơ " + string(so) + "!"');
    expect(feelOfValue('${"}"}', 'java')).to.equal('"}"');
    expect(feelOfValue('5', 'java')).to.equal('"5"');
    expect(feelOfValue('', 'java')).to.equal('""');
    expect(feelOfValue('=5', 'zeebe')).to.equal('5');
    expect(feelOfValue('${a}', 'zeebe')).to.equal('"${a}"');
  });
});

/** An expression as a tree, its text with no more brackets than the language needs, and what it gives. */
interface Tree {
  readonly text: string;
  readonly binds: number;
  readonly value: number | boolean;
}

const levels = {
  '||': 1,
  or: 1,
  '&&': 2,
  and: 2,
  '==': 3,
  eq: 3,
  '!=': 3,
  ne: 3,
  '<': 4,
  lt: 4,
  '>=': 4,
  ge: 4,
  '+': 5,
  '-': 5,
  '*': 6,
  '%': 6,
  mod: 6,
};
const inside = ({ text, binds }: Tree, level: number) => (binds < level ? `(${text})` : text);

function join(operator: keyof typeof levels, left: Tree, right: Tree): Tree {
  const level = levels[operator];
  const [a, b] = [Number(left.value), Number(right.value)];
  const results: Record<string, number | boolean> = {
    '||': left.value || right.value,
    '&&': left.value && right.value,
    '==': left.value === right.value,
    '!=': left.value !== right.value,
    '<': a < b,
    '>=': a >= b,
    '+': a + b,
    '-': a - b,
    '*': a * b,
    '%': (a % b) + 0,
  };
  const symbols: Record<string, string> = { or: '||', and: '&&', eq: '==', ne: '!=', lt: '<', ge: '>=', mod: '%' };
  return {
    text: `${inside(left, level)} ${operator} ${inside(right, level + 1)}`,
    binds: level,
    value: results[symbols[operator] ?? operator]!,
  };
}

const { number, boolean } = fc.letrec<{ number: Tree; boolean: Tree }>((tie) => ({
  number: fc.oneof(
    { depthSize: 'small' },
    fc.integer({ min: 1, max: 9 }).map((value): Tree => ({ text: String(value), binds: 9, value })),
    fc.constantFrom<Tree>(
      { text: 'seven', binds: 9, value: 7 },
      { text: 'm.three', binds: 9, value: 3 },
      { text: 'list[1]', binds: 9, value: 5 },
    ),
    fc
      .tuple(fc.constantFrom('+' as const, '-' as const, '*' as const), tie('number'), tie('number'))
      .map(([sign, a, b]) => join(sign, a, b)),
    fc
      .tuple(fc.constantFrom('%' as const, 'mod' as const), tie('number'), fc.integer({ min: 1, max: 9 }))
      .map(([sign, a, b]) => join(sign, a, { text: String(b), binds: 9, value: b })),
    tie('number').map((of): Tree => ({ text: `-${inside(of, 8)}`, binds: 7, value: 0 - Number(of.value) })),
    fc.tuple(tie('boolean'), tie('number'), tie('number')).map(([test, then, other]): Tree => ({
      text: `${inside(test, 1)} ? ${then.text} : ${other.text}`,
      binds: 0,
      value: test.value ? then.value : other.value,
    })),
  ),
  boolean: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom<Tree>(
      { text: 'yes', binds: 9, value: true },
      { text: 'false', binds: 9, value: false },
      { text: 'empty none', binds: 7, value: true },
    ),
    fc
      .tuple(fc.constantFrom('<' as const, 'ge' as const, '==' as const, 'ne' as const), tie('number'), tie('number'))
      .map(([sign, a, b]) => join(sign, a, b)),
    fc
      .tuple(fc.constantFrom('||' as const, 'and' as const, '&&' as const, 'or' as const, 'eq' as const), tie('boolean'), tie('boolean'))
      .map(([sign, a, b]) => join(sign, a, b)),
    fc
      .tuple(fc.constantFrom('!', 'not '), tie('boolean'))
      .map(([sign, of]): Tree => ({ text: `${sign}${inside(of, 7)}`, binds: 7, value: !of.value })),
  ),
}));

describe('any expression of the Java engines', () => {
  it('that is translated has the value that it had', () => {
    let translated = 0;
    const variables: Record<string, Json> = { seven: 7, m: { three: 3 }, list: [4, 5], yes: true, none: null };
    fc.assert(
      fc.property(fc.oneof(number, boolean), ({ text, value }) => {
        if (feelOfJuel(text) === undefined) return;
        translated++;
        expect(valueOf(text, variables), text).to.equal(value);
      }),
      { numRuns: 500 },
    );
    expect(translated).to.be.greaterThan(400);
  });

  it('names exactly the variables that it named', () => {
    expect(feelOfJuel('a > 1e400')).to.equal(undefined);
    for (const [juel, names] of [
      ['a.b[c] == 1e21 && d', ['a', 'c', 'd']],
      ['date > 1e-7', ['date']],
      ['count + sum', ['count', 'sum']],
    ] as const) {
      const compiled = compileExpression(feelOfJuel(juel)!);
      expect(isExpressionProblem(compiled) ? compiled.messageEn : compiled.names, juel).to.deep.equal(names);
    }
  });
});
