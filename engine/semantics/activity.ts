/** The life of an activity, or of one of its rounds: activation and completion. Everything that can fail is evaluated before the first event. */
import type { FlowNode } from '../model/types.ts';
import { afterInner } from './ad-hoc.ts';
import { afterActivation, afterElement, beforePurpose } from './dossier.ts';
import { closeReopened, handled, keepCompensable, onlyMapped, scopeAround } from './compensable.ts';
import type { Json } from './expressions.ts';
import type { DecisionRecord } from './events.ts';
import { ending, outgoingOf, takeFlows, type Arrival } from './flows.ts';
import { requireInputs } from './require-inputs.ts';
import { sendHandOffs } from './hand-offs.ts';
import { closeStep, openStep, originsAfter } from './steps.ts';
import { emit, evaluate, lookUp, nextKey, visibleVariables, writeVariables, type Run } from './run.ts';
import { armEventSubProcesses, openScope, planEventSubProcesses } from './scopes.ts';
import { arm, planSubscriptions, type Plan } from './subscriptions.ts';
import type { ActiveElement, Came, ElementKey, Variables } from './state.ts';

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

/** One of several rounds of an activity. */
export interface Round {
  readonly of: ElementKey;
  readonly number: number;
  readonly variables: Variables;
}

/** The activity comes to life: with its local variables, its contents, what it waits for and its boundary events. */
export function activate(run: Run, { node, scope, flow, besides, origins, came, handles }: Arrival, round?: Round): void {
  const kind = node.type === 'sendTask' && node.jobType === undefined ? { beginsAtOnce: true } : (kinds[node.type] ?? {});
  const key = nextKey(run, node.id);
  const locals = localVariables(run, node, scope, round?.variables ?? handles?.variables, round !== undefined);
  const container = node.contents ?? node.called;
  const own = kind.waitsForTrigger ? stillAwaited(node, planSubscriptions(run, node, scope, locals), came) : [];
  const boundaries = round ? [] : node.boundaryEvents.flatMap((boundary) => planSubscriptions(run, boundary, scope, locals));
  const isCalled = container?.kind === 'process';
  const contained = isCalled ? givenToCalled(run, node, scope, locals, handles !== undefined) : locals;
  // what is called sees and follows nothing of the caller
  const inner = container ? planEventSubProcesses(run, container, isCalled ? '' : scope, contained) : [];
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
    openScope(run, { key, container, parent: scope, variables: contained });
    armEventSubProcesses(run, key, inner);
  } else if (round || handles || node.inputs.length > 0) openScope(run, { key, parent: scope, variables: locals });
  if (step) sendHandOffs(run, run.state.elements[key]!);
  afterActivation(run, node, key);
  for (const plan of own) arm(run, plan, key, scope);
  for (const boundary of boundaries) arm(run, boundary, key, scope);
  if (kind.beginsAtOnce) run.work.push({ do: 'begin', key });
  else if (kind.waitsForTrigger && own.length === 0)
    run.work.push({ do: 'finish', key, variables: node.ownNames ? only(node.ownNames, run.state.scopes[scope]!.variables) : {} });
}

/** A trigger that has started the process is not waited for; nor are the others, unless all are needed. */
function stillAwaited(node: FlowNode, plans: readonly Plan[], came: Came | undefined): readonly Plan[] {
  if (came === undefined) return plans;
  return node.parallelMultiple && came !== 'all' ? plans.filter(({ definition = 0 }) => definition !== came) : [];
}

/**
 * Input mappings see the scope around the activity and those before them. Data of the activity begins empty, what a handler is given of what
 * was hides behind it; the item of a round is what its data of that name begins with.
 */
function localVariables(run: Run, node: FlowNode, scope: ElementKey, given: Variables = {}, isRound = false): Variables {
  const declared = node.contents?.locals;
  if (node.inputs.length === 0) return declared === undefined ? given : isRound ? { ...declared, ...given } : { ...given, ...declared };
  const locals = { ...given };
  for (const { source, target } of node.inputs) locals[target] = evaluate(run, source, scope, node.id, locals);
  if (node.requiredInputs !== undefined) requireInputs(node, locals);
  for (const name in declared)
    if (!(isRound && Object.hasOwn(given, name)) && !node.inputs.some(({ target }) => target === name)) locals[name] = null;
  return locals;
}

/** What a called process gets: what is mapped; without mappings everything, or what it says that it takes in. */
function givenToCalled(run: Run, node: FlowNode, scope: ElementKey, locals: Variables, isHandler: boolean): Variables {
  if (node.inputs.length > 0) return isHandler ? onlyMapped(node, locals) : locals;
  const { dataInputs } = node.called!;
  const visible = visibleVariables(run.state, scope);
  return { ...(dataInputs === undefined ? visible : only(dataInputs, visible)), ...locals };
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
  if (run.model.uses.compensation) keepCompensable(run, element, node);
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

/** What the activity gives to the scope around it: its output mappings; without them what it was completed with, and all variables of a called process. */
export function outputsOf(run: Run, node: FlowNode, element: ActiveElement, variables: Variables): Variables {
  const inside = run.state.scopes[element.key];
  const seen = { ...variables };
  if (node.outputs.length > 0) {
    const results: Variables = {};
    // the message that started the process is among its variables already
    const before = node.type === 'startEvent' ? run.state.scopes[element.scope]!.variables : {};
    for (const name of node.ownNames ?? []) if (!Object.hasOwn(inside?.variables ?? {}, name)) seen[name] ??= before[name] ?? null;
    for (const { source, target } of node.outputs)
      results[target] = evaluate(run, source, inside?.key ?? element.scope, node.id, { ...seen, ...results });
    return results;
  }
  if (!inside?.isolated) return seen;
  const { dataOutputs } = node.called!;
  return { ...(dataOutputs === undefined ? inside.variables : only(dataOutputs, inside.variables)), ...seen };
}

/** A variable as an element sees it, its own scope first. */
export function seenBy(run: Run, element: ActiveElement, name: string): Json | undefined {
  return lookUp(run.state, run.state.scopes[element.key] ? element.key : element.scope, name);
}
