import { expect } from 'chai';
import { decision, dmn, input, table } from '../../support/dmn.ts';
import { ask, asked, decisionIn, problemsIn } from './support.ts';

const graded = (policy: string, ...rules: string[]) =>
  dmn(input('n', 'number'), decision('d', table(policy, { n: {} }, { grade: { among: '"A","B","C"' } }, ...rules), ['n']));
const rules = ['>= 3 -> "C"', '>= 5 -> "B"', '>= 9 -> "A"', '[5..9] -> "B"'];
const numbered = (policy: string, otherwise?: string) =>
  dmn(
    input('n', 'number'),
    decision(
      'd',
      table(policy, { n: {} }, { fee: otherwise === undefined ? {} : { otherwise } }, '> 1 -> 10', '> 2 -> 0.1', '> 3 -> 0.2'),
      ['n'],
    ),
  );

describe('cells that are true or false', () => {
  it('ask for the value: null does not meet them, a text is of another type; a comparison of variables decides by itself', async () => {
    const xml = dmn(
      decision('d', table('F', { b: {} }, { found: {} }, 'true -> "yes"', 'false -> "no"', 'n > 1 -> "many"', '- -> "other"')),
    );
    expect(await asked(xml, 'd', { b: true })).to.equal('yes');
    expect(await asked(xml, 'd', { b: false })).to.equal('no');
    expect(await asked(xml, 'd', {})).to.equal('other');
    expect(await asked(xml, 'd', { n: 2 })).to.equal('many');
    expect(await asked(xml, 'd', { b: 'text' })).to.match(/rule 1, column "b": "in" does not work between string and boolean/);
  });
});

describe('the hit policies of a decision table', () => {
  it('UNIQUE gives the one rule, null for none, and fails when several are true', async () => {
    const xml = graded('U', ...rules);
    expect(await asked(xml, 'd', { n: 3 })).to.equal('C');
    expect(await asked(xml, 'd', { n: 1 })).to.equal(null);
    expect(await asked(xml, 'd', { n: 6 })).to.equal('Decision "d": Table "d": rules 1, 2, 4 are true together, only one rule may be true');
  });

  it('FIRST gives the first in the order of the table', async () => {
    expect(await asked(graded('F', ...rules), 'd', { n: 9 })).to.equal('C');
    expect(await asked(graded('F', ...rules), 'd', { n: 2 })).to.equal(null);
  });

  it('PRIORITY gives the result that stands first among the output values', async () => {
    expect(await asked(graded('P', ...rules), 'd', { n: 9 })).to.equal('A');
    expect(await asked(graded('P', ...rules), 'd', { n: 8 })).to.equal('B');
    expect(await asked(graded('P', ...rules), 'd', { n: 1 })).to.equal(null);
  });

  it('ANY gives what all give, and fails when they differ', async () => {
    expect(await asked(graded('A', '>= 5 -> "B"', '[5..9] -> "B"'), 'd', { n: 7 })).to.equal('B');
    expect(await asked(graded('A', ...rules), 'd', { n: 7 })).to.equal(
      'Decision "d": Table "d": rules 1, 2, 4 are true together, rules that are true must give the same result',
    );
  });

  it('COLLECT and RULE ORDER give all in the order of the table, OUTPUT ORDER in that of the output values', async () => {
    expect(await asked(graded('C', ...rules), 'd', { n: 9 })).to.deep.equal(['C', 'B', 'A', 'B']);
    expect(await asked(graded('R', ...rules), 'd', { n: 9 })).to.deep.equal(['C', 'B', 'A', 'B']);
    expect(await asked(graded('O', ...rules), 'd', { n: 9 })).to.deep.equal(['A', 'B', 'B', 'C']);
    for (const policy of ['C', 'R', 'O']) expect(await asked(graded(policy, ...rules), 'd', { n: 0 })).to.deep.equal([]);
  });

  it('COLLECT with an aggregation gives sum, least, greatest and count', async () => {
    const answers = [];
    for (const policy of ['C+', 'C<', 'C>', 'C#'])
      answers.push([await asked(numbered(policy), 'd', { n: 4 }), await asked(numbered(policy), 'd', { n: 0 })]);
    expect(answers).to.deep.equal([
      [10.3, null],
      [0.1, null],
      [10, null],
      [3, 0],
    ]);
  });

  it('a default stands for no rule', async () => {
    const answers: Record<string, unknown> = {};
    for (const policy of ['U', 'F', 'A', 'C', 'C+', 'C#']) answers[policy] = await asked(numbered(policy, '7'), 'd', { n: 0 });
    expect(answers).to.deep.equal({ U: 7, F: 7, A: 7, C: [7], 'C+': 7, 'C#': 0 });
  });

  it('several outputs are a context, ordered by the first column that differs', async () => {
    const several = (policy: string) =>
      dmn(
        input('n', 'number'),
        decision(
          'd',
          table(
            policy,
            { n: {} },
            { level: { among: '"high","low"' }, days: { among: '5, 3' } },
            '> 0 -> "low" | 5',
            '> 1 -> "high" | 3',
            '> 2 -> "high" | 5',
          ),
          ['n'],
        ),
      );
    expect(await asked(several('P'), 'd', { n: 9 })).to.deep.equal({ level: 'high', days: 5 });
    expect(await asked(several('O'), 'd', { n: 9 })).to.deep.equal([
      { level: 'high', days: 5 },
      { level: 'high', days: 3 },
      { level: 'low', days: 5 },
    ]);
    expect(await asked(several('C#'), 'd', { n: 9 })).to.equal(3);
    expect(await problemsIn(several('C+'))).to.deep.equal(['DECISION_INVALID test.dmn#d']);
  });

  it('only numbers are added, and what has no order is neither least nor greatest', async () => {
    const xml = (policy: string) => dmn(decision('d', table(policy, { '1': {} }, { x: {} }, '- -> "a"', '- -> 1')));
    expect(await asked(xml('C+'), 'd')).to.equal('Decision "d": Table "d": only numbers can be added');
    expect(await asked(xml('C<'), 'd')).to.match(/^Decision "d": Table "d": "MIN" does not work between number and string/);
  });

  it('says which rules were true, with what is written beside them', async () => {
    const xml = dmn(decision('d', table('R', { n: {} }, { x: {} }, '> 1 -> 1 // Article 5', '> 9 -> 2', '- -> 3')));
    const outcome = ask(await decisionIn(xml, 'd'), { n: 2 });
    expect(outcome).to.deep.equal({
      value: [1, 3],
      tables: [
        {
          table: 'd',
          name: 'd',
          rules: [
            { number: 1, id: 'r1', annotation: 'Article 5' },
            { number: 3, id: 'r3' },
          ],
        },
      ],
    });
  });

  it('an unknown policy, a missing order, columns of one name and rules with too few cells are refused', async () => {
    expect(await problemsIn(graded('U', '1 | 2 -> "A"'))).to.deep.equal(['DECISION_INVALID test.dmn#d']);
    expect(await problemsIn(graded('U', '1 -> "A"').replace('UNIQUE', 'BEST'))).to.deep.equal(['DECISION_INVALID test.dmn#d']);
    expect(await problemsIn(numbered('P'))).to.deep.equal(['DECISION_INVALID test.dmn#d']);
    const twice = table('U', { n: {} }, { a: {}, b: {} }, '1 -> 1 | 2').replace('name="b"', 'name="a"');
    expect(await problemsIn(dmn(decision('d', twice)))).to.deep.equal(['DECISION_INVALID test.dmn#d']);
  });
});
