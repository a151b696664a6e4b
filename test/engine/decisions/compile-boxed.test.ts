import { expect } from 'chai';
import { decision, dmn, input, knowledge, literal, table } from '../../support/dmn.ts';
import { asked, problemsIn } from './support.ts';

const entry = (name: string, value: string) => `<contextEntry>${name && `<variable name="${name}"/>`}${value}</contextEntry>`;

describe('boxed expressions', () => {
  it('a literal expression is FEEL over the variables of the dossier', async () => {
    expect(await asked(dmn(decision('d', literal('diện tích * 2'))), 'd', { 'diện tích': 4 })).to.equal(8);
  });

  it('an entry of a context sees the ones before it; the last without a name is the result', async () => {
    const sum = `<context>${entry('a', literal('1'))}${entry('b', literal('a + 1'))}${entry('', literal('a + b'))}</context>`;
    const whole = `<context>${entry('a', literal('1'))}${entry('b', literal('a + 1'))}</context>`;
    expect(await asked(dmn(decision('d', sum)), 'd')).to.equal(3);
    expect(await asked(dmn(decision('d', whole)), 'd', { a: 100 })).to.deep.equal({ a: 1, b: 2 });
  });

  it('a context may hold a table and a function', async () => {
    const function_ = `<functionDefinition><formalParameter name="x"/>${literal('x * rate')}</functionDefinition>`;
    const rate = table('U', { n: {} }, { rate: {} }, '< 10 -> 2', '>= 10 -> 3');
    const xml = dmn(decision('d', `<context>${entry('rate', rate)}${entry('f', function_)}${entry('', literal('f(n)'))}</context>`));
    expect(await asked(xml, 'd', { n: 4 })).to.equal(8);
    expect(await asked(xml, 'd', { n: 10 })).to.equal(30);
  });

  it('a list and a relation', async () => {
    const list = `<list>${literal('1')}${literal('"a"')}</list>`;
    const relation = `<relation><column name="unit"/><column name="days"/><list>${literal('"X"')}${literal('3')}</list><list>${literal('"Y"')}${literal('n')}</list></relation>`;
    expect(await asked(dmn(decision('d', list)), 'd')).to.deep.equal([1, 'a']);
    expect(await asked(dmn(decision('d', relation)), 'd', { n: 5 })).to.deep.equal([
      { unit: 'X', days: 3 },
      { unit: 'Y', days: 5 },
    ]);
    expect(await problemsIn(dmn(decision('d', relation.replace(literal('3'), ''))))).to.deep.equal(['DECISION_INVALID test.dmn#d']);
  });

  it('an invocation binds parameters by name, of a knowledge model as of a built-in function', async () => {
    const call = (called: string, ...bound: string[]) =>
      `<invocation>${literal(called)}${bound.map((each) => `<binding><parameter name="${each.split('=')[0]}"/>${literal(each.split('=')[1]!)}</binding>`).join('')}</invocation>`;
    const model = knowledge('share', ['part', 'whole'], literal('part / whole'));
    const xml = (invocation: string) => dmn(model, decision('d', invocation, ['!share']));
    expect(await asked(xml(call('share', 'whole=8', 'part=2')), 'd')).to.equal(0.25);
    expect(await asked(xml(call('share', 'part=2', 'of=8')), 'd')).to.equal(
      'Decision "d": "d": the function has no parameter "of"'.replace('"d": ', ''),
    );
    expect(await asked(xml(call('nobody', 'x=1')), 'd')).to.equal('Decision "d": what is called is no function');
    expect(await problemsIn(xml(call('1 +')))).to.deep.equal(['EXPRESSION_INVALID test.dmn#d']);
  });

  it('functions of Java and PMML, other languages and unknown content are refused', async () => {
    const java = knowledge('f', [], literal('1')).replace('<encapsulatedLogic>', '<encapsulatedLogic kind="Java">');
    expect(await problemsIn(dmn(java))).to.deep.equal(['DECISION_INVALID test.dmn#f']);
    const juel = decision('d', literal('1').replace('<literalExpression', '<literalExpression expressionLanguage="juel"'));
    expect(await problemsIn(dmn(juel))).to.deep.equal(['EXPRESSION_LANGUAGE test.dmn#d']);
    expect(await problemsIn(dmn(decision('d', '<somethingElse/>')))).to.deep.equal(['DECISION_CONTENT_UNKNOWN test.dmn']);
    expect(await problemsIn(dmn(decision('d', '')))).to.deep.equal(['DECISION_INVALID test.dmn#d']);
  });

  it('a declared type is checked, and texts become dates and durations on the way in', async () => {
    const later = dmn(input('received', 'date'), decision('d', literal('string(received + @"P1M")'), ['received'], 'string'));
    expect(await asked(later, 'd', { received: '2026-01-31' })).to.equal('2026-02-28');
    expect(await asked(later, 'd', { received: 'soon' })).to.equal('Decision "d": "received": wants date, but was given string ("soon")');
    expect(await asked(dmn(decision('d', literal('1'), [], 'string')), 'd')).to.equal(
      'Decision "d": "d": wants string, but was given number ("1")',
    );
    expect(await asked(dmn(decision('d', literal('[7]'), [], 'number')), 'd')).to.equal(7);
    expect(await problemsIn(dmn(decision('d', literal('1'), [], 'nothing')))).to.deep.equal(['DECISION_INVALID test.dmn#d']);
  });

  it('types of the file: components, lists and allowed values', async () => {
    const types =
      '<itemDefinition name="tArea"><typeRef>string</typeRef><allowedValues><text>"town","mountain"</text></allowedValues></itemDefinition>' +
      '<itemDefinition name="tPlot"><itemComponent name="area"><typeRef>tArea</typeRef></itemComponent><itemComponent name="since"><typeRef>date</typeRef></itemComponent></itemDefinition>' +
      '<itemDefinition name="tPlots" isCollection="true"><typeRef>tPlot</typeRef></itemDefinition>';
    const xml = dmn(types, input('plots', 'tPlots'), decision('d', literal('plots.since.year'), ['plots']));
    expect(await asked(xml, 'd', { plots: [{ area: 'town', since: '2020-05-01' }] })).to.deep.equal([2020]);
    expect(await asked(xml, 'd', { plots: { area: 'town', since: '2021-05-01' } })).to.deep.equal([2021]);
    expect(await asked(xml, 'd', { plots: [{ area: 'sea' }] })).to.equal(
      'Decision "d": "plots": the value is not among ""town","mountain"" of the type "tArea"',
    );
    expect(await asked(xml, 'd', { plots: 3 })).to.equal(
      'Decision "d": "plots": wants tPlot, but was given number ("3")'.replace('tPlot', 'tPlots').replace('tPlots', 'tPlot'),
    );
  });
});
