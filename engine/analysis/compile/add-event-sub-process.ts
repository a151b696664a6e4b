import type { FlowNode } from '../../model/types.ts';
import { mostTimes } from '../repeated-events.ts';
import { isThrown } from '../throws-of.ts';
import { addWaiting } from './add-waiting.ts';
import type { NetInWork } from './net-in-work.ts';

/** An event subprocess is armed with its container, starts while something is at work there, and ends beside it or in its place. */
export function addEventSubProcess(net: NetInWork, node: FlowNode): void {
  const start = node.contents!.startEvents[0]!;
  const armed = net.placeOf({ kind: 'armed', elementId: start.id, container: node.container, node: start });
  if (!isThrown(start)) {
    const given = { act: 'trigger', node: start, consume: [armed], taken: {}, whileAtWork: true } as const;
    if (start.interrupting) net.add({ ...given, produce: net.activation(node), clears: node.container });
    else {
      if (mostTimes(start, { repeats: Infinity }) === Infinity) net.add({ ...given, produce: [armed, ...net.activation(node)] });
      if (start.event?.type === 'timer') net.add({ ...given, produce: net.activation(node) });
    }
  }
  addWaiting(net, node);
}
