import { expect } from 'chai';
import type { Moddle } from 'bpmn-moddle';
import { layOut } from '../../../../engine/model/layout.ts';
import { tthcModdle } from '../../../../engine/model/tthc-moddle.ts';
import { faultsOfDiagram } from '../../../support/diagram-faults.ts';

const xml = `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t">
  <bpmn:collaboration id="c"><bpmn:participant id="pool" name="UBND cấp xã" processRef="p"/></bpmn:collaboration>
  <bpmn:process id="p"><bpmn:laneSet id="ls"><bpmn:lane id="lane" name="Một cửa"><bpmn:flowNodeRef>s</bpmn:flowNodeRef><bpmn:flowNodeRef>t</bpmn:flowNodeRef><bpmn:flowNodeRef>e</bpmn:flowNodeRef><bpmn:flowNodeRef>sub</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>
  <bpmn:startEvent id="s" name="Nhận hồ sơ"/><bpmn:userTask id="t" name="Tiếp nhận"/><bpmn:endEvent id="e" name="Đã nhận"/>
  <bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="t"/><bpmn:sequenceFlow id="f2" sourceRef="t" targetRef="e"/>
  <bpmn:subProcess id="sub" name="Rút hồ sơ" triggeredByEvent="true"><bpmn:startEvent id="s2"/></bpmn:subProcess></bpmn:process></bpmn:definitions>`;

/** The laid out example, its shapes and edges by the id of their element. */
async function example(): Promise<{ definitions: Moddle; drawn: Record<string, Moddle> }> {
  const { rootElement: definitions } = await tthcModdle().fromXML(xml);
  layOut(definitions);
  const [diagram] = definitions.diagrams as Moddle[];
  const elements = (diagram!.plane as Moddle).get('planeElement') as Moddle[];
  return { definitions, drawn: Object.fromEntries(elements.map((element) => [(element.bpmnElement as Moddle).id!, element])) };
}

const boundsOf = (owner: unknown) => (owner as Moddle).bounds as Moddle;

describe('faultsOfDiagram', () => {
  it('finds none in the layout of a small process', async () => {
    expect(faultsOfDiagram((await example()).definitions)).to.deep.equal([]);
  });

  it('names a name on another name', async () => {
    const { definitions, drawn } = await example();
    Object.assign(boundsOf(drawn.e!.label), { x: boundsOf(drawn.s!.label).x, y: boundsOf(drawn.s!.label).y });

    expect(faultsOfDiagram(definitions)).to.deep.equal(['name of s lies on the name of e']);
  });

  it('names a name on a border and on a line', async () => {
    const { definitions, drawn } = await example();
    const task = boundsOf(drawn.t);
    Object.assign(boundsOf(drawn.s!.label), { x: (task.x as number) - 30, y: (task.y as number) + 40 });

    expect(faultsOfDiagram(definitions)).to.include.members(['name of s lies on t', 'f1 runs through the name of s']);
  });

  it('names a line through the title of a subprocess', async () => {
    const { definitions, drawn } = await example();
    const box = boundsOf(drawn.sub);
    const y = (box.y as number) + 12;
    const [first, last] = drawn.f2!.waypoint as Moddle[];
    Object.assign(first!, { x: box.x, y });
    Object.assign(last!, { x: (box.x as number) + (box.width as number), y });

    expect(faultsOfDiagram(definitions)).to.include('f2 runs through the title of sub');
  });

  it('names a lane too low for its name', async () => {
    const { definitions, drawn } = await example();
    (drawn.lane!.bpmnElement as Moddle).name = 'Chi nhánh Văn phòng Đăng ký đất đai và Bộ phận Một cửa của xã';
    boundsOf(drawn.lane).height = 100;

    expect(faultsOfDiagram(definitions)).to.include('the name of lane is cut off');
  });
});
