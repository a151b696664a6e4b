/** A BPMN file from elsewhere, ready to be drawn: checked, in Unicode form C, laid out when it has no diagram. */
import { layOut, parseBpmn, tthcModdle } from '../../engine/index.ts';
import type { Say } from '../i18n/say.tsx';

/** Bytes: more than the service takes. */
const largest = 4_000_000;

/** Throws an Error with a sentence for the person who chose the file. */
export async function bpmnOfFile(file: File, say: Say): Promise<string> {
  if (file.size > largest) throw new Error(say('Tệp quá lớn.', 'The file is too large.'));
  const bytes = await file.arrayBuffer();
  const head = new TextDecoder('latin1').decode(bytes.slice(0, 200));
  const named = /<\?xml[^>]*encoding=["']([\w-]+)["']/i.exec(head)?.[1] ?? 'utf-8';
  const encoding = head.startsWith('\xff\xfe') ? 'utf-16le' : head.startsWith('\xfe\xff') ? 'utf-16be' : named;
  let text: string;
  try {
    text = new TextDecoder(encoding).decode(bytes).normalize('NFC');
  } catch {
    throw new Error(say(`Không đọc được bảng mã "${encoding}".`, `The encoding "${encoding}" cannot be read.`));
  }
  const { definitions, problems } = await parseBpmn(text);
  if (!definitions) throw new Error(problems.map(({ message, messageEn }) => say(message, messageEn)).join(' · '));
  if (((definitions.get('diagrams') as readonly unknown[] | undefined) ?? []).length > 0) return text;
  layOut(definitions);
  return (await tthcModdle().toXML(definitions, { format: true })).xml;
}
