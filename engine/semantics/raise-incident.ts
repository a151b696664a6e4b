/** What stops the dossier at an element is an incident: an event, never an exception. */
import { Obstacle } from './errors.ts';
import { emit, type Run } from './run.ts';
import type { ElementKey, Work } from './state.ts';

/** Stops the dossier at an element, visibly and resolvably; nothing is lost. */
export function raiseIncident(
  run: Run,
  { code, elementId, message, messageEn }: Obstacle,
  scope: string,
  retry: readonly Work[],
  elementKey?: string,
): void {
  const key = `${elementId}!${run.state.sequence + 1}`;
  emit(run, {
    type: 'incidentRaised',
    incident: { key, code, elementId, scope, ...(elementKey !== undefined && { elementKey }), message, messageEn, raisedAt: run.at, retry },
  });
}

/** Does it; what stops it is an incident of the scope. False when it had nothing to do. */
export function orIncident(run: Run, scope: ElementKey, act: () => boolean): boolean {
  const before = run.events.length;
  try {
    return act();
  } catch (error) {
    if (!(error instanceof Obstacle) || run.events.length > before) throw error;
    raiseIncident(run, error, scope, []);
    return true;
  }
}
