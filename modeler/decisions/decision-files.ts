/** DMN files of a draft: read from the computer, put beside the drawing, one step of undo. */
import { decodeXml, readDecisions } from '../../engine/index.ts';
import type { Editor } from '../editor/editor.ts';
import type { Say } from '../i18n/say.tsx';

/** Characters, as the service takes them. */
const longest = 1_500_000;

export const isDecisionFile = ({ name }: { readonly name: string }) => /\.dmn$/i.test(name);

/** Puts files in, each under `name` or its own; one of the same name is replaced. Throws an Error with a sentence for the person when one cannot be read at all: then nothing is put in. */
export async function addDecisionFiles(editor: Editor, files: readonly File[], say: Say, name?: string): Promise<void> {
  const read: Record<string, string> = {};
  for (const file of files) {
    // a character has four bytes at most
    if (file.size > 4 * longest) throw new Error(say(`Tệp "${file.name}" quá lớn.`, `The file "${file.name}" is too large.`));
    const decoded = decodeXml(new Uint8Array(await file.arrayBuffer()));
    if (decoded.text === undefined)
      throw new Error(say(`Không đọc được bảng mã "${decoded.encoding}".`, `The encoding "${decoded.encoding}" cannot be read.`));
    const { text } = decoded;
    if (text.length > longest) throw new Error(say(`Tệp "${file.name}" quá lớn.`, `The file "${file.name}" is too large.`));
    const { problems } = await readDecisions({ [file.name]: text });
    const unreadable = problems.find(({ code }) => code === 'DECISION_FILE_UNREADABLE' || code === 'XML_MALFORMED');
    if (unreadable) throw new Error(`${file.name}: ${say(unreadable.message, unreadable.messageEn)}`);
    read[name ?? file.name.normalize('NFC')] = text;
  }
  editor.setContent({ decisions: { ...editor.content.decisions, ...read } });
}

export function removeDecisionFile(editor: Editor, name: string): void {
  editor.setContent({ decisions: Object.fromEntries(Object.entries(editor.content.decisions ?? {}).filter(([each]) => each !== name)) });
}
