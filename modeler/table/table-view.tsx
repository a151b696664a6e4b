/** The draft as a table of steps beside its diagram: the same drawing, the same undo, the same saving. */
import { Alert, Button, Group, Menu, Text } from '@mantine/core';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useParams } from 'react-router';
import type { TableRow } from '../../engine/index.ts';
import type { Editor } from '../editor/editor.ts';
import { useSpeech } from '../i18n/say.tsx';
import { Empty } from '../parts/states.tsx';
import { columns, type TableContext } from './columns.ts';
import { Grid, type Place } from './grid.tsx';
import { ImportTable } from './import-table.tsx';
import { insertAbove, insertBelow, moveRow, removeRow, type RowEdit } from './row-edits.ts';
import { leftOf, shownDuration, shownSum } from './time-text.ts';
import { TableExports } from './table-exports.tsx';
import { useProcessTables } from './use-process-tables.ts';
import './table-view.css';

export default function TableView({ editor }: { readonly editor: Editor }) {
  const { say, language } = useSpeech();
  const { draftId } = useParams();
  const tables = useProcessTables(editor);
  const [chosen, setChosen] = useState(0);
  const [active, setActive] = useState<Place>({ row: 0, column: 1 });
  const [said, setSaid] = useState<{ readonly text: string; readonly isRefusal: boolean }>();
  const [isImporting, setImporting] = useState(false);
  const table = tables[Math.min(chosen, tables.length - 1)];
  const rows = useMemo(() => table?.rows ?? [], [table]);
  const current = useRef(rows);
  current.current = rows;
  const context: TableContext = { editor, language, plainDay: table?.deadline?.unit === 'calendarDay' ? 'calendarDay' : 'workingDay' };
  const row = rows[Math.min(active.row, rows.length - 1)];

  // an element that was just made has its row in what is shown next
  const wanted = useRef<string>(undefined);
  useLayoutEffect(() => {
    const at = wanted.current === undefined ? -1 : rows.findIndex(({ id }) => id === wanted.current);
    if (at < 0) return;
    wanted.current = undefined;
    setActive((before) => ({ ...before, row: at }));
  }, [rows]);
  // chosen on the canvas, chosen here, and the other way round
  useEffect(() => {
    const take = (id: string | undefined) => {
      const at = current.current.findIndex((each) => each.id === id);
      if (at >= 0) setActive((before) => (current.current[before.row]?.id === id ? before : { ...before, row: at }));
    };
    take(editor.selected);
    return editor.onSelect(take);
  }, [editor]);
  const move = (place: Place) => {
    setActive(place);
    const id = rows[place.row]?.id;
    if (id !== undefined && id !== row?.id) editor.select(id);
  };

  const refuse = (why: readonly [string, string]) => setSaid({ text: say(...why), isRefusal: true });
  const attempt = (act: () => void) => {
    try {
      act();
    } catch (error) {
      refuse([`Không thực hiện được: ${String(error)}`, `This did not work: ${String(error)}`]);
    }
  };
  const edited = (edit: RowEdit, done: readonly [string, string]) => {
    if ('refused' in edit) return refuse(edit.refused);
    setSaid({ text: say(...done), isRefusal: false });
    editor.select(edit.elementId);
    wanted.current = edit.elementId;
  };
  const onKey = (key: 'insertAbove' | 'insertBelow' | 'remove' | 'up' | 'down' | 'undo' | 'redo') =>
    attempt(() => {
      const stack = editor.modeler.get<{ undo(): void; redo(): void; canUndo(): boolean; canRedo(): boolean }>('commandStack');
      if (key === 'undo') return stack.canUndo() ? stack.undo() : undefined;
      if (key === 'redo') return stack.canRedo() ? stack.redo() : undefined;
      if (!row) return;
      const name = say('Bước mới', 'New step');
      if (key === 'remove') edited(removeRow(editor, row), [`Đã xóa "${row.name}"`, `"${row.name}" was removed`]);
      else if (key === 'up' || key === 'down') edited(moveRow(editor, row, key), ['Đã đổi thứ tự', 'The order was changed']);
      else edited((key === 'insertAbove' ? insertAbove : insertBelow)(editor, row, name), ['Đã chèn bước mới', 'A new step was inserted']);
    });

  const write = (into: TableRow, x: number, text: string): boolean => {
    const column = columns[x];
    if (!column?.write || !column.applies(into)) return true;
    if (column.read(into, context) === text) return true;
    const why = column.write(into, text.normalize('NFC'), context);
    if (why) refuse(why);
    else setSaid(undefined);
    return why === undefined;
  };
  const onWrite = (place: Place, text: string): boolean => {
    const into = rows[place.row];
    let isTaken = true;
    attempt(() => (isTaken = into === undefined || write(into, place.column, text)));
    return isTaken;
  };
  const onPaste = (from: Place, texts: readonly (readonly string[])[]) =>
    attempt(() => {
      let taken = 0;
      let failed = 0;
      editor.together(say('Dán ô', 'Paste cells'), () => {
        let last = rows[from.row];
        const targets: (TableRow | undefined)[] = texts.map((_, at) => rows[from.row + at]);
        targets.forEach((target, at) => {
          let into = target;
          if (!into && last) {
            const made = insertBelow(editor, last, say('Bước mới', 'New step'));
            if ('elementId' in made)
              into = { ...last, id: made.elementId, kind: 'step', name: '', order: '', depth: 0, counts: true, unit: '' };
          }
          if (!into) return void failed++;
          last = into.kind === 'event' ? last : into;
          texts[at]!.forEach((text, dx) => (write(into, from.column + dx, text) ? taken++ : failed++));
        });
      });
      setSaid({
        text:
          failed > 0
            ? say(`Đã dán ${taken} ô, ${failed} ô không nhận được`, `${taken} cells pasted, ${failed} were not taken`)
            : say(`Đã dán ${taken} ô`, `${taken} cells pasted`),
        isRefusal: failed > 0,
      });
    });

  const left = table?.deadline && leftOf(table.sum, table.deadline);
  const button = (key: Parameters<typeof onKey>[0], vi: string, en: string, shortcut: string) => (
    <Button
      size="compact-sm"
      variant="default"
      title={shortcut}
      aria-keyshortcuts={shortcut}
      disabled={editor.isReadOnly}
      onClick={() => onKey(key)}
    >
      {say(vi, en)}
    </Button>
  );
  return (
    <div className="table-view">
      <div className="table-view-bar">
        {button('insertAbove', 'Chèn trên', 'Insert above', 'Control+Shift+Enter')}
        {button('insertBelow', 'Chèn dưới', 'Insert below', 'Control+Enter')}
        {button('remove', 'Xóa bước', 'Remove', 'Control+Delete')}
        {button('up', 'Lên', 'Up', 'Alt+ArrowUp')}
        {button('down', 'Xuống', 'Down', 'Alt+ArrowDown')}
        <Button size="compact-sm" variant="default" disabled={editor.isReadOnly} onClick={() => setImporting(true)}>
          {say('Nhập bảng …', 'Import a table …')}
        </Button>
        {draftId !== undefined && (
          <Menu>
            <Menu.Target>
              <Button size="compact-sm" variant="default">
                {say('Xuất bảng', 'Export')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <TableExports draftId={draftId} />
            </Menu.Dropdown>
          </Menu>
        )}
        {tables.length > 1 && (
          <Group gap={4} role="group" aria-label={say('Quy trình', 'Process')}>
            {tables.map((each, at) => (
              <Button
                key={each.processId}
                size="compact-sm"
                variant={at === chosen ? 'filled' : 'subtle'}
                aria-pressed={at === chosen}
                onClick={() => setChosen(at)}
              >
                {each.name.slice(0, 40) || each.processId}
              </Button>
            ))}
          </Group>
        )}
      </div>
      {said?.isRefusal && (
        <Alert
          color="yellow"
          py={6}
          role="alert"
          withCloseButton
          closeButtonLabel={say('Đóng', 'Close')}
          onClose={() => setSaid(undefined)}
        >
          {said.text}
        </Alert>
      )}
      <div className="table-view-scroll">
        {table ? (
          <Grid
            label={say('Bảng các bước', 'Table of steps')}
            rows={rows}
            columns={columns}
            context={context}
            active={active}
            isReadOnly={editor.isReadOnly}
            onMove={move}
            onWrite={onWrite}
            onPaste={onPaste}
            onKey={onKey}
          />
        ) : (
          <Empty>
            {say('Bản vẽ chưa có bước nào: vẽ trên sơ đồ hoặc nhập một bảng.', 'There are no steps yet: draw them, or import a table.')}
          </Empty>
        )}
      </div>
      {table && (
        <div className="table-view-foot">
          <span>
            {say('Cộng thời gian tính vào hạn (theo nhánh dài nhất)', 'Time that counts (along the longest branches)')}:{' '}
            <strong>{shownSum(table.sum, language)}</strong>
          </span>
          <span>
            {say('Thời hạn', 'Deadline')}:{' '}
            <strong>{table.deadline ? shownDuration(table.deadline, language) : say('chưa ghi', 'not given')}</strong>
          </span>
          {left && (
            <Text span size="sm" fw={600}>
              {left.value < 0
                ? say(
                    `Vượt ${shownDuration({ ...left, value: -left.value }, 'vi')}`,
                    `Over by ${shownDuration({ ...left, value: -left.value }, 'en')}`,
                  )
                : left.value === 0
                  ? say('Vừa đủ', 'Exactly')
                  : say(`Còn ${shownDuration(left, 'vi')}`, `${shownDuration(left, 'en')} left`)}
            </Text>
          )}
          <span role="status">{said && !said.isRefusal ? said.text : ''}</span>
        </div>
      )}
      <ImportTable
        opened={isImporting}
        onClose={() => setImporting(false)}
        warning={say(
          'Bản vẽ hiện tại sẽ được thay bằng bảng nhập vào; không hoàn tác được việc này.',
          'What is drawn now will be replaced by the imported table; this cannot be undone.',
        )}
        onImport={({ xml, title }) => {
          setImporting(false);
          void editor.open(xml).then(() => {
            if (title !== '') editor.setContent({ title });
            setActive({ row: 0, column: 1 });
          });
        }}
      />
    </div>
  );
}
