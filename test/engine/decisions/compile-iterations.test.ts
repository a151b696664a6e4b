import { expect } from 'chai';
import { decision, dmn, input, literal, table } from '../../support/dmn.ts';
import { asked, decisionIn, problemsIn } from './support.ts';

const part = (name: string, inner: string) => `<${name}>${inner}</${name}>`;
const conditional = (test: string, then: string, otherwise: string) =>
  `<conditional>${part('if', literal(test))}${part('then', then)}${part('else', otherwise)}</conditional>`;
const iteration = (word: string, source: string, inner: string, variable = 'x') =>
  `<${word} iteratorVariable="${variable}"><in typeRef="Any">${source}</in>${part(word === 'for' ? 'return' : 'satisfies', inner)}</${word}>`;
const filter = (source: string, match: string) => `<filter>${part('in', literal(source))}${part('match', literal(match))}</filter>`;
const of = (box: string) => dmn(input('list'), input('n', 'number'), decision('d', box, ['list', 'n']));

describe('boxed expressions that choose and repeat', () => {
  it('conditional: null takes the other way, no other value is true or false', async () => {
    const xml = of(conditional('n > 2', literal('"many"'), literal('"few"')));
    expect(await asked(xml, 'd', { n: 3 })).to.equal('many');
    expect(await asked(xml, 'd', { n: 1 })).to.equal('few');
    expect(await asked(xml, 'd', {})).to.equal('few');
    expect(await asked(of(conditional('n', literal('1'), literal('2'))), 'd', { n: 1 })).to.match(
      /"if" wants boolean, but was given number/,
    );
  });

  it('for: the results in order, over lists and ranges, with those so far', async () => {
    expect(await asked(of(iteration('for', literal('list'), literal('x * n'))), 'd', { list: [1, 2], n: 3 })).to.deep.equal([3, 6]);
    expect(await asked(of(iteration('for', literal('[1..3]'), literal('x + n'))), 'd', { n: 1 })).to.deep.equal([2, 3, 4]);
    expect(await asked(of(iteration('for', literal('[1..4]'), literal('x + sum(concatenate([0], partial))'))), 'd')).to.deep.equal([
      1, 3, 7, 15,
    ]);
    expect(await asked(of(iteration('for', literal('list'), literal('x'))), 'd', {})).to.equal(null);
    expect(await asked(of(iteration('for', literal('n'), literal('x'))), 'd', { n: 1 })).to.match(/"in" wants list/);
  });

  it('some and every: the first round that decides ends it', async () => {
    for (const [word, list, value] of [
      ['some', [1, 5, 'not asked'], true],
      ['some', [1, 2], false],
      ['some', [], false],
      ['some', [null, 1], null],
      ['every', [5, 6], true],
      ['every', [5, 1, 'not asked'], false],
      ['every', [], true],
      ['every', [5, null], null],
    ] as const)
      expect(await asked(of(iteration(word, literal('list'), literal('x > 3'))), 'd', { list }), `${word} ${list.join()}`).to.equal(value);
    expect(await asked(of(iteration('some', literal('list'), literal('x'))), 'd', { list: [1] })).to.match(/"satisfies" wants boolean/);
  });

  it('filter: entries of the item are names, the item is item, names outside are seen', async () => {
    const list = [{ price: 5 }, { price: 15 }, { price: null }];
    expect(await asked(of(filter('list', 'price > n')), 'd', { list, n: 10 })).to.deep.equal([{ price: 15 }]);
    expect(await asked(of(filter('list', 'item > n')), 'd', { list: [1, 2, 3], n: 1 })).to.deep.equal([2, 3]);
    expect(await asked(of(filter('list', 'true')), 'd', { list: 4 })).to.deep.equal([4]);
    expect(await asked(of(filter('list', 'true')), 'd', {})).to.equal(null);
    expect(await asked(of(filter('list', 'item.constructor = null')), 'd', { list: [{ constructor: 1 }] })).to.deep.equal([
      { constructor: 1 },
    ]);
  });

  it('hold other boxes, tables among them, and read what nothing inside them binds', async () => {
    const rates = table('U', { x: {} }, { rate: {} }, '< 3 -> 1', '>= 3 -> n');
    const found = await decisionIn(of(iteration('for', filter('list', 'item > low'), conditional('x > 1', rates, literal('0')))), 'd');
    expect(found.names).to.deep.equal(['list', 'low', 'n']);
    expect(found.tables).to.have.lengthOf(1);
    const outcome = found.evaluate((name) => ({ list: [1, 2, 3], n: 9, low: 0 })[name], '2026-03-02T02:00:00Z');
    expect(outcome).to.deep.equal({
      value: [0, 1, 9],
      tables: [
        { table: 'd', name: 'd', rules: [{ number: 1, id: 'r1' }] },
        { table: 'd', name: 'd', rules: [{ number: 2, id: 'r2' }] },
      ],
    });
  });

  it('count their rounds; what is missing or wrong in them is refused', async () => {
    expect(await asked(of(iteration('for', literal('[1..999]'), iteration('for', literal('[1..999]'), literal('x'), 'y'))), 'd')).to.match(
      /rounds/,
    );
    expect(await problemsIn(of('<for iteratorVariable="x"><in></in></for>'))).to.deep.equal(['DECISION_INVALID test.dmn#d']);
    expect(await problemsIn(of(iteration('for', literal('1 +'), literal('x'))))).to.deep.equal(['EXPRESSION_INVALID test.dmn#d']);
    expect(await problemsIn(of(iteration('for', literal('list'), literal('x'), '__proto__')))).to.deep.equal([
      'DECISION_INVALID test.dmn#d',
    ]);
    expect(await problemsIn(of('<sumOfAll/>'))).to.deep.equal(['DECISION_CONTENT_UNKNOWN test.dmn']);
  });
});
