/** Which elements hold their token until something happens. */
import { sendsByJob } from '../semantics/elements/behavior.ts';
import type { FlowNode } from '../model/types.ts';

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
    case 'eventBasedGateway':
      return true;
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
