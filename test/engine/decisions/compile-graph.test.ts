import { expect } from 'chai';
import { decision, dmn, input, knowledge, literal, table } from '../../support/dmn.ts';
import { ask, asked, decisionIn, problemsIn } from './support.ts';

describe('requirement graphs', () => {
  it('a decision rests on others, each asked once, on input data and on knowledge models', async () => {
    const xml = dmn(
      input('area', 'number', 'diện tích'),
      input('zone', 'string'),
      knowledge('rounded', ['x'], literal('floor(x)')),
      decision('rate', table('U', { zone: {} }, { rate: {} }, '"town" -> 2', 'not("town") -> 1'), ['zone']),
      decision('half', literal('rate / 2'), ['#rate']),
      decision('fee', literal('rounded(diện tích * rate) + half'), ['#rate', '#half', 'area', '!rounded']),
    );
    const outcome = ask(await decisionIn(xml, 'fee'), { 'diện tích': 10.7, zone: 'town' });
    expect(outcome).to.deep.equal({ value: 22, tables: [{ table: 'rate', name: 'rate', rules: [{ number: 1, id: 'r1' }] }] });
  });

  it('says which variables it may read: input data, and names that nothing explains', async () => {
    const xml = dmn(
      input('zone'),
      knowledge('f', ['x'], literal('x + hidden')),
      decision('rate', table('U', { zone: {}, 'applicant.age': {} }, { rate: {} }, '- | > 60 -> base'), ['zone']),
      decision('fee', literal('f(rate) + count(for i in items return i)'), ['#rate', '!f']),
    );
    expect((await decisionIn(xml, 'fee')).names).to.deep.equal(['applicant', 'base', 'items', 'zone']);
  });

  it('a knowledge model sees its parameters and what it needs, no variables; it may call itself, not for ever', async () => {
    const xml = (body: string) => dmn(knowledge('f', ['n'], literal(body)), decision('d', literal('f(5)'), ['!f']));
    expect(await asked(xml('if n <= 1 then 1 else n * f(n - 1)'), 'd')).to.equal(120);
    expect(await asked(xml('hidden'), 'd', { hidden: 1 })).to.equal(null);
    expect(await asked(xml('f(n)'), 'd')).to.match(/limit|more than/);
    expect(await asked(xml('f(n) + f(n)'), 'd')).to.match(/limit|more than/);
  });

  it('names with operators in them are known where they are declared', async () => {
    const xml = dmn(input('i', 'number', 'đất ở - đất vườn'), decision('d', literal('đất ở - đất vườn + 1'), ['i']));
    expect(await asked(xml, 'd', { 'đất ở - đất vườn': 2 })).to.equal(3);
  });

  it('a decision service gives its output decisions, asked directly or as a function', async () => {
    const service =
      '<decisionService id="s" name="s"><variable name="s"/><outputDecision href="#out"/><encapsulatedDecision href="#inner"/><inputDecision href="#given"/><inputData href="#x"/></decisionService>';
    const xml = dmn(
      input('x', 'number'),
      decision('given', literal('100')),
      decision('inner', literal('x * 2'), ['x']),
      decision('out', literal('inner + given'), ['#inner', '#given']),
      decision('caller', literal('[s(1, 2), s(given: 10, x: 20)]'), ['!s']),
      service,
    );
    expect(await asked(xml, 's', { x: 3 })).to.equal(106);
    expect(await asked(xml, 'caller', { x: 3 })).to.deep.equal([5, 50]);
    const two = xml.replace('<outputDecision href="#out"/>', '<outputDecision href="#out"/><outputDecision href="#inner"/>');
    expect(await asked(two, 's', { x: 3 })).to.deep.equal({ out: 106, inner: 6 });
  });

  it('a circle, and a requirement that is not there, are refused with their elements', async () => {
    const circle = dmn(decision('a', literal('b'), ['#b']), decision('b', literal('a'), ['#a']));
    expect(await problemsIn(circle)).to.deep.equal(['DECISION_CYCLE test.dmn#b']);
    expect(await problemsIn(dmn(decision('a', literal('b'), ['#b'])))).to.deep.equal(['DECISION_REQUIREMENT_UNKNOWN test.dmn#a']);
    expect(await problemsIn(dmn(decision('a', literal('1')), decision('a', literal('2'))))).to.include('ID_DUPLICATE test.dmn#a');
  });

  it('a cell that fails names decision, table, rule and column', async () => {
    const xml = dmn(input('n'), decision('d', table('U', { n: {} }, { fee: {} }, '> 1 -> 1 / n', '0 -> 1 / n'), ['n']));
    expect(await asked(xml, 'd', { n: 'a' })).to.match(
      /^Decision "d": Table "d", rule 1, column "n": ">" does not work between string and number/,
    );
    expect(await asked(xml, 'd', { n: 0 })).to.equal('Decision "d": Table "d", rule 2, output "fee": Division by zero');
    const limited = dmn(decision('d', table('U', { n: { among: '"a","b"' } }, { fee: { among: '1, 2' } }, '"a" -> 1', '"b" -> 3')));
    expect(await asked(limited, 'd', { n: 'c' })).to.equal('Decision "d": Table "d", input "n": "c" is not among the allowed values');
    expect(await asked(limited, 'd', { n: 'b' })).to.equal('Decision "d": Table "d", rule 2, output "fee": the result is not among "1, 2"');
    expect(await asked(limited, 'd', {})).to.equal(null);
  });

  it('what is no JSON is no result', async () => {
    expect(await asked(dmn(decision('d', literal('function(x) x'))), 'd')).to.equal(
      'Decision "d": The result is a function or a range, which cannot be kept',
    );
  });

  it('files of DMN 1.1, 1.2, 1.4 and 1.5 are read alike, what is hostile or no DMN is not', async () => {
    const xml = dmn(decision('d', literal('1 + 1')));
    for (const uri of [
      'http://www.omg.org/spec/DMN/20151101/dmn.xsd',
      'http://www.omg.org/spec/DMN/20180521/MODEL/',
      'https://www.omg.org/spec/DMN/20211108/MODEL/',
      'https://www.omg.org/spec/DMN/20230324/MODEL/',
    ])
      expect(await asked(xml.replace('https://www.omg.org/spec/DMN/20191111/MODEL/', uri), 'd'), uri).to.equal(2);
    expect(await problemsIn('<!DOCTYPE x><x/>')).to.deep.equal(['XML_DOCTYPE test.dmn']);
    expect(await problemsIn('nothing')).to.deep.equal(['DECISION_FILE_UNREADABLE test.dmn']);
    expect(await problemsIn(xml.replace('20191111', '20991111'))).to.deep.equal(['DECISION_FILE_UNREADABLE test.dmn']);
  });
});
