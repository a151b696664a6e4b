/** What can be added after an element at once: an official's step, choice, parallel, wait, end; the rest of the stock pad stays. */
import type { ModuleDeclaration } from 'didi';
import { sayNow } from '../i18n/say.tsx';
import type { ModdleNode } from './editor.ts';
import { isAnyOrder } from './offered.ts';

type Entries = Readonly<Record<string, object>>;
interface Parts {
  readonly create: { start(event: Event, shape: object, context: object): void };
  readonly elementFactory: { createShape(attributes: object): object };
  readonly autoPlace: { append(source: object, shape: object): void };
}

const additions = [
  ['append.step', 'bpmn-icon-user-task', 'Thêm bước', 'Add a step', { type: 'bpmn:UserTask' }],
  ['append.choice', 'bpmn-icon-gateway-xor', 'Thêm rẽ nhánh: chọn một', 'Add a choice', { type: 'bpmn:ExclusiveGateway' }],
  ['append.parallel', 'bpmn-icon-gateway-parallel', 'Thêm song song', 'Add parallel ways', { type: 'bpmn:ParallelGateway' }],
  [
    'append.wait',
    'bpmn-icon-intermediate-event-catch-timer',
    'Thêm chờ một khoảng thời gian',
    'Add a wait',
    { type: 'bpmn:IntermediateCatchEvent', eventDefinitionType: 'bpmn:TimerEventDefinition' },
  ],
  ['append.end', 'bpmn-icon-end-event-none', 'Thêm kết thúc', 'Add an end', { type: 'bpmn:EndEvent' }],
] as const;

/** Of the stock pad, what ours stand for. */
const replaced = ['append.end-event', 'append.gateway', 'append.append-task', 'append.intermediate-event'];

function pad(
  contextPad: { registerProvider(priority: number, provider: object): void },
  create: Parts['create'],
  elementFactory: Parts['elementFactory'],
  autoPlace: Parts['autoPlace'],
) {
  contextPad.registerProvider(500, {
    getContextPadEntries: (element: { readonly businessObject: ModdleNode & { readonly $parent?: ModdleNode } }) => (entries: Entries) => {
      // an element that the stock pad lets nothing follow (an end) gets nothing here either
      if (!('append.append-task' in entries)) return entries;
      const kept = Object.entries(entries).filter(([id]) => !replaced.includes(id));
      const offered = additions.filter(([id]) => id !== 'append.end' || !isAnyOrder(element.businessObject.$parent));
      return Object.fromEntries([
        ...offered.map(([id, className, vi, en, attributes]) => {
          const make = () => elementFactory.createShape(attributes);
          return [
            id,
            {
              group: 'model',
              className,
              title: sayNow(vi, en),
              action: {
                click: () => autoPlace.append(element, make()),
                dragstart: (event: Event) => create.start(event, make(), { source: element }),
              },
            },
          ];
        }),
        ...kept,
      ]) as Entries;
    },
  });
}
pad.$inject = ['contextPad', 'create', 'elementFactory', 'autoPlace'];

export const ownContextPad = { __init__: [pad] } as unknown as ModuleDeclaration;
