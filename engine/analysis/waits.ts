/** Which elements hold their token until something happens. */
import { sendsByJob } from '../semantics/elements/behavior.ts';
import type { FlowNode } from '../model/types.ts';

/** An event-based gateway that waits for the first of its events; a parallel one sets all of them waiting and is done. */
export function choosesEvent({ type, waitsForAll }: FlowNode): boolean {
  return type === 'eventBasedGateway' && !waitsForAll;
}

/** True for what holds its token until something happens (`activity.ts`). */
export function waits(node: FlowNode): boolean {
  switch (node.type) {
    case 'userTask':
    case 'manualTask':
    case 'serviceTask':
    case 'receiveTask':
    case 'subProcess':
    case 'adHocSubProcess':
    case 'callActivity':
      return true;
    case 'eventBasedGateway':
      return choosesEvent(node);
    case 'intermediateCatchEvent':
      return node.event?.type !== 'link';
    case 'sendTask':
    case 'endEvent':
    case 'intermediateThrowEvent':
      return sendsByJob(node);
    default:
      return false;
  }
}
