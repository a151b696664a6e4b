/** The rounds of loops and multi-instance activities. Everything that can fail is evaluated before the first event. */
import type { FlowNode, LoopCharacteristics } from '../model/types.ts';
import { activate } from './activity.ts';
import { afterInner } from './ad-hoc.ts';
import { handled, keepRounds } from './compensable.ts';
import { Obstacle } from './errors.ts';
import type { Json } from './expressions.ts';
import { textOf } from './expressions/text.ts';
import { ending, outgoingOf, takeFlows, type Arrival } from './flows.ts';
import { throwRoundEvents } from './round-events.ts';
import { emit, evaluate, isTrue, nextKey, writeVariables, type Run } from './run.ts';
import { interrupt, openScope } from './scopes.ts';
import { arm, planSubscriptions } from './subscriptions.ts';
import type { ActiveElement, ElementKey, Token, Variables } from './state.ts';

/** A standard loop, if its condition lets it begin. */
export function enterLoop(run: Run, arrival: Arrival, loop: Extract<LoopCharacteristics, { kind: 'standard' }>): void {
  const { node, scope, handles } = arrival;
  const goes =
    loop.maximum !== 0 &&
    (!loop.testBefore ||
      loop.condition === undefined ||
      isTrue(run, loop.condition, scope, node.id, { ...handles?.variables, loopCounter: 0 }));
  if (!goes) return skip(run, arrival, {});
  enterBody(run, arrival, {});
}

/** As many rounds as the cardinality or the collection says, fixed now. */
export function enterMultiInstance(
  run: Run,
  arrival: Arrival,
  loop: Extract<LoopCharacteristics, { kind: 'multiInstance' }>,
  scope: ElementKey,
): void {
  const { node } = arrival;
  const seen = arrival.handles?.variables;
  const items = loop.collection === undefined ? undefined : evaluate(run, loop.collection, scope, node.id, seen);
  if (items !== undefined && !Array.isArray(items)) throw badCount(node, items);
  const total = loop.cardinality === undefined ? (items as readonly Json[]).length : evaluate(run, loop.cardinality, scope, node.id, seen);
  if (typeof total !== 'number' || !Number.isInteger(total) || total < 0 || total > mostRounds) throw badCount(node, total);
  if (total === 0) skip(run, arrival, loop.outputCollection === undefined ? {} : { [loop.outputCollection]: [] });
  else enterBody(run, arrival, { total, ...(items && { items: items as readonly Json[] }) });
}

const mostRounds = 100_000;

function badCount(node: FlowNode, value: Json | undefined): Obstacle {
  const shown = textOf(value ?? null).slice(0, 80);
  return new Obstacle('CARDINALITY', node.id, `Số lần thực hiện không hợp lệ: ${shown}`, `Not a number of rounds: ${shown}`);
}

/** No round at all: completes at once, nothing was armed, nothing counts as reached. */
function skip(run: Run, { node, scope, flow, besides, origins, handles }: Arrival, results: Variables): void {
  const flows = outgoingOf(run, node, scope, results);
  emit(run, {
    type: 'elementSkipped',
    elementId: node.id,
    scope,
    ...(flow !== undefined && { consumed: flow }),
    ...(besides && { besides }),
    ...(handles ? { thrownBy: handles.thrownBy } : ending(flows, origins)),
  });
  writeVariables(run, scope, results);
  if (handles) return handled(run, scope, handles.thrownBy, origins);
  takeFlows(run, scope, flows, origins);
  if (node.container.adHoc) afterInner(run, node, scope);
}

/** The element that stands for all rounds: boundary events sit on it, rounds live in its scope. */
function enterBody(
  run: Run,
  { node, scope, flow, besides, origins, handles }: Arrival,
  counted: { total?: number; items?: readonly Json[] },
): void {
  const key = nextKey(run, node.id);
  const boundaries = node.boundaryEvents.flatMap((boundary) => planSubscriptions(run, boundary, scope, handles?.variables));
  emit(run, {
    type: 'elementActivated',
    element: {
      key,
      elementId: node.id,
      scope,
      origins,
      activatedAt: run.at,
      rounds: { started: 0, completed: 0, active: 0, ...counted },
      ...(handles && { compensates: handles.compensates, thrownBy: handles.thrownBy }),
    },
    ...(flow !== undefined && { consumed: flow }),
    ...(besides && { besides }),
  });
  openScope(run, { key, parent: scope, variables: handles?.variables ?? {} });
  for (const boundary of boundaries) arm(run, boundary, key, scope);
  const atOnce = node.loop!.kind === 'multiInstance' && !node.loop!.sequential ? counted.total! : 1;
  for (let round = atOnce; round >= 1; round--) run.work.push({ do: 'round', key, round });
}

/** Starts one round of a body. */
export function startRound(run: Run, body: ActiveElement, round: number): void {
  const node = run.model.nodes.get(body.elementId)!;
  const variables: Variables = { loopCounter: round };
  if (node.loop!.kind === 'multiInstance' && node.loop!.elementVariable !== undefined)
    variables[node.loop!.elementVariable] = body.rounds!.items?.[round - 1] ?? null;
  activate(run, { node, scope: body.key, origins: body.origins }, { of: body.key, number: round, variables });
  emit(run, { type: 'roundStarted', key: body.key });
}

/** A round has ended: the next one, or the end of them all. */
export function afterRound(run: Run, body: ActiveElement, round: number, hasThrown = false): void {
  const node = run.model.nodes.get(body.elementId)!;
  const loop = node.loop!;
  const { started, completed, active, total = 0 } = body.rounds!;
  if (loop.kind === 'standard') {
    const goes =
      (loop.maximum === undefined || completed < loop.maximum) &&
      (loop.condition === undefined || isTrue(run, loop.condition, body.key, node.id, { loopCounter: completed }));
    if (goes) run.work.push({ do: 'round', key: body.key, round: started + 1 });
    else leaveBody(run, body, node);
    return;
  }
  const counts = {
    loopCounter: round,
    numberOfInstances: total,
    numberOfCompletedInstances: completed,
    numberOfActiveInstances: active,
    numberOfTerminatedInstances: 0,
  };
  if (!hasThrown && loop.roundEvents) {
    const before = run.work.length;
    if (throwRoundEvents(run, body, node, loop, counts))
      return void run.work.splice(before, 0, { do: 'afterRound', key: body.key, round, hasThrown: true });
  }
  if (completed >= total || (loop.completionCondition !== undefined && isTrue(run, loop.completionCondition, body.key, node.id, counts)))
    leaveBody(run, body, node);
  else if (loop.sequential) run.work.push({ do: 'round', key: body.key, round: started + 1 });
}

/** Remaining rounds are cancelled, not completed; the output holds only the completed, in input order. */
function leaveBody(run: Run, body: ActiveElement, node: FlowNode): void {
  const scope = run.state.scopes[body.key]!;
  const loop = node.loop!;
  const results: Variables = {};
  if (loop.kind === 'multiInstance' && loop.outputCollection !== undefined)
    results[loop.outputCollection] = Object.entries(scope.outputs ?? {})
      .sort(([a], [b]) => Number(a) - Number(b))
      .map(([, output]) => output);
  const flows = outgoingOf(run, node, body.scope, results);
  const origins: Token = scope.origins.length > 0 ? scope.origins : body.origins;
  for (const child of Object.keys(scope.children).sort()) interrupt(run, run.state.elements[child]!);
  writeVariables(run, body.scope, results);
  if (scope.compensable) keepRounds(run, body);
  const { thrownBy } = body;
  emit(run, {
    type: 'roundsCompleted',
    key: body.key,
    elementId: node.id,
    scope: body.scope,
    ...(thrownBy === undefined && ending(flows, origins)),
  });
  if (thrownBy !== undefined) return handled(run, body.scope, thrownBy, origins);
  takeFlows(run, body.scope, flows, origins);
  if (node.container.adHoc) afterInner(run, node, body.scope);
}
