/** Items of a planned flow → BPMN elements: tasks with their attributes, shared blocks, parallel consultations, waits. */
import type { BpmnModdle, Moddle } from 'bpmn-moddle';
import type { Phases } from './phases.ts';
import type { FlowItem } from './plan-flow.ts';
import type { Place } from './read-place.ts';
import type { ReadStep } from './read-steps.ts';
import { taskName } from './task-name.ts';

/** A container being filled: its elements and flows, and the ids given in the whole file. */
export interface Drawing {
  readonly moddle: BpmnModdle;
  readonly flowElements: Moddle[];
  readonly flows: Moddle[];
  readonly give: (prefix: string, text?: string) => string;
  readonly phases: Phases;
}

/** What an item looks like: where tokens enter and leave, and every element on the outer level. */
export interface Nodes {
  readonly entry: Moddle;
  readonly exit: Moddle;
  readonly elements: readonly Moddle[];
}

/** The elements of one item on the outer level, connected among themselves. */
export function nodesOf(item: FlowItem, drawing: Drawing, payment: Moddle): Nodes {
  const { moddle } = drawing;
  const single = (element: Moddle): Nodes => ({ entry: element, exit: element, elements: [element] });
  if (item.kind === 'step') return single(taskOf(item.step, drawing, item.several, payment));
  if (item.kind === 'payment') {
    return single(
      moddle.create('bpmn:ReceiveTask', {
        id: item.id,
        name: 'Chờ chứng từ nộp nghĩa vụ tài chính',
        messageRef: payment,
        purpose: 'payment',
        counts: false,
        countsBasis: 'Giữa hai lần hẹn, không tính',
        waitFor: 'applicant',
      }),
    );
  }
  if (item.kind === 'wait') {
    const text = `Chờ hết thời hạn ${item.text}`;
    return single(
      moddle.create('bpmn:UserTask', { id: item.id, name: text, counts: false, countsBasis: item.before.row.content, waitFor: 'posting' }),
    );
  }
  if (item.kind === 'parallel') {
    const split = moddle.create('bpmn:ParallelGateway', { id: `${item.id}_split`, gatewayDirection: 'Diverging' });
    const join = moddle.create('bpmn:ParallelGateway', { id: `${item.id}_join`, gatewayDirection: 'Converging' });
    const tasks = item.steps.map((step) => taskOf(step, drawing, false, payment));
    for (const task of tasks) {
      connect(drawing, split, task);
      connect(drawing, task, join);
    }
    return { entry: split, exit: join, elements: [split, ...tasks, join] };
  }
  return single(blockOf(item, drawing, payment));
}

function blockOf(item: FlowItem & { kind: 'block' }, outer: Drawing, payment: Moddle): Moddle {
  const { moddle } = outer;
  const inner: Drawing = { ...outer, flowElements: [], flows: [] };
  const tasks = item.steps.map((step) => {
    const task = taskOf({ ...step, ...(item.budget && { budget: undefined }) } as ReadStep, inner, false, payment);
    return Object.assign(task, placeAttributes(step.place));
  });
  const start = moddle.create('bpmn:StartEvent', { id: `${item.id}_start` });
  const end = moddle.create('bpmn:EndEvent', { id: `${item.id}_end` });
  const chain = [start, ...tasks, end];
  chain.slice(1).forEach((node, index) => connect(inner, chain[index]!, node));
  const timed = item.steps.find(({ budget }) => budget);
  return moddle.create('bpmn:SubProcess', {
    id: item.id,
    name: item.name,
    ...(item.budget && { budget: item.budget.value, budgetUnit: item.budget.unit }),
    ...(timed?.row.durationText && { durationText: timed.row.durationText }),
    ...phaseOf(item.steps[0]!, outer),
    flowElements: [...chain, ...inner.flows],
  });
}

function taskOf(step: ReadStep, drawing: Drawing, several: boolean, payment: Moddle): Moddle {
  const { moddle } = drawing;
  const { row, place } = step;
  const task = moddle.create(step.isPaymentWait ? 'bpmn:ReceiveTask' : 'bpmn:UserTask', {
    id: step.id,
    name: taskName(row.content),
    documentation: [moddle.create('bpmn:Documentation', { text: documentationOf(step) })],
    ...(row.role && { role: row.role.replace(/_(\w)/gu, (_, letter: string) => letter.toUpperCase()) }),
    ...(step.fiveSteps.length === 1 && { step: step.fiveSteps[0] }),
    ...(place.atCentre && { place: 'centre' }),
    ...(/thực địa|thực tế tại|tại địa điểm/iu.test(row.content) && { place: 'offSite' }),
    ...(row.result && { [/^mẫu/iu.test(row.result) ? 'form' : 'product']: row.result }),
    ...(step.budget && { budget: step.budget.value, budgetUnit: step.budget.unit }),
    ...(row.durationText !== undefined && row.durationText !== '' && { durationText: row.durationText }),
    ...(!step.counts && { counts: false, countsBasis: step.countsBasis }),
    ...(step.waitFor && { waitFor: step.waitFor }),
    ...phaseOf(step, drawing),
    ...(step.isPaymentWait && { purpose: 'payment', messageRef: payment }),
  });
  if (several) {
    task.loopCharacteristics = moddle.create('bpmn:MultiInstanceLoopCharacteristics', {
      isSequential: false,
      // without a list chosen by the lead the row stays one task, as printed
      collection: `if consultedAgencies = null then ["${row.unit.replace(/["\\]/gu, '')}"] else consultedAgencies`,
      elementVariable: 'consultedAgency',
    });
  }
  return task;
}

function documentationOf({ label, row }: ReadStep): string {
  return [
    `${label}: ${row.content}`,
    `Đơn vị: ${row.unit}`,
    row.durationText && `Thời gian: ${row.durationText}`,
    row.result && `Kết quả: ${row.result}`,
  ]
    .filter(Boolean)
    .join('\n');
}

function phaseOf(step: ReadStep, { phases }: Drawing): { phase?: string } {
  const phase = phases.phaseOf.get(step.id);
  return phase ? { phase } : {};
}

function placeAttributes({ department, unit }: Place): Record<string, string> {
  return { department, ...(unit && { unit }) };
}

/** A new sequence flow, entered at both ends: readers of the file rely on incoming and outgoing. */
export function connect({ moddle, flows, give }: Drawing, source: Moddle, target: Moddle): Moddle {
  const flow = moddle.create('bpmn:SequenceFlow', { id: give('flow', `${source.id}_${target.id}`), sourceRef: source, targetRef: target });
  (source.get('outgoing') as Moddle[]).push(flow);
  (target.get('incoming') as Moddle[]).push(flow);
  flows.push(flow);
  return flow;
}
