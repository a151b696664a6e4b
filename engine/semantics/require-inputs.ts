/** Input sets: an activity or throwing event whose data is not there does not begin (10.4.2; ADR 0062). */
import type { FlowNode } from '../model/types.ts';
import { Obstacle } from './errors.ts';
import type { Variables } from './state.ts';

/** Obstacle when each of its input sets lacks something; it names what the first lacks. */
export function requireInputs({ id, requiredInputs = [] }: FlowNode, inputs: Variables): void {
  const missing = requiredInputs.map((names) => names.filter((name) => (inputs[name] ?? null) === null));
  const [first] = missing;
  if (!first || missing.some((names) => names.length === 0)) return;
  const names = first.map((name) => `"${name}"`).join(', ');
  throw new Obstacle('DATA_UNAVAILABLE', id, `Chưa có dữ liệu vào: ${names}`, `Input data is not there: ${names}`);
}
