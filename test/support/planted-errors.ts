/** One mistake put into a file that is sound: a gateway of another kind, a loop without its exit, a branch led to another end, a message flow less. */
import type { Container, FlowNode, ProcessModel, SequenceFlow } from '../../engine/model/types.ts';

export interface Planted {
  readonly kind: 'split' | 'join' | 'exit' | 'end' | 'message';
  readonly xml: string;
  /** Naming one of these is naming the mistake. */
  readonly culprits: readonly string[];
}

/** Every mistake of these kinds that can be planted into a file. */
export function plantedErrors(xml: string, model: ProcessModel): Planted[] {
  // without these the order of the flows in the file decides
  const plain = xml.replace(/<(\w+:)?(incoming|outgoing)>[^<]*<\/(\w+:)?\2>/g, '');
  const planted: Planted[] = [];
  const kinds = ['exclusiveGateway', 'parallelGateway', 'inclusiveGateway'];
  const ends = [...model.nodes.values()].filter(({ type, container }) => type === 'endEvent' && container.kind === 'process');
  for (const node of model.nodes.values()) {
    if (!kinds.includes(node.type)) continue;
    const isSplit = node.outgoing.length > 1;
    if (!isSplit && node.incoming.length < 2) continue;
    for (const kind of kinds) {
      if (kind === node.type) continue;
      const changed = retyped(plain, node.id, node.type, kind);
      if (changed !== undefined) planted.push({ kind: isSplit ? 'split' : 'join', xml: changed, culprits: [node.id] });
    }
    if (node.type === 'exclusiveGateway' && isSplit)
      for (const flow of node.outgoing)
        if (node.outgoing.some((other) => other !== flow && leadsTo(other.target, node)) && !leadsTo(flow.target, node))
          planted.push({ kind: 'exit', xml: withoutFlow(plain, flow.id), culprits: [node.id] });
  }
  for (const flow of model.flows.values()) {
    const { target, source } = flow;
    if (target.incoming.length < 2 || source.container.kind !== 'process') continue;
    for (const end of ends)
      if (end.container === source.container && target !== end)
        planted.push({ kind: 'end', xml: ledTo(plain, flow, end.id), culprits: [source.id, end.id, target.id] });
  }
  for (const { id, source, target } of model.messageFlows) {
    const [from, to] = [source, target].map((end) => end?.id ?? '');
    if (source && target)
      planted.push({
        kind: 'message',
        xml: plain
          .replace(new RegExp(`<(\\w+:)?messageFlow id="${id}"[^>]*/>`), '')
          .replace(new RegExp(`<(\\w+:)?BPMNEdge\\b[^>]*bpmnElement="${id}"[\\s\\S]*?</(\\w+:)?BPMNEdge>`), ''),
        culprits: [from!, to!, ...startsOf(target)],
      });
  }
  return planted;
}

function startsOf(target: FlowNode | Container): string[] {
  return 'startEvents' in target ? target.startEvents.map(({ id }) => id) : [];
}

function leadsTo(from: FlowNode, to: FlowNode): boolean {
  const seen = new Set([from]);
  for (const node of seen) {
    if (node === to) return true;
    for (const { target } of node.outgoing) seen.add(target);
  }
  return false;
}

function retyped(xml: string, id: string, from: string, to: string): string | undefined {
  const found = new RegExp(`<(\\w+:)?${from}\\b([^>]*\\bid="${id}"[^>]*?)(/>|>([\\s\\S]*?)</\\1?${from}>)`).exec(xml);
  if (!found) return undefined;
  const [whole, prefix = '', attributes, , inner = ''] = found;
  const kept = to === 'parallelGateway' ? attributes!.replace(/\s(\w+:)?default="[^"]*"/, '') : attributes!;
  return xml.replace(whole, `<${prefix}${to}${kept}>${inner}</${prefix}${to}>`);
}

function withoutFlow(xml: string, id: string): string {
  return xml
    .replace(new RegExp(`<(\\w+:)?sequenceFlow\\b[^>]*\\bid="${id}"[^>]*?(/>|>[\\s\\S]*?</(\\w+:)?sequenceFlow>)`), '')
    .replace(new RegExp(`\\sdefault="${id}"`), '')
    .replace(new RegExp(`<(\\w+:)?BPMNEdge\\b[^>]*bpmnElement="${id}"[\\s\\S]*?</(\\w+:)?BPMNEdge>`), '');
}

function ledTo(xml: string, { id }: SequenceFlow, end: string): string {
  return xml.replace(new RegExp(`<(\\w+:)?sequenceFlow\\b[^>]*\\bid="${id}"[^>]*>`), (tag) =>
    tag.replace(/targetRef="[^"]*"/, `targetRef="${end}"`),
  );
}
