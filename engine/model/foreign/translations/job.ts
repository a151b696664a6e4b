/** Work of programs: topics, task types, classes and beans become types of jobs for external workers. */
import type { Moddle } from 'bpmn-moddle';
import { isExpression } from '../expression-texts.ts';
import { become, report, shown, shownElement, takeAttribute, takeElements, type Site } from '../site.ts';

/** Service and send tasks, and throwing message events. Code that ran inside the other engine is a worker's here. */
export function translateJob(site: Site): void {
  const { element } = site;
  const owner = element.$type === 'bpmn:MessageEventDefinition' ? element.$parent! : element;
  if (!isWork(element, owner)) return;
  const [definition] = takeElements(site, 'taskDefinition');
  const kind = takeAttribute(site, 'type');
  const topic = takeAttribute(site, 'topic');
  const code = takeAttribute(site, 'class', 'delegateExpression');
  const expression = takeAttribute(site, 'expression');
  const [connector] = takeElements(site, 'connector');
  if (expression) report(site, 'FOREIGN_EXPRESSION', shown(expression));
  if (definition) {
    const { vendor, attributes } = definition;
    const type = attributes.type ?? '';
    if (isExpression(type)) report(site, 'FOREIGN_EXPRESSION', type);
    else become(site, `${vendor.name}:taskDefinition type="${type}"`, 'jobType', type, owner);
    if (attributes.retries !== undefined) report(site, 'FOREIGN_IGNORED', `${vendor.name}:taskDefinition retries="${attributes.retries}"`);
  } else if (topic) {
    if (isExpression(topic.text)) report(site, 'FOREIGN_EXPRESSION', shown(topic));
    else become(site, shown(topic), 'jobType', topic.text, owner);
  } else if (code) {
    const bean = /^[$#]\{\s*([\w.]+)\s*\}$/.exec(code.text)?.[1] ?? code.text;
    if (isExpression(bean)) report(site, 'FOREIGN_EXPRESSION', shown(code));
    else {
      become(site, shown(code), 'jobType', bean, owner);
      report(site, 'FOREIGN_DIFFERS', shown(code));
    }
  } else if (connector) {
    const id = connector.children.find(({ name }) => name === 'connectorId')?.body ?? 'connector';
    become(site, `${connector.vendor.name}:connector`, 'jobType', id, owner);
    report(site, 'FOREIGN_DIFFERS', shownElement(connector));
  } else if (kind && kind.text !== 'external') {
    become(site, shown(kind), 'jobType', kind.text, owner);
    report(site, 'FOREIGN_DIFFERS', shown(kind));
  }
}

function isWork(element: Moddle, owner: Moddle): boolean {
  if (element.$type === 'bpmn:ServiceTask' || element.$type === 'bpmn:SendTask') return true;
  return (element === owner ? element.$instanceOf('bpmn:ThrowEvent') : owner.$instanceOf('bpmn:ThrowEvent')) === true;
}
