/** The elements of a process and of everything inside it. */
import type { Container, FlowNode } from '../../model/types.ts';

/** All flow nodes, outer before inner, in document order. `mainOnly`: without event subprocesses, which run beside the main way. */
export function nodesWithin(process: Container, mainOnly = true): FlowNode[] {
  const nodes: FlowNode[] = [];
  // grows while it is walked: nesting may be deep
  const places = [process];
  for (const place of places)
    for (const node of place.nodes) {
      if (mainOnly && node.contents?.kind === 'eventSubProcess') continue;
      nodes.push(node);
      if (node.contents) places.push(node.contents);
    }
  return nodes;
}

/** True for work that a person does and that can have a time of its own. */
export function isHumanTask({ type }: FlowNode): boolean {
  return type === 'userTask' || type === 'manualTask';
}

/** True when the element or something around it has a budget: then the time of what is inside is known. */
export function hasTime(node: FlowNode): boolean {
  for (let place: FlowNode | undefined = node; place; place = place.container.element)
    if (place.step?.budget ?? place.step?.budgetShare) return true;
  return false;
}

/** True when neither the element nor anything around it is outside the deadline. */
export function isCounted(node: FlowNode): boolean {
  for (let place: FlowNode | undefined = node; place; place = place.container.element) if (place.step?.counts === false) return false;
  return true;
}

/** The name that people see, else the id. */
export function nameOf({ id, name }: { readonly id: string; readonly name?: string }): string {
  return name ?? id;
}
