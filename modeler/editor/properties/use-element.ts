/** The element that is chosen, as it is now: asks again after every change of the drawing or the choice. */
import { useEffect, useReducer } from 'react';
import type { Editor } from '../editor.ts';
import { elementOf, type Element } from './model.ts';

export function useElement(editor: Editor): Element | undefined {
  const [, again] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    const ends = [editor.onChange(again), editor.onSelect(again)];
    return () => {
      for (const end of ends) end();
    };
  }, [editor]);
  return editor.selected === undefined ? undefined : elementOf(editor, editor.selected);
}
