/** One element of a foreign file under translation: what others wrote on it, and what became of that. */
import type { BpmnModdle, Moddle } from 'bpmn-moddle';
import { problem, type ProblemCode } from '../problems.ts';
import type { Problem } from '../types.ts';
import type { VendorAttribute, VendorData, VendorElement } from './vendor-data.ts';

export interface Site {
  readonly element: Moddle;
  /** Its id, or that of the next element around it that has one. */
  readonly at: string | undefined;
  readonly data: VendorData;
  readonly file: ForeignFile;
}

/** What is known of the whole file. */
export interface ForeignFile {
  readonly problems: Problem[];
  /** Elements that lie in a lane, which says whose work they are. */
  readonly inLanes: ReadonlySet<string>;
  /** Message → FEEL of the key that its catchers ask for. */
  readonly messageKeys: Map<Moddle, string>;
  /** Elements of drawing programs, by the name of the program. */
  readonly drawn: Map<string, number>;
}

export function report({ file, at }: Pick<Site, 'file' | 'at'>, code: ProblemCode, value: string): void {
  file.problems.push(problem(code, value, at));
}

/** Takes the attribute of one of these names; the first there is. */
export function takeAttribute({ data: { attributes } }: Site, ...names: readonly string[]): VendorAttribute | undefined {
  const index = attributes.findIndex(({ name, vendor }) => vendor.family && names.includes(name));
  return index < 0 ? undefined : attributes.splice(index, 1)[0];
}

/** Takes all extension elements of one of these names. */
export function takeElements({ data: { elements } }: Site, ...names: readonly string[]): VendorElement[] {
  const taken = elements.filter(({ name, vendor }) => vendor.family && names.includes(name));
  for (const element of taken) elements.splice(elements.indexOf(element), 1);
  return taken;
}

/** How an attribute is named in findings: with the usual prefix of its vendor. */
export function shown({ vendor, name, text }: VendorAttribute): string {
  return `${vendor.name}:${name}="${text}"`;
}

/** An extension element with its attributes, then what stands in it. */
export function shownElement({ vendor, name, attributes, body, children }: VendorElement): string {
  const written = Object.entries(attributes).map(([key, text]) => ` ${key}="${text}"`);
  // what is quoted is cut to a line anyway
  const inside = body !== undefined && body !== '' ? body : children.slice(0, 5).map(shownElement).join('');
  return `<${vendor.name}:${name}${written.join('')}>${inside.slice(0, 200)}`;
}

/** Sets an attribute of ours, and says so. */
export function become(site: Site, from: string, name: string, text: string, on: Moddle = site.element): void {
  on.set(`tthc:${name}`, text);
  report(site, 'FOREIGN_TRANSLATED', `${from} → tthc:${name}="${text}"`);
}

/** Adds an extension element of ours to the element. */
export function addMapping({ element }: Site, kind: 'Input' | 'Output', source: string, target: string): void {
  const moddle = (element as unknown as { $model: BpmnModdle }).$model;
  const extensions = (element.extensionElements as Moddle | undefined) ?? moddle.create('bpmn:ExtensionElements', { values: [] });
  extensions.$parent = element;
  element.extensionElements = extensions;
  const mapping = moddle.create(`tthc:${kind}`, { source, target });
  mapping.$parent = extensions;
  (extensions.get('values') as Moddle[]).push(mapping);
}
