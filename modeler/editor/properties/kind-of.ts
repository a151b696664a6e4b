/** What an element is called by bpmn-js, as its replace menu says it. */
import { definitionsOf, type Node } from './model.ts';

const kinds: Readonly<Record<string, string>> = {
  Task: 'Task',
  UserTask: 'User task',
  ManualTask: 'Manual task',
  ServiceTask: 'Service task',
  ScriptTask: 'Script task',
  SendTask: 'Send task',
  ReceiveTask: 'Receive task',
  BusinessRuleTask: 'Business rule task',
  CallActivity: 'Call activity',
  SubProcess: 'Sub-process',
  AdHocSubProcess: 'Ad-hoc sub-process',
  Transaction: 'Transaction',
  ExclusiveGateway: 'Exclusive gateway',
  ParallelGateway: 'Parallel gateway',
  InclusiveGateway: 'Inclusive gateway',
  ComplexGateway: 'Complex gateway',
  EventBasedGateway: 'Event-based gateway',
  SequenceFlow: 'Sequence flow',
  StartEvent: 'Start event',
  EndEvent: 'End event',
  BoundaryEvent: 'Boundary event',
  IntermediateThrowEvent: 'Intermediate throw event',
  Lane: 'Lane',
  Participant: 'Pool',
  TextAnnotation: 'Text annotation',
  Group: 'Group',
  MessageFlow: 'Message flow',
  DataObjectReference: 'Data object reference',
  DataStoreReference: 'Data store reference',
  DataInputAssociation: 'Data input association',
  DataOutputAssociation: 'Data output association',
};

const events: Readonly<Record<string, string>> = {
  StartEvent: 'start event',
  EndEvent: 'end event',
  BoundaryEvent: 'boundary event',
  IntermediateCatchEvent: 'intermediate catch event',
  IntermediateThrowEvent: 'intermediate throw event',
};

/** A sentence for `translate`; `Element` for what has none. */
export function kindOf(node: Node): string {
  const type = node.$type.replace('bpmn:', '');
  const [definition, ...others] = definitionsOf(node);
  if (!definition) return node.get('triggeredByEvent') === true ? 'Event sub-process' : (kinds[type] ?? 'Element');
  if (others.length === 0) return kindOfEvent(node, definition);
  return events[type] === undefined
    ? 'Element'
    : `${node.get('parallelMultiple') === true ? 'Parallel multiple' : 'Multiple'} ${events[type]}`;
}

/** What an event would be called if it had this definition alone. */
export function kindOfEvent({ $type }: Node, definition: Pick<Node, '$type'>): string {
  const trigger = definition.$type.replace('bpmn:', '').replace('EventDefinition', '').replace('Compensate', 'Compensation');
  const rest = events[$type.replace('bpmn:', '')];
  return rest === undefined ? 'Element' : `${trigger} ${rest}`;
}
