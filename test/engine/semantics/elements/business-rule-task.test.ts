import { expect } from 'chai';
import { checkPersonal } from '../../../../engine/model/check-personal.ts';
import { readBpmn } from '../../../../engine/model/read-bpmn.ts';
import { plainEnvironment } from '../../../../engine/semantics/advance.ts';
import { element, modelOfXml } from '../../../support/bpmn.ts';
import { decision, dmn, input, literal, table } from '../../../support/dmn.ts';
import { boundary, bpmn, end, event, expectEmpty, file, mappings, multiInstance, played, start, user } from '../support.ts';

const files = {
  'fee.dmn': dmn(
    input('zone', 'string'),
    decision('fee', table('U', { zone: {} }, { fee: {} }, '"town" -> 20000 // Điều 5', '"mountain" -> 0 // Điều 6'), ['zone']),
    decision('failing', literal('1 / zone')),
  ),
};
const ask = (id: string, attributes = 'tthc:decision="fee" tthc:resultVariable="amount"', children = '') =>
  element('businessRuleTask', id, children, attributes);
const play = (xml: string, variables: Record<string, never> | Record<string, string | number>) =>
  played(xml, { variables }, plainEnvironment, undefined, files);

describe('business rule task', () => {
  it('asks its decision, keeps the result, and says in the history which rules decided', async () => {
    const dossier = await play(bpmn(start('s'), ask('a'), end('e'), 's->a', 'a->e'), { zone: 'mountain' });
    expect(dossier.state.result).to.deep.equal({ zone: 'mountain', amount: 0 });
    const [completed] = dossier.events.filter((each) => each.type === 'elementCompleted');
    expect(completed).to.deep.include({
      elementId: 'a',
      decision: {
        id: 'fee',
        name: 'fee',
        tables: [{ table: 'fee', name: 'fee', rules: [{ number: 2, id: 'r2', annotation: 'Điều 6' }] }],
      },
    });
  });

  it('sees its inputs, and its outputs see the result; without a result variable nothing is kept', async () => {
    const mapped = await play(
      bpmn(start('s'), ask('a', undefined, mappings({ zone: 'where' }, { paid: 'amount + 1' })), end('e'), 's->a', 'a->e'),
      { where: 'town' },
    );
    expect(mapped.state.result).to.deep.equal({ where: 'town', paid: 20001 });
    const nameless = await play(bpmn(start('s'), ask('a', 'tthc:decision="fee"'), 's->a'), { zone: 'town' });
    expect(nameless.state.result).to.deep.equal({ zone: 'town' });
  });

  it('is asked once a round', async () => {
    const rounds = ask(
      'a',
      undefined,
      multiInstance({ collection: 'zones', each: 'zone', outputCollection: 'fees', outputElement: 'amount' }),
    );
    const dossier = await played(
      bpmn(start('s'), rounds, 's->a'),
      { variables: { zones: ['town', 'mountain'] } },
      plainEnvironment,
      undefined,
      files,
    );
    expect(dossier.variable('fees')).to.deep.equal([20000, 0]);
  });

  it('a decision that fails is an incident that names it; resolved, it is asked again', async () => {
    const dossier = await play(bpmn(start('s'), ask('a'), end('e'), 's->a', 'a->e'), { zone: 7 });
    const [incident] = dossier.incidents();
    expect(incident).to.deep.include({
      code: 'DECISION_FAILED',
      elementId: 'a',
      messageEn: 'Decision "fee": "zone": wants string, but was given number ("7")',
    });
    dossier.send({ type: 'setVariables', variables: { zone: 'town' } });
    dossier.send({ type: 'resolveIncident', incidentKey: incident!.key });
    expectEmpty(dossier);
    expect(dossier.state.result).to.deep.include({ amount: 20000 });
  });

  it('an error handler around it catches DECISION_FAILED', async () => {
    const xml = file(
      '<error id="failed" errorCode="DECISION_FAILED"/>',
      `<process id="P" isExecutable="true">${[
        event('startEvent', 's'),
        ask('a', 'tthc:decision="failing"'),
        element('boundaryEvent', 'b', '<errorEventDefinition errorRef="failed"/>', 'attachedToRef="a"'),
        user('byHand'),
        '<sequenceFlow id="f" sourceRef="s" targetRef="a"/><sequenceFlow id="g" sourceRef="b" targetRef="byHand"/>',
      ].join('')}</process>`,
    );
    const dossier = await play(xml, { zone: 0 });
    expect(dossier.active()).to.deep.equal(['byHand']);
    const other = await play(
      bpmn(start('s'), ask('a', 'tthc:decision="failing"'), boundary('b', 'a', 'error:E1'), user('u'), 's->a', 'b->u'),
      { zone: 0 },
    );
    expect(other.incidents().map(({ code }) => code)).to.deep.equal(['DECISION_FAILED']);
  });

  it('a decision of two files is named with its file', async () => {
    const both = { ...files, 'other.dmn': dmn(decision('fee', literal('1'))) };
    const codes = async (wanted: string) =>
      (await readBpmn(bpmn(start('s'), ask('a', `tthc:decision="${wanted}"`), 's->a'), undefined, both)).problems.map(({ code }) => code);
    expect(await codes('fee')).to.deep.equal(['DECISION_AMBIGUOUS']);
    expect(await codes('other.dmn#fee')).to.deep.equal([]);
    expect(await codes('fee.dmn#other')).to.deep.equal(['DECISION_UNKNOWN']);
  });

  it('what is wrong with a DMN file is a problem of the procedure', async () => {
    const broken = { 'broken.dmn': dmn(decision('fee', literal('1 +'))) };
    const { model, problems } = await readBpmn(bpmn(start('s'), user('u'), 's->u'), undefined, broken);
    expect(model).to.equal(undefined);
    expect(problems.map(({ code, at }) => [code, at])).to.deep.equal([['EXPRESSION_INVALID', 'broken.dmn#fee']]);
  });

  it('may not read personal data, by whatever name a mapping passes them on', async () => {
    const named = async (xml: string, personal: string) =>
      checkPersonal(await modelOfXml(xml, undefined, files), new Set([personal])).map(({ code, at }) => `${code} ${at}`);
    expect(await named(bpmn(start('s'), ask('a'), 's->a'), 'zone')).to.deep.equal(['PERSONAL_DATA_READ a']);
    expect(await named(bpmn(start('s'), ask('a', undefined, mappings({ zone: 'home' })), 's->a'), 'home')).to.deep.equal([
      'PERSONAL_DATA_READ a',
    ]);
    expect(await named(bpmn(start('s'), ask('a'), 's->a'), 'home')).to.deep.equal([]);
  });
});
