/** A field of one attribute of the element that is chosen. */
import type { Editor } from '../editor.ts';
import { ChoiceField, FeelField, TextField, type Choice } from './fields.tsx';
import { setAttributes, setOf, textOf, type Element, type Node } from './model.ts';

interface Props {
  readonly editor: Editor;
  readonly element: Element;
  /** Where the attribute is, when not on the element itself: its event definition, the process of a pool. */
  readonly node?: Node | undefined;
  /** `tthc:product`, `name` */
  readonly name: string;
  readonly label: string;
  readonly description?: string;
  readonly choices?: readonly Choice[];
  readonly is?: 'long' | 'feel';
}

export function Attribute({ editor, element, node, name, label, description, choices, is }: Props) {
  const value = textOf(node ?? element.businessObject, name);
  const field = {
    label,
    ...(description !== undefined && { description }),
    value: is === 'feel' ? value.replace(/^\s*=\s*/, '') : value,
    isReadOnly: editor.isReadOnly,
    onChange: (text: string) => {
      const written = { [name]: is === 'feel' && text !== '' ? `=${text}` : text };
      if (node && node !== element.businessObject) setOf(editor, element, node, written);
      else setAttributes(editor, element, written);
    },
  };
  if (choices) return <ChoiceField {...field} choices={choices} />;
  if (is === 'feel') return <FeelField {...field} />;
  return <TextField {...field} isLong={is === 'long'} />;
}
