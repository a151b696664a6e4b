/** Where a dossier changes hands: steps that get it from another unit. */
import type { FlowNode, ProcessModel } from '../../engine/index.ts';

export interface HandOffPlace {
  /** The step that receives. */
  readonly elementId: string;
  /** Units that send: ids, names or kinds, as the drawing says. */
  readonly from: readonly string[];
  readonly to: string;
}

/** Of every step with a unit; gateways, events and steps without one belong to nobody and are looked through. */
export function handOffsOf(model: ProcessModel): HandOffPlace[] {
  const links = [...model.nodes.values()].filter(({ linkTarget }) => linkTarget);
  const throwsOf = (node: FlowNode) => links.filter(({ linkTarget }) => linkTarget === node);
  return [...model.nodes.values()].flatMap((node): HandOffPlace[] => {
    const to = placeOf(node);
    if (to === undefined || node.container.linked) return [];
    const from = [...new Set(sendersOf(node, throwsOf).map(placeOf))].filter(
      (place): place is string => place !== undefined && place !== to,
    );
    return from.length > 0 ? [{ elementId: node.id, from, to }] : [];
  });
}

function placeOf({ step }: FlowNode): string | undefined {
  return step?.unit ?? step?.department ?? step?.kind;
}

/** The steps with a unit that a token comes from last. */
function sendersOf(node: FlowNode, throwsOf: (node: FlowNode) => readonly FlowNode[]): FlowNode[] {
  const senders: FlowNode[] = [];
  const seen = new Set<FlowNode>();
  const before = (each: FlowNode): FlowNode[] => [
    ...each.incoming.map(({ source }) => source),
    ...(each.attachedTo ? [each.attachedTo] : []),
    // a link goes on where it arrives
    ...throwsOf(each),
    // what a subprocess begins with comes from in front of it
    ...(each.incoming.length === 0 && !each.attachedTo && each.event?.type !== 'link' && each.container.element
      ? before(each.container.element)
      : []),
  ];
  const open = before(node);
  for (let next = open.pop(); next; next = open.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    if (next.contents) {
      const { contents } = next;
      open.push(...contents.nodes.filter(({ outgoing, attachedTo }) => outgoing.length === 0 && !attachedTo), ...before(next));
    } else if (placeOf(next) !== undefined) senders.push(next);
    else open.push(...before(next));
  }
  return senders;
}
