/** What is left over and yet changes the way of a dossier, or leaves out a variable that other elements may ask for. */
import { report, shown, shownElement, takeAttribute, takeElements, type Site } from '../site.ts';

/** Variables that the other engine sets by itself, and limits on when it looks. */
const differing = [
  'initiator',
  'errorCodeVariable',
  'errorMessageVariable',
  'escalationCodeVariable',
  'elementIndexVariable',
  'taskIdVariableName',
  'processInstanceIdVariableName',
  'resultVariable',
  'resultVariableName',
  'variableName',
  'variableEvents',
  'triggerable',
  // has an effect there only in a process that switches it on by a variable
  'skipExpression',
  'autoStoreVariables',
] as const;

/** Runs last: takes what no other translation has taken. */
export function translateEffects(site: Site): void {
  const { element } = site;
  const all = takeAttribute(site, 'terminateAll');
  // at the top of a process ending it is ending all
  if (all) report(site, all.text === 'true' && isInSubProcess(site) ? 'FOREIGN_REFUSED' : 'FOREIGN_IGNORED', shown(all));
  for (const name of differing) {
    const found = takeAttribute(site, name);
    if (found) report(site, 'FOREIGN_DIFFERS', shown(found));
  }
  for (const found of takeElements(site, 'errorEventDefinition', 'adHoc')) report(site, 'FOREIGN_REFUSED', shownElement(found));
  if (element.$type === 'bpmn:ScriptTask')
    for (const found of takeElements(site, 'taskDefinition')) report(site, 'FOREIGN_REFUSED', shownElement(found));
  // of an event registry: what the event waits for or sends
  if (element.$instanceOf('bpmn:Event') || element.$type === 'bpmn:ReceiveTask')
    for (const found of takeElements(site, 'eventType', 'channelKey')) report(site, 'FOREIGN_REFUSED', shownElement(found));
  for (const found of takeElements(site, 'mapException', 'variableAggregation')) report(site, 'FOREIGN_DIFFERS', shownElement(found));
  // the value that a data object begins with
  if (element.$type === 'bpmn:DataObject')
    for (const found of takeElements(site, 'value')) report(site, 'FOREIGN_DIFFERS', shownElement(found));
}

function isInSubProcess({ element }: Site): boolean {
  for (let around = element.$parent; around; around = around.$parent) if (around.$instanceOf('bpmn:SubProcess')) return true;
  return false;
}
