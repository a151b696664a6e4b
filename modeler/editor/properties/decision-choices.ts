/** The decisions that a business rule task may name. */
import type { Editor } from '../editor.ts';
import type { Choice } from './fields.tsx';

/** By id; where two files have it, by file and id. */
export function decisionChoices({ decisions: { decisions } }: Editor): Choice[] {
  return decisions.map(({ id, name, file }) => {
    const isAlone = decisions.every((other) => other.id !== id || other.file === file);
    return { value: isAlone ? id : `${file}#${id}`, label: isAlone ? name : `${name} (${file})` };
  });
}
