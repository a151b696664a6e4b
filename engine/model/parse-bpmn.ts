/** BPMN XML → moddle tree. Hostile or malformed text is refused before or by the parser, with a line. */
import type { Moddle, ModdleWarning } from 'bpmn-moddle';
import { translateForeign } from './foreign/translate-foreign.ts';
import { isForeign, vendorOf } from './foreign/vendors.ts';
import { refuseHostile } from './hostile-xml.ts';
import { problem } from './problems.ts';
import { tthcModdle } from './tthc-moddle.ts';
import type { Problem } from './types.ts';

/** A moddle tree, as far as the text has one, and what is wrong with the text. */
export interface Parsing {
  readonly definitions?: Moddle;
  readonly problems: readonly Problem[];
  /** The tree was translated from what another modeler wrote: it says more than the text does. */
  readonly translated?: true;
}

/**
 * Parses one BPMN 2.0 file; what another modeler wrote in its own namespaces is translated. `definitions` is absent for a text that is hostile or no XML; a tree with problems of severity error is not to be compiled.
 * Problems carry element ids, or the line where the XML breaks. Never throws for bad text.
 */
export async function parseBpmn(xml: string): Promise<Parsing> {
  const hostile = refuseHostile(xml);
  return hostile ? { problems: [hostile] } : parse(xml.normalize('NFC'));
}

async function parse(xml: string): Promise<Parsing> {
  try {
    const { rootElement, warnings } = await tthcModdle().fromXML(xml, 'bpmn:Definitions');
    warnings.forEach(nameLoopData);
    const problems = warnings
      .filter((warning) => !isAboutEncoding(warning.message) && !isSchemaType(warning, rootElement))
      .map((warning) => problemOfWarning(warning, rootElement));
    if (!isForeign(xml)) return { definitions: rootElement, problems };
    return { definitions: rootElement, problems: [...problems, ...translateForeign(rootElement)], translated: true };
  } catch (error) {
    // only our own walk through the tree is as deep as the file
    if (error instanceof RangeError) return { problems: [problem('XML_TOO_DEEP', '> 1000')] };
    const { text, line } = positionOf(error instanceof Error ? error.message : String(error));
    return { problems: [problem('XML_MALFORMED', text, undefined, line)] };
  }
}

/** The text is decoded; what its first line says of bytes is no matter any more. */
function isAboutEncoding(message: string): boolean {
  return message.startsWith('unsupported document encoding');
}

/** A type of XML Schema, which every file may name without declaring it. */
function isSchemaType({ property, value }: ModdleWarning, root: Moddle): boolean {
  const prefix = property === 'bpmn:itemSubjectRef' ? /^([\w.-]+):/.exec(String(value))?.[1] : undefined;
  return prefix !== undefined && root.$attrs[`xmlns:${prefix}`] === 'http://www.w3.org/2001/XMLSchema';
}

/** Loop data may be named without being declared: the name is then that of a variable. */
function nameLoopData({ element, property, value }: ModdleWarning): void {
  if (element && isLoopData(property)) element.set(property!, tthcModdle().create('bpmn:DataObject', { id: String(value) }));
}

function isLoopData(property: string | undefined): boolean {
  return property === 'bpmn:loopDataInputRef' || property === 'bpmn:loopDataOutputRef';
}

function problemOfWarning({ message, element, property, value }: ModdleWarning, root: Moddle): Problem {
  if (message.startsWith('unresolved reference'))
    return problem(isLoopData(property) ? 'LOOP_DATA_UNDECLARED' : 'REFERENCE_UNKNOWN', String(value), element?.id ?? element?.$parent?.id);
  if (message.startsWith('unknown attribute')) return problem('ATTRIBUTE_UNKNOWN', property, element?.id);
  const { text, line, nested } = positionOf(message);
  const duplicate = /duplicate ID <(.*)>/.exec(nested);
  if (duplicate) return problem('ID_DUPLICATE', duplicate[1], duplicate[1], line);
  const tag = /^<\/?([\w:.-]+)/.exec(text)?.[1];
  if (tag && nested.startsWith('unrecognized element') && isForeignTag(tag, root))
    return problem('FOREIGN_IGNORED', `<${tag}>`, undefined, line);
  const known = tag?.startsWith('tthc:') || /unknown type|unrecognized element|unexpected body/.test(nested);
  return problem(known ? 'CONTENT_UNKNOWN' : 'XML_MALFORMED', tag ?? `${text} ${nested}`.trim(), undefined, line);
}

/** An element of a namespace that is neither BPMN's nor ours, outside the place that BPMN gives it. */
function isForeignTag(tag: string, root: Moddle): boolean {
  const [prefix, name] = tag.split(':');
  const uri = name === undefined ? undefined : root.$attrs[`xmlns:${prefix}`];
  return typeof uri === 'string' && vendorOf(uri, prefix!) !== undefined;
}

/** moddle's messages carry `line: 0 … nested error: …`, counted from 0. */
function positionOf(message: string): { text: string; nested: string; line?: number } {
  const line = /line: (\d+)/.exec(message)?.[1];
  return {
    text: (/unparsable content ([\s\S]*?) detected/.exec(message)?.[1] ?? message.split('\n')[0] ?? '').trim(),
    nested: /nested error: ([\s\S]*)$/.exec(message)?.[1]?.trim() ?? '',
    ...(line !== undefined && { line: Number(line) + 1 }),
  };
}
