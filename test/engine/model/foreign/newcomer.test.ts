import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { decodeXml, readBpmn, type Problem } from '../../../../engine/index.ts';
import { definitions, element, processXml } from '../../../support/bpmn.ts';

async function read(name: string) {
  const { text } = decodeXml(readFileSync(new URL(`../../../fixtures/foreign/${name}`, import.meta.url)));
  return { xml: text!, ...(await readBpmn(text!)) };
}

const said = (problems: readonly Problem[], ...codes: string[]) =>
  problems
    .filter(({ code }) => codes.includes(code))
    .map(
      ({ at, messageEn }) =>
        `${at ?? ''}: ${messageEn
          .split(/: | to |again: /)
          .slice(1)
          .join(': ')}`,
    );

/** Names of vendors' attributes of BPMN's own elements, as they stand in the text. */
function attributesIn(xml: string): string[] {
  const tags = [...xml.matchAll(/<(?!\/|\?|!)([\w:]+)((?:\s+[\w:]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*\/?>/g)];
  return tags
    .filter(([, name]) => !/^(?:camunda|zeebe|flowable|activiti|design|modeler|bizagi):/.test(name!))
    .flatMap(([, , attributes]) =>
      [...attributes!.matchAll(/(camunda|zeebe|flowable|activiti):(\w+)=/g)].map(([, vendor, name]) => `${vendor}:${name}`),
    );
}

describe('files of other modelers, as they are exported', () => {
  it('name every attribute of a vendor, understood or not', async () => {
    for (const [file, count] of [
      ['camunda-7-refused.bpmn', 35],
      ['camunda-8-refused.bpmn', 3],
      ['flowable-refused.bpmn20.xml', 34],
      ['activiti-tasks.bpmn20.xml', 7],
    ] as const) {
      const { xml, problems } = await read(file);
      const found = attributesIn(xml);
      expect(new Set(found), file).to.have.lengthOf(count);
      const texts = problems.map(({ messageEn }) => messageEn).join('\n');
      // the kind of a job is said with its topic or type
      const quiet = ['camunda:type', 'activiti:resultVariable'];
      expect(
        found.filter((name) => !quiet.includes(name) && !texts.includes(name)),
        file,
      ).to.deep.equal([]);
    }
  });

  it('of Camunda 7: what changes the way of a dossier is refused, a missing variable is a warning', async () => {
    const { problems } = await read('camunda-7-refused.bpmn');
    expect(said(problems, 'FOREIGN_REFUSED', 'FOREIGN_EXPRESSION')).to.deep.equal([
      'Msg: Msg-${id}',
      'ut: camunda:inputParameter s: script',
      `ext: <camunda:errorEventDefinition id="EE" errorRef="Err" expression="\${externalTask.errorMessage == 'x'}">`,
      'svc: camunda:expression="${bean.calc(amount)}"',
      'ca: <camunda:out variables="all">',
    ]);
    const differing = said(problems, 'FOREIGN_DIFFERS').map((text) => text.replace(/ local.*|>.*/, ''));
    expect(differing).to.deep.equal([
      'start: camunda:initiator="starter"',
      'b2: camunda:errorCodeVariable="code"',
      'b2: camunda:errorMessageVariable="msg"',
      'b3: camunda:variableName="x"',
      'b3: camunda:variableEvents="create, update"',
      'cnx: <camunda:connector',
      'svc: camunda:resultVariable="total"',
      'ca: camunda:calledElementBinding="deployment"',
      'ca: <camunda:in variables="all"',
      'ca: camunda:out',
      'es1: camunda:escalationCodeVariable="ec"',
    ]);
    const ignored = said(problems, 'FOREIGN_IGNORED');
    expect(ignored).to.include('loan: <camunda:executionListener class="org.acme.L" event="start">');
    expect(ignored).to.include('ut: camunda:dueDate="${dateTime().plusDays(3).toDate()}"');
    expect(ignored).to.include('ut: <camunda:failedJobRetryTimeCycle>R3/PT10M');
    // a business key beside "all" is no mapping
    expect(said(problems, 'FOREIGN_TRANSLATED').filter((text) => text.startsWith('b1'))).to.deep.equal([
      'b1: R3/${interval} → "R3/" + string(interval)',
    ]);
  });

  it('of Camunda 8: scripts of workers, chosen activities and codes that are computed are refused', async () => {
    const { problems } = await read('camunda-8-refused.bpmn');
    expect(said(problems, 'FOREIGN_REFUSED', 'FOREIGN_EXPRESSION')).to.deep.equal([
      'M: ="m-" + x',
      'ut: zeebe:candidateGroups="=["a","b"]"',
      'ut3: zeebe:externalReference="=url"',
      'ca: =target',
      'b: zeebe:calledDecision decisionId="=dec"',
      'b2: zeebe:taskDefinition',
      'sc: <zeebe:taskDefinition type="script" retries="2">',
      'ah: <zeebe:adHoc activeElementsCollection="=els">',
      'E1: =code',
    ]);
  });

  it('of Flowable: events of a registry and everything that passes beside mappings are refused; XML Schema types are no references', async () => {
    const { problems } = await read('flowable-refused.bpmn20.xml');
    expect(said(problems, 'FOREIGN_REFUSED')).to.deep.equal(['ca: flowable:inheritVariables="true"', 'be: <flowable:eventType>myEvent']);
    expect(problems.map(({ code }) => code)).to.not.include('REFERENCE_UNKNOWN');
    expect(said(problems, 'FOREIGN_DIFFERS')).to.include('amount: <flowable:value>10');
    expect(said(problems, 'FOREIGN_IGNORED')).to.include('dm: <flowable:field name="decisionTableReferenceKey"><flowable:string>rule');
  });

  it('ending everything is refused inside a subprocess only', async () => {
    const end = element('endEvent', 'e', '<terminateEventDefinition xmlns:f="http://flowable.org/bpmn" f:terminateAll="true"/>');
    const codes = async (...content: string[]) =>
      (await readBpmn(definitions(processXml('p', ...content)))).problems.map(({ code, at }) => `${code} ${at}`);
    expect(await codes(end)).to.include('FOREIGN_IGNORED e');
    expect(await codes(element('subProcess', 's', end))).to.include('FOREIGN_REFUSED e');
  });

  it('of Activiti: owners that BPMN itself names are the unit or the role', async () => {
    const { definitions: tree, problems } = await read('activiti-tasks.bpmn20.xml');
    expect(tree).to.exist;
    expect(said(problems, 'FOREIGN_TRANSLATED')).to.include('h: bpmn:potentialOwner="management" → tthc:unit="management"');
    expect(said(problems, 'FOREIGN_IGNORED')).to.include('h: bpmn:humanPerformer="${employee}"');
    expect(problems.filter(({ code }) => code === 'NO_EFFECT')).to.deep.equal([]);
    const owner = (text: string) =>
      definitions(
        processXml(
          'p',
          element(
            'userTask',
            'a',
            `<potentialOwner><resourceAssignmentExpression><formalExpression>${text}</formalExpression></resourceAssignmentExpression></potentialOwner>`,
            'xmlns:activiti="http://activiti.org/bpmn" activiti:priority="1"',
          ),
        ),
      );
    const step = async (text: string) => (await readBpmn(owner(text))).model!.nodes.get('a')!.step;
    expect(await step('group(phongA), phongB')).to.include({ role: 'phongA, phongB' });
    expect(await step('user(an)')).to.include({ role: 'an' });
  });

  it('of Bizagi: the pool of an empty main process is a closed pool', async () => {
    const { model, problems } = await read('bizagi-empty-pool.bpmn');
    expect([...model!.nodes.keys()]).to.deep.equal(['Id_s', 'Id_t', 'Id_e']);
    expect(problems.map(({ code, at }) => `${code} ${at}`)).to.deep.equal(['FOREIGN_TRANSLATED Id_q', 'FOREIGN_PRESENTATION _2026']);
  });

  it('with a vendor as the default namespace lose nothing', async () => {
    const { model, problems } = await read('default-namespace.bpmn');
    expect(model!.nodes.get('u')!.inputs).to.deep.equal([{ source: '"1"', target: 'a' }]);
    expect(said(problems, 'FOREIGN_IGNORED')).to.deep.equal(['u: <camunda:formData><camunda:formField id="k" type="string">']);
  });

  it('a pool of one process only stays what it is, and so does an empty process alone', async () => {
    const { problems } = await readBpmn(definitions('<process id="p" xmlns:b="http://www.bizagi.com/bpmn20" b:x="1"/>'));
    expect(problems.map(({ code }) => code)).to.include('START_MISSING');
  });

  it('hostile ones end in problems: deep data, marks of tags inside values, long and repeated expressions', async () => {
    const inData = (xml: string) =>
      definitions(processXml('p', `<extensionElements xmlns:camunda="http://camunda.org/schema/1.0/bpmn">${xml}</extensionElements>`));
    const deep = (open: string, depth: number) => inData(open.repeat(depth) + '</camunda:list>'.repeat(depth));
    const codes = async (xml: string) => (await readBpmn(xml)).problems.map(({ code }) => code);
    expect(await codes(deep('<camunda:list>', 4_000))).to.deep.equal(['XML_TOO_DEEP']);
    expect(await codes(deep('<camunda:list a="/>">', 5_000))).to.deep.equal(['XML_TOO_DEEP']);
    expect(await codes(deep(`<camunda:list a='"/>'>`, 5_000))).to.deep.equal(['XML_TOO_DEEP']);
    expect(await codes(inData('<camunda:list a=">" b="/>"/>'))).to.include('FOREIGN_IGNORED');
    for (const expression of [`${'a + '.repeat(100_000)}a`, `${'empty '.repeat(40)}a`, `a${' % b'.repeat(40)}`, `${'!'.repeat(60)}a`]) {
      const flow = `<sequenceFlow id="f" sourceRef="a" targetRef="a" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"><conditionExpression>\${${expression}}</conditionExpression></sequenceFlow>`;
      const { problems } = await readBpmn(definitions(processXml('p', element('userTask', 'a'), flow)));
      expect(
        problems.map(({ code, at }) => `${code} ${at}`),
        expression.slice(0, 20),
      ).to.include('FOREIGN_EXPRESSION f');
    }
  });
});
