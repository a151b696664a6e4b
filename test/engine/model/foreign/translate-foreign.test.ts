import type { Moddle } from 'bpmn-moddle';
import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { decodeXml, readBpmn, tthcModdle, type Problem, type ProcessModel } from '../../../../engine/index.ts';
import { isForeign } from '../../../../engine/model/foreign/vendors.ts';
import { definitions, element, processXml } from '../../../support/bpmn.ts';
import { played } from '../../semantics/support.ts';

async function read(name: string) {
  const { text } = decodeXml(readFileSync(new URL(`../../../fixtures/foreign/${name}`, import.meta.url)));
  return { xml: text!, ...(await readBpmn(text!)) };
}

const said = (problems: readonly Problem[], severity: Problem['severity']) =>
  problems.filter((found) => found.severity === severity).map(({ code, at }) => `${code} ${at ?? ''}`);
const node = (model: ProcessModel | undefined, id: string) => model!.nodes.get(id)!;

describe('files of other modelers', () => {
  it('of Camunda 7 run: conditions, jobs, mappings, collections, timers and calls in our words', async () => {
    const { model, problems } = await read('camunda-7.bpmn');
    expect(said(problems, 'error')).to.deep.equal([]);
    expect(node(model, 'tiepNhan').step).to.include({ unit: 'motCua', form: 'to-khai' });
    expect(node(model, 'tiepNhan').inputs).to.deep.equal([
      { source: '"Hồ sơ " + string(maHoSo)', target: 'tieuDe' },
      { source: '["donXin", banSao]', target: 'giayTo' },
      { source: '{"xa": xa}', target: 'noiNhan' },
    ]);
    expect(node(model, 'tiepNhan').outputs).to.deep.equal([{ source: 'hopLe', target: 'du' }]);
    expect(model!.flows.get('f3')!.condition).to.equal('du and dienTich > 100');
    expect(node(model, 'traCuu').jobType).to.equal('csdl-dan-cu');
    expect(node(model, 'tinhPhi').jobType).to.equal('tinhPhiBean');
    expect(node(model, 'yKien').loop).to.deep.include({
      collection: 'cacPhong',
      elementVariable: 'phong',
      completionCondition: 'numberOfCompletedInstances / numberOfInstances >= 0.5',
    });
    expect(node(model, 'qua').event).to.deep.equal({ type: 'timer', timer: { kind: 'duration', text: '=hanGop' } });
    expect(node(model, 'inGiay').inputs).to.deep.equal([
      { source: 'maHoSo', target: 'so' },
      { source: 'phi + 1', target: 'tien' },
    ]);
    expect(node(model, 'inGiay').outputs).to.deep.equal([{ source: 'soGiay', target: 'soGiayPhep' }]);
    expect(node(model, 'in2')).to.include({ script: 'if so = null then "chưa có" else so', resultVariable: 'soGiay' });
    expect(said(problems, 'warning')).to.deep.equal([
      'FOREIGN_IGNORED capPhep',
      'FOREIGN_DIFFERS nop',
      'FOREIGN_DIFFERS tiepNhan',
      'FOREIGN_IGNORED tiepNhan',
      'FOREIGN_IGNORED tiepNhan',
      'FOREIGN_IGNORED tiepNhan',
      'FOREIGN_IGNORED traCuu',
      'FOREIGN_IGNORED yKien',
      'FOREIGN_DIFFERS tinhPhi',
    ]);
  });

  it('of Camunda 7 do what they say: a dossier goes to its end', async () => {
    const { xml } = await read('camunda-7.bpmn');
    const variables = { maHoSo: 'D-1', banSao: 'b', xa: 'x', hopLe: true, dienTich: 120, cacPhong: ['p', 'q'], hanGop: 'P1D', phi: 2 };
    const dossier = await played(xml, { process: 'capPhep', variables });
    dossier.complete('tiepNhan', { hopLe: true });
    expect(dossier.active()).to.deep.equal(['traCuu']);
    dossier.send({ type: 'completeJob', elementKey: 'traCuu#1', variables: {} });
    dossier.complete('yKien');
    dossier.send({ type: 'completeJob', elementKey: 'tinhPhi#1', variables: {} });
    expect(dossier.state.status).to.equal('ended');
    expect(dossier.state.result).to.include({ soGiayPhep: 'D-1', du: true });
  });

  it('of Camunda 8 run: task types, FEEL mappings, keys of messages at their catchers, called elements', async () => {
    const { model, problems } = await read('camunda-8.bpmn');
    expect(said(problems, 'error')).to.deep.equal([]);
    expect(node(model, 'thamDinh').step).to.include({ role: 'phongTuPhap, phongDiaChinh', form: 'phieu-tham-dinh' });
    expect(node(model, 'thamDinh').inputs).to.deep.equal([
      { source: 'hoSo.so', target: 'so' },
      { source: '"thường"', target: 'loai' },
    ]);
    expect(node(model, 'guiPhieu').jobType).to.equal('gui-phieu');
    expect(node(model, 'guiPhieu').loop).to.deep.include({
      sequential: true,
      collection: 'nguoiNhan',
      elementVariable: 'nguoi',
      outputCollection: 'daGui',
      outputElement: 'ma',
    });
    expect(node(model, 'choTien').event).to.deep.equal({ type: 'message', messageName: 'daNopPhi', correlationKey: 'maHoSo' });
    expect(node(model, 'tong')).to.include({ script: 'so + 1', resultVariable: 'soMoi' });
    expect(node(model, 'goi').called!.id).to.equal('luuTru');
    expect(node(model, 'bao').jobType).to.equal('bao-tin');
    expect(said(problems, 'warning')).to.deep.equal([
      'FOREIGN_IGNORED thamDinh',
      'FOREIGN_IGNORED thamDinh',
      'FOREIGN_IGNORED guiPhieu',
      'FOREIGN_IGNORED guiPhieu',
      'FOREIGN_DIFFERS goi',
    ]);
  });

  it('of Flowable run, with the default namespace', async () => {
    const { model, problems } = await read('flowable.bpmn20.xml');
    expect(said(problems, 'error')).to.deep.equal([]);
    expect(node(model, 'sid-1A-2B').loop).to.deep.include({ cardinality: 'soHo', collection: 'cacHo', elementVariable: 'ho' });
    expect(node(model, 'sid-4').jobType).to.equal('mail');
    expect(node(model, 'sid-5').jobType).to.equal('org.example.GhiSo');
    expect(model!.flows.get('sid-f2')!.condition).to.match(/^ketQua = "dat" and not\(/);
  });

  it('of drawing programs are read without their drawing data, several pools and no diagram included', async () => {
    for (const [name, program] of [
      ['signavio.bpmn', 'signavio (3)'],
      ['bizagi.bpmn', 'bizagi (2)'],
    ] as const) {
      const { model, problems } = await read(name);
      expect(model, name).to.exist;
      expect(problems.map(({ code, severity }) => `${code} ${severity}`)).to.deep.equal(['FOREIGN_PRESENTATION info']);
      expect(problems[0]!.message).to.include(program);
    }
  });

  it('are refused with every expression quoted that cannot be said in FEEL, and with what else is missing', async () => {
    const { model, definitions: tree, problems } = await read('activiti-refused.bpmn');
    expect(model).to.equal(undefined);
    expect(tree).to.exist;
    expect(
      problems
        .filter(({ severity }) => severity === 'error')
        .map(({ code, at, messageEn }) => [code, at, messageEn.split(': ')[1] ?? messageEn]),
    ).to.deep.equal([
      ['FOREIGN_EXPRESSION', 'goiBean', 'activiti:expression="${kho.tinh(execution)}"'],
      ['FOREIGN_EXPRESSION', 'caso', '${tenQuyTrinh}'],
      ['FOREIGN_EXPRESSION', 'f2', "${ds.contains('a')}"],
      ['EXPRESSION_LANGUAGE', 'groovy', 'Expressions are FEEL, not "groovy"'],
    ]);
    expect(problems.find(({ code }) => code === 'FOREIGN_IGNORED')).to.include({ line: 9 });
  });

  it('ask decisions by their names; rules in code are refused', async () => {
    const task = (id: string, attributes: string, inside = '') => element('businessRuleTask', id, inside, attributes);
    const xml = definitions(
      processXml(
        'p',
        task(
          'a',
          'c7:decisionRef="phi" c7:resultVariable="muc" c7:mapDecisionResult="singleEntry" xmlns:c7="http://camunda.org/schema/1.0/bpmn"',
        ),
        task(
          'b',
          'xmlns:z="http://camunda.org/schema/zeebe/1.0"',
          '<extensionElements><z:calledDecision decisionId="phi" resultVariable="muc"/></extensionElements>',
        ),
        task('c', 'f:class="org.example.Luat" xmlns:f="http://flowable.org/bpmn"'),
      ),
    );
    const { definitions: tree, problems } = await readBpmn(xml);
    const [process] = tree!.get('rootElements') as Moddle[];
    const tasks = process!.get('flowElements') as Moddle[];
    for (const asking of tasks.slice(0, 2))
      expect([asking.get('tthc:decision'), asking.get('tthc:resultVariable')], asking.id).to.deep.equal(['phi', 'muc']);
    const foreign = problems.filter(({ code, severity }) => code.startsWith('FOREIGN_') && severity !== 'info');
    expect(foreign.map(({ code, at }) => [code, at])).to.deep.equal([
      ['FOREIGN_IGNORED', 'a'],
      ['FOREIGN_REFUSED', 'c'],
    ]);
  });

  it('are known by their namespaces, whatever prefixes they give them', async () => {
    const xml = definitions(
      processXml(
        'p',
        element('userTask', 'a', '', 'c7:formKey="f" xmlns:c7="http://operaton.org/schema/1.0/bpmn"'),
        element(
          'userTask',
          'b',
          '<extensionElements><x:taskListener xmlns:x="http://flowable.org/bpmn" event="create"/></extensionElements>',
        ),
        element('userTask', 'c', '', 'odd:mark="1" xmlns:odd="http://example.org/odd"'),
      ),
    );
    expect(isForeign(xml)).to.equal(true);
    expect(isForeign(definitions(processXml('p', element('userTask', 'a'))))).to.equal(false);
    const { model, problems } = await readBpmn(xml);
    expect(node(model, 'a').step!.form).to.equal('f');
    expect(problems.map(({ code, at, messageEn }) => [code, at, messageEn.split(': ')[1]])).to.deep.equal([
      ['FOREIGN_TRANSLATED', 'a', 'operaton:formKey="f" → tthc:form="f"'],
      ['FOREIGN_IGNORED', 'b', '<flowable:taskListener event="create">'],
      ['FOREIGN_IGNORED', 'c', 'odd:mark="1"'],
    ]);
  });

  it('mean the same when they are written in our form and read again', async () => {
    for (const name of ['camunda-7.bpmn', 'camunda-8.bpmn', 'flowable.bpmn20.xml', 'signavio.bpmn', 'bizagi.bpmn']) {
      const first = await read(name);
      const { xml } = await tthcModdle().toXML(first.definitions!, { format: true });
      const again = await readBpmn(xml);
      expect(
        again.problems.filter(({ code }) => code.startsWith('FOREIGN_')),
        name,
      ).to.deep.equal([]);
      const plain = ({ nodes, flows }: ProcessModel) => [
        [...nodes.values()].map(({ id, type, step, inputs, outputs, jobType, loop, event, script }) => ({
          id,
          type,
          step,
          inputs,
          outputs,
          jobType,
          loop,
          event,
          script,
        })),
        [...flows.values()].map(({ id, condition }) => ({ id, condition })),
      ];
      expect(plain(again.model!), name).to.deep.equal(plain(first.model!));
    }
  });
});
