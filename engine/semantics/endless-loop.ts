/** A loop in which nothing waits, or only timers that are due at once (ADR 0017). */
import type { FlowNode } from '../model/types.ts';
import { Obstacle } from './errors.ts';
import type { Run } from './run.ts';
import { raiseIncident } from './raise-incident.ts';
import type { Subscription, Work } from './state.ts';

/** Timers in a row, each due when it is armed; beyond it the model loops. */
const mostDueAtOnce = 10_000;

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

/** True, with an incident, when too many timers in a row were due at once: nothing but they keeps the dossier going. Resolving it goes on from there. */
export function stopsTurning(run: Run, { key, elementId, scope, dueAtOnce = 0 }: Subscription): boolean {
  const most = Math.min(mostDueAtOnce, run.environment.mostMoves ?? mostDueAtOnce);
  if (dueAtOnce <= most) return false;
  const found = new Obstacle(
    'LOOP_WITHOUT_WAIT',
    elementId,
    `Vòng lặp không có điểm chờ: ${most} lần hẹn giờ liên tiếp đến hạn ngay`,
    `A loop without a wait: ${most} timers in a row were due at once`,
  );
  raiseIncident(run, found, scope, [{ do: 'trigger', key, variables: {} }], key);
  return true;
}
