/** A loop in which nothing waits (ADR 0019). */
import type { FlowNode } from '../model/types.ts';
import { Obstacle } from './errors.ts';
import type { Run } from './run.ts';
import type { Work } from './state.ts';

/** Names the elements of the loop: the last ones passed, until the first repeats. */
export function endlessLoop(run: Run, work: Work): Obstacle {
  const loop: string[] = [];
  for (let index = run.events.length - 1; index >= 0 && loop.length < 50; index--) {
    const event = run.events[index]!;
    const id = event.type === 'elementPassed' || event.type === 'elementCompleted' ? event.elementId : undefined;
    if (id === undefined) continue;
    if (loop.includes(id)) break;
    loop.unshift(id);
  }
  const at: FlowNode | undefined = 'flow' in work ? run.model.flows.get(work.flow)!.target : run.model.nodes.get(loop[0] ?? '');
  const names = loop.join(' → ');
  return new Obstacle(
    'LOOP_WITHOUT_WAIT',
    at?.id ?? run.model.id,
    `Vòng lặp không có điểm chờ: ${names}`,
    `A loop without a wait: ${names}`,
  );
}
