/** What was found while a file of another modeler was opened: a list, shown at once and again by its button. */
import { Anchor, Button, Modal, Text } from '@mantine/core';
import { useState } from 'react';
import type { Problem } from '../../../engine/index.ts';
import { useSay } from '../../i18n/say.tsx';
import { nameOf } from '../../player/step-text.ts';
import { canvasOf, findIn, registryOf } from '../../player/viewer.ts';
import type { Editor } from '../editor.ts';

export interface Imported {
  /** Of the file. */
  readonly name: string;
  readonly problems: readonly Problem[];
}

export function ImportNotes({ editor, imported: { name, problems } }: { readonly editor: Editor; readonly imported: Imported }) {
  const say = useSay();
  const [isOpen, setOpen] = useState(true);
  const titles = {
    error: say('Phải sửa mới chạy được', 'To be mended before it runs'),
    warning: say('Cần xem lại', 'To be looked at'),
    info: say('Đã chuyển sang cách viết ở đây', 'Translated'),
  };
  const find = findIn(editor.modeler);
  const jump = (id: string) => {
    setOpen(false);
    const element = registryOf(editor.modeler).get(id);
    if (!element) return;
    const canvas = canvasOf(editor.modeler);
    const root = canvas.findRoot(element);
    if (root && root !== canvas.getRootElement()) canvas.setRootElement(root);
    if (root !== element) canvas.scrollToElement(element, 100);
    editor.select(id);
  };
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={() => setOpen(true)}>
        {say(`Khi mở tệp: ${problems.length}`, `From the file: ${problems.length}`)}
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        size="lg"
        title={say(`Đã mở "${name}": ${problems.length} điều cần biết`, `"${name}" was opened: ${problems.length} notes`)}
        closeButtonProps={{ 'aria-label': say('Đóng', 'Close') }}
      >
        {(['error', 'warning', 'info'] as const).map((severity) => {
          const some = problems.filter((each) => each.severity === severity);
          if (some.length === 0) return null;
          return (
            <section key={severity} aria-label={titles[severity]}>
              <Text size="sm" fw={600} mt="xs">
                {titles[severity]} ({some.length})
              </Text>
              <ul className="import-notes">
                {some.map(({ message, messageEn, at, code }, index) => (
                  <li key={index} data-code={code}>
                    {at !== undefined &&
                      (registryOf(editor.modeler).get(at) ? (
                        <Anchor component="button" type="button" size="sm" underline="always" onClick={() => jump(at)}>
                          {nameOf(find(at), at, say)}
                        </Anchor>
                      ) : (
                        `“${at}”`
                      ))}
                    {at !== undefined && ': '}
                    {say(message, messageEn)}
                  </li>
                ))}
              </ul>
            </section>
          );
        })}
      </Modal>
    </>
  );
}
