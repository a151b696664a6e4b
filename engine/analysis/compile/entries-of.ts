/** With which tokens an element is entered. */
import type { FlowNode } from '../../model/types.ts';
import { isChosen } from '../../semantics/ad-hoc.ts';
import type { NetInWork } from './net-in-work.ts';
import { isFirst, startPlace } from './starts.ts';

export interface Entry {
  readonly consume: readonly number[];
  /** What it came over, or the element itself. */
  readonly from: string;
}

export function entriesOf(net: NetInWork, node: FlowNode): readonly Entry[] {
  const { incoming, type, startQuantity, id } = node;
  const starts: readonly Entry[] = isFirst(node, net.options) ? [{ consume: [startPlace(net, node)], from: id }] : none;
  // chosen at any time
  if (incoming.length === 0 && node.container.adHoc && isChosen(node)) return [{ consume: [], from: id }];
  if (type === 'parallelGateway' && incoming.length > 0) return [...starts, { consume: incoming.map(net.onFlow), from: incoming[0]!.id }];
  if (startQuantity !== undefined)
    return [
      ...starts,
      ...sharesOf(startQuantity, incoming.length).map((shares) => ({
        consume: incoming.flatMap((flow, index) => Array.from({ length: shares[index]! }, () => net.onFlow(flow))),
        from: incoming[shares.findIndex((share) => share > 0)]!.id,
      })),
    ];
  const entries = incoming.map((flow) => ({ consume: [net.onFlow(flow)], from: flow.id }));
  return starts.length > 0 ? [...starts, ...entries] : entries;
}

const none: readonly Entry[] = [];

/** Every way in which so many tokens come from so many flows. */
export function sharesOf(tokens: number, flows: number): readonly (readonly number[])[] {
  if (flows === 0) return [];
  if (flows === 1) return [[tokens]];
  return Array.from({ length: tokens + 1 }, (_, first) => sharesOf(first, flows - 1).map((rest) => [tokens - first, ...rest])).flat();
}
