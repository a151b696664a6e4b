/** Who does a step, and on which form. */
import { isExpression } from '../expression-texts.ts';
import { become, report, shown, takeAttribute, takeElements, type Site } from '../site.ts';
import type { VendorAttribute } from '../vendor-data.ts';

/** A group is the unit of a step that no lane places; else, like a named person, it is the role (ADR 0059). */
export function translateAssignment(site: Site): void {
  if (site.element.$type !== 'bpmn:UserTask') return;
  takeElements(site, 'userTask');
  const given = attributesOf(site, 'assignmentDefinition');
  const groups = takeAttribute(site, 'candidateGroups') ?? given('candidateGroups');
  const assignee = takeAttribute(site, 'assignee') ?? given('assignee');
  if (groups && isExpression(groups.text)) report(site, 'FOREIGN_EXPRESSION', shown(groups));
  else if (groups) {
    const names = groups.text.split(',').map((name) => name.trim());
    const isUnit = names.length === 1 && !site.file.inLanes.has(site.element.id ?? '');
    become(site, shown(groups), isUnit ? 'unit' : 'role', names.join(', '));
  }
  if (assignee && (isExpression(assignee.text) || groups)) report(site, 'FOREIGN_IGNORED', shown(assignee));
  else if (assignee) become(site, shown(assignee), 'role', assignee.text);
  const form = takeAttribute(site, 'formKey', 'formRef') ?? formOf(site);
  if (form && isExpression(form.text)) report(site, 'FOREIGN_EXPRESSION', shown(form));
  else if (form) become(site, shown(form), 'form', form.text);
}

function formOf(site: Site): VendorAttribute | undefined {
  const given = attributesOf(site, 'formDefinition');
  return given('formId') ?? given('formKey') ?? given('externalReference');
}

/** The attributes of the one extension element of that name. */
function attributesOf(site: Site, name: string): (attribute: string) => VendorAttribute | undefined {
  const found = takeElements(site, name);
  const left = new Map(
    found.flatMap(({ vendor, attributes }) => Object.entries(attributes).map(([key, text]) => [key, { vendor, name: key, text }])),
  );
  return (attribute) => left.get(attribute);
}
