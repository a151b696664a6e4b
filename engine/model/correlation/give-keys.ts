/** Correlation keys, properties and subscriptions of a file (8.4.2) → what its messages are told apart by, and what its catchers wait for (ADR 0063). */
import type { Moddle } from 'bpmn-moddle';
import { checkText } from '../check-expressions.ts';
import type { Compilation, Draft } from '../compilation.ts';
import { variableOf } from '../data/variable-of.ts';
import { expressionOf, listOf } from '../moddle-access.ts';
import { problem } from '../problems.ts';
import { isTriggeredStart } from '../triggers-of.ts';
import type { Container, EventDefinition, FlowNode, MessageKey, Problem } from '../types.ts';

/** Message name → what reads its key in what it carries. Changes the nodes that send or catch such a message, unless they name a key themselves. */
export function giveKeys(roots: readonly Moddle[], { nodes, problems }: Compilation): ReadonlyMap<string, MessageKey> {
  const keys = roots.flatMap(keysIn);
  const read = new Map<string, MessageKey>();
  const keyOf = new Map<string, Moddle>();
  const messages = roots.filter(({ $type }) => $type === 'bpmn:Message');
  for (const key of keys) {
    const properties = listOf(key, 'correlationPropertyRef');
    let has = false;
    for (const message of messages) {
      const paths = properties.map((property) => pathIn(property, message, problems));
      const name = message.name ?? message.id!;
      if (paths.length === 0 || paths.includes(undefined) || keyOf.has(name)) continue;
      has = true;
      keyOf.set(name, key);
      read.set(name, { at: key.id ?? message.id!, text: joined(properties, paths as string[]) });
    }
    if (!has) problems.push(problem('NO_EFFECT', 'correlationKey', key.id));
  }
  if (keys.length === 0) return read;
  const subscribed = new Map(
    roots.filter(({ $type }) => $type === 'bpmn:Process').map((process) => [process.id!, bindingsOf(process, problems)]),
  );
  for (const node of nodes.values()) giveKey(node, keyOf, subscribed.get(processOf(node.container).id)!);
  return read;
}

/** Of a collaboration and its conversations. */
function keysIn(element: Moddle): Moddle[] {
  const inner = [...listOf(element, 'conversations'), ...listOf(element, 'conversationNodes')];
  return [...listOf(element, 'correlationKeys'), ...inner.flatMap(keysIn)];
}

function pathIn(property: Moddle, message: Moddle, problems: Problem[]): string | undefined {
  const retrieval = listOf(property, 'correlationPropertyRetrievalExpression').find(({ messageRef }) => messageRef === message);
  return retrieval && textOf(retrieval.messagePath as Moddle | undefined, 'messagePath', property.id!, problems);
}

function textOf(expression: Moddle | undefined, what: string, at: string, problems: Problem[]): string | undefined {
  const text = expressionOf(expression, at, problems);
  if (text === undefined) problems.push(problem('REFERENCE_MISSING', what, at));
  else problems.push(...checkText(at, text));
  return text;
}

/** One property is the key itself; several are a context under their names. */
function joined(properties: readonly Moddle[], texts: readonly string[]): string {
  if (texts.length === 1) return texts[0]!;
  return `{ ${properties.map((property, index) => `${JSON.stringify(property.name ?? property.id)}: ${texts[index]!}`).join(', ')} }`;
}

/** Key → FEEL over the data of the process. */
function bindingsOf(process: Moddle, problems: Problem[]): ReadonlyMap<Moddle, string> {
  const bound = new Map<Moddle, string>();
  for (const subscription of listOf(process, 'correlationSubscriptions')) {
    const at = subscription.id ?? process.id!;
    const key = subscription.correlationKeyRef as Moddle | undefined;
    if (!key) problems.push(problem('REFERENCE_MISSING', 'correlationKeyRef', at));
    const properties = key ? listOf(key, 'correlationPropertyRef') : [];
    const texts = properties.map((property) => {
      const binding = listOf(subscription, 'correlationPropertyBinding').find(
        ({ correlationPropertyRef }) => correlationPropertyRef === property,
      );
      if (binding) return textOf(binding.dataPath as Moddle | undefined, 'dataPath', at, problems);
      problems.push(problem('REFERENCE_MISSING', `correlationPropertyBinding "${property.name ?? property.id ?? ''}"`, at));
      return undefined;
    });
    if (key && texts.length > 0 && !texts.includes(undefined)) bound.set(key, joined(properties, texts as string[]));
  }
  return bound;
}

function processOf(container: Container): Container {
  let process = container;
  while (process.parent) process = process.parent;
  return process;
}

/** With a subscription a catcher waits for what the process knows; without one the first message of the conversation says what the others carry. */
function giveKey(node: Draft<FlowNode>, keyOf: ReadonlyMap<string, Moddle>, bound: ReadonlyMap<Moddle, string>): void {
  const sends = node.type === 'sendTask' || node.type === 'intermediateThrowEvent' || node.type === 'endEvent';
  const start = isTriggeredStart(node);
  const said = (name: string): { readonly correlationKey?: string; readonly conversation?: string } => {
    const key = keyOf.get(name);
    if (!key) return {};
    const binding = bound.get(key);
    if (binding === undefined) return { conversation: variableOf(key) };
    // who starts by a message has nothing to compare it with
    return sends || start ? {} : { correlationKey: binding };
  };
  node.events = node.events.map((event): EventDefinition =>
    event.type === 'message' && event.correlationKey === undefined ? { ...event, ...said(event.messageName) } : event,
  );
  if (node.event) node.event = node.events[0]!;
  if (node.messageName !== undefined && node.correlationKey === undefined) Object.assign(node, said(node.messageName));
}
