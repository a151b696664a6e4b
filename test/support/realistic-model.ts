/** Block-structured processes as offices draw them, of a given size: steps, choices, parallel branches, returns for more papers. The same seed gives the same bytes. */
import { definitions, processXml } from './bpmn.ts';
import { pick, randomOf, type Random } from './random-model.ts';

export interface Realistic {
  readonly inclusive: boolean;
}

/** A sound process of about `size` nodes. */
export function realisticModel(seed: number, size: number, { inclusive }: Realistic = { inclusive: true }): string {
  const random = randomOf(seed);
  const parts: string[] = [];
  let left = size - 2;
  let count = 0;
  const node = (type: string, inner = '') => {
    const id = `n${count++}`;
    left--;
    parts.push(`<${type} id="${id}">${inner}</${type}>`);
    return id;
  };
  const flow = (from: string, to: string, condition?: string) =>
    parts.push(condition === undefined ? `${from}->${to}` : `${from}->${to}?${condition}`);
  const step = (): [string, string] => {
    const id = node(pick(random, ['userTask', 'userTask', 'userTask', 'serviceTask', 'manualTask']));
    return [id, id];
  };
  const sequence = (room: number, depth: number): [string, string] => {
    const end = left - room;
    const [first, initial] = block(room, depth);
    let last = initial;
    while (left > end && left > 0) {
      const [next, after] = block(left - end, depth);
      flow(last, next);
      last = after;
    }
    return [first, last];
  };
  const block = (room: number, depth: number): [string, string] => {
    const drawn = random();
    if (room < 6 || depth > 5 || drawn < 0.45) return step();
    if (drawn < 0.55) return loop(room, depth);
    const type = pick(
      random,
      inclusive ? ['exclusiveGateway', 'exclusiveGateway', 'parallelGateway', 'inclusiveGateway'] : ['exclusiveGateway', 'parallelGateway'],
    );
    return branches(type, room, depth);
  };
  const branches = (type: string, room: number, depth: number): [string, string] => {
    const split = node(type);
    const join = node(type);
    const ways = 2 + Math.floor(random() * 2);
    const each = Math.max(1, Math.floor((Math.min(room, 40) - 2) / ways));
    for (let way = 0; way < ways; way++) {
      const [first, last] = sequence(1 + Math.floor(random() * each), depth + 1);
      flow(split, first, type === 'parallelGateway' ? undefined : `n = ${way}`);
      flow(last, join);
    }
    return [split, join];
  };
  const loop = (room: number, depth: number): [string, string] => {
    const merge = node('exclusiveGateway');
    const [first, last] = sequence(Math.floor(Math.min(room, 12) / 2), depth + 1);
    const split = node('exclusiveGateway');
    const [back] = step();
    flow(merge, first);
    flow(last, split);
    flow(split, back, 'again = true');
    flow(back, merge);
    return [merge, split];
  };
  const start = node('startEvent');
  const [first, last] = sequence(left - 1, 0);
  const end = node('endEvent');
  flow(start, first);
  flow(last, end);
  return definitions(processXml('P', ...parts));
}

/** Parallel branches, each of so many steps. */
export function parallelModel(branches: number, steps: number): string {
  const parts = ['<startEvent id="s"/>', '<parallelGateway id="x"/>', '<parallelGateway id="y"/>', '<endEvent id="e"/>', 's->x', 'y->e'];
  for (let branch = 0; branch < branches; branch++) {
    let last = 'x';
    for (let step = 0; step < steps; step++) {
      const id = `t${branch}_${step}`;
      parts.push(`<userTask id="${id}"/>`, `${last}->${id}`);
      last = id;
    }
    parts.push(`${last}->y`);
  }
  return definitions(processXml('P', ...parts));
}

export type { Random };
