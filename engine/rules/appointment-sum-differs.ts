/** The steps up to a promised date do not add up to the time promised. */
import { durationTexts, equals, sumOf, sumTexts } from '../model/from-table/arithmetic.ts';
import type { Appointment, Container, FlowNode } from '../model/types.ts';
import { followers } from './reading/cycles.ts';
import { longestPath } from './reading/longest-path.ts';
import { isHumanTask, hasTime, isCounted, nodesWithin } from './reading/nodes-within.ts';
import { mainProcesses } from './reading/processes.ts';
import { found, type Rule } from './rule.ts';

/** Looks only at appointments whose ends stand on the outermost level, where "between" has one meaning. */
export const appointmentSumDiffers: Rule = {
  id: 'appointment-sum-differs',
  severity: 'error',
  source: 'Quyết định 138/2025/QĐ-UBND tỉnh Đồng Tháp, điều 5(3) (hai lần hẹn)',
  check: ({ model }) =>
    mainProcesses(model).flatMap((process) => (process.procedure?.appointments ?? []).flatMap((one) => check(process, one))),
};

function check(process: Container, appointment: Appointment) {
  const { from, until, order } = appointment;
  if (appointment.value === 0) return [];
  const begin = process.nodes.find(({ id }) => id === from);
  const last = process.nodes.find(({ id }) => id === until);
  if ((from !== undefined && !begin) || (until !== undefined && !last)) return [];
  const after = begin ? reachable(begin, (node) => followers(node)) : undefined;
  const before = last ? reachable(last, (node) => node.incoming.map(({ source }) => source)).add(last) : undefined;
  const covers = (node: FlowNode) => {
    let outer = node;
    while (outer.container !== process && outer.container.element) outer = outer.container.element;
    return (!after || (after.has(outer) && outer !== begin)) && (!before || before.has(outer));
  };
  const untimed = nodesWithin(process).some(
    (node) => isHumanTask(node) && isCounted(node) && !hasTime(node) && node.step?.step !== 'return' && covers(node),
  );
  const path = longestPath(process, covers, appointment);
  const sum = sumOf(path.map(({ duration }) => duration));
  if (path.length === 0 || untimed || equals(sum, appointment)) return [];
  const [promised, promisedEn] = durationTexts(appointment);
  const [sumText, sumTextEn] = sumTexts(sum);
  return [
    found(
      appointmentSumDiffers,
      `Hẹn lần ${order} là ${promised} nhưng các bước đến lúc đó cộng lại ${sumText}`,
      `Appointment ${order} is ${promisedEn} but the steps up to it add up to ${sumTextEn}`,
      [process.id, ...path.map(({ node }) => node.id)],
    ),
  ];
}

function reachable(from: FlowNode, next: (node: FlowNode) => readonly FlowNode[]): Set<FlowNode> {
  const reached = new Set<FlowNode>(next(from));
  for (const node of reached) for (const each of next(node)) reached.add(each);
  return reached;
}
