import { expect } from 'chai';
import { checkPersonal } from '../../../engine/model/check-personal.ts';
import type { CalledVersions } from '../../../engine/model/called-version.ts';
import { content, element, escape, modelOfXml, processXml } from '../../support/bpmn.ts';
import { bpmn, call, catching, event, file, loop, mappings, multiInstance, procedure, script, start, user } from '../semantics/support.ts';

const personal = new Set(['applicant', 'họ và tên']);
const found = async (xml: string, names = personal, called?: CalledVersions) =>
  checkPersonal(await modelOfXml(xml, called), names).map(({ code, at, messageEn }) => `${code} ${at} ${/"(.*)"/.exec(messageEn)![1]}`);
const reads = (...at: string[]) => at.map((each) => `PERSONAL_DATA_READ ${each}`);
/** A process with one activity. */
const one = (...parts: string[]) => bpmn(start('s'), ...parts, 's->a');

describe('personal data in a model', () => {
  const texts: readonly (readonly [what: string, xml: string, at: string])[] = [
    ['the condition of a flow', bpmn(start('s'), user('a'), user('b'), 's->a?applicant.age > 60', 's->b!'), 's_a'],
    ['the condition of a loop', one(user('a', loop('applicant = null'))), 'a'],
    ['a cardinality', one(user('a', multiInstance({ cardinality: 'count(applicant)' }))), 'a'],
    ['a collection', one(user('a', multiInstance({ collection: 'applicant' }))), 'a'],
    ['a completion condition', one(user('a', multiInstance({ cardinality: '2', until: 'applicant = "x"' }))), 'a'],
    [
      'an output element that looks inside',
      one(user('a', multiInstance({ cardinality: '2', outputCollection: 'o', outputElement: 'applicant.name' }))),
      'a',
    ],
    ['the time of a timer', one(catching('a', 'timer:=applicant.wait')), 'a'],
    ['the key of a message that is waited for', one(catching('a', 'message:M1?=applicant')), 'a'],
    ['the key of a send task', one(element('sendTask', 'a', '', 'messageRef="M1" tthc:correlationKey="=applicant"')), 'a'],
    [
      'the key of an event subprocess',
      bpmn(
        start('s'),
        user('u'),
        element(
          'subProcess',
          'box',
          event('startEvent', 'a', 'message:M1?=applicant') + content(user('w'), 'a->w'),
          'triggeredByEvent="true"',
        ),
        's->u',
      ),
      'a',
    ],
    [
      'the condition of a deadline',
      procedure('', `<tthc:deadline when="${escape('applicant.poor')}" value="3" unit="workingDay"/>`, start('s'), user('u'), 's->u'),
      'P',
    ],
    ['a script', one(script('a', 'applicant', 'x')), 'a'],
    ['an input that looks inside', one(user('a', mappings({ name: '=applicant.name' }))), 'a'],
    ['an output that computes', one(user('a', mappings({}, { text: '=[applicant]' }))), 'a'],
    ['an input in brackets', one(user('a', mappings({ same: '=(applicant)' }))), 'a'],
  ];
  for (const [what, xml, at] of texts)
    it(`is not read by ${what}`, async () => {
      expect(await found(xml)).to.deep.equal(reads(`${at} applicant`));
      expect(await found(xml, new Set(['other']))).to.deep.equal([]);
    });

  it('is an error in two languages that quotes the name', async () => {
    const [problem, ...others] = checkPersonal(await modelOfXml(one(script('a', 'upper case(họ và tên) + họ và tên'))), personal);
    expect(others).to.deep.equal([]);
    expect(problem!.severity).to.equal('error');
    expect(problem!.message).to.include('"họ và tên"');
    expect(problem!.messageEn).to.include('"họ và tên"');
  });

  it('may be passed on under its name or another, by mappings of activities, events and rounds', async () => {
    const xml = bpmn(
      start('s'),
      user('a', mappings({ person: '=applicant', name: ' = họ  và tên ' }, { applicant: 'applicant' })),
      element('sendTask', 'b', mappings({ applicant: '=applicant' }), 'messageRef="M1"'),
      user('c', multiInstance({ cardinality: '2', outputCollection: 'all', outputElement: 'applicant' })),
      's->a',
      'a->b',
      'b->c',
    );
    expect(await found(xml)).to.deep.equal([]);
  });

  it('is not read under a name it was passed on to either, from mapping to mapping', async () => {
    const xml = bpmn(
      start('s'),
      user('a', mappings({ person: '=applicant' }, { owner: '=person' })),
      user('b'),
      user('c', multiInstance({ cardinality: '1', outputCollection: 'all', outputElement: 'owner' })),
      user('d'),
      's->a',
      'a->b?owner.age > 60',
      'a->c!',
      'c->d?count(all) > 0',
    );
    expect(await found(xml)).to.deep.equal(reads('a_b owner = applicant', 'c_d all = applicant'));
  });

  it('is told from names that only look like it: bound inside the expression, parts of other values, keys', async () => {
    const texts = [
      'some applicant in list satisfies applicant > 1',
      'dossier.applicant = 1',
      '{ applicant: 1 }.x = 2',
      '"applicant" = code',
      'applicants = 1',
    ];
    for (const text of texts) expect(await found(bpmn(start('s'), user('a'), user('b'), `s->a?${text}`, 's->b!')), text).to.deep.equal([]);
  });

  it('is found in subprocesses and in called versions at the id with the prefix; deadlines of those choose nothing here', async () => {
    const deadline = '<extensionElements><tthc:deadline when="=applicant.poor" value="3" unit="workingDay"/></extensionElements>';
    const callee = file(
      `<process id="Q">${deadline}${content(start('s'), element('subProcess', 'box', content(start('bs'), script('a', 'person.age', 'x'), 'bs->a')), 's->box')}</process>`,
    );
    const xml = file(processXml('P', start('s'), call('c', 'Q', mappings({ person: '=applicant' })), 's->c'));
    const called: CalledVersions = new Map([['Q', { processId: 'Q', version: 2, xml: callee }]]);
    expect(await found(xml, personal, called)).to.deep.equal(reads('Q@2/a person = applicant'));
  });

  it('is nothing where no form declares any', async () => {
    expect(await found(one(script('a', 'applicant')), new Set())).to.deep.equal([]);
  });
});
