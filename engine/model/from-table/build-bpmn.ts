/** A planned flow → a moddle tree: one pool, a lane per place, tasks with budgets, the published deadlines and appointments. No diagram yet. */
import type { BpmnModdle, Moddle } from 'bpmn-moddle';
import type { Duration } from '../types.ts';
import { idGiver } from './ascii-id.ts';
import { codesOf, stepsOfAppointment } from './check-table.ts';
import { lanesOf, placeOf } from './build-lanes.ts';
import { connect, nodesOf, type Drawing, type Nodes } from './build-nodes.ts';
import type { Phases } from './phases.ts';
import type { Flow } from './plan-flow.ts';
import type { PublishedTable } from './published-table.ts';
import { durationOf } from './read-times.ts';
import { taskName } from './task-name.ts';

/** The definitions of one table. Ids are ASCII and depend on the table alone. */
export function buildBpmn(moddle: BpmnModdle, table: PublishedTable, flow: Flow, phases: Phases): Moddle {
  const give = idGiver();
  const tableId = give('', table.id ?? codesOf(table.code ?? '')[0] ?? table.name.slice(0, 40)) || 'procedure';
  const drawing: Drawing = { moddle, flowElements: [], flows: [], give, phases };
  const lanes = lanesOf(moddle, table, flow, give);
  const payment = moddle.create('bpmn:Message', { id: 'payment_proof', name: 'paymentProof' });

  const nodes = flow.items.map((item) => nodesOf(item, drawing, payment));
  const start = moddle.create('bpmn:StartEvent', { id: 'start', name: 'Nộp hồ sơ' });
  const end = moddle.create('bpmn:EndEvent', { id: 'end', name: 'Kết thúc' });
  connectAll(drawing, start, nodes, end, flow);

  const all = [start, ...nodes.flatMap(({ elements }) => elements), ...drawing.flowElements, end];
  flow.items.forEach((item, index) => {
    for (const element of nodes[index]!.elements) lanes.put(element, placeOf(item, element, flow));
  });
  const first = nodes[0]!.elements[0]!;
  const last = nodes.at(-1)!.elements[0]!;
  lanes.putBeside(start, first);
  lanes.putBeside(end, last);
  for (const element of drawing.flowElements) lanes.putBeside(element, sourceOf(element) ?? first);

  const process = moddle.create('bpmn:Process', {
    id: `process_${tableId}`,
    name: table.name,
    isExecutable: true,
    ...attributesOf(table),
    laneSets: [moddle.create('bpmn:LaneSet', { id: 'lanes', lanes: lanes.list })],
    flowElements: [...all, ...drawing.flows],
  });
  const values = extensionsOf(moddle, table, flow, phases);
  if (values.length) process.extensionElements = moddle.create('bpmn:ExtensionElements', { values });
  const participant = moddle.create('bpmn:Participant', {
    id: 'pool',
    // the header of a pool shows about seven letters for every 50 px of its height
    name: taskName(table.name, Math.max(40, lanes.list.length * 22)),
    processRef: process,
  });
  const collaboration = moddle.create('bpmn:Collaboration', { id: `collaboration_${tableId}`, participants: [participant] });
  const usesPayment = flow.items.some((item) => item.kind === 'payment' || (item.kind === 'step' && item.step.isPaymentWait));
  return moddle.create('bpmn:Definitions', {
    id: `definitions_${tableId}`,
    name: table.name,
    targetNamespace: 'http://taicho/procedures',
    expressionLanguage: 'https://www.omg.org/spec/FEEL',
    exporter: 'taicho',
    rootElements: [...(usesPayment ? [payment] : []), collaboration, process],
  });
}

function attributesOf(table: PublishedTable): Record<string, unknown> {
  const codes = codesOf(table.code ?? '');
  const caseName = /(?:\s[–-]\s|\()((?:đối với )?(?:trường hợp|đối tượng|cấp) [^()]*)\)?$/iu.exec(table.name)?.[1];
  return {
    ...(codes.length && { procedureCode: codes.join(', ') }),
    ...(caseName && { caseName: caseName.charAt(0).toUpperCase() + caseName.slice(1) }),
    ...(table.field && { field: table.field }),
    ...(table.province && { province: table.province }),
    ...(table.department && { department: table.department }),
    ...(table.source && { source: table.source }),
  };
}

function extensionsOf(moddle: BpmnModdle, table: PublishedTable, flow: Flow, phases: Phases): Moddle[] {
  const deadline = (kind: string, duration: Duration, phase?: string) =>
    moddle.create('tthc:Deadline', {
      kind,
      value: duration.value,
      unit: duration.unit,
      ...(phase && { phase }),
      ...(table.source && { source: table.source }),
    });
  const values: Moddle[] = [];
  if (table.legalDeadline?.value) values.push(deadline('published', durationOf(table.legalDeadline)));
  if (table.nationalDeadline?.value) values.push(deadline('national', durationOf(table.nationalDeadline)));
  for (const { phase, limit } of phases.limits) if (limit.value) values.push(deadline('published', limit, phase));
  const steps = flow.items.flatMap((item) => ('steps' in item ? [...item.steps] : item.kind === 'step' ? [item.step] : []));
  const paymentId = flow.items.find((item) => item.kind === 'payment')?.id ?? steps.find(({ isPaymentWait }) => isPaymentWait)?.id;
  for (const appointment of table.appointments ?? []) {
    const covered = stepsOfAppointment(steps, appointment.order).filter(({ counts }) => counts);
    const from = appointment.order > 1 ? paymentId : undefined;
    const until = covered.at(-1)?.id;
    const { value, unit } = durationOf(appointment);
    if (appointment.order > 1 && !from) continue;
    values.push(
      moddle.create('tthc:Appointment', { order: appointment.order, value, unit, ...(from && { from }), ...(until && { until }) }),
    );
  }
  for (const text of table.legalBasis ?? []) values.push(moddle.create('tthc:LegalBasis', { text }));
  return values;
}

function connectAll(drawing: Drawing, start: Moddle, nodes: readonly Nodes[], end: Moddle, { jumps }: Flow): void {
  const { moddle } = drawing;
  let last = start;
  const entries: Moddle[] = [];
  const pending: { gateway: Moddle; to: number; condition: string; name: string }[] = [];
  nodes.forEach((node, index) => {
    let entry = node.entry;
    // a merge of its own in front of every target of a jump, so that no activity joins by itself
    if (jumps.some(({ to }) => to === index)) {
      entry = moddle.create('bpmn:ExclusiveGateway', { id: `merge_${index + 1}`, gatewayDirection: 'Converging' });
      drawing.flowElements.push(entry);
      connect(drawing, last, entry);
      connect(drawing, entry, node.entry);
    } else connect(drawing, last, node.entry);
    entries.push(entry);
    last = node.exit;
    for (const jump of jumps.filter(({ from }) => from === index)) {
      const gateway = moddle.create('bpmn:ExclusiveGateway', {
        id: `decision_${index + 1}`,
        name: `${jump.name}?`,
        gatewayDirection: 'Diverging',
      });
      drawing.flowElements.push(gateway);
      connect(drawing, last, gateway);
      pending.push({ gateway, to: jump.to, condition: jump.condition, name: jump.name });
      last = gateway;
    }
  });
  connect(drawing, last, end);
  for (const { gateway, to, condition } of pending) {
    // the first flow out of the gateway is the way on: the default, so that the process runs without the variable
    const onward = (gateway.outgoing as Moddle[])[0]!;
    onward.name = 'Không';
    gateway.default = onward;
    const flow = connect(drawing, gateway, entries[to]!);
    flow.name = 'Có';
    flow.conditionExpression = moddle.create('bpmn:FormalExpression', { body: `=${condition}` });
  }
}

function sourceOf(element: Moddle): Moddle | undefined {
  return (element.get('incoming') as Moddle[])[0]?.sourceRef as Moddle | undefined;
}
