/** Parts of a procedure to put in. */
import { Button, Menu, Text } from '@mantine/core';
import { useState } from 'react';
import { useSay } from '../../i18n/say.tsx';
import type { Editor } from '../editor.ts';
import { insertPiece } from '../insert-piece.ts';
import { pieces } from '../templates/pieces.ts';

export function Pieces({ editor }: { readonly editor: Editor }) {
  const say = useSay();
  const [isBusy, setBusy] = useState(false);
  if (editor.isReadOnly) return null;
  return (
    <Menu width={320}>
      <Menu.Target>
        <Button size="compact-sm" variant="default" loading={isBusy}>
          {say('Chèn mẫu', 'Insert a part')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {pieces.map((piece) => (
          <Menu.Item
            key={piece.id}
            onClick={() => {
              setBusy(true);
              void insertPiece(editor, piece, say(...piece.title)).finally(() => setBusy(false));
            }}
          >
            <Text size="sm" fw={600}>
              {say(...piece.title)}
            </Text>
            <Text size="xs">{say(...piece.about)}</Text>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
