/** A table that is edited like a spreadsheet: one cell has the keyboard, arrows go on, Enter, F2 or typing begins to edit. */
import { VisuallyHidden } from '@mantine/core';
import { useEffect, useId, useLayoutEffect, useRef, useState, type ClipboardEvent, type KeyboardEvent } from 'react';
import type { TableRow } from '../../engine/index.ts';
import { useSpeech } from '../i18n/say.tsx';
import { CellField } from './cell-field.tsx';
import type { Column, TableContext } from './columns.ts';
import { gridOfText } from './table-grid.ts';
import { kindWords } from './words.ts';

export interface Place {
  readonly row: number;
  readonly column: number;
}

interface Props {
  readonly label: string;
  readonly rows: readonly TableRow[];
  readonly columns: readonly Column[];
  readonly context: TableContext;
  readonly active: Place;
  readonly isReadOnly: boolean;
  onMove(place: Place): void;
  /** Gives whether it was taken; a refused text stays in its field. */
  onWrite(place: Place, text: string): boolean;
  /** Rows of texts from a spreadsheet, from the active cell on. */
  onPaste(from: Place, texts: readonly (readonly string[])[]): void;
  onKey(key: 'insertAbove' | 'insertBelow' | 'remove' | 'up' | 'down' | 'undo' | 'redo'): void;
}

export function Grid({ label, rows, columns, context, active, isReadOnly, onMove, onWrite, onPaste, onKey }: Props) {
  const { say } = useSpeech();
  const table = useRef<HTMLTableElement>(null);
  const [editing, setEditing] = useState<{ readonly text: string; readonly isTyped: boolean }>();
  const [corner, setCorner] = useState<Place>();
  const hasFocus = useRef(false);
  const hint = useId();
  const at = { row: Math.min(active.row, rows.length - 1), column: active.column };
  const column = columns[at.column]!;
  const row = rows[at.row];

  useLayoutEffect(() => {
    // the focus goes with the active cell, but is never taken from elsewhere
    if (hasFocus.current && editing === undefined) cellAt(table.current, at)?.focus();
  }, [at.row, at.column, editing === undefined, rows]);
  useEffect(() => {
    // gives a promise in new browsers, which is no way to end an effect
    void cellAt(table.current, at)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [at.row, at.column]);

  const range = {
    top: Math.min(at.row, corner?.row ?? at.row),
    bottom: Math.max(at.row, corner?.row ?? at.row),
    left: Math.min(at.column, corner?.column ?? at.column),
    right: Math.max(at.column, corner?.column ?? at.column),
  };
  const go = (place: Place, isExtending = false) => {
    setCorner(isExtending ? (corner ?? at) : undefined);
    onMove({
      row: Math.max(0, Math.min(rows.length - 1, place.row)),
      column: Math.max(0, Math.min(columns.length - 1, place.column)),
    });
  };
  const canEdit = !isReadOnly && row !== undefined && column.write !== undefined && column.applies(row);
  const begin = (typed?: string) => {
    if (canEdit) setEditing(typed === undefined ? { text: column.read(row, context), isTyped: false } : { text: typed, isTyped: true });
  };
  const finish = (text: string, next?: Place) => {
    if (row && text.trim() !== column.read(row, context) && !onWrite(at, text.trim())) return;
    setEditing(undefined);
    if (next) go(next);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (editing || event.nativeEvent.isComposing) return;
    const { key, shiftKey, altKey } = event;
    const isCommand = event.ctrlKey || event.metaKey;
    const act = (what: () => void) => {
      event.preventDefault();
      what();
    };
    const arrows: Record<string, readonly [number, number]> = {
      ArrowUp: [-1, 0],
      ArrowDown: [1, 0],
      ArrowLeft: [0, -1],
      ArrowRight: [0, 1],
    };
    const arrow = arrows[key];
    if (arrow && altKey && arrow[0] !== 0) return act(() => onKey(arrow[0] < 0 ? 'up' : 'down'));
    if (arrow)
      return act(() =>
        go(
          {
            row: isCommand && arrow[0] ? (arrow[0] < 0 ? 0 : rows.length) : at.row + arrow[0],
            column: isCommand && arrow[1] ? (arrow[1] < 0 ? 0 : columns.length) : at.column + arrow[1],
          },
          shiftKey,
        ),
      );
    if (key === 'Home') return act(() => go({ row: isCommand ? 0 : at.row, column: 0 }, shiftKey));
    if (key === 'End') return act(() => go({ row: isCommand ? rows.length : at.row, column: columns.length }, shiftKey));
    if (key === 'PageUp' || key === 'PageDown')
      return act(() => go({ row: at.row + (key === 'PageUp' ? -10 : 10), column: at.column }, shiftKey));
    if (isCommand && key.toLowerCase() === 'z') return act(() => onKey(shiftKey ? 'redo' : 'undo'));
    if (isCommand && key.toLowerCase() === 'y') return act(() => onKey('redo'));
    if (isReadOnly) return;
    if (isCommand && key === 'Enter') return act(() => onKey(shiftKey ? 'insertAbove' : 'insertBelow'));
    if (isCommand && key === 'Delete') return act(() => onKey('remove'));
    if (key === 'Enter' || key === 'F2') return act(() => begin());
    if (key === 'Delete' || key === 'Backspace')
      return act(() => {
        if (canEdit) onWrite(at, '');
      });
    // typing begins to edit with what is typed; an input method composes in the field itself
    if (key.length === 1 && !isCommand && !altKey && key !== ' ') act(() => begin(key));
  };

  const onCopy = (event: ClipboardEvent) => {
    if (editing) return;
    event.preventDefault();
    const lines = rows.slice(range.top, range.bottom + 1).map((each) =>
      columns
        .slice(range.left, range.right + 1)
        .map((one) => (one.applies(each) ? quoted(one.read(each, context)) : ''))
        .join('\t'),
    );
    event.clipboardData.setData('text/plain', lines.join('\n'));
  };
  const onPasteEvent = (event: ClipboardEvent) => {
    if (editing || isReadOnly) return;
    event.preventDefault();
    const text = event.clipboardData.getData('text/plain').replace(/\r?\n$/u, '');
    // commas and semicolons are letters of a cell here
    const texts =
      text.includes('\t') || text.includes('\n')
        ? gridOfText(text.includes('\t') ? text : text.replace(/^|(?<=\n)/gu, '\t')).rows.map((each) =>
            text.includes('\t') ? each : each.slice(1),
          )
        : [[text]];
    onPaste(at, texts);
  };

  return (
    <>
      <VisuallyHidden id={hint}>
        {say(
          'Mũi tên để đi giữa các ô, Enter hoặc F2 để sửa, Escape để bỏ, Ctrl+Enter chèn bước ở dưới, Ctrl+Shift+Enter chèn ở trên, Ctrl+Delete xóa bước, Alt+mũi tên đổi thứ tự.',
          'Arrows go from cell to cell, Enter or F2 edits, Escape gives up, Ctrl+Enter inserts a step below, Ctrl+Shift+Enter above, Ctrl+Delete removes it, Alt+arrows change the order.',
        )}
      </VisuallyHidden>
      <table
        ref={table}
        role="grid"
        className="step-grid"
        aria-label={label}
        aria-describedby={hint}
        aria-rowcount={rows.length + 1}
        aria-colcount={columns.length}
        aria-multiselectable
        aria-readonly={isReadOnly || undefined}
        onKeyDown={onKeyDown}
        onCopy={onCopy}
        onPaste={onPasteEvent}
        onFocus={() => (hasFocus.current = true)}
        onBlur={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget)) hasFocus.current = false;
        }}
      >
        <colgroup>
          {columns.map(({ id, width }) => (
            <col key={id} width={width} />
          ))}
        </colgroup>
        <thead>
          <tr role="row" aria-rowindex={1}>
            {columns.map(({ id, title }, x) => (
              <th key={id} role="columnheader" scope="col" aria-colindex={x + 1}>
                {say(...title)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((each, y) => (
            <tr key={`${each.id} ${y}`} role="row" aria-rowindex={y + 2} className={`row-${each.kind}`}>
              {columns.map((one, x) => {
                const isActive = y === at.row && x === at.column;
                const isChosen = y >= range.top && y <= range.bottom && x >= range.left && x <= range.right;
                const isFixed = one.write === undefined || !one.applies(each);
                return (
                  <td
                    key={one.id}
                    role="gridcell"
                    data-cell={`${y}:${x}`}
                    aria-colindex={x + 1}
                    aria-selected={isChosen}
                    aria-readonly={isFixed || undefined}
                    tabIndex={isActive && editing === undefined ? 0 : -1}
                    className={isChosen && corner ? 'in-range' : undefined}
                    onMouseDown={(event) => {
                      if (isActive && editing) return;
                      hasFocus.current = true;
                      go({ row: y, column: x }, event.shiftKey);
                    }}
                    onDoubleClick={() => isActive && begin()}
                  >
                    {isActive && editing ? (
                      <CellField
                        label={`${say(...one.title)}, ${each.order || each.name}`}
                        text={editing.text}
                        isTyped={editing.isTyped}
                        choices={one.choices}
                        offers={one.offers?.(context)}
                        onFinish={(text, way) =>
                          finish(
                            text,
                            way === 'down'
                              ? { row: at.row + 1, column: at.column }
                              : way === 'next'
                                ? { row: at.row, column: at.column + 1 }
                                : way === 'previous'
                                  ? { row: at.row, column: at.column - 1 }
                                  : undefined,
                          )
                        }
                        onGiveUp={() => setEditing(undefined)}
                      />
                    ) : (
                      <CellText row={each} rows={rows} column={one} context={context} />
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function CellText({
  row,
  rows,
  column,
  context,
}: {
  readonly row: TableRow;
  readonly rows: readonly TableRow[];
  readonly column: Column;
  readonly context: TableContext;
}) {
  const { say } = useSpeech();
  if (column.id === 'order') {
    if (row.kind === 'step') return row.order;
    const [sign, ...words] = kindWords[row.kind];
    return (
      <>
        {row.order} <span aria-hidden>{sign}</span>
        <VisuallyHidden>{say(...words)}</VisuallyHidden>
      </>
    );
  }
  if (column.id !== 'name') return column.applies(row) ? column.read(row, context) : null;
  const branch = row.branch ?? (row.isDefault ? say('trường hợp còn lại', 'otherwise') : undefined);
  const target = row.target === undefined ? undefined : rows.find(({ id }) => id === row.target);
  return (
    <span className="step-name" data-depth={Math.min(row.depth, 6)}>
      {branch !== undefined && (
        <span className="step-branch">
          {say('Nếu', 'If')}: {branch}
        </span>
      )}
      {row.kind === 'jump'
        ? say(`đến ${titleOf(target, 'vi')}`, `go on at ${titleOf(target, 'en')}`)
        : row.name || (row.kind === 'gateway' ? say('(cổng chưa đặt tên)', '(nameless gateway)') : '')}
    </span>
  );
}

/** How another row names this one. */
function titleOf(row: TableRow | undefined, language: 'vi' | 'en'): string {
  if (!row) return language === 'vi' ? 'cuối quy trình' : 'the end';
  if (row.order !== '') return `${language === 'vi' ? 'bước' : 'step'} ${row.order}`;
  return `“${row.name || (language === 'vi' ? 'cổng' : 'gateway')}”`;
}

const cellAt = (table: HTMLElement | null, { row, column }: Place): HTMLElement | null =>
  table?.querySelector(`[data-cell="${row}:${column}"]`) ?? null;

const quoted = (text: string): string => (/[\t\n"]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
