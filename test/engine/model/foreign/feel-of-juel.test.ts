import { expect } from 'chai';
import { feelOf, feelOfValue } from '../../../../engine/model/foreign/expression-texts.ts';
import { feelOfJuel } from '../../../../engine/model/foreign/juel/feel-of-juel.ts';
import { compileExpression, isExpressionProblem, type Json } from '../../../../engine/semantics/expressions.ts';

const valueOf = (juel: string, variables: Record<string, Json>) => {
  const compiled = compileExpression(feelOfJuel(juel)!);
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
