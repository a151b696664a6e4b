/** Differences of two files in words and as marks, and the addresses of a comparison. */
import { expect } from 'chai';
import { budgetsOf } from '../../modeler/compare/budgets-of.ts';
import { compareSides } from '../../modeler/compare/compare-sides.ts';
import { readForComparison } from '../../modeler/compare/read-for-comparison.ts';
import { compareAddress, readSide, writeSide, type Side } from '../../modeler/compare/side.ts';
import { definitions, element, processXml } from '../support/bpmn.ts';

/** Shapes where they are said to be, 100 by 80. */
const drawn = (xml: string, places: Readonly<Record<string, readonly [number, number]>>) =>
  xml
    .replace(
      '<definitions ',
      '<definitions xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" ',
    )
    .replace(
      '</definitions>',
      `<bpmndi:BPMNDiagram id="D"><bpmndi:BPMNPlane id="P" bpmnElement="p">${Object.entries(places)
        .map(
          ([id, [x, y]]) =>
            `<bpmndi:BPMNShape id="${id}_di" bpmnElement="${id}"><dc:Bounds x="${x}" y="${y}" width="100" height="80"/></bpmndi:BPMNShape>`,
        )
        .join('')}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram></definitions>`,
    );
const step = (id: string, name: string, days: number) =>
  element('userTask', id, '', `name="${name}" tthc:budget="${days}" tthc:budgetUnit="workingDay"`);
const of = (...parts: string[]) => definitions(processXml('p', ...parts));

const before = drawn(
  of(
    element('startEvent', 's'),
    step('receive', 'Tiếp nhận', 1),
    element('exclusiveGateway', 'split'),
    step('gone', 'Thừa', 1),
    element('endEvent', 'e'),
    's->receive',
    'receive->split',
    'split->gone',
    'gone->e',
  ),
  { s: [0, 0], receive: [100, 0], split: [250, 0], gone: [400, 0], e: [550, 0] },
);
const after = drawn(
  of(
    element('startEvent', 's'),
    step('receive', 'Tiếp nhận', 2),
    element('parallelGateway', 'split'),
    step('fresh', 'Mới', 3),
    element('endEvent', 'e'),
    's->receive',
    'receive->split',
    'split->fresh',
    'fresh->e',
  ),
  { s: [0, 0], receive: [100, 200], split: [250, 0], fresh: [400, 0], e: [552, 2] },
);

describe('two sides of a comparison', () => {
  it('are marked by what is different, each on its own drawing', async () => {
    const compared = compareSides(await readForComparison(before), await readForComparison(after));
    expect(compared.before).to.include({ gone: 'removed', receive: 'changed' });
    expect(compared.after).to.include({ fresh: 'added', receive: 'changed', split: 'changed' });
    expect(compared.after, 'two pixels are no move').to.not.have.any.keys('e', 's');
    const words = compared.changes.map(({ message }) => message);
    expect(words).to.include('"Tiếp nhận": đổi thời gian từ 1 ngày làm việc thành 2 ngày làm việc');
    expect(words).to.include('Đổi điểm rẽ chọn một thành điểm rẽ song song (split)');
    expect(words.at(-1)).to.equal('Dời chỗ 1 hình trên bản vẽ, nội dung không đổi');
  });

  it('are the same when nothing is different', async () => {
    const side = await readForComparison(before);
    expect(compareSides(side, side)).to.deep.include({ changes: [], before: {}, after: {} });
  });

  it('have the time of every step side by side', async () => {
    const [then, now] = await Promise.all([readForComparison(before), readForComparison(after)]);
    expect(budgetsOf(then.model!, now.model!).map(({ name, minutes }) => [name, minutes])).to.deep.equal([
      ['Tiếp nhận', 480],
      ['Mới', 1440],
      ['Thừa', -480],
    ]);
  });

  it('are compared by their drawing when one cannot run yet', async () => {
    const broken = drawn(of(element('startEvent', 's'), element('userTask', 'x', '', 'name="Lạ"'), 's->nowhere'), { s: [0, 0], x: [1, 1] });
    const side = await readForComparison(broken);
    expect(side.model).to.equal(undefined);
    expect(side.problems).to.not.deep.equal([]);
    expect(compareSides(await readForComparison(before), side).after).to.deep.include({ x: 'added' });
  });

  it('stand in for what is called elsewhere', async () => {
    const calling = of(
      element('startEvent', 's'),
      element('callActivity', 'c', '', 'calledElement="elsewhere"'),
      element('endEvent', 'e'),
      's->c',
      'c->e',
    );
    expect((await readForComparison(calling)).problems).to.deep.equal([]);
  });
});

describe('addresses of a comparison', () => {
  const sides: readonly Side[] = [
    { kind: 'version', processKey: 'a@b', version: 3 },
    { kind: 'draft', draftId: '12' },
    { kind: 'submission', appraisalId: '7', round: 2 },
  ];
  it('say both sides, and are read back', () => {
    for (const side of sides) expect(readSide(writeSide(side))).to.deep.equal(side);
    expect(compareAddress(sides[0]!, sides[1]!)).to.equal('/compare?before=a%40b%403&after=draft%3A12');
  });
  it('are nothing where they are wrong', () => {
    for (const text of [null, '', 'draft:', 'draft:0', 'submission:1', 'key', 'key@0', '@1'])
      expect(readSide(text), String(text)).to.equal(undefined);
  });
});
