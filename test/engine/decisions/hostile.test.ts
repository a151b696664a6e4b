import { expect } from 'chai';
import fc from 'fast-check';
import { readDecisions } from '../../../engine/decisions/read-decisions.ts';
import { decision, dmn, input, knowledge, literal, table } from '../../support/dmn.ts';
import { asked, decisionIn, now, problemsIn } from './support.ts';

const times = <Made>(count: number, make: (index: number) => Made): Made[] => Array.from({ length: count }, (_, index) => make(index));
const context = (...entries: readonly (readonly [string, string])[]) =>
  `<context>${entries.map(([name, value]) => `<contextEntry><variable name="${name}"/>${value}</contextEntry>`).join('')}</context>`;

describe('hostile decisions', () => {
  it('a recursion that branches ends at the limit of rounds, whatever calls it', async () => {
    const twice = knowledge('f', ['n'], literal('if n <= 0 then 1 else f(n - 1) + f(n - 1)'));
    expect(await asked(dmn(twice, decision('d', literal('f(10)'), ['!f'])), 'd')).to.equal(1024);
    expect(await asked(dmn(twice, decision('d', literal('f(40)'), ['!f'])), 'd')).to.match(/more than 100000 rounds/);
    const outer = knowledge('g', ['n'], literal('count(for i in 1..1000 return f(12))'), []).replace(
      '</encapsulatedLogic>',
      '</encapsulatedLogic><knowledgeRequirement><requiredKnowledge href="#f"/></knowledgeRequirement>',
    );
    expect(await asked(dmn(twice, outer, decision('d', literal('g(1)'), ['!g'])), 'd')).to.match(/more than 100000 rounds/);
  });

  it('a large table counts for every time that it is asked', async () => {
    const rules = times(2000, (index) => `${index} -> ${index}`);
    const xml = (rounds: number) =>
      dmn(
        knowledge('f', ['n'], table('U', { n: {} }, { fee: {} }, ...rules)),
        decision('d', literal(`count(for i in 1..${rounds} return f(i))`), ['!f']),
      );
    expect(await asked(xml(1000), 'd')).to.equal(1000);
    expect(await asked(xml(9000), 'd')).to.match(/more than 100000 rounds/);
  });

  it('ten thousand rules are read and asked', async () => {
    const xml = dmn(decision('d', table('U', { n: {} }, { fee: {} }, ...times(10_000, (index) => `${index} -> "f${index}"`))));
    expect(await asked(xml, 'd', { n: 9_999 })).to.equal('f9999');
  });

  it('hits of a large table are ordered by their outputs', async () => {
    const among = times(400, (index) => `"o${index}"`).join(',');
    const rules = times(3000, (index) => `- -> "o${(index * 7) % 400}"`);
    const first = await asked(dmn(decision('d', table('O', { n: {} }, { fee: { among } }, ...rules))), 'd', { n: 1 });
    expect((first as string[]).slice(0, 9)).to.deep.equal([...times(8, () => 'o0'), 'o1']);
  });

  it('a net of requirements in which the ways double at each step is walked once', async () => {
    const needs = (index: number) => (index === 0 ? ['x'] : [`#a${index - 1}`, `#b${index - 1}`]);
    const rows = times(60, (index) => [
      decision(`a${index}`, literal('1'), needs(index)),
      decision(`b${index}`, literal('x'), needs(index)),
    ]);
    const found = await decisionIn(dmn(input('x'), ...rows.flat()), 'a59');
    expect(found.names).to.deep.equal(['x']);
    expect(found.evaluate(() => 1, now)).to.deep.equal({ value: 1, tables: [] });
  });

  it('too many decisions one after the other are refused where the limit is passed, in any order of the file', async () => {
    const row = times(300, (index) => decision(`a${index}`, literal('1'), index === 0 ? [] : [`#a${index - 1}`]));
    expect(await problemsIn(dmn(...row))).to.include('DECISION_INVALID test.dmn#a200');
    expect(await problemsIn(dmn(...row.toReversed()))).to.match(/DECISION_INVALID test.dmn#a\d+/);
    expect(await problemsIn(dmn(...row.slice(0, 200).toReversed()))).to.deep.equal([]);
    expect(await asked(dmn(...row.slice(0, 200)), 'a199')).to.equal(1);
  });

  it('boxes in boxes, types in types and names in one expression have limits', async () => {
    const nested = (depth: number) => times(depth, () => 0).reduce((inner) => context(['x', inner]), literal('1'));
    expect(await problemsIn(dmn(decision('d', nested(90))))).to.deep.equal([]);
    expect(await problemsIn(dmn(decision('d', nested(2000))))).to.include('DECISION_INVALID test.dmn#d');
    const wide = (count: number) => context(...times(count, (index) => [`a-${index}`, literal('1')] as const));
    expect(await problemsIn(dmn(decision('d', wide(200))))).to.deep.equal([]);
    expect(await problemsIn(dmn(decision('d', wide(1001))))).to.deep.equal(['DECISION_INVALID test.dmn#d']);
    const type = `<itemDefinition id="t" name="t">${'<itemComponent name="c">'.repeat(2000)}${'</itemComponent>'.repeat(2000)}</itemDefinition>`;
    expect(
      (await problemsIn(dmn(type, decision('d', literal('1'))))).filter((found) => found.startsWith('DECISION_INVALID')),
    ).to.have.lengthOf(1);
  });

  it('types that hold others twice are compiled once each; a type that is only its own name is none', async () => {
    const component = (name: string, type: string) => `<itemComponent name="${name}"><typeRef>${type}</typeRef></itemComponent>`;
    const types = times(60, (index) =>
      index === 0
        ? '<itemDefinition name="T0"><typeRef>number</typeRef></itemDefinition>'
        : `<itemDefinition name="T${index}">${component('a', `T${index - 1}`)}${component('b', `T${index - 1}`)}</itemDefinition>`,
    );
    const xml = dmn(...types, input('x', 'T2'), decision('d', literal('x.a.b'), ['x']));
    expect(await asked(xml, 'd', { x: { a: { b: 3 } } })).to.equal(3);
    expect(await asked(xml, 'd', { x: { a: { b: 'ba' } } })).to.match(/wants number/);
    const tree = `<itemDefinition name="Tree">${component('value', 'number')}<itemComponent name="branches" isCollection="true"><typeRef>Tree</typeRef></itemComponent></itemDefinition>`;
    const ofTree = dmn(tree, input('x', 'Tree'), decision('d', literal('x.branches[1].value'), ['x']));
    expect(await asked(ofTree, 'd', { x: { value: 1, branches: [{ value: 2 }] } })).to.equal(2);
    expect(await asked(ofTree, 'd', { x: { value: 1, branches: [{ value: 'hai' }] } })).to.match(/wants number/);
    const circle =
      '<itemDefinition name="A"><typeRef>B</typeRef></itemDefinition><itemDefinition name="B"><typeRef>A</typeRef></itemDefinition>';
    expect(await problemsIn(dmn(circle, input('x', 'A'), decision('d', literal('x'), ['x'])))).to.deep.equal([
      'DECISION_INVALID test.dmn#x',
    ]);
    expect(await problemsIn(dmn(input('x', 'constructor'), decision('d', literal('x'), ['x'])))).to.deep.equal([
      'DECISION_INVALID test.dmn#x',
    ]);
  });

  it('names that every object inherits are refused wherever a name may stand', async () => {
    const inherited = ['__proto__', 'constructor', 'toString'];
    for (const name of inherited) {
      expect(await problemsIn(dmn(decision('d', context([name, literal('1')])))), name).to.deep.equal(['DECISION_INVALID test.dmn#d']);
      const relation = `<relation><column name="${name}"/><row>${literal('1')}</row></relation>`;
      expect(await problemsIn(dmn(decision('d', relation))), name).to.deep.equal(['DECISION_INVALID test.dmn#d']);
      expect(await problemsIn(dmn(knowledge('f', [name], literal('1')))), name).to.deep.equal(['DECISION_INVALID test.dmn#f']);
      expect(await problemsIn(dmn(decision(name, literal('1')))), name).to.deep.equal([`ID_RESERVED test.dmn#${name}`]);
      expect(await problemsIn(dmn(input('x', undefined, name), decision('d', literal('1'), ['x']))), name).to.deep.equal([
        'DECISION_INVALID test.dmn#x',
      ]);
    }
  });

  it('long texts of one file are limited together', async () => {
    const long = `"${'a'.repeat(4_900)}"`;
    const decisions = times(30, (index) => decision(`d${index}`, literal(`${long} + ""`)));
    expect(await problemsIn(dmn(...decisions.slice(0, 10)))).to.deep.equal([]);
    expect((await problemsIn(dmn(...decisions)))[0]).to.equal('DECISION_INVALID test.dmn#d20');
  });

  it('whatever is changed in a file, reading and asking end in a value or in problems with code and place', async () => {
    const good = dmn(
      '<itemDefinition id="t" name="t"><typeRef>number</typeRef><allowedValues><text>[0..9]</text></allowedValues></itemDefinition>',
      input('n', 't'),
      knowledge('f', ['x'], literal('x + 1')),
      decision('a', table('U', { n: {} }, { fee: {} }, '< 3 -> f(n)', '>= 3 -> 5'), ['n', '!f']),
      decision('b', context(['x', literal('a')]), ['#a']),
    );
    const pieces = [
      '<',
      '>',
      '/>',
      '"',
      '&#0;',
      '&lt;',
      '#a',
      '#b',
      'n',
      '__proto__',
      '<text>',
      '</rule>',
      '<rule/>',
      'UNIQUE',
      '((',
      '\u{1F600}',
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.nat(good.length),
        fc.nat(60),
        fc.constantFrom(...pieces, ''),
        fc.constantFrom<unknown>(1, 'a', null, [], {}, [{}], true),
        async (at, length, piece, value) => {
          const { decisions, problems } = await readDecisions({ 'test.dmn': good.slice(0, at) + piece + good.slice(at + length) });
          for (const { code, at: place, message, messageEn } of problems) {
            expect(code).to.match(/^[A-Z_]+$/);
            expect(place).to.match(/^test\.dmn/);
            expect([message, messageEn]).to.not.include('');
          }
          for (const each of decisions) {
            const outcome = each.evaluate(() => value, now);
            expect(outcome.failed ? outcome.messageEn : JSON.stringify(outcome.value)).to.be.a('string');
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});
