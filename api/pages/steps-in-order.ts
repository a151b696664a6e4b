/** The steps of a process in the order in which somebody reads them: forward along the flows, branches one after the other, what lies inside a step after it. */
import type { Container, FlowNode } from '../../engine/model/types.ts';

/** Tasks that people or other systems do, and steps with a budget of their own; not the boxes around them. */
export function stepsInOrder(container: Container): readonly FlowNode[] {
  const inside = [...forward(container), ...container.eventSubProcesses].flatMap((node) => {
    const contents = node.contents ? stepsInOrder(node.contents) : [];
    return node.step && (!node.contents || node.step.budget) ? [node, ...contents] : contents;
  });
  return [...new Set(inside)];
}

/** From where it begins each node after all those before it, ways back left aside; then what no way leads to. */
function forward({ nodes, starts, startEvents }: Container): readonly FlowNode[] {
  const met = new Set<FlowNode>();
  const begun = walk([...new Set([...starts, ...startEvents])].reverse(), met);
  return [...begun, ...nodes.flatMap((node) => walk([node], met))];
}

/** The reverse of the order in which a walk leaves the nodes that were not met before. Without recursion: a procedure may be a chain of thousands. */
function walk(from: readonly FlowNode[], met: Set<FlowNode>): FlowNode[] {
  const left: FlowNode[] = [];
  const way: { readonly node: FlowNode; readonly next: FlowNode[] }[] = [];
  const enter = (node: FlowNode) => {
    if (met.has(node)) return;
    met.add(node);
    way.push({ node, next: nextOf(node) });
  };
  for (const first of from) {
    enter(first);
    for (let here = way.at(-1); here; here = way.at(-1)) {
      const next = here.next.pop();
      if (next) enter(next);
      else left.push(way.pop()!.node);
    }
  }
  return left.reverse();
}

function nextOf({ outgoing, boundaryEvents, linkTarget }: FlowNode): FlowNode[] {
  return [...outgoing.map(({ target }) => target), ...boundaryEvents, ...(linkTarget ? [linkTarget] : [])];
}
