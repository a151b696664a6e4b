/** What each kind of pending work does: one move of one branch. What has gone meanwhile is no move. */
import { finish } from './activity.ts';
import { endAdHoc, judgeAdHoc, staysOnFlow } from './ad-hoc.ts';
import { compensateNext } from './compensation.ts';
import { ask } from './conditions.ts';
import { behaviorOf } from './elements/index.ts';
import { endIfEmpty } from './end-if-empty.ts';
import { throwFrom } from './handle.ts';
import { startAtTrigger, waitsAtStart } from './instantiate.ts';
import { keySaidAtStart } from './correlation.ts';
import { arrivingVariables, redirectMessage } from './messages.ts';
import { throwRoundEvent } from './round-events.ts';
import { afterRound, startRound } from './rounds.ts';
import { emit, nextKey, type Run } from './run.ts';
import { armEventSubProcesses, isEmpty, openScope, planEventSubProcesses, startContents } from './scopes.ts';
import type { Work } from './state.ts';
import { trigger } from './trigger.ts';

export const moves: { readonly [K in Work['do']]: (run: Run, work: Extract<Work, { do: K }>) => void } = {
  arrive(run, { scope, flow, came }) {
    const token = run.state.scopes[scope]?.tokens[flow]?.[0];
    if (!token) return;
    const node = run.model.flows.get(flow)!.target;
    if (node.container.adHoc && staysOnFlow(run, node, scope)) return;
    behaviorOf(node.type).enter(run, { node, scope, flow, origins: token, came });
  },
  start(run, { scope, node: nodeId, origins, came }) {
    if (!run.state.scopes[scope] || run.state.scopes[scope].isClosing) return;
    const node = run.model.nodes.get(nodeId)!;
    behaviorOf(node.type).enter(run, { node, scope, origins, came });
  },
  startProcess(run, work) {
    const { process, at, definition, variables, origins } = work;
    const container = run.model.processes.get(process)!;
    const start = at === undefined ? undefined : run.model.nodes.get(at)!;
    const said = start && run.model.messageKeys && keySaidAtStart(run, start, work);
    // what is still to complete makes its outputs then
    const waits = start !== undefined && waitsAtStart(start, definition);
    const mapped = start && !waits && start.outputs.length > 0 ? arrivingVariables(run, start, '', variables) : undefined;
    const plans = planEventSubProcesses(run, container, '', said || mapped ? { ...variables, ...mapped, ...said } : variables);
    const key = nextKey(run, process);
    openScope(run, { key, container, variables, counted: true });
    armEventSubProcesses(run, key, plans);
    if (mapped) emit(run, { type: 'variablesSet', scope: key, variables: mapped });
    if (said) emit(run, { type: 'variablesSet', scope: key, variables: said });
    if (waits) startAtTrigger(run, key, start, definition ?? 'all', origins);
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
  trigger(run, { key, variables, origins, message, thrown, correlationKey = thrown?.correlationKey }) {
    const subscription = run.state.subscriptions[key];
    if (!subscription) {
      if (thrown) redirectMessage(run, thrown, variables, origins ?? []);
      return;
    }
    if (message !== undefined) {
      const kept = run.state.messages[message];
      if (!kept) return;
      const said = kept.correlationKey !== undefined && { correlationKey: kept.correlationKey };
      run.work.push({ do: 'trigger', key, variables, ...said, ...(origins && { origins }) });
      return emit(run, { type: 'messageTaken', key: message });
    }
    trigger(run, subscription, variables, origins, correlationKey);
  },
  ask(run, { key }) {
    const subscription = run.state.subscriptions[key];
    if (subscription) ask(run, subscription);
  },
  compensate(run, { key, origins }) {
    const element = run.state.elements[key];
    if (element) compensateNext(run, element, origins);
  },
  check(run, { scope }) {
    endIfEmpty(run, scope);
  },
};
