/** What an element is called by bpmn-js, as its replace menu says it. */
import type { Node } from './model.ts';

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
  MessageFlow: 'Message flow',
  DataObjectReference: 'Data object reference',
  DataStoreReference: 'Data store reference',
};

/** A sentence for `translate`; `Element` for what has none. */
export function kindOf(node: Node): string {
  const type = node.$type.replace('bpmn:', '');
  const [definition] = (node.get('eventDefinitions') as readonly Node[] | undefined) ?? [];
  if (!definition) return node.get('triggeredByEvent') === true ? 'Event sub-process' : (kinds[type] ?? 'Element');
  const event = definition.$type.replace('bpmn:', '').replace('EventDefinition', '').replace('Compensate', 'Compensation');
  const rest = {
    StartEvent: 'start event',
    EndEvent: 'end event',
    BoundaryEvent: 'boundary event',
    IntermediateCatchEvent: 'intermediate catch event',
    IntermediateThrowEvent: 'intermediate throw event',
  }[type];
  return rest === undefined ? 'Element' : `${event} ${rest}`;
}
