/** The element that is chosen, as it is now: asks again after every change of the drawing or the choice. */
import { startTransition, useEffect, useReducer } from 'react';
import type { Editor } from '../editor.ts';
import { elementOf, type Element } from './model.ts';

export function useElement(editor: Editor): Element | undefined {
  const [, again] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    // what is typed or ticked here shows at once; of what is chosen or moved on the canvas, the canvas shows first
    const look = () => (document.activeElement?.closest('.properties') ? again() : startTransition(again));
    const ends = [editor.onChange(look), editor.onSelect(look)];
    return () => {
      for (const end of ends) end();
    };
  }, [editor]);
  return editor.selected === undefined ? undefined : elementOf(editor, editor.selected);
}
