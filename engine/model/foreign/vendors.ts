/** The namespaces of other modelers and engines. */

/** How expressions are written: `${…}` in the Java engines, `=…` (FEEL) in the other. */
export type VendorFamily = 'java' | 'zeebe';

export interface Vendor {
  /** Its usual prefix, by which findings name it. */
  readonly name: string;
  /** What runs such files; absent for modelers and for namespaces that nobody knows. */
  readonly family?: VendorFamily;
  /** Nothing of it says how the process runs. */
  readonly drawsOnly?: true;
}

const vendors: Readonly<Record<string, Vendor>> = {
  'http://camunda.org/schema/1.0/bpmn': { name: 'camunda', family: 'java' },
  'http://activiti.com/modeler': { name: 'modeler', drawsOnly: true },
  'http://activiti.org/bpmn': { name: 'activiti', family: 'java' },
  'http://flowable.org/bpmn': { name: 'flowable', family: 'java' },
  'http://operaton.org/schema/1.0/bpmn': { name: 'operaton', family: 'java' },
  'http://camunda.org/schema/zeebe/1.0': { name: 'zeebe', family: 'zeebe' },
  'http://camunda.org/schema/modeler/1.0': { name: 'modeler', drawsOnly: true },
  'http://www.signavio.com': { name: 'signavio', drawsOnly: true },
  'http://flowable.org/modeler': { name: 'modeler', drawsOnly: true },
  'http://flowable.org/design': { name: 'design', drawsOnly: true },
  'http://www.bizagi.com/bpmn20': { name: 'bizagi', drawsOnly: true },
  'http://bpmn.io/schema/bpmn/biocolor/1.0': { name: 'bioc', drawsOnly: true },
  'http://www.omg.org/spec/BPMN/non-normative/color/1.0': { name: 'color', drawsOnly: true },
};

/** Namespaces of the standards that a BPMN file is made of, and ours. */
const standard = new Set([
  'http://www.omg.org/spec/BPMN/20100524/MODEL',
  'http://www.omg.org/spec/BPMN/20100524/DI',
  'http://www.omg.org/spec/DD/20100524/DC',
  'http://www.omg.org/spec/DD/20100524/DI',
  'http://www.w3.org/2001/XMLSchema-instance',
  'http://www.w3.org/2001/XMLSchema',
  'http://www.w3.org/1999/XPath',
  'http://www.w3.org/XML/1998/namespace',
  'http://taicho/tthc',
]);

/** Undefined for a namespace of the standards or ours. One that nobody knows is named after its prefix. */
export function vendorOf(uri: string, prefix: string): Vendor | undefined {
  if (standard.has(uri)) return undefined;
  return vendors[uri.replace(/\/$/, '')] ?? { name: prefix };
}

/** True when the text declares a namespace that is neither the standards' nor ours. Reads it once. */
export function isForeign(xml: string): boolean {
  for (const [, uri] of xml.matchAll(/\sxmlns(?::[\w.-]+)?\s*=\s*["']([^"']*)["']/g)) if (!standard.has(uri!)) return true;
  return false;
}
