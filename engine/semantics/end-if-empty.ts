/** The end of a scope in which nothing lives any more. */
import { resetBeforeEnd } from './elements/complex-gateway.ts';
import { emit, type Run } from './run.ts';
import { isEmpty, startsIn } from './scopes.ts';
import { inside, type ElementKey, type Work } from './state.ts';

/** Ends the scope if it is empty, nothing is about to start in it, and nothing holds it open; else does nothing. */
export function endIfEmpty(run: Run, key: ElementKey): void {
  const scope = run.state.scopes[key];
  const startsHere = (work: Work) => startsIn(work, key);
  if (!scope || !isEmpty(scope) || run.work.some(startsHere)) return;
  const around = run.state.elements[key];
  // an ad-hoc subprocess ends when its condition or somebody says so
  if (around && !around.compensation && run.model.nodes.get(around.elementId)!.adHoc) return;
  if (scope.awaitingReset && resetBeforeEnd(run, scope)) return;
  // a start that met an incident is a token that lies nowhere yet
  const mayWait = run.state.troubled[inside(key)] ?? run.state.troubled[inside('')];
  if (mayWait && Object.values(run.state.incidents).some(({ retry }) => retry.some(startsHere))) return;
  if (around?.compensation) {
    if (around.compensation.left.length === 0 && !run.state.troubled[key]) run.work.push({ do: 'compensate', key });
  } else if (around) run.work.push({ do: 'finish', key, variables: {} });
  else emit(run, { type: 'scopeClosed', key });
}
