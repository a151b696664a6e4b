/** A way on: when it is taken, how often; and of an element with several ways, all of them together. */
import { Fieldset, Stack, Switch, TextInput } from '@mantine/core';
import { useSay } from '../../i18n/say.tsx';
import { readNumber } from '../duration-text.ts';
import type { Editor } from '../editor.ts';
import { Attribute } from './attribute.tsx';
import { ChoiceField, FeelField } from './fields.tsx';
import { elementOf, expression, feelOf, setAttributes, textOf, type Element, type Node } from './model.ts';
import { useText } from './use-text.ts';

interface Props {
  readonly editor: Editor;
  readonly element: Element;
}

export function FlowFields({ editor, element }: Props) {
  const say = useSay();
  const flow = element.businessObject;
  const source = flow.get('sourceRef') as Node | undefined;
  const isDefault = source?.get('default') === flow;
  const mayBeDefault =
    source !== undefined &&
    (source.$instanceOf('bpmn:Activity') ||
      ['bpmn:ExclusiveGateway', 'bpmn:InclusiveGateway', 'bpmn:ComplexGateway'].includes(source.$type));
  // there no condition is asked; one that is written can be taken away
  const isAsked = !['bpmn:ParallelGateway', 'bpmn:EventBasedGateway'].includes(source?.$type ?? '');
  const condition = feelOf(flow.get('conditionExpression'));
  return (
    <>
      {mayBeDefault && (
        <Switch
          size="xs"
          label={say('Đường mặc định: khi không điều kiện nào đúng', 'Default: when no condition holds')}
          checked={isDefault}
          disabled={editor.isReadOnly}
          onChange={(event) => {
            const from = elementOf(editor, source.id ?? '');
            const chosen = event.currentTarget.checked;
            if (!from) return;
            editor.together(say('Đổi đường mặc định', 'Change the default'), () => {
              setAttributes(editor, from, { default: chosen ? flow : undefined });
              if (chosen) setAttributes(editor, element, { conditionExpression: undefined });
            });
          }}
        />
      )}
      {!isDefault && (isAsked || condition !== '') && (
        <FeelField
          label={say('Điều kiện', 'Condition')}
          description={
            isAsked
              ? say('FEEL, ví dụ: agreed = false', 'FEEL, such as: agreed = false')
              : say('Không có tác dụng ở đây.', 'Has no effect here.')
          }
          value={condition}
          isReadOnly={editor.isReadOnly}
          onChange={(text) => setAttributes(editor, element, { conditionExpression: expression(editor, flow, text) })}
        />
      )}
      <PercentField editor={editor} element={element} />
      <Attribute
        editor={editor}
        element={element}
        name="tthc:mostReturns"
        label={say('Nhiều nhất bao nhiêu lần quay lại', 'Returns at most')}
        description={say('Với đường vòng lại; để tính trường hợp xấu nhất.', 'Of a way back; for the worst case.')}
      />
    </>
  );
}

/** `probability` stands in the file as a part of one; people write percent. */
function PercentField({ editor, element }: Props) {
  const say = useSay();
  const value = readNumber(textOf(element.businessObject, 'tthc:probability'));
  const shown = value === undefined ? '' : `${String(Math.round(value * 10_000) / 100).replace('.', say(',', '.'))}%`;
  const [text, setText] = useText(shown);
  const read = readNumber(text.replace(/%\s*$/, ''));
  const isWrong = text.trim() !== '' && (read === undefined || read > 100);
  return (
    <TextInput
      size="xs"
      label={say('Xác suất', 'Probability')}
      placeholder="20%"
      readOnly={editor.isReadOnly}
      value={text}
      error={isWrong && say('Từ 0% đến 100%', 'From 0% to 100%')}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={() => {
        if (!isWrong && text !== shown)
          setAttributes(editor, element, { 'tthc:probability': read === undefined ? undefined : String(Math.round(read * 100) / 10_000) });
      }}
    />
  );
}

/** When a complex gateway starts. */
export function ActivationField({ editor, element }: Props) {
  const say = useSay();
  const gateway = element.businessObject;
  return (
    <FeelField
      label={say('Bắt đầu khi', 'Starts when')}
      description={say(
        'FEEL, ví dụ: activationCount >= 2 (đã tới ít nhất hai nhánh). Điều kiện của đường ra có thể hỏi waitingForStart.',
        'FEEL, such as: activationCount >= 2 (at least two branches have come). Conditions of the ways out may ask waitingForStart.',
      )}
      value={feelOf(gateway.get('activationCondition'))}
      isReadOnly={editor.isReadOnly}
      onChange={(text) => setAttributes(editor, element, { activationCondition: expression(editor, gateway, text) })}
    />
  );
}

/** Whether the first event is enough, and whether they begin the process. */
export function EventGatewayFields({ editor, element }: Props) {
  const say = useSay();
  const gateway = element.businessObject;
  return (
    <>
      <ChoiceField
        label={say('Chờ', 'Waits for')}
        value={textOf(gateway, 'eventGatewayType') || 'Exclusive'}
        isReadOnly={editor.isReadOnly}
        isClearable={false}
        choices={[
          { value: 'Exclusive', label: say('Sự kiện đến trước', 'The first event') },
          { value: 'Parallel', label: say('Đủ mọi sự kiện', 'All events') },
        ]}
        onChange={(chosen) => setAttributes(editor, element, { eventGatewayType: chosen === 'Parallel' ? chosen : undefined })}
      />
      <InstantiateField editor={editor} element={element} />
    </>
  );
}

/** Whether what is waited for begins the process: at its very beginning only. */
export function InstantiateField({ editor, element }: Props) {
  const say = useSay();
  const node = element.businessObject;
  const isChosen = node.get('instantiate') === true;
  const isFirst = node.$parent?.$type === 'bpmn:Process' && ((node.get('incoming') as readonly Node[] | undefined) ?? []).length === 0;
  return (
    <Switch
      size="xs"
      label={say('Mở đầu quy trình', 'Begins the process')}
      description={
        isFirst
          ? say('Khi đến nơi thì một hồ sơ mới bắt đầu.', 'A new dossier begins when it comes.')
          : say('Chỉ ở đầu quy trình, khi không có đường đi vào.', 'Only at the beginning of a process, without a way in.')
      }
      checked={isChosen}
      disabled={editor.isReadOnly || (!isFirst && !isChosen)}
      onChange={(event) => setAttributes(editor, element, { instantiate: event.currentTarget.checked ? true : undefined })}
    />
  );
}

/** The ways out of a gateway. */
export function WaysFields({ editor, element }: Props) {
  const say = useSay();
  const ways = ((element.businessObject.get('outgoing') as readonly Node[] | undefined) ?? []).flatMap(
    (flow) => elementOf(editor, flow.id ?? '') ?? [],
  );
  return (
    <Stack gap="xs">
      {ways.map((way) => {
        const name = textOf(way.businessObject, 'name');
        const target = textOf(way.businessObject.get('targetRef') as Node, 'name');
        return (
          <Fieldset key={way.id} legend={name || say('Không tên', 'Unnamed')} p="xs">
            <Stack gap="xs">
              {target !== '' && (
                <span className="way-target">
                  {say('Đến:', 'To:')} {target}
                </span>
              )}
              <Attribute editor={editor} element={way} name="name" label={say('Tên đường', 'Name')} />
              <FlowFields editor={editor} element={way} />
            </Stack>
          </Fieldset>
        );
      })}
    </Stack>
  );
}
