/** BPMN XML → moddle tree. Hostile or malformed text is refused before or by the parser, with a line. */
import type { Moddle, ModdleWarning } from 'bpmn-moddle';
import { refuseHostile } from './hostile-xml.ts';
import { problem } from './problems.ts';
import { tthcModdle } from './tthc-moddle.ts';
import type { Problem } from './types.ts';

/** A moddle tree, as far as the text has one, and what is wrong with the text. */
export interface Parsing {
  readonly definitions?: Moddle;
  readonly problems: readonly Problem[];
}

/**
 * Parses one BPMN 2.0 file. `definitions` is absent for a text that is hostile or no XML; a tree with problems of severity error is not to be compiled.
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
    return { definitions: rootElement, problems: warnings.map(problemOfWarning) };
  } catch (error) {
    const { text, line } = positionOf(error instanceof Error ? error.message : String(error));
    return { problems: [problem('XML_MALFORMED', text, undefined, line)] };
  }
}

/** Loop data may be named without being declared: the name is then that of a variable. */
function nameLoopData({ element, property, value }: ModdleWarning): void {
  if (element && isLoopData(property)) element.set(property!, tthcModdle().create('bpmn:DataObject', { id: String(value) }));
}

function isLoopData(property: string | undefined): boolean {
  return property === 'bpmn:loopDataInputRef' || property === 'bpmn:loopDataOutputRef';
}

function problemOfWarning({ message, element, property, value }: ModdleWarning): Problem {
  if (message.startsWith('unresolved reference'))
    return problem(isLoopData(property) ? 'LOOP_DATA_UNDECLARED' : 'REFERENCE_UNKNOWN', String(value), element?.id ?? element?.$parent?.id);
  if (message.startsWith('unknown attribute')) return problem('ATTRIBUTE_UNKNOWN', property, element?.id);
  const { text, line, nested } = positionOf(message);
  const duplicate = /duplicate ID <(.*)>/.exec(nested);
  if (duplicate) return problem('ID_DUPLICATE', duplicate[1], duplicate[1], line);
  const tag = /^<\/?([\w:.-]+)/.exec(text)?.[1];
  const known = tag?.startsWith('tthc:') || /unknown type|unrecognized element|unexpected body/.test(nested);
  return problem(known ? 'CONTENT_UNKNOWN' : 'XML_MALFORMED', tag ?? `${text} ${nested}`.trim(), undefined, line);
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
