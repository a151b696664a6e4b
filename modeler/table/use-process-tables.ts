/** The tables of what is drawn now, read again after every change. */
import type { Moddle } from 'bpmn-moddle';
import { useEffect, useState } from 'react';
import { processTables, type ProcessTable, type TableRow } from '../../engine/index.ts';
import type { Editor } from '../editor/editor.ts';

/** Nameless starts and ends say nothing in a table; the diagram shows them. */
const isSilent = ({ kind, name, branch }: TableRow): boolean => kind === 'event' && name === '' && branch === undefined;

const read = (editor: Editor): ProcessTable[] =>
  processTables(editor.definitions() as unknown as Moddle).map((table) => ({ ...table, rows: table.rows.filter((row) => !isSilent(row)) }));

export function useProcessTables(editor: Editor): readonly ProcessTable[] {
  const [tables, setTables] = useState(() => read(editor));
  useEffect(() => {
    setTables(read(editor));
    return editor.onChange(() => setTables(read(editor)));
  }, [editor]);
  return tables;
}
