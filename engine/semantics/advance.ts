/** One command on one dossier: decides events, applying each at once, until every token waits. */
import { defaultOrganisation } from '../deadlines/organisation.ts';
import type { FlowNode, ProcessModel } from '../model/types.ts';
import { endAdHoc, endClosing, isChosen, judgeAdHoc } from './ad-hoc.ts';
import { afterRound, finish, startRound } from './activity.ts';
import type { Command } from './commands.ts';
import { scopesToAsk } from './complex-activation.ts';
import { behaviorOf } from './elements/index.ts';
import { moveComplexGateway, resetBeforeEnd } from './elements/complex-gateway.ts';
import { fireInclusiveJoin } from './elements/inclusive-gateway.ts';
import { compensateNext } from './compensation.ts';
import { CommandRejected, Obstacle } from './errors.ts';
import type { Event } from './events.ts';
import { handle, throwFrom } from './handle.ts';
import { enabledJoin } from './inclusive-join.ts';
import { emit, instantText, nextDeferred, nextKey, type Environment, type Run } from './run.ts';
import { armEventSubProcesses, isEmpty, openScope, planEventSubProcesses, startContents, startsIn, stuckAt } from './scopes.ts';
import { ask, askArmed, askChanged } from './conditions.ts';
import { startAtTrigger, waitsAtStart } from './instantiate.ts';
import { draftOf, inside, type ElementKey, type State, type Subscription, type Work } from './state.ts';
import { throwRoundEvent } from './round-events.ts';
import { settleDossier } from './dossier.ts';
import { arrivingVariables, redirectMessage } from './messages.ts';
import { trigger } from './trigger.ts';

/** Moves in one command without a wait; beyond it the model loops (ADR 0019). */
const mostMoves = 100_000;

export const plainEnvironment: Environment = { organisation: defaultOrganisation };

/**
 * Decides one command: the events and the state after them; `state` itself is unchanged.
 * `now` is the only clock. Throws CommandRejected (nothing changed) for a command the state does not accept.
 * What stops the dossier itself is an incident event, never an exception.
 */
export function advance(
  model: ProcessModel,
  state: State,
  command: Command,
  now: Date,
  environment: Environment = plainEnvironment,
): { events: readonly Event[]; state: State } {
  const draft = draftOf(state);
  const events = advanceDraft(model, draft, command, now, environment);
  return { events, state: draft };
}

/** The same on a draft that the caller owns, at a cost that does not depend on the size of the state. A refused command leaves the draft as it was. */
export function advanceDraft(
  model: ProcessModel,
  draft: State,
  command: Command,
  now: Date,
  environment: Environment = plainEnvironment,
): readonly Event[] {
  const nowMs = now.getTime();
  if (draft.clock && nowMs < Date.parse(draft.clock.lastAt))
    throw new CommandRejected(
      'TIME_REVERSED',
      `Thời điểm ${instantText(nowMs)} trước thay đổi cuối ${draft.clock.lastAt}`,
      `${instantText(nowMs)} is before the last change at ${draft.clock.lastAt}`,
      { lastAt: draft.clock.lastAt },
    );
  const run: Run = {
    model,
    state: draft,
    nowMs,
    at: instantText(nowMs),
    occurredMs: occurredAt(command, nowMs),
    environment,
    events: [],
    work: [],
    deferred: [],
    promised: new Map(),
    touched: new Set(),
    changed: model.hasConditionalEvent ? new Set() : undefined,
    movesLeft: environment.mostMoves ?? mostMoves,
  };
  handle(run, command);
  settle(run);
  return run.events;
}

/** Facts may be entered late, never ahead of time (ADR 0018). */
function occurredAt(command: Command, nowMs: number): number {
  if (!('occurredAt' in command) || command.occurredAt === undefined) return nowMs;
  const occurred = Date.parse(command.occurredAt);
  if (occurred <= nowMs) return occurred;
  throw new CommandRejected('INVALID_VALUE', `Thời điểm "${command.occurredAt}" ở tương lai`, `"${command.occurredAt}" is in the future`, {
    occurredAt: command.occurredAt,
  });
}

/** Makes moves until nothing moves: branches depth first, then what they sent, then conditional events, then inclusive joins. */
function settle(run: Run): void {
  if (run.state.status === 'suspended') return;
  for (;;) {
    if (run.armed !== undefined) askArmed(run);
    const next = run.work.pop() ?? nextDeferred(run);
    if (next) move(run, next);
    else if (!askChanged(run, failedToAsk(run)) && (run.movesLeft < 0 || !fireJoins(run))) break;
  }
  for (const key of run.touched) {
    const scope = run.state.scopes[key];
    const stuck = scope && stuckAt(run, scope);
    if (stuck && !run.state.troubled[inside(key)] && !run.state.troubled[inside('')]) raise(run, stuck, key, []);
  }
  settleDossier(run);
}

/** A condition that cannot be evaluated is an incident of its event, which is asked again when it is resolved. */
const failedToAsk =
  (run: Run) =>
  (obstacle: Obstacle, { key, scope }: Subscription) =>
    raise(run, obstacle, scope, [{ do: 'ask', key }], key);

function fireJoins(run: Run): boolean {
  if (run.model.hasInclusiveJoin)
    for (const key of run.touched) {
      const scope = run.state.scopes[key];
      const join = scope && enabledJoin(run, scope);
      if (join) return fire(run, key, () => fireInclusiveJoin(run, join, key));
    }
  if (run.model.hasAdHoc && endClosing(run)) return true;
  if (!run.model.hasComplexGateway) return false;
  for (const { key, gateways } of scopesToAsk(run))
    if (fire(run, key, () => moveComplexGateway(run, run.state.scopes[key]!, gateways))) return true;
  return false;
}

/** What stops it is an incident of its scope. False when it had nothing to do. */
function fire(run: Run, scope: ElementKey, act: () => boolean): boolean {
  const before = run.events.length;
  try {
    return act();
  } catch (error) {
    if (!(error instanceof Obstacle) || run.events.length > before) throw error;
    raise(run, error, scope, []);
    return true;
  }
}

function move(run: Run, work: Work): void {
  if (--run.movesLeft < 0) {
    const retry = [...run.deferred.splice(0).reverse(), ...run.work.splice(0), work];
    // of no scope: what is left to do belongs to many
    return raise(run, endless(run, work), '', retry);
  }
  const before = run.events.length;
  try {
    moves[work.do](run, work as never);
  } catch (error) {
    if (!(error instanceof Obstacle) || run.events.length > before) throw error;
    raise(run, error, scopeOf(run, work), [work], waitingKey(run, work));
  }
}

const moves: { readonly [K in Work['do']]: (run: Run, work: Extract<Work, { do: K }>) => void } = {
  arrive(run, { scope, flow, came }) {
    const token = run.state.scopes[scope]?.tokens[flow]?.[0];
    if (!token) return;
    const node = run.model.flows.get(flow)!.target;
    if (node.container.adHoc && (isChosen(node) || run.state.scopes[scope]!.isClosing)) return;
    behaviorOf(node.type).enter(run, { node, scope, flow, origins: token, came });
  },
  start(run, { scope, node: nodeId, origins, came }) {
    if (!run.state.scopes[scope] || run.state.scopes[scope].isClosing) return;
    const node = run.model.nodes.get(nodeId)!;
    behaviorOf(node.type).enter(run, { node, scope, origins, came });
  },
  startProcess(run, { process, at, definition, variables, origins }) {
    const container = run.model.processes.get(process)!;
    const plans = planEventSubProcesses(run, container, '', variables);
    const start = at === undefined ? undefined : run.model.nodes.get(at)!;
    const mapped = start && start.outputs.length > 0 ? arrivingVariables(run, start, '', variables) : undefined;
    const key = nextKey(run, process);
    openScope(run, { key, container, variables, counted: true });
    armEventSubProcesses(run, key, plans);
    if (mapped) emit(run, { type: 'variablesSet', scope: key, variables: mapped });
    if (start && waitsAtStart(start, definition)) startAtTrigger(run, key, start, definition ?? 'all', origins);
    else startContents(run, key, start ? [start] : container.starts, origins);
  },
  begin(run, { key }) {
    const element = run.state.elements[key];
    if (!element) return;
    const node = run.model.nodes.get(element.elementId)!;
    behaviorOf(node.type).begin!(run, element, node);
  },
  activate(run, { scope: key, node: id }) {
    const scope = run.state.scopes[key];
    const node = run.model.nodes.get(id)!;
    const flow = node.incoming.find((incoming) => scope?.tokens[incoming.id]);
    // what it was chosen for may have gone meanwhile
    if (!scope || scope.isClosing || (node.incoming.length > 0 && !flow)) return;
    const came = flow && { flow: flow.id };
    behaviorOf(node.type).enter(run, {
      node,
      scope: key,
      origins: flow ? scope.tokens[flow.id]![0]! : run.state.elements[key]!.origins,
      ...came,
    });
  },
  judge(run, { key }) {
    const element = run.state.elements[key];
    if (element) judgeAdHoc(run, element, run.model.nodes.get(element.elementId)!);
  },
  endAdHoc(run, { key, variables }) {
    const element = run.state.elements[key];
    if (element && !run.state.scopes[key]!.isClosing) endAdHoc(run, element, run.model.nodes.get(element.elementId)!, variables);
  },
  round(run, { key, round }) {
    const body = run.state.elements[key];
    // nothing begins in a transaction that is being taken back
    if (body && !body.compensation) startRound(run, body, round);
  },
  afterRound(run, { key, round, hasThrown }) {
    const body = run.state.elements[key];
    if (body) afterRound(run, body, round, hasThrown);
  },
  roundEvent(run, { key, index, variables }) {
    const body = run.state.elements[key];
    if (body) throwRoundEvent(run, body, run.model.nodes.get(body.elementId)!, index, variables);
  },
  finish(run, { key, variables }) {
    const element = run.state.elements[key];
    // a retried end of a subprocess waits for what was started in it meanwhile
    if (element && !(run.state.scopes[key] && !isEmpty(run.state.scopes[key]))) finish(run, element, variables);
  },
  throw(run, work) {
    const element = run.state.elements[work.key];
    if (element) throwFrom(run, element, work);
  },
  trigger(run, { key, variables, origins, message, thrown }) {
    const subscription = run.state.subscriptions[key];
    if (!subscription) {
      if (thrown) redirectMessage(run, thrown, variables, origins ?? []);
      return;
    }
    if (message !== undefined) {
      if (!run.state.messages[message]) return;
      run.work.push({ do: 'trigger', key, variables, ...(origins && { origins }) });
      return emit(run, { type: 'messageTaken', key: message });
    }
    trigger(run, subscription, variables, origins);
  },
  ask(run, { key }) {
    const subscription = run.state.subscriptions[key];
    if (subscription) ask(run, subscription);
  },
  compensate(run, { key, origins }) {
    const element = run.state.elements[key];
    if (element) compensateNext(run, element, origins);
  },
  check(run, { scope: key }) {
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
  },
};

function scopeOf(run: Run, work: Work): string {
  if ('scope' in work) return work.scope;
  if (!('key' in work)) return '';
  return run.state.elements[work.key]?.scope ?? run.state.subscriptions[work.key]?.scope ?? '';
}

/** Stops the dossier at an element, visibly and resolvably; nothing is lost. */
function raise(
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

/** The element or subscription that a piece of work is about, while it exists. */
function waitingKey(run: Run, work: Work): ElementKey | undefined {
  return 'key' in work && (run.state.elements[work.key] ?? run.state.subscriptions[work.key]) ? work.key : undefined;
}

/** Names the elements of the loop: the last ones passed, until the first repeats. */
function endless(run: Run, work: Work): Obstacle {
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
