/** What a step that is done several times tells when one of the times is done: BPMN's behaviour None, One or Complex (2.0.2, 10.3.8). */
import { Button, Fieldset, Group, Stack } from '@mantine/core';
import { useSay, type Say } from '../../i18n/say.tsx';
import type { Editor } from '../editor.ts';
import { ChoiceField, FeelField, TextField } from './fields.tsx';
import { create, definitionsOf, expression, feelOf, rootNamed, setOf, textOf, type Element, type Node } from './model.ts';

interface Props {
  readonly editor: Editor;
  readonly element: Element;
  readonly loop: Node;
}

/** What may be thrown: definition, its root element, the reference, the code that is its name. */
const kinds = {
  Signal: { type: 'bpmn:Signal', reference: 'signalRef', code: undefined },
  Message: { type: 'bpmn:Message', reference: 'messageRef', code: undefined },
  Error: { type: 'bpmn:Error', reference: 'errorRef', code: 'errorCode' },
  Escalation: { type: 'bpmn:Escalation', reference: 'escalationRef', code: 'escalationCode' },
} as const;
type Kind = keyof typeof kinds;

const kindChoices = (say: Say) =>
  [
    { value: 'Signal', label: say('Tín hiệu', 'Signal') },
    { value: 'Message', label: say('Thông điệp', 'Message') },
    { value: 'Error', label: say('Lỗi', 'Error') },
    { value: 'Escalation', label: say('Báo lên cấp trên', 'Escalation') },
  ] as const;

export function RoundEventFields({ editor, element, loop }: Props) {
  const say = useSay();
  const behavior = textOf(loop, 'behavior') || 'All';
  const reference = behavior === 'None' ? 'noneBehaviorEventRef' : behavior === 'One' ? 'oneBehaviorEventRef' : undefined;
  return (
    <>
      <ChoiceField
        label={say('Báo khi xong mỗi lần', 'Tells when one is done')}
        value={behavior}
        isReadOnly={editor.isReadOnly}
        isClearable={false}
        choices={[
          { value: 'All', label: say('Không báo', 'Never') },
          { value: 'One', label: say('Lần đầu tiên xong', 'The first time') },
          { value: 'None', label: say('Mỗi lần xong', 'Each time') },
          { value: 'Complex', label: say('Khi có điều kiện', 'When a condition holds') },
        ]}
        onChange={(next) =>
          setOf(editor, element, loop, {
            behavior: next === 'All' ? undefined : next,
            noneBehaviorEventRef: undefined,
            oneBehaviorEventRef: undefined,
            complexBehaviorDefinition: [],
          })
        }
      />
      {reference && (
        <Thrown
          editor={editor}
          element={element}
          definition={loop.get(reference) as Node | undefined}
          emptyText={say('Tín hiệu của riêng bước này', 'A signal of its own')}
          onChange={(kind, name) => {
            editor.together(say('Đổi điều được báo', 'Change what is told'), () => {
              const made = kind === undefined ? undefined : thrownBy(editor, element, kind, name);
              setOf(editor, element, loop, { [reference]: made && sharedDefinition(editor, element, made) });
            });
          }}
        />
      )}
      {behavior === 'Complex' && <ComplexFields editor={editor} element={element} loop={loop} />}
    </>
  );
}

/** Conditions, each with what it throws. */
function ComplexFields({ editor, element, loop }: Props) {
  const say = useSay();
  const all = (loop.get('complexBehaviorDefinition') as readonly Node[] | undefined) ?? [];
  const set = (next: readonly Node[]) => {
    for (const each of next) (each as { $parent?: Node }).$parent = loop;
    setOf(editor, element, loop, { complexBehaviorDefinition: next });
  };
  const title = (index: number) => say(`Khi ${index + 1}`, `When ${index + 1}`);
  return (
    <Stack gap="xs">
      {all.map((each, index) => {
        const event = each.get('event') as Node | undefined;
        const [definition] = definitionsOf(event);
        return (
          <Fieldset key={index} legend={title(index)} p="xs">
            <Stack gap="xs">
              <FeelField
                label={say('Điều kiện', 'Condition')}
                description={say('FEEL, ví dụ: numberOfCompletedInstances = 2', 'FEEL, such as: numberOfCompletedInstances = 2')}
                value={feelOf(each.get('condition'))}
                isReadOnly={editor.isReadOnly}
                onChange={(text) => setOf(editor, element, each, { condition: expression(editor, each, text) })}
              />
              <Thrown
                editor={editor}
                element={element}
                definition={definition}
                onChange={(kind, name) => {
                  editor.together(say('Đổi điều được báo', 'Change what is told'), () => {
                    const made = thrownBy(editor, element, kind ?? 'Signal', name);
                    const thrown = create(editor, 'bpmn:ImplicitThrowEvent', { eventDefinitions: [made] });
                    (made as { $parent?: Node }).$parent = thrown;
                    (thrown as { $parent?: Node }).$parent = each;
                    setOf(editor, element, each, { event: thrown });
                  });
                }}
              />
              {!editor.isReadOnly && (
                <Group justify="end">
                  <Button
                    size="compact-xs"
                    variant="subtle"
                    color="red"
                    aria-label={say(`Bỏ ${title(index)}`, `Remove ${title(index)}`)}
                    onClick={() => set(all.filter((other) => other !== each))}
                  >
                    {say('Bỏ', 'Remove')}
                  </Button>
                </Group>
              )}
            </Stack>
          </Fieldset>
        );
      })}
      {!editor.isReadOnly && (
        <Button size="compact-xs" variant="default" onClick={() => set([...all, create(editor, 'bpmn:ComplexBehaviorDefinition')])}>
          {say('Thêm điều kiện báo', 'Add a condition')}
        </Button>
      )}
    </Stack>
  );
}

interface ThrownProps {
  readonly editor: Editor;
  readonly element: Element;
  readonly definition: Node | undefined;
  /** What happens when nothing is chosen; without it something has to be. */
  readonly emptyText?: string;
  readonly onChange: (kind: Kind | undefined, name: string) => void;
}

function Thrown({ editor, definition, emptyText, onChange }: ThrownProps) {
  const say = useSay();
  const kind = (definition?.$type.replace('bpmn:', '').replace('EventDefinition', '') ?? '') as Kind | '';
  const root = kind === '' ? undefined : (definition!.get(kinds[kind].reference) as Node | undefined);
  const name = kind === '' ? '' : textOf(root, kinds[kind].code ?? 'name');
  return (
    <>
      <ChoiceField
        label={say('Báo bằng', 'Told by')}
        {...(emptyText !== undefined && { placeholder: emptyText })}
        description={say('Sự kiện gắn ở bước này nhận tin báo.', 'An event at this step hears it.')}
        value={kind}
        isReadOnly={editor.isReadOnly}
        isClearable={emptyText !== undefined}
        choices={[...kindChoices(say)]}
        onChange={(next) => onChange(next === '' ? undefined : (next as Kind), name)}
      />
      {kind !== '' && (
        <TextField
          label={kinds[kind].code === undefined ? say('Tên', 'Name') : say('Mã', 'Code')}
          value={name}
          isReadOnly={editor.isReadOnly}
          onChange={(next) => onChange(kind, next)}
        />
      )}
    </>
  );
}

function thrownBy(editor: Editor, element: Element, kind: Kind, name: string): Node {
  const { type, reference, code } = kinds[kind];
  const root = rootNamed(editor, element, type, name, code && name !== '' ? { [code]: name } : {});
  return create(editor, `bpmn:${kind}EventDefinition`, root ? { [reference]: root } : {});
}

/** What a loop refers to stands among the roots of the file. */
function sharedDefinition(editor: Editor, element: Element, definition: Node): Node {
  const definitions = editor.definitions() as Node;
  (definition as { $parent?: Node }).$parent = definitions;
  setOf(editor, element, definitions, { rootElements: [...(definitions.get('rootElements') as readonly Node[]), definition] });
  return definition;
}
