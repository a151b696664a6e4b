import type { FlowNode, SequenceFlow } from '../../model/types.ts';
import { activationOf, isActivated, scopesToAsk, tellsPhases } from '../complex-activation.ts';
import { mergeOrigins } from '../apply.ts';
import { choiceOf, conditionalFlows, endToken, pass, takeFlows } from '../flows.ts';
import { isStopped, nothingMissing } from '../inclusive-join.ts';
import { orIncident } from '../raise-incident.ts';
import { emit, isTrue, type Run } from '../run.ts';
import type { ElementKey, Scope, Token } from '../state.ts';
import type { ElementBehavior } from './behavior.ts';

/**
 * Starts when its activation condition holds, with a token of each flow that has one; then waits for the others that could still come, and resets (13.4.5).
 * Asked when a token arrives, and again when its scope has come to rest (ADR 0052).
 */
export const complexGateway: ElementBehavior = {
  type: 'complexGateway',
  enter(run, arrival) {
    const { node, scope, flow } = arrival;
    if (flow === undefined) return pass(run, arrival, waysOut(run, node, scope));
    startWhenActivated(run, node, run.state.scopes[scope]!);
  },
};

/** The first complex gateway that can start or reset does. False when none can. */
export function moveComplexGateways(run: Run): boolean {
  return scopesToAsk(run).some(({ key, gateways }) =>
    orIncident(run, key, () => {
      const scope = run.state.scopes[key]!;
      return gateways.some((node) => startWhenActivated(run, node, scope) || resetWhenDone(run, node, scope));
    }),
  );
}

/** Nothing can come any more in a scope that is about to end: a gateway that waits for it resets. False when none waits. */
export function resetBeforeEnd(run: Run, scope: Scope): boolean {
  const [id] = Object.keys(scope.awaitingReset ?? {}).sort();
  if (id === undefined) return false;
  const node = run.model.nodes.get(id)!;
  if (!isStopped(run, scope, node)) reset(run, node, scope);
  return true;
}

function startWhenActivated(run: Run, node: FlowNode, scope: Scope): boolean {
  if (scope.awaitingReset?.[node.id] || isStopped(run, scope, node) || !isActivated(run, node, scope)) return false;
  const flows = waysOut(run, node, scope.key);
  const consumed = node.incoming.filter(({ id }) => scope.tokens[id]).map(({ id }) => id);
  const origins = originsOn(scope, consumed);
  // with nothing to wait for and nothing to say of it the reset is no event
  const awaitsReset = consumed.length < node.incoming.length || tellsPhases(node);
  emit(run, {
    type: 'elementPassed',
    elementId: node.id,
    scope: scope.key,
    consumed,
    ...(flows.length === 0 && { origins }),
    ...(awaitsReset && { awaitsReset }),
  });
  takeFlows(run, scope.key, flows, origins);
  return true;
}

function resetWhenDone(run: Run, node: FlowNode, scope: Scope): boolean {
  const before = scope.awaitingReset?.[node.id];
  if (!before || isStopped(run, scope, node)) return false;
  if (!nothingMissing(run, scope, node, ({ id }) => before.includes(id) || scope.tokens[id] !== undefined)) return false;
  reset(run, node, scope);
  return true;
}

function reset(run: Run, node: FlowNode, scope: Scope): void {
  const before = scope.awaitingReset![node.id]!;
  const flows = tellsPhases(node) ? laterFlows(run, node, scope.key) : [];
  const consumed = node.incoming.filter(({ id }) => scope.tokens[id] && !before.includes(id)).map(({ id }) => id);
  const origins = originsOn(scope, consumed);
  emit(run, { type: 'gatewayReset', elementId: node.id, scope: scope.key, consumed, ...(flows.length === 0 && { origins }) });
  if (flows.length === 0) endToken(run, scope.key);
  else takeFlows(run, scope.key, flows, origins);
}

/** What leaves when it starts: every flow whose condition holds, else the default, else an Obstacle. */
function waysOut(run: Run, node: FlowNode, scope: ElementKey): readonly SequenceFlow[] {
  if (node.outgoing.length === 0) return node.outgoing;
  return choiceOf(run, node) ?? conditionalFlows(run, node, scope, { ...activationOf(run, node, scope), waitingForStart: true });
}

/** What leaves when it resets; nothing may. */
function laterFlows(run: Run, node: FlowNode, scope: ElementKey): readonly SequenceFlow[] {
  const overlay = { ...activationOf(run, node, scope), waitingForStart: false };
  const taken = node.outgoing.filter(
    ({ condition, isDefault }) => !isDefault && (condition === undefined || isTrue(run, condition, scope, node.id, overlay)),
  );
  return taken.length > 0 || !node.defaultFlow ? taken : [node.defaultFlow];
}

function originsOn(scope: Scope, flows: readonly string[]): Token {
  return flows.reduce<Token>((merged, id) => mergeOrigins(merged, scope.tokens[id]![0]!), []);
}
