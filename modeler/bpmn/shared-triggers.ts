/** bpmn-js draws the triggers that an event has of its own; this draws those it shares with others (`eventDefinitionRef`, BPMN 2.0.2, 10.5.1) as well. */
import type { ModuleDeclaration } from 'didi';

interface Semantic {
  eventDefinitions?: readonly unknown[];
  readonly eventDefinitionRef?: readonly unknown[];
}
interface Renderer {
  drawShape(parent: unknown, element: { readonly businessObject?: Semantic }, ...more: readonly unknown[]): unknown;
}

function drawShared(bpmnRenderer: Renderer) {
  const draw = bpmnRenderer.drawShape.bind(bpmnRenderer);
  bpmnRenderer.drawShape = (parent, element, ...more) => {
    const node = element.businessObject;
    const shared = node?.eventDefinitionRef ?? [];
    if (!node || shared.length === 0) return draw(parent, element, ...more);
    const own = node.eventDefinitions ?? [];
    // what is drawn is read from the tree alone: it says so for as long as it is drawn
    node.eventDefinitions = [...own, ...shared];
    try {
      return draw(parent, element, ...more);
    } finally {
      node.eventDefinitions = own;
    }
  };
}
drawShared.$inject = ['bpmnRenderer'];

export const sharedTriggers = { __init__: [drawShared] } as unknown as ModuleDeclaration;
