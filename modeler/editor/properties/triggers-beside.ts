/** Which triggers an event may have besides those it has: what the engine runs there among several. */
import { definitionsOf, type Node } from './model.ts';

const waiting = ['Message', 'Timer', 'Signal', 'Conditional'];
const places: Readonly<Record<string, readonly string[]>> = {
  StartEvent: waiting,
  IntermediateCatchEvent: waiting,
  BoundaryEvent: [...waiting, 'Escalation', 'Error'],
  IntermediateThrowEvent: ['Message', 'Signal', 'Escalation', 'Compensate'],
  EndEvent: ['Message', 'Signal', 'Escalation', 'Error', 'Terminate', 'Compensate'],
};
/** Besides cancelling a transaction. */
const besideCancel: Readonly<Record<string, readonly string[]>> = {
  BoundaryEvent: [...waiting, 'Escalation', 'Error'],
  EndEvent: ['Message', 'Signal'],
};
/** Twice says nothing more. */
const single = ['Terminate'];

const startsInside = (node: Node) => node.$type === 'bpmn:StartEvent' && node.$parent?.get('triggeredByEvent') === true;
const allowedAt = (node: Node): readonly string[] =>
  startsInside(node) ? [...waiting, 'Escalation', 'Error'] : (places[node.$type.replace('bpmn:', '')] ?? []);

/** Names of types that an event without a trigger may have and that may stand among several. */
export const allowedAlone = (node: Node): readonly string[] => allowedAt(node).map((trigger) => `bpmn:${trigger}EventDefinition`);

/** Names of types, `bpmn:MessageEventDefinition`; empty for an event without a trigger and where the trigger that is there stands alone. */
export function triggersBeside(node: Node): readonly string[] {
  const type = node.$type.replace('bpmn:', '');
  const there = definitionsOf(node).map(({ $type }) => $type.replace('bpmn:', '').replace('EventDefinition', ''));
  const isStartInside = startsInside(node);
  const cancels = there.includes('Cancel') && node.get('parallelMultiple') !== true;
  const allowed = cancels ? (besideCancel[type] ?? []) : allowedAt(node);
  if (there.length === 0 || there.some((trigger) => !allowed.includes(trigger) && !(cancels && trigger === 'Cancel'))) return [];
  // an error has ended its activity before the others could come
  if (type !== 'EndEvent' && there.includes('Error') && node.get('parallelMultiple') === true) return [];
  const startsWithAll = type === 'StartEvent' && !isStartInside && node.get('parallelMultiple') === true;
  const goesOn = node.get('cancelActivity') === false || node.get('isInterrupting') === false;
  return allowed
    .filter((trigger) => !(single.includes(trigger) && there.includes(trigger)))
    .filter((trigger) => trigger !== 'Error' || type === 'EndEvent' || (!goesOn && node.get('parallelMultiple') !== true))
    .filter((trigger) => !startsWithAll || trigger === 'Message')
    .map((trigger) => `bpmn:${trigger}EventDefinition`);
}
