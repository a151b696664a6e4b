/** Start, intermediate, boundary and end events, with the sign of what they wait for or throw. */
import type { Moddle } from 'bpmn-moddle';
import { listOf } from '../model/moddle-access.ts';
import { eventIcon, type Trigger } from './event-icons.ts';
import { cover, type Extents } from './extents.ts';
import type { DrawnShape } from './read-planes.ts';
import { lineWidth, type Style } from './style.ts';
import { svgElement } from './svg-element.ts';

const throwing = ['bpmn:EndEvent', 'bpmn:IntermediateThrowEvent', 'bpmn:ImplicitThrowEvent'];

/** A thin, double or thick circle; dashed when it does not interrupt. */
export function drawEvent({ element, box }: DrawnShape, style: Style, extents: Extents): string[] {
  const [cx, cy] = [box.x + box.width / 2, box.y + box.height / 2];
  const r = Math.min(box.width, box.height) / 2;
  const isEnd = element.$type === 'bpmn:EndEvent';
  const isStart = element.$type === 'bpmn:StartEvent';
  const width = lineWidth(style, isEnd ? 3.5 : 1.5);
  const dash = interrupts(element) ? undefined : '4 3';
  cover(extents, box, width / 2);
  const ring = (radius: number, fill: string): string =>
    svgElement('circle', { cx, cy, r: Math.max(0, radius), fill, stroke: style.stroke, 'stroke-width': width, 'stroke-dasharray': dash });
  const trigger = triggerOf(element);
  return [
    ring(r, style.fill),
    ...(isEnd || isStart ? [] : [ring(r - 3.5, 'none')]),
    ...(trigger ? eventIcon(trigger, cx, cy, r * 0.96, throwing.includes(element.$type), style.stroke, style.fill) : []),
  ];
}

function interrupts(element: Moddle): boolean {
  if (element.$type === 'bpmn:BoundaryEvent') return element.cancelActivity !== false;
  return element.$type !== 'bpmn:StartEvent' || element.isInterrupting !== false;
}

/** The one trigger of an event, `multiple` for several; undefined for a plain one. */
export function triggerOf(element: Moddle): Trigger | undefined {
  const definitions = [...listOf(element, 'eventDefinitions'), ...listOf(element, 'eventDefinitionRef')];
  if (definitions.length > 1) return element.parallelMultiple === true ? 'parallelMultiple' : 'multiple';
  const type = definitions[0]?.$type ?? '';
  return Object.hasOwn(triggers, type) ? triggers[type] : undefined;
}

const triggers: Readonly<Record<string, Trigger>> = {
  'bpmn:MessageEventDefinition': 'message',
  'bpmn:TimerEventDefinition': 'timer',
  'bpmn:ErrorEventDefinition': 'error',
  'bpmn:EscalationEventDefinition': 'escalation',
  'bpmn:SignalEventDefinition': 'signal',
  'bpmn:CancelEventDefinition': 'cancel',
  'bpmn:CompensateEventDefinition': 'compensate',
  'bpmn:ConditionalEventDefinition': 'conditional',
  'bpmn:LinkEventDefinition': 'link',
  'bpmn:TerminateEventDefinition': 'terminate',
};
