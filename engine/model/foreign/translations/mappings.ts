/** Input and output mappings of activities and events. */
import { feelOfValue } from '../expression-texts.ts';
import { addMapping, report, takeElements, type Site } from '../site.ts';
import type { VendorElement } from '../vendor-data.ts';

export function translateMappings(site: Site): void {
  for (const { vendor, children } of takeElements(site, 'ioMapping'))
    for (const { name, attributes } of children) {
      const { source = '', target = '' } = attributes;
      map(site, `${vendor.name}:${name}`, feelOfValue(source, 'zeebe'), source, target, name === 'input' ? 'Input' : 'Output');
    }
  for (const { vendor, children } of takeElements(site, 'inputOutput'))
    for (const child of children) {
      const kind = child.name === 'inputParameter' ? 'Input' : 'Output';
      map(
        site,
        `${vendor.name}:${child.name}`,
        valueOf(child),
        child.body ?? child.children[0]?.name ?? '',
        child.attributes.name ?? '',
        kind,
      );
      // there, what an activity was completed with leaves beside its outputs; here the outputs alone do
      if (kind === 'Output') report(site, 'FOREIGN_DIFFERS', `${vendor.name}:${child.name} ${child.attributes.name ?? ''}`);
    }
}

function map(site: Site, from: string, feel: string | undefined, text: string, target: string, kind: 'Input' | 'Output'): void {
  if (feel === undefined || target === '') return report(site, 'FOREIGN_EXPRESSION', `${from} ${target}: ${text}`);
  addMapping(site, kind, feel, target);
  report(site, 'FOREIGN_TRANSLATED', `${from} ${target} → tthc:${kind.toLowerCase()} source="${feel}"`);
}

/** The FEEL of a parameter: a text, a list or a map of such; undefined for scripts and what FEEL cannot say. */
function valueOf({ body = '', children, name, vendor }: VendorElement): string | undefined {
  const [inner] = children;
  if (name !== 'list' && name !== 'map' && inner)
    return children.length === 1 && ['list', 'map'].includes(inner.name) ? valueOf(inner) : undefined;
  if (name === 'list') return joined(children.map(valueOf), '[', ']');
  if (name === 'map')
    return joined(
      children.map((entry) => {
        const value = entry.name === 'entry' ? valueOf(entry) : undefined;
        return value && `${JSON.stringify(entry.attributes.key ?? '')}: ${value}`;
      }),
      '{',
      '}',
    );
  return name === 'script' ? undefined : feelOfValue(body, vendor.family ?? 'java');
}

function joined(parts: readonly (string | undefined)[], open: string, close: string): string | undefined {
  return parts.some((part) => part === undefined) ? undefined : `${open}${parts.join(', ')}${close}`;
}
