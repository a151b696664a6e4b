import { expect } from 'chai';
import { readDecisions } from '../../../engine/decisions/read-decisions.ts';
import { findDecisions, type DecisionFiles } from '../../../engine/model/decision.ts';
import { decision, dmn, input, knowledge, literal, table } from '../../support/dmn.ts';
import { now } from './support.ts';

const uri = 'http://example.org/common';
const dmnType = 'https://www.omg.org/spec/DMN/20191111/MODEL/';
const common = dmn(
  '<itemDefinition name="tZone"><typeRef>string</typeRef><allowedValues><text>"urban","rural"</text></allowedValues></itemDefinition>',
  input('zone', 'tZone'),
  decision('rate', table('U', { zone: {} }, { rate: {} }, '"urban" -> 3', '"rural" -> 1'), ['zone']),
  knowledge('rounded', ['x'], literal('floor(x)')),
).replace('http://taicho/test', uri);
const imported = (name: string, namespace = uri, location = '') =>
  `<import name="${name}" namespace="${namespace}" importType="${dmnType}"${location === '' ? '' : ` locationURI="${location}"`}/>`;
const needsOf = (...ids: string[]) =>
  ids
    .map((id) =>
      id.startsWith('!')
        ? `<knowledgeRequirement><requiredKnowledge href="${uri}#${id.slice(1)}"/></knowledgeRequirement>`
        : `<informationRequirement><requiredDecision href="${uri}#${id}"/></informationRequirement>`,
    )
    .join('');
const using = (importing: string, text: string, ...ids: string[]) =>
  dmn(importing, decision('fee', literal(text)).replace('<literalExpression', `${needsOf(...ids)}<literalExpression`));

async function ask(files: DecisionFiles, name: string, variables: Readonly<Record<string, unknown>> = {}): Promise<unknown> {
  const set = await readDecisions(files);
  const [found] = findDecisions(set, name);
  if (!found) return set.problems.map(({ code, at }) => `${code} ${at ?? ''}`);
  const outcome = found.evaluate((variable) => variables[variable], now);
  return outcome.failed ? outcome.messageEn : outcome.value;
}

describe('DMN files that import each other', () => {
  it('take decisions and knowledge models under the name of the import', async () => {
    const files = { 'common.dmn': common, 'fee.dmn': using(imported('c'), 'c.rounded(2.7) * c.rate', 'rate', '!rounded') };
    expect(await ask(files, 'fee', { zone: 'urban' })).to.equal(6);
    expect(await ask(files, 'fee', { zone: 'moon' })).to.match(/"zone": the value is not among/);
    const set = await readDecisions(files);
    const fee = findDecisions(set, 'fee')[0]!;
    expect([fee.file, fee.names, fee.tables.map(({ id }) => id)]).to.deep.equal(['fee.dmn', ['zone'], ['rate']]);
    // what it rests on in another file is part of what was approved
    const other = await readDecisions({ ...files, 'common.dmn': common.replace('<text>3</text>', '<text>4</text>') });
    expect(findDecisions(other, 'fee')[0]!.text).to.not.equal(fee.text);
  });

  it('take them under their own names when the import has none', async () => {
    const files = { 'common.dmn': common, 'fee.dmn': using(imported(''), 'rounded(2.7) * rate', 'rate', '!rounded') };
    expect(await ask(files, 'fee', { zone: 'rural' })).to.equal(2);
  });

  it('take types, those that types of the other file are made of included', async () => {
    const typed = dmn(
      imported('c'),
      '<itemDefinition name="tPlace"><itemComponent name="zone"><typeRef>c.tZone</typeRef></itemComponent></itemDefinition>',
      input('place', 'tPlace'),
      decision('d', literal('place.zone'), ['place']),
    );
    const files = { 'common.dmn': common, 'typed.dmn': typed };
    expect(await ask(files, 'd', { place: { zone: 'urban' } })).to.equal('urban');
    expect(await ask(files, 'd', { place: { zone: 'moon' } })).to.match(/not among/);
    expect(await ask({ 'typed.dmn': typed }, 'd')).to.deep.equal(['DECISION_INVALID typed.dmn#place']);
  });

  it('are told apart by their location when they have one namespace', async () => {
    const second = common.replace('<text>3</text>', '<text>30</text>');
    const files = (location: string) => ({
      'a.dmn': common,
      'b.dmn': second,
      'fee.dmn': using(imported('c', uri, location), 'c.rate', 'rate'),
    });
    expect(await ask(files('./sub/b.dmn'), 'fee', { zone: 'urban' })).to.equal(30);
    expect(await ask(files('a.dmn'), 'fee', { zone: 'urban' })).to.equal(3);
    expect(await ask(files(''), 'fee', { zone: 'urban' })).to.equal(3);
  });

  it('a requirement that no file has, and a circle through several files, are refused where they stand', async () => {
    const fee = using(imported('c'), 'c.nothing', 'nothing');
    expect(await ask({ 'common.dmn': common, 'fee.dmn': fee }, 'fee')).to.deep.equal(['DECISION_REQUIREMENT_UNKNOWN fee.dmn#fee']);
    expect(await ask({ 'fee.dmn': using(imported('c'), 'c.rate', 'rate') }, 'fee')).to.deep.equal([
      'DECISION_REQUIREMENT_UNKNOWN fee.dmn#fee',
    ]);
    const one = using(imported('o', 'http://example.org/other'), '1', 'rate').replaceAll(uri, 'http://example.org/other');
    const other = one
      .replaceAll('http://example.org/other', 'http://taicho/test')
      .replace('namespace="http://taicho/test"><import', 'namespace="http://example.org/other"><import');
    const circle = { 'one.dmn': one.replaceAll('#rate', '#fee'), 'other.dmn': other.replaceAll('#rate', '#fee') };
    expect(await ask(circle, 'fee')).to.deep.equal(['DECISION_CYCLE other.dmn#fee']);
  });

  it('an error in a file takes the decisions of those that rest on it, and of no others', async () => {
    const wrong = common.replace('floor(x)', 'floor(');
    const files = { 'common.dmn': wrong, 'fee.dmn': using(imported('c'), 'c.rate', 'rate'), 'own.dmn': dmn(decision('own', literal('1'))) };
    const set = await readDecisions(files);
    expect(set.decisions.map(({ name }) => name)).to.deep.equal(['own']);
    expect(set.problems.map(({ code, at }) => `${code} ${at}`)).to.deep.equal(['EXPRESSION_INVALID common.dmn#rounded']);
  });

  it('a namespace that nobody imports is the file itself, and unused imports hinder nothing', async () => {
    const odd = dmn(
      imported('gone', 'http://example.org/gone'),
      decision('a', literal('1')),
      decision('b', literal('a + 1'), ['#a']),
    ).replace('href="#a"', 'href="http://example.org/odd#a"');
    expect(await ask({ 'odd.dmn': odd }, 'b')).to.equal(2);
  });
});
