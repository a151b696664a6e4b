/** Messages: the key that a catcher asks for, said at the message elsewhere and at the catcher here. */
import type { Moddle } from 'bpmn-moddle';
import { feelOf, isExpression } from '../expression-texts.ts';
import { become, report, takeElements, type Site } from '../site.ts';

/** Keeps the key of a message; its catchers come later. */
export function translateMessage(site: Site): void {
  const { element, file } = site;
  if (element.$type !== 'bpmn:Message') return;
  for (const { attributes } of takeElements(site, 'subscription')) {
    const key = feelOf(attributes.correlationKey ?? '');
    if (key) file.messageKeys.set(element, key);
  }
  if (isExpression(element.name ?? '')) report(site, 'FOREIGN_EXPRESSION', element.name!);
}

/** Signals, errors and escalations go by fixed names and codes. */
export function checkFixedNames(site: Site): void {
  const { element } = site;
  const property = { 'bpmn:Signal': 'name', 'bpmn:Error': 'errorCode', 'bpmn:Escalation': 'escalationCode' }[element.$type];
  const text = property === undefined ? '' : String(element[property] ?? '');
  if (isExpression(text)) report(site, 'FOREIGN_EXPRESSION', text);
}

/** Gives catchers the key of their message. */
export function giveKey(site: Site): void {
  const { element, file } = site;
  const catches =
    element.$type === 'bpmn:ReceiveTask' ||
    (element.$type === 'bpmn:MessageEventDefinition' && element.$parent!.$instanceOf('bpmn:CatchEvent'));
  const key = catches ? file.messageKeys.get(element.messageRef as Moddle) : undefined;
  // whoever starts by a message has no key to compare yet
  const starts = element.$parent?.$type === 'bpmn:StartEvent' && element.$parent.$parent?.$type === 'bpmn:Process';
  if (key !== undefined && !starts) become(site, `subscription correlationKey="=${key}"`, 'correlationKey', key);
}
