/** Loops of a process: groups of elements that can all be reached from each other. */
import type { Container, FlowNode } from '../../model/types.ts';

/** Where a token can go next: along flows and links, and out of an activity by its boundary events. */
export function followers(node: FlowNode): FlowNode[] {
  const next = node.outgoing.map(({ target }) => target);
  if (node.linkTarget) next.push(node.linkTarget);
  next.push(...node.boundaryEvents);
  return next;
}

const known = new WeakMap<Container, readonly (readonly FlowNode[])[]>();

/** The loops of one container, each a list of its elements in the order they were met; elements that lie on no loop are in none. Tarjan, without recursion. */
export function cyclesOf(container: Container): readonly (readonly FlowNode[])[] {
  const kept = known.get(container);
  if (kept) return kept;
  const cycles: FlowNode[][] = [];
  const index = new Map<FlowNode, number>();
  const low = new Map<FlowNode, number>();
  const open: FlowNode[] = [];
  const isOpen = new Set<FlowNode>();
  for (const root of container.nodes) {
    if (index.has(root)) continue;
    const stack: { readonly node: FlowNode; readonly next: FlowNode[]; at: number }[] = [];
    const enter = (node: FlowNode) => {
      index.set(node, index.size);
      low.set(node, index.get(node)!);
      open.push(node);
      isOpen.add(node);
      stack.push({ node, next: followers(node), at: 0 });
    };
    enter(root);
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const { node, next } = top;
      const follower = next[top.at++];
      if (follower) {
        if (!index.has(follower)) enter(follower);
        else if (isOpen.has(follower)) low.set(node, Math.min(low.get(node)!, index.get(follower)!));
        continue;
      }
      stack.pop();
      const below = stack.at(-1)?.node;
      if (below) low.set(below, Math.min(low.get(below)!, low.get(node)!));
      if (low.get(node) !== index.get(node)) continue;
      const group = open.splice(open.indexOf(node));
      for (const member of group) isOpen.delete(member);
      if (group.length > 1 || next.includes(node)) cycles.push(group);
    }
  }
  known.set(container, cycles);
  return cycles;
}

/** True when the element, or a subprocess around it, can be entered again: it lies on a loop or repeats by itself. */
export function canComeAgain(node: FlowNode): boolean {
  for (let place: FlowNode | undefined = node; place; place = place.container.element) {
    const at: FlowNode = place;
    if (at.loop ?? cyclesOf(at.container).some((cycle) => cycle.includes(at))) return true;
  }
  return false;
}
