/** A BPMN file from elsewhere, ready to be drawn: checked, in Unicode form C, in our words when another modeler wrote it, laid out when it has no diagram. */
import type { Moddle } from 'bpmn-moddle';
import { decodeXml, layOut, parseBpmn, tthcModdle, type Problem } from '../../engine/index.ts';
import type { Say } from '../i18n/say.tsx';

/** Bytes: more than the service takes. */
const largest = 4_000_000;

export interface ImportedFile {
  readonly xml: string;
  /** What was translated, left out, or could not be said here, by element: the errors first. */
  readonly problems: readonly Problem[];
}

const listOf = (element: Moddle, name: string) => (element.get(name) as readonly Moddle[] | undefined) ?? [];

const ranks = { error: 0, warning: 1, info: 2 };

/** Throws an Error with a sentence for the person who chose the file. */
export async function bpmnOfFile(file: File, say: Say): Promise<ImportedFile> {
  if (file.size > largest) throw new Error(say('Tệp quá lớn.', 'The file is too large.'));
  const decoded = decodeXml(new Uint8Array(await file.arrayBuffer()));
  if (decoded.text === undefined)
    throw new Error(say(`Không đọc được bảng mã "${decoded.encoding}".`, `The encoding "${decoded.encoding}" cannot be read.`));
  const { text } = decoded;
  const { definitions, problems, translated } = await parseBpmn(text);
  if (!definitions) throw new Error(problems.map(({ message, messageEn }) => say(message, messageEn)).join(' · '));
  const sorted = problems.toSorted((one, other) => ranks[one.severity] - ranks[other.severity]);
  const isDrawn = listOf(definitions, 'diagrams').some(
    ({ plane }) => plane !== undefined && listOf(plane as Moddle, 'planeElement').length > 0,
  );
  if (isDrawn && !translated) return { xml: text, problems: sorted };
  if (!isDrawn) layOut(definitions);
  return { xml: (await tthcModdle().toXML(definitions, { format: true })).xml, problems: sorted };
}
