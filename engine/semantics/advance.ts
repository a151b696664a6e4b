/** One command on one dossier: decides events, applying each at once, until every token waits. */
import { defaultOrganisation } from '../deadlines/organisation.ts';
import type { FlowNode, ProcessModel } from '../model/types.ts';
import { afterRound, finish, startRound } from './activity.ts';
import type { Command } from './commands.ts';
import { behaviorOf } from './elements/index.ts';
import { fireInclusiveJoin } from './elements/inclusive-gateway.ts';
import { compensateNext } from './compensation.ts';
import { CommandRejected, Obstacle } from './errors.ts';
import type { Event } from './events.ts';
import { handle, throwFrom } from './handle.ts';
import { enabledJoin } from './inclusive-join.ts';
import { emit, instantText, nextDeferred, nextKey, type Environment, type Run } from './run.ts';
import { armEventSubProcesses, isEmpty, openScope, planEventSubProcesses, startContents, stuckAt } from './scopes.ts';
import { draftOf, inside, type ElementKey, type State, type Work } from './state.ts';
import { settleDossier } from './dossier.ts';
import { redirectMessage } from './messages.ts';
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

/** Makes moves until nothing moves: branches depth first, then what they sent, then inclusive joins. */
function settle(run: Run): void {
  if (run.state.status === 'suspended') return;
  for (;;) {
    const next = run.work.pop() ?? nextDeferred(run);
    if (next) move(run, next);
    else if (run.movesLeft < 0 || !fireJoins(run)) break;
  }
  for (const key of run.touched) {
    const scope = run.state.scopes[key];
    const stuck = scope && stuckAt(run, scope);
    if (stuck && !run.state.troubled[inside(key)] && !run.state.troubled[inside('')]) raise(run, stuck, key, []);
  }
  settleDossier(run);
}

function fireJoins(run: Run): boolean {
  if (!run.model.hasInclusiveJoin) return false;
  for (const key of run.touched) {
    const scope = run.state.scopes[key];
    const join = scope && enabledJoin(run, scope);
    if (!join) continue;
    const before = run.events.length;
    try {
      fireInclusiveJoin(run, join, key);
    } catch (error) {
      if (!(error instanceof Obstacle) || run.events.length > before) throw error;
      raise(run, error, key, []);
    }
    return true;
  }
  return false;
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
  arrive(run, { scope, flow }) {
    const token = run.state.scopes[scope]?.tokens[flow]?.[0];
    if (!token) return;
    const node = run.model.flows.get(flow)!.target;
    behaviorOf(node.type).enter(run, { node, scope, flow, origins: token });
  },
  start(run, { scope, node: nodeId, origins }) {
    if (!run.state.scopes[scope]) return;
    const node = run.model.nodes.get(nodeId)!;
    behaviorOf(node.type).enter(run, { node, scope, origins });
  },
  startProcess(run, { process, at, variables, origins }) {
    const container = run.model.processes.get(process)!;
    const plans = planEventSubProcesses(run, container, '', variables);
    const key = nextKey(run, process);
    openScope(run, { key, container, variables, counted: true });
    armEventSubProcesses(run, key, plans);
    startContents(run, key, at === undefined ? container.starts : [run.model.nodes.get(at)!], origins);
  },
  begin(run, { key }) {
    const element = run.state.elements[key];
    if (!element) return;
    const node = run.model.nodes.get(element.elementId)!;
    behaviorOf(node.type).begin!(run, element, node);
  },
  round(run, { key, round }) {
    const body = run.state.elements[key];
    // nothing begins in a transaction that is being taken back
    if (body && !body.compensation) startRound(run, body, round);
  },
  afterRound(run, { key, round }) {
    const body = run.state.elements[key];
    if (body) afterRound(run, body, round);
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
  compensate(run, { key, origins }) {
    const element = run.state.elements[key];
    if (element) compensateNext(run, element, origins);
  },
  check(run, { scope: key }) {
    const scope = run.state.scopes[key];
    const startsHere = (work: Work) => work.do === 'start' && work.scope === key;
    if (!scope || !isEmpty(scope) || run.work.some(startsHere)) return;
    // a start that met an incident is a token that lies nowhere yet
    const mayWait = run.state.troubled[inside(key)] ?? run.state.troubled[inside('')];
    if (mayWait && Object.values(run.state.incidents).some(({ retry }) => retry.some(startsHere))) return;
    const element = run.state.elements[key];
    if (element?.compensation) {
      if (element.compensation.left.length === 0 && !run.state.troubled[key]) run.work.push({ do: 'compensate', key });
    } else if (element) run.work.push({ do: 'finish', key, variables: {} });
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
