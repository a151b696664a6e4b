/** Boxes large enough for Vietnamese names: at 100 × 80 four lines run under the icon of a step. */
import type { ModuleDeclaration } from 'didi';

interface Size {
  readonly width: number;
  readonly height: number;
}
interface Factory {
  getDefaultSize(element: { $instanceOf?(type: string): boolean }, di: { isExpanded?: boolean; isHorizontal?: boolean } | undefined): Size;
}
interface Bus {
  on(
    event: string,
    listener: (event: { context: { newLane?: Size & { readonly x: number; readonly y: number }; location?: string } }) => void,
  ): void;
}
interface Modeling {
  resizeLane(lane: object, bounds: object): void;
}

const step: Size = { width: 140, height: 100 };
const leastLane = 160;

function sizes(elementFactory: Factory, eventBus: Bus, modeling: Modeling) {
  const stock = elementFactory.getDefaultSize.bind(elementFactory);
  elementFactory.getDefaultSize = (element, di) => {
    const is = (type: string) => element.$instanceOf?.(type) === true;
    if (is('bpmn:SubProcess')) return di?.isExpanded ? { width: 480, height: 240 } : step;
    if (is('bpmn:Activity')) return step;
    if (is('bpmn:Participant') && di?.isHorizontal !== false)
      return di?.isExpanded === false ? stock(element, di) : { width: 900, height: 240 };
    return stock(element, di);
  };
  eventBus.on('commandStack.lane.add.postExecuted', ({ context: { newLane, location } }) => {
    if (!newLane || newLane.height >= leastLane || newLane.height > newLane.width) return;
    const { x, y, width, height } = newLane;
    // away from the lane beside which it was put, which keeps its height
    modeling.resizeLane(newLane, { x, y: location === 'top' ? y - (leastLane - height) : y, width, height: leastLane });
  });
}
sizes.$inject = ['elementFactory', 'eventBus', 'modeling'];

export const roomySizes = { __init__: [sizes] } as unknown as ModuleDeclaration;
