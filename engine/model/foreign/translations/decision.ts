/** Business rule tasks: the decision they ask, and where its result goes. */
import { isExpression } from '../expression-texts.ts';
import { become, report, shown, takeAttribute, takeElements, type Site } from '../site.ts';

export function translateDecision(site: Site): void {
  if (site.element.$type !== 'bpmn:BusinessRuleTask') return;
  const [called] = takeElements(site, 'calledDecision');
  const reference = called
    ? { vendor: called.vendor, name: 'calledDecision decisionId', text: called.attributes.decisionId ?? '' }
    : takeAttribute(site, 'decisionRef');
  if (reference && isExpression(reference.text)) report(site, 'FOREIGN_EXPRESSION', shown(reference));
  else if (reference) become(site, shown(reference), 'decision', reference.text);
  const result = called?.attributes.resultVariable ?? takeAttribute(site, 'resultVariable')?.text;
  if (result !== undefined) become(site, 'resultVariable', 'resultVariable', result);
  for (const name of ['class', 'delegateExpression', 'expression', 'topic']) {
    const code = takeAttribute(site, name);
    if (code) report(site, 'FOREIGN_REFUSED', shown(code));
  }
  for (const { vendor } of takeElements(site, 'taskDefinition')) report(site, 'FOREIGN_REFUSED', `${vendor.name}:taskDefinition`);
}
