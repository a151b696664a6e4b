/** Conditions, timers and counts in BPMN's own places. */
import type { Moddle } from 'bpmn-moddle';
import { feelOf, feelOfValue, isExpression } from '../expression-texts.ts';
import { report, shown, takeAttribute, type Site } from '../site.ts';

/** The expression becomes FEEL; a timer says so by a leading `=`, because its other texts are ISO 8601. */
export function translateExpression(site: Site): void {
  const { element } = site;
  if (!element.$instanceOf('bpmn:Expression') || isDocumentation(element.$parent)) return;
  const resource = takeAttribute(site, 'resource');
  if (resource) report(site, 'FOREIGN_REFUSED', shown(resource));
  const text = String(element.body ?? '').trim();
  if (!isExpression(text) || text.startsWith('=')) return;
  const isTimer = element.$parent?.$type === 'bpmn:TimerEventDefinition';
  // of a timer a text may be put together: R3/${interval}
  const feel = isTimer ? feelOfValue(text, 'java') : feelOf(text);
  if (feel === undefined) return report(site, 'FOREIGN_EXPRESSION', text);
  element.body = isTimer ? `=${feel}` : feel;
  delete element.language;
  report(site, 'FOREIGN_TRANSLATED', `${text} → ${feel}`);
}

/** Data associations and resource roles say nothing about running. */
function isDocumentation(parent: Moddle | undefined): boolean {
  return [
    'bpmn:Assignment',
    'bpmn:DataInputAssociation',
    'bpmn:DataOutputAssociation',
    'bpmn:ResourceAssignmentExpression',
    'bpmn:ResourceParameterBinding',
  ].includes(parent?.$type ?? '');
}
