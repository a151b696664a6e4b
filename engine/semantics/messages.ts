/** Throwing messages and signals, and who of this dossier takes them. */
import type { FlowNode } from '../model/types.ts';
import { emit, evaluate, type Run } from './run.ts';
import { keysAgree } from './subscriptions.ts';
import type { ElementKey, Json, State, Subscription, Token, Variables } from './state.ts';

export interface Message {
  readonly name: string;
  readonly correlationKey?: Json;
  readonly variables: Variables;
}

/** The one catcher of a message in this dossier: the longest waiting. */
export function catcherOf(
  state: State,
  { name, correlationKey }: Pick<Message, 'name' | 'correlationKey'>,
  elementId?: string,
): Subscription | undefined {
  let best: Subscription | undefined;
  for (const key in state.subscriptions) {
    const subscription = state.subscriptions[key]!;
    if (subscription.type !== 'message' || subscription.name !== name || (elementId !== undefined && subscription.elementId !== elementId))
      continue;
    if (keysAgree(correlationKey, subscription.correlationKey) && (!best || subscription.sequence < best.sequence)) best = subscription;
  }
  return best;
}

/** Every catcher of a signal at this instant, longest waiting first. */
export function signalCatchers(state: State, name: string): Subscription[] {
  return Object.values(state.subscriptions)
    .filter((subscription) => subscription.type === 'signal' && subscription.name === name)
    .sort((a, b) => a.sequence - b.sequence);
}

/** What a throwing event or send task sends: its input mappings, evaluated before anything happens. */
export function messageOf(run: Run, node: FlowNode, scope: ElementKey): Message {
  const event = node.event;
  const name = event?.type === 'message' ? event.messageName : node.messageName!;
  const keyText = event?.type === 'message' ? event.correlationKey : node.correlationKey;
  const correlationKey = keyText === undefined ? undefined : evaluate(run, keyText, scope, node.id);
  return { name, variables: payloadOf(run, node, scope), ...(correlationKey !== undefined && { correlationKey }) };
}

export function payloadOf(run: Run, node: FlowNode, scope: ElementKey): Variables {
  const variables: Variables = {};
  for (const { source, target } of node.inputs) variables[target] = evaluate(run, source, scope, node.id, variables);
  return variables;
}

/**
 * Sends a message. Along a drawn message flow to a pool of this file it is taken here, starts that pool, or is kept until it is waited for;
 * otherwise whoever of this dossier waits takes it, else it leaves the dossier as an event (decisions.md 11, 30).
 */
export function throwMessage(run: Run, node: FlowNode, message: Message, origins: Token): void {
  const { name, correlationKey, variables } = message;
  const flow = run.model.messageFlows.find(({ source, target }) => source === node && target !== undefined);
  const target = flow?.target && 'type' in flow.target ? flow.target : undefined;
  const pool = flow?.target && 'kind' in flow.target ? flow.target : undefined;
  const sent = origins.map((origin) => ({ ...origin, byMessage: true }));
  const thrown = {
    type: 'messageThrown',
    elementId: node.id,
    name,
    variables,
    ...(correlationKey !== undefined && { correlationKey }),
  } as const;
  const waiting = catcherOf(run.state, target ? { ...message, name: catchName(target, name) } : message, target?.id);
  const free = waiting && !run.deferred.some((work) => work.do === 'trigger' && work.key === waiting.key) ? waiting : undefined;
  if (free) {
    emit(run, { ...thrown, delivery: 'dossier' });
    run.deferred.push({ do: 'trigger', key: free.key, variables, origins: sent });
    return;
  }
  const start =
    target?.type === 'startEvent' ? target : pool?.startEvents.find(({ event }) => event?.type === 'message' && event.messageName === name);
  if (start && start.container.kind === 'process') {
    emit(run, { ...thrown, delivery: 'dossier' });
    run.deferred.push({ do: 'startProcess', process: start.container.id, at: start.id, variables, origins: sent });
    return;
  }
  emit(run, { ...thrown, delivery: flow ? 'dossier' : 'outside' });
  if (flow) {
    const kept = {
      key: `${name}#${run.state.sequence + 1}`,
      name: target ? catchName(target, name) : name,
      variables,
      origins: sent,
      ...(target && { target: target.id }),
      ...(correlationKey !== undefined && { correlationKey }),
    };
    emit(run, { type: 'messageBuffered', message: kept });
  }
}

/** The two ends of a message flow may name the message differently; the catching end decides what it waits for. */
function catchName(target: FlowNode, thrownName: string): string {
  return target.event?.type === 'message' ? target.event.messageName : (target.messageName ?? thrownName);
}
