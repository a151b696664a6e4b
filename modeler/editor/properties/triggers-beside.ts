/** Which triggers an event may have besides those it has: what the engine runs there among several. */
import type { Node } from './model.ts';

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

/** Names of types, `bpmn:MessageEventDefinition`; empty for an event without a trigger and where the trigger that is there stands alone. */
export function triggersBeside(node: Node): readonly string[] {
  const type = node.$type.replace('bpmn:', '');
  const there = ((node.get('eventDefinitions') as readonly Node[] | undefined) ?? []).map(({ $type }) =>
    $type.replace('bpmn:', '').replace('EventDefinition', ''),
  );
  const isStartInside = type === 'StartEvent' && node.$parent?.get('triggeredByEvent') === true;
  const cancels = there.includes('Cancel') && node.get('parallelMultiple') !== true;
  const besides = cancels ? besideCancel[type] : places[type];
  const allowed = isStartInside ? [...waiting, 'Escalation', 'Error'] : (besides ?? []);
  if (there.length === 0 || there.some((trigger) => !allowed.includes(trigger) && !(cancels && trigger === 'Cancel'))) return [];
  const startsWithAll = type === 'StartEvent' && !isStartInside && node.get('parallelMultiple') === true;
  const goesOn = node.get('cancelActivity') === false || node.get('isInterrupting') === false;
  return allowed
    .filter((trigger) => !(single.includes(trigger) && there.includes(trigger)))
    .filter((trigger) => trigger !== 'Error' || type === 'EndEvent' || (!goesOn && node.get('parallelMultiple') !== true))
    .filter((trigger) => !startsWithAll || trigger === 'Message')
    .map((trigger) => `bpmn:${trigger}EventDefinition`);
}
