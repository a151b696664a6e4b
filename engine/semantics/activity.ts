/** The whole life of an activity: activation, completion, and the rounds of loops and multi-instance activities. Everything that can fail is evaluated before the first event. */
import type { Container, FlowNode, LoopCharacteristics, SequenceFlow } from '../model/types.ts';
import { afterInner } from './ad-hoc.ts';
import { mergeOrigins } from './apply.ts';
import { afterActivation, afterElement, beforePurpose } from './dossier.ts';
import { closeReopened, handled, keepCompensable, keepRounds, onlyMapped, scopeAround } from './compensable.ts';
import { Obstacle } from './errors.ts';
import type { Json } from './expressions.ts';
import { textOf } from './expressions/text.ts';
import type { DecisionRecord } from './events.ts';
import { outgoingOf, takeFlows, type Arrival } from './flows.ts';
import { requireInputs } from './require-inputs.ts';
import { sendHandOffs } from './hand-offs.ts';
import { closeStep, openStep, originsAfter } from './steps.ts';
import { emit, evaluate, isTrue, lookUp, nextKey, visibleVariables, writeVariables, type Run } from './run.ts';
import { throwRoundEvents } from './round-events.ts';
import { armEventSubProcesses, interrupt, openScope, planEventSubProcesses } from './scopes.ts';
import { arm, planSubscriptions, type Plan } from './subscriptions.ts';
import type { ActiveElement, Came, ElementKey, Token, Variables } from './state.ts';

/** How one kind of activity comes to life and what it asks for. */
export interface ActivityKind {
  /** It waits for its own trigger (receive task, catch event). */
  readonly waitsForTrigger?: boolean;
  /** It goes on by itself: a `begin` follows the activation. */
  readonly beginsAtOnce?: boolean;
  /** It has a scope of its own for what runs inside. */
  readonly hasContents?: boolean;
}

const kinds: Partial<Record<FlowNode['type'], ActivityKind>> = {
  scriptTask: { beginsAtOnce: true },
  businessRuleTask: { beginsAtOnce: true },
  task: { beginsAtOnce: true },
  receiveTask: { waitsForTrigger: true },
  intermediateCatchEvent: { waitsForTrigger: true },
  // of a process that needs several messages to start: the first has come
  startEvent: { waitsForTrigger: true },
  subProcess: { beginsAtOnce: true, hasContents: true },
  adHocSubProcess: { beginsAtOnce: true, hasContents: true },
  callActivity: { beginsAtOnce: true, hasContents: true },
};

/** A token enters an activity: activates it, or sets up its rounds. */
export function enterActivity(run: Run, arrival: Arrival): void {
  const { node, scope } = arrival;
  const gathered = node.startQuantity === undefined ? arrival : gather(run, arrival, node.startQuantity);
  if (!gathered) return;
  if (!node.loop) activate(run, gathered);
  else if (node.loop.kind === 'standard') enterLoop(run, gathered, node.loop);
  else enterMultiInstance(run, gathered, node.loop, scope);
}

/** As many tokens as the activity starts with, over all its incoming flows in their order (13.3.2, 13.3.5; ADR 0054); undefined while there are too few. */
function gather(run: Run, arrival: Arrival, quantity: number): Arrival | undefined {
  const { node, scope, flow } = arrival;
  // what starts with its scope has no flow to wait on
  if (flow === undefined) return arrival;
  const { tokens } = run.state.scopes[scope]!;
  const waiting = node.incoming.flatMap(({ id }) => (tokens[id] ?? []).map((origins) => ({ id, origins })));
  if (waiting.length < quantity) return undefined;
  const [first, ...others] = waiting.slice(0, quantity);
  return {
    node,
    scope,
    flow: first!.id,
    besides: others.map(({ id }) => id),
    origins: others.reduce<Token>((merged, { origins }) => mergeOrigins(merged, origins), first!.origins),
  };
}

interface Round {
  readonly of: ElementKey;
  readonly number: number;
  readonly variables: Variables;
}

function activate(run: Run, { node, scope, flow, besides, origins, came, handles }: Arrival, round?: Round): void {
  const kind = node.type === 'sendTask' && node.jobType === undefined ? { beginsAtOnce: true } : (kinds[node.type] ?? {});
  const key = nextKey(run, node.id);
  const locals = localVariables(run, node, scope, round?.variables ?? handles?.variables);
  const container = node.contents ?? node.called;
  const own = kind.waitsForTrigger ? stillAwaited(node, planSubscriptions(run, node, scope, locals), came) : [];
  const boundaries = round ? [] : node.boundaryEvents.flatMap((boundary) => planSubscriptions(run, boundary, scope, locals));
  const inner = container ? planEventSubProcesses(run, container, scope, locals) : [];
  const step = openStep(run, node, key);
  emit(run, {
    type: 'elementActivated',
    element: {
      key,
      elementId: node.id,
      scope,
      origins,
      activatedAt: run.at,
      ...(round && { roundOf: round.of, round: round.number }),
      ...(step && { step }),
      ...(handles && { compensates: handles.compensates, thrownBy: handles.thrownBy }),
    },
    ...(flow !== undefined && { consumed: flow }),
    ...(besides && { besides }),
  });
  if (container) {
    const isolated = container.kind === 'process';
    openScope(run, {
      key,
      container,
      parent: scope,
      variables: !isolated
        ? locals
        : node.inputs.length === 0
          ? { ...givenTo(container, visibleVariables(run.state, scope)), ...locals }
          : handles
            ? onlyMapped(node, locals)
            : locals,
    });
    armEventSubProcesses(run, key, inner);
  } else if (round || handles || node.inputs.length > 0) openScope(run, { key, parent: scope, variables: locals });
  if (step) sendHandOffs(run, run.state.elements[key]!);
  afterActivation(run, node, key);
  for (const plan of own) arm(run, plan, key, scope);
  for (const boundary of boundaries) arm(run, boundary, key, scope);
  if (kind.beginsAtOnce) run.work.push({ do: 'begin', key });
  else if (kind.waitsForTrigger && own.length === 0) run.work.push({ do: 'finish', key, variables: {} });
}

/** A trigger that has started the process is not waited for; nor are the others, unless all are needed. */
function stillAwaited(node: FlowNode, plans: readonly Plan[], came: Came | undefined): readonly Plan[] {
  if (came === undefined) return plans;
  return node.parallelMultiple && came !== 'all' ? plans.filter(({ definition = 0 }) => definition !== came) : [];
}

/** Input mappings see the scope around the activity and those before them. */
function localVariables(run: Run, node: FlowNode, scope: ElementKey, given: Variables = {}): Variables {
  const declared = node.contents?.locals;
  if (node.inputs.length === 0) return declared === undefined ? given : { ...given, ...declared };
  const locals = { ...given };
  for (const { source, target } of node.inputs) locals[target] = evaluate(run, source, scope, node.id, locals);
  if (node.requiredInputs !== undefined) requireInputs(node, locals);
  for (const name in declared) if (!node.inputs.some(({ target }) => target === name)) locals[name] = null;
  return locals;
}

/** What a called process without mappings gets: everything, or what it says that it takes in. */
function givenTo({ dataInputs }: Container, visible: Variables): Variables {
  return dataInputs === undefined ? visible : only(dataInputs, visible);
}

function only(names: readonly string[], variables: Variables): Variables {
  return Object.fromEntries(names.flatMap((name) => (Object.hasOwn(variables, name) ? [[name, variables[name]!]] : [])));
}

/** An activity ends: its output mappings are evaluated, all or none, then its token goes on. `variables` come from who completed it, or with what triggered it. */
export function finish(run: Run, element: ActiveElement, variables: Variables, triggered = false, decision?: DecisionRecord): void {
  const node = run.model.nodes.get(element.elementId)!;
  if (element.thrownBy !== undefined && !node.isHandler) return closeReopened(run, element);
  const local = run.state.scopes[element.key];
  const results = outputsOf(run, node, element, variables);
  const round = element.roundOf === undefined ? undefined : { body: element.roundOf, number: element.round! };
  const loop = node.loop;
  const output =
    round && loop?.kind === 'multiInstance' && loop.outputElement !== undefined
      ? evaluate(run, loop.outputElement, local?.key ?? element.scope, node.id, { ...variables, ...results })
      : undefined;
  const flows = round ? [] : outgoingOf(run, node, element.scope, results);
  const origins = originsAfter(run, element);
  if (triggered) beforePurpose(run, node);
  // the purpose may have moved the clock of this very step
  const record = closeStep(run, run.state.elements[element.key]!, 'completed');
  if (Object.keys(results).length > 0) writeVariables(run, scopeAround(run, element), results);
  if (run.model.hasCompensation) keepCompensable(run, element, node);
  emit(run, {
    type: 'elementCompleted',
    key: element.key,
    elementId: node.id,
    scope: element.scope,
    ...(record && { record }),
    ...(decision && { decision }),
    ...(!round && element.thrownBy === undefined && ending(flows, origins)),
  });
  afterElement(run, node, element.key);
  if (element.thrownBy !== undefined) return handled(run, element.scope, element.thrownBy, origins);
  if (!round) {
    takeFlows(run, element.scope, flows, origins);
    if (node.container.adHoc) afterInner(run, node, element.scope);
    return;
  }
  emit(run, { type: 'roundEnded', key: round.body, round: round.number, origins, ...(output !== undefined && { output }) });
  run.work.push({ do: 'afterRound', key: round.body, round: round.number });
}

/** A token without a way on ends in its scope and leaves its origins there. */
function ending(flows: readonly SequenceFlow[], origins: Token): { readonly origins?: Token } {
  return flows.length === 0 && origins.length > 0 ? { origins } : {};
}

/** What the activity gives to the scope around it: its output mappings; without them what it was completed with, and all variables of a called process. */
export function outputsOf(run: Run, node: FlowNode, element: ActiveElement, variables: Variables): Variables {
  const inside = run.state.scopes[element.key];
  const seen = { ...variables };
  if (node.outputs.length > 0) {
    const results: Variables = {};
    for (const name of node.ownNames ?? []) if (!Object.hasOwn(inside?.variables ?? {}, name)) seen[name] ??= null;
    for (const { source, target } of node.outputs)
      results[target] = evaluate(run, source, inside?.key ?? element.scope, node.id, { ...seen, ...results });
    return results;
  }
  if (!inside?.isolated) return seen;
  const { dataOutputs } = node.called!;
  return { ...(dataOutputs === undefined ? inside.variables : only(dataOutputs, inside.variables)), ...seen };
}

function enterLoop(run: Run, arrival: Arrival, loop: Extract<LoopCharacteristics, { kind: 'standard' }>): void {
  const { node, scope, handles } = arrival;
  const goes =
    loop.maximum !== 0 &&
    (!loop.testBefore ||
      loop.condition === undefined ||
      isTrue(run, loop.condition, scope, node.id, { ...handles?.variables, loopCounter: 0 }));
  if (!goes) return skip(run, arrival, {});
  enterBody(run, arrival, {});
}

function enterMultiInstance(
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

/** A variable as an element sees it, its own scope first. */
export function seenBy(run: Run, element: ActiveElement, name: string): Json | undefined {
  return lookUp(run.state, run.state.scopes[element.key] ? element.key : element.scope, name);
}
