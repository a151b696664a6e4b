/** What the keys of the keyboard do on the canvas; opened by `?` as well. */
import { Kbd, Modal, Table } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useSay } from '../../i18n/say.tsx';
import type { Editor } from '../editor.ts';
import { ToolButton } from './tool-button.tsx';

const keys: readonly (readonly [keys: string, vi: string, en: string])[] = [
  ['Ctrl+Z', 'Hoàn tác', 'Undo'],
  ['Ctrl+Y', 'Làm lại', 'Redo'],
  ['Ctrl+C', 'Sao chép (dán được sang sơ đồ khác)', 'Copy (to other diagrams as well)'],
  ['Ctrl+V', 'Dán', 'Paste'],
  ['Ctrl+A', 'Chọn tất cả', 'Select everything'],
  ['Delete', 'Xóa phần đã chọn', 'Delete what is chosen'],
  ['E', 'Sửa tên phần tử đã chọn', 'Edit the name'],
  ['R', 'Đổi loại phần tử', 'Change the kind'],
  ['C', 'Nối hai phần tử', 'Connect two elements'],
  ['L', 'Chọn một vùng', 'Select an area'],
  ['S', 'Tạo hoặc bớt khoảng trống', 'Make or take away space'],
  ['H', 'Kéo màn hình', 'Move the canvas'],
  ['← ↑ → ↓', 'Di chuyển phần đã chọn; Shift để đi xa hơn', 'Move what is chosen; with Shift further'],
  ['Ctrl+F', 'Tìm trong sơ đồ', 'Search'],
  ['Ctrl++ / Ctrl+− / Ctrl+0', 'Phóng to, thu nhỏ, cỡ thật', 'Zoom in, out, actual size'],
  ['Enter', 'Xong tên đang sửa (Shift+Enter: xuống dòng)', 'End of a name (Shift+Enter: new line)'],
  ['Esc', 'Bỏ việc đang làm', 'Cancel'],
  ['?', 'Mở bảng này', 'This list'],
];

export function Shortcuts({ editor: _ }: { readonly editor: Editor }) {
  const say = useSay();
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { target } = event;
      const isTyping = target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));
      if (event.key === '?' && !isTyping && !event.ctrlKey && !event.metaKey) setOpen(true);
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
  const title = say('Phím tắt', 'Keyboard shortcuts');
  return (
    <>
      <ToolButton label={title} keys="?" sign="?" onClick={() => setOpen(true)} />
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={title}
        size="lg"
        closeButtonProps={{ 'aria-label': say('Đóng', 'Close') }}
      >
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{say('Phím', 'Keys')}</Table.Th>
              <Table.Th>{say('Việc', 'What they do')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {keys.map(([key, vi, en]) => (
              <Table.Tr key={key}>
                <Table.Td>
                  <Kbd>{key}</Kbd>
                </Table.Td>
                <Table.Td>{say(vi, en)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Modal>
    </>
  );
}
