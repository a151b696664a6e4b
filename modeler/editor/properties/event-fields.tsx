/** What an event waits for or sends: one trigger or several, and whether it ends what goes on. */
import { Button, Fieldset, Group, Stack, Switch } from '@mantine/core';
import { translate } from '../../bpmn/translate.ts';
import { useSay } from '../../i18n/say.tsx';
import type { Editor } from '../editor.ts';
import { Attribute } from './attribute.tsx';
import { choicesOf } from './choices.ts';
import { DefinitionFields } from './definition-fields.tsx';
import { ChoiceField } from './fields.tsx';
import { kindOfEvent } from './kind-of.ts';
import { create, setAttributes, type Element, type Node } from './model.ts';
import { triggersBeside } from './triggers-beside.ts';

interface Props {
  readonly editor: Editor;
  readonly element: Element;
}

export function EventFields({ editor, element }: Props) {
  const say = useSay();
  const node = element.businessObject;
  const definitions = (node.get('eventDefinitions') as readonly Node[] | undefined) ?? [];
  const isStartInside = node.$type === 'bpmn:StartEvent' && node.$parent?.['triggeredByEvent'] === true;
  const interrupts = node.$type === 'bpmn:BoundaryEvent' ? 'cancelActivity' : isStartInside ? 'isInterrupting' : undefined;
  const always = ['bpmn:ErrorEventDefinition', 'bpmn:CancelEventDefinition', 'bpmn:CompensateEventDefinition'];
  const set = (next: readonly Node[]) =>
    setAttributes(editor, element, { eventDefinitions: next, ...(next.length < 2 && { parallelMultiple: undefined }) });
  const more = editor.isReadOnly ? [] : triggersBeside(node);
  return (
    <>
      {definitions.length === 1 && <DefinitionFields editor={editor} element={element} definition={definitions[0]!} />}
      {definitions.length > 1 &&
        definitions.map((definition, index) => (
          <Fieldset key={definition.id ?? index} legend={translate(kindOfEvent(node, definition))} p="xs">
            <Stack gap="xs">
              <DefinitionFields editor={editor} element={element} definition={definition} />
              {!editor.isReadOnly && (
                <Group justify="end">
                  <Button
                    size="compact-xs"
                    variant="subtle"
                    color="red"
                    aria-label={say(`Bỏ sự kiện ${index + 1}`, `Remove event ${index + 1}`)}
                    onClick={() => set(definitions.filter((each) => each !== definition))}
                  >
                    {say('Bỏ', 'Remove')}
                  </Button>
                </Group>
              )}
            </Stack>
          </Fieldset>
        ))}
      {definitions.length > 1 && <NeedsAll editor={editor} element={element} definitions={definitions} />}
      {more.length > 0 && (
        <ChoiceField
          label={say('Thêm một sự kiện nữa', 'One more event')}
          placeholder={say('Chỉ một', 'Only one')}
          value=""
          isReadOnly={false}
          choices={more.map((type) => ({ value: type, label: translate(kindOfEvent(node, { $type: type })) }))}
          onChange={(type) => {
            const made = create(editor, type);
            (made as { $parent?: Node }).$parent = node;
            set([...definitions, made]);
          }}
        />
      )}
      {interrupts && (
        <Switch
          size="xs"
          label={say('Ngắt việc đang làm', 'Interrupts what goes on')}
          checked={node.get(interrupts) !== false}
          disabled={editor.isReadOnly || definitions.some(({ $type }) => always.includes($type))}
          onChange={(event) => setAttributes(editor, element, { [interrupts]: event.currentTarget.checked })}
        />
      )}
      <Attribute
        editor={editor}
        element={element}
        name="tthc:purpose"
        label={say('Ý nghĩa trong thủ tục', 'What it stands for')}
        choices={choicesOf('purposes', say)}
      />
    </>
  );
}

/** Whether one of several triggers is enough. */
function NeedsAll({ editor, element, definitions }: Props & { readonly definitions: readonly Node[] }) {
  const say = useSay();
  const node = element.businessObject;
  if (!node.$instanceOf('bpmn:CatchEvent')) return null;
  const isChosen = node.get('parallelMultiple') === true;
  const startsProcess = node.$type === 'bpmn:StartEvent' && node.$parent?.$type === 'bpmn:Process';
  const hinders = startsProcess
    ? definitions.some(({ $type }) => $type !== 'bpmn:MessageEventDefinition') &&
      say('Mở đầu quy trình bằng đủ mọi sự kiện: chỉ với các thông điệp.', 'All of several start a process: messages only.')
    : definitions.some(({ $type }) => $type === 'bpmn:ErrorEventDefinition') &&
      say('Không cùng với lỗi: lỗi ngắt việc ngay.', 'Not with an error, which ends the activity at once.');
  return (
    <Switch
      size="xs"
      label={say('Chờ đủ mọi sự kiện (không phải chỉ một)', 'Waits for all of them, not for any')}
      description={hinders}
      checked={isChosen}
      disabled={editor.isReadOnly || (hinders !== false && !isChosen)}
      onChange={(event) => setAttributes(editor, element, { parallelMultiple: event.currentTarget.checked ? true : undefined })}
    />
  );
}
