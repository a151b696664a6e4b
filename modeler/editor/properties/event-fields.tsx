/** What an event waits for or sends: one trigger or several, and whether it ends what goes on. */
import { Button, Fieldset, Group, Stack, Switch, Text } from '@mantine/core';
import { translate } from '../../bpmn/translate.ts';
import { useSay } from '../../i18n/say.tsx';
import type { Editor } from '../editor.ts';
import { Attribute } from './attribute.tsx';
import { choicesOf } from './choices.ts';
import { DefinitionFields } from './definition-fields.tsx';
import { ChoiceField } from './fields.tsx';
import { kindOfEvent } from './kind-of.ts';
import { create, definitionsOf, ownOf, setAttributes, sharedOf, type Element, type Node } from './model.ts';
import { separate, share, shareable, usersOf } from './shared-definitions.ts';
import { triggersBeside } from './triggers-beside.ts';

interface Props {
  readonly editor: Editor;
  readonly element: Element;
}

export function EventFields({ editor, element }: Props) {
  const say = useSay();
  const node = element.businessObject;
  const own = ownOf(node);
  const definitions = definitionsOf(node);
  const isAlone = definitions.length === 1 && own.length === 1;
  const isStartInside = node.$type === 'bpmn:StartEvent' && node.$parent?.['triggeredByEvent'] === true;
  const interrupts = node.$type === 'bpmn:BoundaryEvent' ? 'cancelActivity' : isStartInside ? 'isInterrupting' : undefined;
  const always = ['bpmn:ErrorEventDefinition', 'bpmn:CancelEventDefinition', 'bpmn:CompensateEventDefinition'];
  const set = (list: 'eventDefinitions' | 'eventDefinitionRef', next: readonly Node[]) => {
    const count = definitions.length - (list === 'eventDefinitions' ? own : sharedOf(node)).length + next.length;
    setAttributes(editor, element, { [list]: next, ...(count < 2 && { parallelMultiple: undefined }) });
  };
  const remove = (definition: Node) =>
    own.includes(definition)
      ? set(
          'eventDefinitions',
          own.filter((each) => each !== definition),
        )
      : set(
          'eventDefinitionRef',
          sharedOf(node).filter((each) => each !== definition),
        );
  const more = editor.isReadOnly ? [] : triggersBeside(node);
  const common = editor.isReadOnly ? [] : shareable(editor, node);
  return (
    <>
      {isAlone && (
        <>
          <DefinitionFields editor={editor} element={element} definition={own[0]!} />
          <ShareButton editor={editor} element={element} definition={own[0]!} />
        </>
      )}
      {!isAlone &&
        definitions.map((definition, index) => (
          <Fieldset key={definition.id ?? index} legend={translate(kindOfEvent(node, definition))} p="xs">
            <Stack gap="xs">
              {!own.includes(definition) && (
                <Text size="xs">
                  {say(
                    `Dùng chung (${usersOf(editor, definition)} sự kiện): sửa ở đây là sửa cho tất cả.`,
                    `Shared (${usersOf(editor, definition)} events): a change here is one for all.`,
                  )}
                </Text>
              )}
              <DefinitionFields editor={editor} element={element} definition={definition} />
              {!editor.isReadOnly && (
                <Group justify="end">
                  <ShareButton editor={editor} element={element} definition={definition} />
                  <Button
                    size="compact-xs"
                    variant="subtle"
                    color="red"
                    aria-label={say(`Bỏ sự kiện ${index + 1}`, `Remove event ${index + 1}`)}
                    onClick={() => remove(definition)}
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
            set('eventDefinitions', [...own, made]);
          }}
        />
      )}
      {common.length > 0 && (
        <ChoiceField
          label={say('Dùng sự kiện chung của tệp', 'Use one that the file shares')}
          placeholder={say('Không', 'None')}
          value=""
          isReadOnly={false}
          choices={common.map(({ $type, id = '' }) => ({ value: id, label: `${translate(kindOfEvent(node, { $type }))}: ${id}` }))}
          onChange={(id) => set('eventDefinitionRef', [...sharedOf(node), ...common.filter((each) => each.id === id)])}
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

/** Puts a definition among those that several events of the file use, or takes a copy of its own from there. */
function ShareButton({ editor, element, definition }: Props & { readonly definition: Node }) {
  const say = useSay();
  if (editor.isReadOnly) return null;
  const isOwn = ownOf(element.businessObject).includes(definition);
  const title = isOwn ? say('Cho sự kiện khác dùng chung', 'Share with other events') : say('Tách riêng', 'Make it its own');
  return (
    <Button
      size="compact-xs"
      variant="subtle"
      style={{ alignSelf: 'end' }}
      onClick={() => editor.together(title, () => (isOwn ? share : separate)(editor, element, definition))}
    >
      {title}
    </Button>
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
    : definitions.some(({ $type }) => $type === 'bpmn:ErrorEventDefinition' || $type === 'bpmn:CancelEventDefinition') &&
      say(
        'Không cùng với lỗi hoặc hủy giao dịch: chúng ngắt việc ngay.',
        'Not with an error or a cancelled transaction, which end the activity at once.',
      );
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
