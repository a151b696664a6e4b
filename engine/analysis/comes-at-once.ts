import type { FlowNode } from '../model/types.ts';

/** A boundary event whose condition, if it holds already, is asked when its activity is entered, before that has begun (ADR 0048). */
export function comesAtOnce({ events, parallelMultiple }: FlowNode): boolean {
  const isConditional = ({ type }: FlowNode['events'][number]) => type === 'conditional';
  return parallelMultiple ? events.every(isConditional) : events.some(isConditional);
}
