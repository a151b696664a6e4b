/** The palette: what an official needs first; everything else is reached by changing an element's kind. */
import type { ModuleDeclaration } from 'didi';
import { sayNow } from '../i18n/say.tsx';

interface Parts {
  readonly create: { start(event: Event, shape: object): void };
  readonly elementFactory: { createShape(attributes: object): object; createParticipantShape(options?: object): object };
}
interface Tool {
  activateHand?(event: Event): void;
  activateSelection?(event: Event): void;
  start?(event: Event): void;
}

/** Element, class of its icon, name in both languages. */
const elements: readonly (readonly [id: string, icon: string, vi: string, en: string, attributes: Readonly<Record<string, unknown>>])[] = [
  ['start', 'bpmn-icon-start-event-none', 'Bắt đầu', 'Start', { type: 'bpmn:StartEvent' }],
  ['step', 'bpmn-icon-user-task', 'Bước', 'Step', { type: 'bpmn:UserTask' }],
  ['choice', 'bpmn-icon-gateway-xor', 'Rẽ nhánh: chọn một', 'Choice: one way', { type: 'bpmn:ExclusiveGateway' }],
  ['parallel', 'bpmn-icon-gateway-parallel', 'Song song: làm mọi nhánh', 'Parallel: every way', { type: 'bpmn:ParallelGateway' }],
  [
    'wait',
    'bpmn-icon-intermediate-event-catch-timer',
    'Chờ một khoảng thời gian',
    'Wait for a time',
    { type: 'bpmn:IntermediateCatchEvent', eventDefinitionType: 'bpmn:TimerEventDefinition' },
  ],
  [
    'message',
    'bpmn-icon-intermediate-event-catch-message',
    'Chờ thông điệp',
    'Wait for a message',
    { type: 'bpmn:IntermediateCatchEvent', eventDefinitionType: 'bpmn:MessageEventDefinition' },
  ],
  ['end', 'bpmn-icon-end-event-none', 'Kết thúc', 'End', { type: 'bpmn:EndEvent' }],
  ['part', 'bpmn-icon-subprocess-expanded', 'Quy trình con', 'Subprocess', { type: 'bpmn:SubProcess', isExpanded: true }],
  ['data', 'bpmn-icon-data-object', 'Tài liệu, dữ liệu', 'Data', { type: 'bpmn:DataObjectReference' }],
  ['note', 'bpmn-icon-text-annotation', 'Ghi chú', 'Note', { type: 'bpmn:TextAnnotation' }],
];

function palette(
  registry: { registerProvider(provider: object): void },
  create: Parts['create'],
  elementFactory: Parts['elementFactory'],
  handTool: Tool,
  lassoTool: Tool,
  spaceTool: Tool,
  globalConnect: Tool,
) {
  const tool = (className: string, vi: string, en: string, click: (event: Event) => void) => ({
    group: 'tools',
    className,
    title: sayNow(vi, en),
    action: { click },
  });
  const placing = (make: () => object) => {
    const begin = (event: Event) => create.start(event, make());
    return { dragstart: begin, click: begin };
  };
  registry.registerProvider({
    getPaletteEntries: () => ({
      hand: tool('bpmn-icon-hand-tool', 'Kéo màn hình', 'Move the canvas', (event) => handTool.activateHand?.(event)),
      lasso: tool('bpmn-icon-lasso-tool', 'Chọn một vùng', 'Select an area', (event) => lassoTool.activateSelection?.(event)),
      space: tool('bpmn-icon-space-tool', 'Tạo hoặc bớt khoảng trống', 'Make or take away space', (event) =>
        spaceTool.activateSelection?.(event),
      ),
      connect: tool('bpmn-icon-connection-multi', 'Nối hai phần tử', 'Connect two elements', (event) => globalConnect.start?.(event)),
      'tool-separator': { group: 'tools', separator: true },
      ...Object.fromEntries(
        elements.map(([id, className, vi, en, attributes]) => [
          id,
          { group: 'elements', className, title: sayNow(vi, en), action: placing(() => elementFactory.createShape(attributes)) },
        ]),
      ),
      pool: {
        group: 'elements',
        className: 'bpmn-icon-participant',
        title: sayNow('Khung bên tham gia', 'Pool'),
        action: placing(() => elementFactory.createParticipantShape()),
      },
    }),
  });
}
palette.$inject = ['palette', 'create', 'elementFactory', 'handTool', 'lassoTool', 'spaceTool', 'globalConnect'];

/** Takes the place of the stock palette. */
export const ownPalette = { paletteProvider: ['type', palette] } as unknown as ModuleDeclaration;
