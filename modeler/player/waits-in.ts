/** Whether a dossier rests at an element of a compiled model until something happens. */
import type { FlowNode } from '../../engine/index.ts';

const waiting: readonly string[] = [
  'userTask',
  'manualTask',
  'serviceTask',
  'receiveTask',
  'callActivity',
  // what is done in it is chosen by people
  'adHocSubProcess',
  'eventBasedGateway',
];

export function waitsIn({ type, event, jobType }: FlowNode): boolean {
  if (type === 'intermediateCatchEvent') return event?.type !== 'link';
  if (type === 'sendTask' || type === 'endEvent' || type === 'intermediateThrowEvent') return jobType !== undefined;
  return waiting.includes(type);
}

export function isActivityType(type: FlowNode['type']): boolean {
  return /[tT]ask$|[sS]ubProcess|callActivity/.test(type);
}
