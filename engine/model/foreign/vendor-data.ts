/** What other software has written on one element of a moddle tree: attributes and extension elements in its own namespaces, taken one by one. */
import type { Moddle } from 'bpmn-moddle';
import { vendorOf, type Vendor } from './vendors.ts';

/** Prefix → namespace, as declared around an element. */
export type Namespaces = ReadonlyMap<string, string>;

/** One extension element. */
export interface VendorElement {
  readonly vendor: Vendor;
  /** Without prefix. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly VendorElement[];
  readonly body?: string;
}

export interface VendorAttribute {
  readonly vendor: Vendor;
  readonly name: string;
  readonly text: string;
}

/** What nobody has taken yet. */
export interface VendorData {
  readonly attributes: VendorAttribute[];
  readonly elements: VendorElement[];
}

/** The namespaces at an element: those around it and its own. */
export function namespacesAt(element: Moddle, around: Namespaces): Namespaces {
  let own: Map<string, string> | undefined;
  for (const [name, value] of Object.entries(element.$attrs))
    if (name === 'xmlns' || name.startsWith('xmlns:')) (own ??= new Map(around)).set(name.slice(6), String(value));
  return own ?? around;
}

/** Takes what is of other software off the element, so that what is written from the tree is ours. Undefined when there is nothing. */
export function takeVendorData(element: Moddle, namespaces: Namespaces): VendorData | undefined {
  const attributes: VendorAttribute[] = [];
  for (const [name, value] of Object.entries(element.$attrs)) {
    const vendor = vendorAt(name, namespaces);
    if (!vendor) continue;
    delete element.$attrs[name];
    attributes.push({ vendor, name: name.slice(name.indexOf(':') + 1), text: String(value) });
  }
  const elements: VendorElement[] = [];
  const extensions = element.extensionElements as Moddle | undefined;
  if (extensions) {
    const around = namespacesAt(extensions, namespaces);
    const values = (extensions.get('values') as Moddle[] | undefined) ?? [];
    const ours = values.filter((value) => {
      const read = readElement(value, around);
      if (read) elements.push(read);
      return !read;
    });
    if (ours.length > 0) extensions.set('values', ours);
    else delete element.extensionElements;
  }
  return attributes.length + elements.length > 0 ? { attributes, elements } : undefined;
}

function vendorAt(name: string, namespaces: Namespaces): Vendor | undefined {
  const colon = name.indexOf(':');
  const prefix = name.slice(0, colon);
  if (colon < 0 || prefix === 'xmlns' || prefix === 'xml') return undefined;
  // the parser numbers namespaces that have no prefix
  const uri = namespaces.get(prefix) ?? (/^ns\d+$/.test(prefix) ? namespaces.get('') : undefined);
  return uri === undefined ? undefined : vendorOf(uri, prefix);
}

interface Generic {
  readonly $type: string;
  readonly $children?: readonly Generic[];
  readonly $body?: string;
}

/** Undefined for an element that is not of other software. */
function readElement(element: Generic, around: Namespaces): VendorElement | undefined {
  const namespaces = new Map(around);
  const attributes: Record<string, string> = {};
  for (const [name, value] of Object.entries(element)) {
    if (typeof value !== 'string' || name.startsWith('$')) continue;
    if (name.startsWith('xmlns')) {
      namespaces.set(name.slice(6), value);
      // the parser gives a number for a prefix to the namespaces that elements declare themselves
      if (/^ns\d+:/.test(element.$type) && vendorOf(value, '')) namespaces.set(element.$type.split(':')[0]!, value);
    } else attributes[name.slice(name.indexOf(':') + 1)] = value;
  }
  const vendor = vendorAt(element.$type, namespaces);
  if (!vendor) return undefined;
  return {
    vendor,
    name: element.$type.slice(element.$type.indexOf(':') + 1),
    attributes,
    children: (element.$children ?? []).flatMap((child) => readElement(child, namespaces) ?? []),
    ...(element.$body !== undefined && { body: element.$body.trim() }),
  };
}
