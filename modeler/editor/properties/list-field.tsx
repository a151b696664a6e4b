/** A list of extension elements, each with its fields; added, changed and taken away one step of undo each. */
import { Button, Fieldset, Group, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useSay } from '../../i18n/say.tsx';
import type { Editor } from '../editor.ts';
import { create, extensionsOf, setExtensions, type Element, type Node } from './model.ts';

interface Props {
  readonly editor: Editor;
  readonly element: Element;
  readonly node: Node;
  /** `tthc:Deadline` */
  readonly type: string;
  /** Of one of them: `Thời hạn 1`. */
  readonly title: (index: number) => string;
  readonly add: string;
  /** What a new one says. */
  readonly fresh: Readonly<Record<string, string>>;
  readonly children: (item: Node) => ReactNode;
}

export function ListField({ editor, element, node, type, title, add, fresh, children }: Props) {
  const say = useSay();
  const items = extensionsOf(node, type);
  return (
    <Stack gap="xs">
      {items.map((item, index) => (
        <Fieldset key={index} legend={title(index + 1)} p="xs">
          <Stack gap="xs">
            {children(item)}
            {!editor.isReadOnly && (
              <Group justify="end">
                <Button
                  size="compact-xs"
                  variant="subtle"
                  color="red"
                  aria-label={say(`Bỏ ${title(index + 1)}`, `Remove ${title(index + 1)}`)}
                  onClick={() =>
                    setExtensions(
                      editor,
                      element,
                      node,
                      type,
                      items.filter((each) => each !== item),
                    )
                  }
                >
                  {say('Bỏ', 'Remove')}
                </Button>
              </Group>
            )}
          </Stack>
        </Fieldset>
      ))}
      {!editor.isReadOnly && (
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => setExtensions(editor, element, node, type, [...items, create(editor, type, fresh)])}
        >
          {add}
        </Button>
      )}
    </Stack>
  );
}
