import type { Container } from '../../model/types.ts';
import { breakingOff } from '../broken-off.ts';
import type { NetInWork } from './net-in-work.ts';

/** While something waits in a container its event subprocesses may break it off. */
export function addBreaks(net: NetInWork, container: Container): void {
  const waiting = net.places.flatMap((place, number) => (place.kind === 'active' && place.container === container ? [number] : []));
  for (const node of breakingOff(container))
    for (const place of waiting) net.add({ act: 'trigger', node, consume: [place], produce: [], taken: {}, clears: container });
}
