import { expect } from 'chai';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import fc from 'fast-check';
import type { Moddle } from 'bpmn-moddle';
import { layOut } from '../../../engine/model/layout.ts';
import { tthcModdle } from '../../../engine/model/tthc-moddle.ts';
import { faultsOfDiagram, faultsOfLines, shapesOf } from '../../support/diagram-faults.ts';

/** A process as "a -> b" arrows; `@2` behind a name puts the node into lane 2, `!` before a name makes it a gateway, `(x)` an event. */
function drawing(arrows: readonly string[], lanes = 0): string {
  const nodes = new Map<string, number>();
  const flows = arrows.map((arrow, index) => {
    const [source, target] = arrow.split('->').map((end) => {
      const [name, lane] = end.trim().split('@');
      if (!nodes.has(name!) || lane) nodes.set(name!, Number(lane ?? 0));
      return name!;
    });
    return `<bpmn:sequenceFlow id="f${index}" sourceRef="${idOf(source!)}" targetRef="${idOf(target!)}"/>`;
  });
  const elements = [...nodes.keys()].map((name) =>
    name.startsWith('!')
      ? `<bpmn:exclusiveGateway id="${idOf(name)}" name="Đủ điều kiện?"/>`
      : name.startsWith('(')
        ? `<bpmn:intermediateThrowEvent id="${idOf(name)}" name="Sự kiện"/>`
        : `<bpmn:userTask id="${idOf(name)}" name="Việc ${name}"/>`,
  );
  const laneSet = Array.from({ length: lanes }, (_, lane) => {
    const members = [...nodes].filter(([, home]) => home === lane).map(([name]) => `<bpmn:flowNodeRef>${idOf(name)}</bpmn:flowNodeRef>`);
    return `<bpmn:lane id="lane${lane}" name="Phòng ${lane}">${members.join('')}</bpmn:lane>`;
  });
  const process = `<bpmn:process id="p">${lanes ? `<bpmn:laneSet id="ls">${laneSet.join('')}</bpmn:laneSet>` : ''}${elements.join('')}${flows.join('')}</bpmn:process>`;
  return wrapped(
    lanes ? `<bpmn:collaboration id="c"><bpmn:participant id="pool" processRef="p"/></bpmn:collaboration>${process}` : process,
  );
}

const idOf = (name: string) => `n_${name.replace(/\W/gu, '')}`;
const wrapped = (inside: string) =>
  `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t">${inside}</bpmn:definitions>`;

async function laidOut(xml: string): Promise<Moddle> {
  const { rootElement } = await tthcModdle().fromXML(xml);
  layOut(rootElement);
  return rootElement;
}

describe('layOut', () => {
  it('puts the steps of a lane on one row, from left to right in order of the flow', async () => {
    const shapes = shapesOf(await laidOut(drawing(['a@0 -> b@0', 'b -> c@0'], 1)));

    expect([shapes.n_a, shapes.n_b, shapes.n_c].map((box) => box!.y)).to.deep.equal([shapes.n_a!.y, shapes.n_a!.y, shapes.n_a!.y]);
    expect(shapes.n_b!.x - shapes.n_a!.x).to.equal(200);
    expect(shapes.n_c!.x - shapes.n_b!.x).to.equal(200);
  });

  it('makes lanes at least 160 high and as wide as their pool, activities 140 by 100', async () => {
    const shapes = shapesOf(await laidOut(drawing(['a@0 -> b@1', 'b -> c@2', 'c -> a'], 3)));

    for (const lane of ['lane0', 'lane1', 'lane2']) {
      expect(shapes[lane]!.height).to.be.at.least(160);
      expect(shapes[lane]!.x + shapes[lane]!.width).to.equal(shapes.pool!.x + shapes.pool!.width);
    }
    expect(shapes.n_a).to.include({ width: 140, height: 100 });
  });

  it('keeps every node inside its lane', async () => {
    const shapes = shapesOf(
      await laidOut(drawing(['a@0 -> !g@1', '!g -> b@1', '!g -> c@1', '!g -> d@2', 'b -> !j@1', 'c -> !j', 'd -> !j'], 3)),
    );

    for (const node of ['g', 'b', 'c', 'j']) {
      expect(shapes[`n_${node}`]!.y).to.be.greaterThan(shapes.lane1!.y);
      expect(shapes[`n_${node}`]!.y + shapes[`n_${node}`]!.height).to.be.lessThan(shapes.lane1!.y + shapes.lane1!.height);
    }
  });

  it('breaks a chain of 24 steps without lanes into lines that stay readable', async () => {
    const arrows = Array.from({ length: 23 }, (_, index) => `s${index} -> s${index + 1}`);
    const shapes = Object.values(shapesOf(await laidOut(drawing(arrows))));

    expect(Math.max(...shapes.map(({ x, width }) => x + width)) - Math.min(...shapes.map(({ x }) => x))).to.be.at.most(1600);
  });

  it('draws boundary events on the lower border, nested contents inside, black-box pools and message flows', async () => {
    const definitions = await laidOut(
      wrapped(`<bpmn:collaboration id="c"><bpmn:participant id="agency" processRef="p"/><bpmn:participant id="applicant" name="Người nộp"/>
        <bpmn:messageFlow id="m" sourceRef="ask" targetRef="applicant"/></bpmn:collaboration>
        <bpmn:process id="p"><bpmn:startEvent id="s"/><bpmn:userTask id="t"/><bpmn:boundaryEvent id="late" attachedToRef="t"/><bpmn:userTask id="sorry"/>
        <bpmn:subProcess id="sub" triggeredByEvent="true"><bpmn:startEvent id="s2"/><bpmn:sendTask id="ask"/><bpmn:sequenceFlow id="f3" sourceRef="s2" targetRef="ask"/></bpmn:subProcess>
        <bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="t"/><bpmn:sequenceFlow id="f2" sourceRef="late" targetRef="sorry"/>
        <bpmn:textAnnotation id="note"><bpmn:text>Chú ý</bpmn:text></bpmn:textAnnotation><bpmn:association id="as" sourceRef="note" targetRef="t"/></bpmn:process>`),
    );
    const shapes = shapesOf(definitions);

    expect(shapes.late!.y + 18).to.equal(shapes.t!.y + shapes.t!.height);
    expect(shapes.ask!.x).to.be.greaterThan(shapes.sub!.x);
    expect(shapes.ask!.y + shapes.ask!.height).to.be.lessThan(shapes.sub!.y + shapes.sub!.height);
    expect(shapes.applicant!.y).to.be.greaterThan(shapes.agency!.y + shapes.agency!.height);
    expect(shapes).to.have.property('note');
    expect(faultsOfDiagram(definitions)).to.deep.equal([]);
  });

  it('puts an event subprocess beside the steps of its lane, off the flow into the next lane', async () => {
    const shapes = shapesOf(
      await laidOut(
        wrapped(`<bpmn:collaboration id="c"><bpmn:participant id="pool" processRef="p"/></bpmn:collaboration><bpmn:process id="p"><bpmn:laneSet id="ls">
        <bpmn:lane id="lane0"><bpmn:flowNodeRef>a</bpmn:flowNodeRef><bpmn:flowNodeRef>sub</bpmn:flowNodeRef><bpmn:flowNodeRef>z</bpmn:flowNodeRef></bpmn:lane>
        <bpmn:lane id="lane1"><bpmn:flowNodeRef>b</bpmn:flowNodeRef>${[1, 2, 3].map((i) => `<bpmn:flowNodeRef>b${i}</bpmn:flowNodeRef>`).join('')}</bpmn:lane></bpmn:laneSet>
        <bpmn:userTask id="a"/><bpmn:userTask id="b"/>${[1, 2, 3].map((i) => `<bpmn:userTask id="b${i}"/>`).join('')}<bpmn:userTask id="z"/>
        ${['a b', 'b b1', 'b1 b2', 'b2 b3', 'b3 z'].map((ends, i) => `<bpmn:sequenceFlow id="g${i}" sourceRef="${ends.split(' ')[0]}" targetRef="${ends.split(' ')[1]}"/>`).join('')}
        <bpmn:subProcess id="sub" name="Rút hồ sơ" triggeredByEvent="true"><bpmn:startEvent id="s2"/><bpmn:userTask id="t2"/><bpmn:sequenceFlow id="f3" sourceRef="s2" targetRef="t2"/></bpmn:subProcess></bpmn:process>`),
      ),
    );

    expect(shapes.b!.x).to.equal(shapes.a!.x);
    expect(shapes.sub!.x).to.be.greaterThan(shapes.a!.x + shapes.a!.width);
    expect(shapes.sub!.y).to.be.lessThan(shapes.a!.y + shapes.a!.height);
    expect(shapes.lane0!.height).to.be.at.most(240);
  });

  it('makes a lane as high as its name is long', async () => {
    const xml = drawing(['a@0 -> b@0'], 1).replace('name="Phòng 0"', 'name="Trung tâm Phục vụ hành chính công xã"');
    const shapes = shapesOf(await laidOut(xml));

    expect(shapes.lane0!.height).to.be.within(240, 320);
  });

  const folder = new URL('../../../procedures/', import.meta.url);
  for (const procedure of readdirSync(folder).filter((name) => existsSync(new URL(`${name}/process.bpmn`, folder)))) {
    it(`draws ${procedure} without faults`, async () => {
      const definitions = await laidOut(readFileSync(new URL(`${procedure}/process.bpmn`, folder), 'utf8'));

      expect(faultsOfDiagram(definitions)).to.deep.equal([]);
    });
  }

  it('replaces an old diagram and gives the same bytes each time', async () => {
    const moddle = tthcModdle();
    const definitions = await laidOut(drawing(['a@0 -> b@1', 'b -> a'], 2));
    const once = (await moddle.toXML(definitions, { format: true })).xml;
    layOut(definitions);

    expect((await moddle.toXML(definitions, { format: true })).xml).to.equal(once);
    expect(definitions.diagrams).to.have.length(1);
  });

  it('draws any graph without boxes on boxes or lines through boxes', async () => {
    const node = (count: number) => fc.integer({ min: 0, max: count - 1 });
    const graph = fc.integer({ min: 2, max: 14 }).chain((count) =>
      fc.record({
        lanes: fc.integer({ min: 0, max: 4 }),
        chain: fc.constant(Array.from({ length: count - 1 }, (_, index): [number, number] => [index, index + 1])),
        extra: fc.array(fc.tuple(node(count), node(count)), { maxLength: 8 }),
        kinds: fc.array(fc.constantFrom('', '', '!', '('), { minLength: count, maxLength: count }),
        homes: fc.array(fc.nat(3), { minLength: count, maxLength: count }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(graph, async ({ lanes, chain, extra, kinds, homes }) => {
        const name = (index: number) => `${kinds[index]}v${index}${lanes ? `@${homes[index]! % lanes}` : ''}`;
        const arrows = [...chain, ...extra.filter(([from, to]) => from !== to)].map(([from, to]) => `${name(from)} -> ${name(to)}`);
        const definitions = await laidOut(drawing(arrows, lanes));
        // names find no free place where every side of a gateway has a flow: only lines and boxes
        expect(faultsOfLines(definitions)).to.deep.equal([]);
      }),
      { numRuns: 150 },
    );
  });
});
