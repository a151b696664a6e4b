/** bpmnlint reads `incoming` and `outgoing`, which a file need not have. */
import type { Moddle } from 'bpmn-moddle';
import { listOf } from '../../model/moddle-access.ts';

/** Does the work while every sequence flow is listed at both its ends, and leaves the tree as it was. */
export function withFlowsListed<T>(definitions: Moddle, work: () => T): T {
  const added: { readonly list: Moddle[]; readonly flow: Moddle }[] = [];
  const places = listOf(definitions, 'rootElements').filter(({ $type }) => $type === 'bpmn:Process');
  const add = (end: unknown, property: 'incoming' | 'outgoing', flow: Moddle) => {
    if (!isElement(end)) return;
    const list = end.get(property) as Moddle[];
    if (list.includes(flow)) return;
    list.push(flow);
    added.push({ list, flow });
  };
  try {
    // grows while it is walked: nesting may be deep
    for (const place of places)
      for (const element of listOf(place, 'flowElements')) {
        if (element.$instanceOf('bpmn:SubProcess')) places.push(element);
        if (element.$type !== 'bpmn:SequenceFlow') continue;
        add(element.sourceRef, 'outgoing', element);
        add(element.targetRef, 'incoming', element);
      }
    return work();
  } finally {
    for (const { list, flow } of added) list.splice(list.indexOf(flow), 1);
  }
}

function isElement(value: unknown): value is Moddle {
  return typeof value === 'object' && value !== null && 'get' in value;
}
