/** Who does a step, and on which form. */
import type { Moddle } from 'bpmn-moddle';
import { listOf } from '../../moddle-access.ts';
import { isExpression } from '../expression-texts.ts';
import { become, report, shown, takeAttribute, takeElements, type Site } from '../site.ts';
import type { VendorAttribute } from '../vendor-data.ts';

/** A group is the unit of a step that no lane places; else, like a named person, it is the role (ADR 0059). */
export function translateAssignment(site: Site): void {
  if (site.element.$type !== 'bpmn:UserTask') return;
  takeElements(site, 'userTask');
  const given = attributesOf(site, 'assignmentDefinition');
  const owners = resourcesOf(site);
  const groups = takeAttribute(site, 'candidateGroups') ?? given('candidateGroups') ?? owners.groups;
  const assignee = takeAttribute(site, 'assignee') ?? given('assignee') ?? owners.person;
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

/** BPMN's own way, in the words that the Java engines give it: `management, group(a), user(b)`. */
function resourcesOf({ element }: Site): { readonly groups?: VendorAttribute; readonly person?: VendorAttribute } {
  const texts = (type: string) =>
    listOf(element, 'resources')
      .filter(({ $type }) => $type === type)
      .map(({ resourceAssignmentExpression: holder }) =>
        String(((holder as Moddle | undefined)?.expression as Moddle | undefined)?.body ?? '').trim(),
      );
  const [owners, [performer = '']] = [texts('bpmn:PotentialOwner').join(','), texts('bpmn:HumanPerformer')];
  if (owners === '' && performer === '') return {};
  const names = owners.split(',').map((name) => name.trim());
  const groups = names.filter((name) => name !== '' && !name.startsWith('user(')).map((name) => /^group\((.*)\)$/.exec(name)?.[1] ?? name);
  const person = performer === '' ? /^user\((.*)\)$/.exec(names.find((name) => name.startsWith('user(')) ?? '')?.[1] : performer;
  delete element.resources;
  const written = (name: string, text: string): VendorAttribute => ({ vendor: { name: 'bpmn' }, name, text });
  return {
    ...(groups.length > 0 && { groups: written('potentialOwner', groups.join(', ')) }),
    ...(person !== undefined && { person: written(performer === '' ? 'potentialOwner' : 'humanPerformer', person) }),
  };
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
