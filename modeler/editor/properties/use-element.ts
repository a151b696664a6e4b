/** The element that is chosen, as it is now: asks again after every change of the drawing or the choice. */
import { startTransition, useDeferredValue, useEffect, useReducer, useState } from 'react';
import type { Editor } from '../editor.ts';
import { elementOf, type Element } from './model.ts';

interface Chosen {
  readonly element: Element | undefined;
  /** False from the choice until its fields are made, which takes a while: nothing may be shown meanwhile that still belongs to what was chosen before. */
  readonly isReady: boolean;
}

export function useElement(editor: Editor): Chosen {
  const [, again] = useReducer((count: number) => count + 1, 0);
  const [selected, select] = useState(editor.selected);
  const prepared = useDeferredValue(selected);
  useEffect(() => {
    // what is typed or ticked here shows at once; of what is moved on the canvas, the canvas shows first
    const look = () => (document.activeElement?.closest('.properties') ? again() : startTransition(again));
    // chosen while the panel was on its way
    select(editor.selected);
    const ends = [editor.onChange(look), editor.onSelect(select)];
    return () => {
      for (const end of ends) end();
    };
  }, [editor]);
  return { element: selected === undefined ? undefined : elementOf(editor, selected), isReady: prepared === selected };
}
