/** DMN XML → moddle tree. Hostile or malformed text is refused before or by the parser. */
import type { Moddle, ModdleWarning } from 'bpmn-moddle';
import { DmnModdle } from 'dmn-moddle';
import { refuseHostile } from '../model/hostile-xml.ts';
import { problem } from '../model/problems.ts';
import type { Problem } from '../model/types.ts';

/** The namespace that dmn-moddle reads (DMN 1.3). */
const known = 'https://www.omg.org/spec/DMN/20191111/MODEL/';

/** Those of DMN 1.1, 1.2, 1.4 and 1.5: what we read of a file is spelt alike in all of them. */
const alike =
  /(["'])(?:http:\/\/www\.omg\.org\/spec\/DMN\/20151101\/dmn\.xsd|http:\/\/www\.omg\.org\/spec\/DMN\/20180521\/MODEL\/|https:\/\/www\.omg\.org\/spec\/DMN\/20211108\/MODEL\/|https:\/\/www\.omg\.org\/spec\/DMN\/20230324\/MODEL\/)\1/g;

const part = (name: string, type = 'ChildExpression') => ({ name, type, xml: { serialize: 'property' } });

/** The boxes of DMN 1.4 that dmn-moddle, which ends at 1.3, does not know. */
const boxes = [
  { name: 'ChildExpression', superClass: ['DMNElement'], properties: [{ name: 'value', type: 'Expression' }] },
  {
    name: 'TypedChildExpression',
    superClass: ['ChildExpression'],
    properties: [{ name: 'typeRef', isAttr: true, type: 'String' }],
  },
  { name: 'Conditional', superClass: ['Expression'], properties: [part('if'), part('then'), part('else')] },
  { name: 'Filter', superClass: ['Expression'], properties: [part('in'), part('match')] },
  {
    name: 'Iterator',
    isAbstract: true,
    superClass: ['Expression'],
    properties: [part('in', 'TypedChildExpression'), { name: 'iteratorVariable', isAttr: true, type: 'String' }],
  },
  { name: 'For', superClass: ['Iterator'], properties: [part('return')] },
  { name: 'Some', superClass: ['Iterator'], properties: [part('satisfies')] },
  { name: 'Every', superClass: ['Iterator'], properties: [part('satisfies')] },
];

let moddle: DmnModdle | undefined;

function moddleWithBoxes(): DmnModdle {
  const known = new DmnModdle().getPackage('dmn');
  return new DmnModdle({ dmn: { ...known, types: [...known.types, ...boxes] } });
}

/** `definitions` is absent for what is hostile or no DMN. `at` of a problem is the file, with the id of the element behind `#` where there is one. */
export async function parseDmn(
  file: string,
  xml: string,
): Promise<{ readonly definitions?: Moddle; readonly problems: readonly Problem[] }> {
  const hostile = refuseHostile(xml);
  if (hostile) return { problems: [{ ...hostile, at: file }] };
  moddle ??= moddleWithBoxes();
  try {
    const { rootElement, warnings } = await moddle.fromXML(xml.normalize('NFC').replace(alike, `$1${known}$1`), 'dmn:Definitions');
    return { definitions: rootElement, problems: warnings.flatMap((warning) => problemOfWarning(file, warning)) };
  } catch (error) {
    const [text = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    return { problems: [problem('DECISION_FILE_UNREADABLE', text, file)] };
  }
}

/** Attributes that DMN does not know are a vendor's and have no effect; elements may decide something. */
function problemOfWarning(file: string, { message, element, property }: ModdleWarning): Problem[] {
  const at = element?.id === undefined ? file : `${file}#${element.id}`;
  if (message.startsWith('unknown attribute')) return [problem('ATTRIBUTE_UNKNOWN', property, at)];
  const duplicate = /duplicate ID <(.*)>/.exec(message)?.[1];
  if (duplicate !== undefined) return [problem('ID_DUPLICATE', duplicate, `${file}#${duplicate}`)];
  const content = /unparsable content (\S+)/.exec(message)?.[1];
  return [problem('DECISION_CONTENT_UNKNOWN', content ?? message.split('\n')[0], at)];
}
