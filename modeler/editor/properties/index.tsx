/** The properties of what is chosen; of the procedure when nothing is. */
import { Accordion, Alert, Box, Text } from '@mantine/core';
import { useSay } from '../../i18n/say.tsx';
import { translate } from '../../bpmn/translate.ts';
import type { Editor } from '../editor.ts';
import { AdHocFields, QuantityFields } from './activity-fields.tsx';
import { EventFields } from './event-fields.tsx';
import { ActivationField, EventGatewayFields, FlowFields, WaysFields } from './flow-fields.tsx';
import { General } from './general.tsx';
import { kindOf } from './kind-of.ts';
import { LoopFields } from './loop-fields.tsx';
import { elementOf, processOf, textOf, type Element } from './model.ts';
import { PlaceFields } from './place-fields.tsx';
import { ProcessFields } from './process-fields.tsx';
import { Section } from './section.tsx';
import { WhoFields } from './step-fields.tsx';
import { TimeFields } from './time-fields.tsx';
import { useElement } from './use-element.ts';
import { DataFields, WorkFields, working } from './work-fields.tsx';

export default function Properties({ editor }: { readonly editor: Editor }) {
  const say = useSay();
  const { element: chosen, isReady } = useElement(editor);
  // a label stands for what it belongs to
  const element = chosen?.type === 'label' ? elementOf(editor, chosen.businessObject.id ?? '') : chosen;
  const process = processOf(editor, element);
  const isPool = element?.businessObject.$type === 'bpmn:Participant';
  return (
    <Box p="xs" className="properties" aria-busy={!isReady}>
      {editor.isReadOnly && (
        <Alert color="gray" p="xs" mb="xs">
          {say('Chỉ xem.', 'Read only.')}
        </Alert>
      )}
      {element && !(process && !isPool) && (
        <Text size="sm" fw={600} mb="xs">
          {translate(kindOf(element.businessObject))}
          {textOf(element.businessObject, 'name') !== '' && `: ${textOf(element.businessObject, 'name')}`}
        </Text>
      )}
      {isReady && element && !(process && !isPool) && <ElementFields key={element.id} editor={editor} element={element} />}
      {isReady && process && <ProcessFields key={process.process.id} editor={editor} owner={process.owner} process={process.process} />}
      {!element && !process && <Text size="sm">{say('Chọn một phần tử để sửa.', 'Choose an element to change it.')}</Text>}
    </Box>
  );
}

function ElementFields({ editor, element }: { readonly editor: Editor; readonly element: Element }) {
  const say = useSay();
  const node = element.businessObject;
  const is = (type: string) => node.$instanceOf(`bpmn:${type}`);
  const isActivity = is('Activity');
  // it has no rounds, no quantities and no data of its own
  const isHandler = node.get('triggeredByEvent') === true;
  const ways = (node.get('outgoing') as readonly unknown[] | undefined) ?? [];
  const field = { editor, element };
  return (
    <Accordion
      multiple
      // a folded section costs nothing until it is opened
      keepMounted={false}
      defaultValue={['general', 'who', 'time', 'event', 'flow', 'ways', 'place', 'work']}
      variant="contained"
      order={3}
      mb="xs"
    >
      <Section id="general" title={say('Chung', 'General')}>
        <General {...field} />
      </Section>
      {(is('Lane') || is('Participant')) && (
        <Section id="place" title={say('Đơn vị', 'Unit')}>
          <PlaceFields {...field} />
        </Section>
      )}
      {isActivity && (
        <Section id="who" title={say('Ai làm, ở đâu', 'Who and where')}>
          <WhoFields {...field} />
        </Section>
      )}
      {isActivity && (
        <Section id="time" title={say('Thời gian', 'Time')}>
          <TimeFields {...field} />
        </Section>
      )}
      {working.includes(node.$type) && (
        <Section id="work" title={say('Việc của bước', 'What it does')}>
          <WorkFields {...field} />
        </Section>
      )}
      {is('Event') && (
        <Section id="event" title={say('Sự kiện', 'Event')}>
          <EventFields {...field} />
        </Section>
      )}
      {is('AdHocSubProcess') && (
        <Section id="flow" title={say('Các việc tùy chọn', 'Activities that are chosen')}>
          <AdHocFields {...field} />
        </Section>
      )}
      {is('SequenceFlow') && (
        <Section id="flow" title={say('Khi nào đi đường này', 'When it is taken')}>
          <FlowFields {...field} />
        </Section>
      )}
      {is('ComplexGateway') && (
        <Section id="flow" title={say('Khi nào bắt đầu', 'When it starts')}>
          <ActivationField {...field} />
        </Section>
      )}
      {is('EventBasedGateway') && (
        <Section id="flow" title={say('Chờ gì, khi nào', 'What it waits for')}>
          <EventGatewayFields {...field} />
        </Section>
      )}
      {(is('ExclusiveGateway') || is('InclusiveGateway') || is('ComplexGateway')) && ways.length > 1 && (
        <Section id="ways" title={say('Các đường đi', 'Ways out')}>
          <WaysFields {...field} />
        </Section>
      )}
      {isActivity && !isHandler && (
        <Section id="loop" title={say('Lặp lại', 'Loop')}>
          <LoopFields {...field} />
        </Section>
      )}
      {isActivity && !isHandler && (
        <Section id="quantity" title={say('Số lượt, hoàn tác', 'Tokens, compensation')}>
          <QuantityFields {...field} />
        </Section>
      )}
      {((isActivity && !isHandler) || is('Event')) && (
        <Section id="data" title={say('Dữ liệu vào, ra', 'Data in and out')}>
          <DataFields {...field} />
        </Section>
      )}
    </Accordion>
  );
}
