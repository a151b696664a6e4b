/** Undo and redo, of the drawing and what belongs to it. */
import { useEffect, useReducer } from 'react';
import { useSay } from '../../i18n/say.tsx';
import type { Editor } from '../editor.ts';
import { ToolButton } from './tool-button.tsx';

interface CommandStack {
  undo(): void;
  redo(): void;
  canUndo(): boolean;
  canRedo(): boolean;
}

export function History({ editor }: { readonly editor: Editor }) {
  const say = useSay();
  const [, again] = useReducer((count: number) => count + 1, 0);
  useEffect(() => editor.onChange(again), [editor]);
  const stack = editor.modeler.get<CommandStack>('commandStack');
  if (editor.isReadOnly) return null;
  return (
    <>
      <ToolButton label={say('Hoàn tác', 'Undo')} keys="Ctrl+Z" sign="↶" isDisabled={!stack.canUndo()} onClick={() => stack.undo()} />
      <ToolButton label={say('Làm lại', 'Redo')} keys="Ctrl+Y" sign="↷" isDisabled={!stack.canRedo()} onClick={() => stack.redo()} />
    </>
  );
}
