/** Which variables BPMN's data is, and what is wrong with associations (ADR 0062). */
import { expect } from 'chai';
import { modelHash } from '../../../../engine/analysis/model-hash.ts';
import { checkPersonal } from '../../../../engine/model/check-personal.ts';
import { readBpmn } from '../../../../engine/model/read-bpmn.ts';
import { association, dataObject, drawnLines, taskData } from '../../../support/bpmn-data.ts';
import { content, definitions, element, modelOfXml, processXml } from '../../../support/bpmn.ts';

const roots = '<dataStore id="register" name="Sổ đăng ký"/>';
const process = (...parts: string[]) => definitions(roots, processXml('p', element('startEvent', 's'), ...parts));
const task = (id: string, children = '') => element('userTask', id, children);

async function problemsOf(...parts: string[]): Promise<string[]> {
  return (await readBpmn(process(...parts))).problems.map(({ code, at }) => `${code} ${at ?? ''}`);
}

describe('the data of a file', () => {
  it('is named by its name, that of its references, or its id', async () => {
    const model = await modelOfXml(
      process(
        '<property id="tong" name="tổng số"/>',
        task('a'),
        's->a',
        '<dataObject id="d1"/><dataObjectReference id="r1" name="Tờ khai\n[mới]" dataObjectRef="d1"/><dataObjectReference id="r2" name="Tờ khai [đã ký]" dataObjectRef="d1"><dataState id="state" name="đã trả"/></dataObjectReference>',
        '<dataObject id="d-2" name="a + b" isCollection="true"/>',
        '<dataObject id="null" name=""/>',
        '<dataObject id="d3" name="constructor"/>',
        '<dataObjectReference id="alone" name="Giấy phép"/>',
        '<dataStoreReference id="store" dataStoreRef="register"/>',
      ),
    );
    expect(model.processes.get('p')!.data).to.deep.equal([
      { id: 'd1', kind: 'object', variable: 'Tờ khai', name: 'Tờ khai', states: ['mới', 'đã trả'] },
      { id: 'd-2', kind: 'object', variable: 'd_2', name: 'a + b', isCollection: true },
      { id: 'null', kind: 'object', variable: '_null' },
      { id: 'd3', kind: 'object', variable: 'd3', name: 'constructor' },
      { id: 'alone', kind: 'object', variable: 'Giấy phép', name: 'Giấy phép' },
      { id: 'store', kind: 'store', name: 'Sổ đăng ký' },
      { id: 'tong', kind: 'property', variable: 'tổng số', name: 'tổng số' },
    ]);
  });

  it('costs a model without it nothing, and a drawn line changes no mapping', async () => {
    const plain = await modelOfXml(process(task('a'), 's->a'));
    expect(plain.processes.get('p')).not.to.have.any.keys('data', 'locals', 'dataInputs', 'dataOutputs');
    const drawn = await modelOfXml(process(task('a', drawnLines('a', 'docDrawn', 'docDrawn')), dataObject('doc'), 's->a'));
    expect(drawn.nodes.get('a')).to.deep.include({ inputs: [], outputs: [] });
    expect(modelHash(drawn)).to.equal(modelHash(plain));
  });

  it('of a subprocess is part of what identifies a model', async () => {
    const hash = async (...parts: string[]) =>
      modelHash(await modelOfXml(process(element('subProcess', 'b', task('a') + content(...parts)), 's->b')));
    expect(await hash(dataObject('doc'))).not.to.equal(await hash());
  });

  it('is taken into the same fields as mappings of ours, which come behind it', async () => {
    const both = `<extensionElements><tthc:input source="form + 1" target="more"/></extensionElements>${taskData('a', { inputs: { form: 'docDrawn' }, outputs: { docDrawn: 'answer' } })}`;
    const model = await modelOfXml(process(task('a', both), dataObject('doc'), 's->a'));
    expect(model.nodes.get('a')).to.deep.include({
      inputs: [
        { source: 'doc', target: 'form' },
        { source: 'form + 1', target: 'more' },
      ],
      outputs: [{ source: 'answer', target: 'doc' }],
      requiredInputs: [['form']],
    });
  });

  it('may pass personal data on, and not read it', async () => {
    const model = await modelOfXml(
      process(
        task('a', taskData('a', { inputs: { form: 'doc', length: '=string length(doc)' } })),
        element('exclusiveGateway', 'x'),
        task('b'),
        dataObject('doc'),
        's->a',
        'a->x',
        'x->b?form = "x"',
      ),
    );
    expect(checkPersonal(model, new Set(['doc'])).map(({ at, message }) => [at, /"([^"]*)"/.exec(message)![1]])).to.deep.equal([
      ['x_b', 'form = doc'],
      ['a', 'doc'],
    ]);
  });

  describe('is refused', () => {
    const inside = element('subProcess', 'b', content(dataObject('inner'), task('i')));
    const doc = dataObject('doc');
    const refused: readonly [what: string, parts: string[], problem: string][] = [
      [
        'from another subprocess',
        [task('a', taskData('a', { inputs: { x: 'inner' } })), inside, 's->a', 'a->b'],
        'DATA_OUT_OF_REACH a_take_x',
      ],
      [
        'behind data of its name',
        [
          element(
            'subProcess',
            'b',
            content(dataObject('q').replaceAll('name="q"', 'name="doc"'), task('a', taskData('a', { inputs: { x: 'doc' } }))),
          ),
          doc,
          's->b',
        ],
        'DATA_HIDDEN a_take_x',
      ],
      [
        'made over before it is taken',
        [task('a', taskData('a', { inputs: { doc: 'other', y: 'doc' } })), doc, dataObject('other'), 's->a'],
        'DATA_HIDDEN a_take_y',
      ],
      [
        'into data that is not of the task',
        [task('a', association('dataInputAssociation', 'l', 'doc', 'doc')), doc, 's->a'],
        'DATA_ELSEWHERE l',
      ],
      [
        'out of the task into itself',
        [
          task('a', `${taskData('a', { gives: ['y'], properties: ['z'] })}${association('dataOutputAssociation', 'l', 'a_out_y', 'a_z')}`),
          's->a',
        ],
        'DATA_ELSEWHERE l',
      ],
      [
        'from several sources at once',
        [
          task(
            'a',
            `${taskData('a', { properties: ['z'] })}<dataInputAssociation id="l"><sourceRef>doc</sourceRef><sourceRef>other</sourceRef><targetRef>a_z</targetRef></dataInputAssociation>`,
          ),
          doc,
          dataObject('other'),
          's->a',
        ],
        'DATA_SOURCES_SEVERAL l',
      ],
      [
        'into a part that has no name',
        [
          task(
            'a',
            `<dataOutputAssociation id="l"><targetRef>doc</targetRef><assignment><from>1</from><to>/order/@id</to></assignment></dataOutputAssociation>`,
          ),
          doc,
          's->a',
        ],
        'DATA_ASSIGNMENT l',
      ],
      [
        'into nothing',
        [
          task(
            'a',
            `${taskData('a', { gives: ['y'] })}<dataOutputAssociation id="l"><sourceRef>a_out_y</sourceRef></dataOutputAssociation>`,
          ),
          's->a',
        ],
        'REFERENCE_MISSING l',
      ],
      [
        'from nowhere',
        [task('a', '<dataOutputAssociation id="l"><targetRef>nowhere</targetRef></dataOutputAssociation>'), 's->a'],
        'REFERENCE_UNKNOWN l',
      ],
      ['in an expression that is none', [task('a', taskData('a', { inputs: { x: '=1 +' } })), 's->a'], 'EXPRESSION_INVALID a'],
    ];
    for (const [what, parts, found] of refused)
      it(what, async () => {
        expect(await problemsOf(...parts)).to.include(found);
        expect((await readBpmn(process(...parts))).model).to.equal(undefined);
      });
  });

  it('of a store has no effect, and a line to one says so', async () => {
    const lines = drawnLines('a', 'store', 'store');
    const store = '<dataStoreReference id="store" dataStoreRef="register"/>';
    expect(await problemsOf(task('a', lines), store, 's->a')).to.deep.equal(['NO_EFFECT a_read', 'NO_EFFECT a_write']);
  });

  it('of a subprocess is doubtful where it hides other data or is read outside', async () => {
    const inside = (...parts: string[]) => element('subProcess', 'b', content(dataObject('doc'), task('i'), ...parts));
    const gateway = [element('exclusiveGateway', 'x'), task('c'), 'b->x', 'x->c?doc = 1'];
    expect(await problemsOf(inside(), ...gateway, 's->b')).to.deep.equal(['DATA_ONLY_INSIDE x_c']);
    expect(await problemsOf(inside(), ...gateway, dataObject('doc').replaceAll('id="doc', 'id="outer'), 's->b')).to.deep.equal([
      'DATA_HIDES_OUTER doc',
    ]);
    const kept = '<extensionElements><tthc:output source="doc" target="doc"/></extensionElements>';
    expect(await problemsOf(element('subProcess', 'b', kept + content(dataObject('doc'), task('i'))), ...gateway, 's->b')).to.deep.equal(
      [],
    );
    expect(await problemsOf(inside(element('exclusiveGateway', 'y'), task('j'), 'i->y', 'y->j?doc = 1'), 's->b')).to.deep.equal([]);
  });
});
