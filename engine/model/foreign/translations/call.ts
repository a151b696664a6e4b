/** Call activities: what is called, and the data that go in and come back. */
import { feelOfValue, isExpression } from '../expression-texts.ts';
import { addMapping, report, shown, shownElement, takeAttribute, takeElements, type Site } from '../site.ts';
import type { VendorElement } from '../vendor-data.ts';

export function translateCall(site: Site): void {
  const { element } = site;
  if (element.$type !== 'bpmn:CallActivity') return;
  const [called] = takeElements(site, 'calledElement');
  if (called) {
    const { processId = '', ...others } = called.attributes;
    element.calledElement = processId;
    report(site, 'FOREIGN_TRANSLATED', `${called.vendor.name}:calledElement processId → calledElement="${processId}"`);
    for (const [name, text] of Object.entries(others)) {
      if (name === 'bindingType') keepLatest(site, text);
      if (text !== 'true') report(site, 'FOREIGN_DIFFERS', `${called.vendor.name}:calledElement ${name}="${text}"`);
    }
  }
  if (isExpression(String(element.calledElement ?? ''))) report(site, 'FOREIGN_EXPRESSION', String(element.calledElement));
  for (const name of ['caseRef', 'variableMappingClass', 'variableMappingDelegateExpression']) {
    const refused = takeAttribute(site, name);
    if (refused) report(site, 'FOREIGN_REFUSED', shown(refused));
  }
  const binding = takeAttribute(site, 'calledElementBinding');
  if (binding) {
    keepLatest(site, binding.text);
    report(site, 'FOREIGN_DIFFERS', shown(binding));
  }
  translatePassing(site, 'in', 'Input');
  translatePassing(site, 'out', 'Output');
}

/** The engine pins a version; that the drawing asks for the newest is a finding of its rules. */
function keepLatest({ element }: Site, text: string): void {
  if (text === 'latest') element.set('tthc:calledVersion', text);
}

function translatePassing(site: Site, name: 'in' | 'out', kind: 'Input' | 'Output'): void {
  const passed = takeElements(site, name);
  const all = passed.filter(({ attributes }) => attributes.variables === 'all');
  const single = passed.filter(({ attributes }) => attributes.variables !== 'all');
  const mapped = single.filter(({ attributes }) => attributes.businessKey === undefined);
  const inherits = kind === 'Input' ? takeAttribute(site, 'inheritVariables') : undefined;
  // without mappings everything passes, with mappings only what they name (ADR 0007)
  if (inherits?.text === 'true') report(site, mapped.length > 0 ? 'FOREIGN_REFUSED' : 'FOREIGN_TRANSLATED', shown(inherits));
  for (const each of all)
    report(
      site,
      mapped.length > 0 ? 'FOREIGN_REFUSED' : each.attributes.local === 'true' ? 'FOREIGN_DIFFERS' : 'FOREIGN_TRANSLATED',
      shownElement(each),
    );
  for (const each of single) translateOne(site, each, name, kind);
}

function translateOne(site: Site, { vendor, attributes }: VendorElement, name: string, kind: 'Input' | 'Output'): void {
  const { source, sourceExpression, target, businessKey } = attributes;
  const what = `${vendor.name}:${name}`;
  if (businessKey !== undefined) return report(site, 'FOREIGN_IGNORED', `${what} businessKey="${businessKey}"`);
  if (attributes.local === 'true') report(site, 'FOREIGN_DIFFERS', `${what} local="true"`);
  const feel = sourceExpression === undefined ? source : feelOfValue(sourceExpression, 'java');
  if (feel === undefined || target === undefined)
    return report(site, 'FOREIGN_EXPRESSION', `${what} ${sourceExpression ?? ''} → ${target ?? ''}`);
  addMapping(site, kind, feel, target);
  report(site, 'FOREIGN_TRANSLATED', `${what} ${sourceExpression ?? source ?? ''} → tthc:${kind.toLowerCase()} ${target}`);
}
