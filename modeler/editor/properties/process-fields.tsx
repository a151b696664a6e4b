/** The procedure itself: code, field, competent agency, deadlines, appointments, legal basis, fee. */
import { Accordion, Stack, Switch } from '@mantine/core';
import { useSay } from '../../i18n/say.tsx';
import { UnitSelect } from '../../parts/unit-select.tsx';
import { durationOfAttributes } from '../duration-text.ts';
import type { Editor } from '../editor.ts';
import { Attribute } from './attribute.tsx';
import { choicesOf } from './choices.ts';
import { BudgetField, ChoiceField } from './fields.tsx';
import { General } from './general.tsx';
import { GlobalTasks } from './global-tasks.tsx';
import { ListField } from './list-field.tsx';
import { elementsOf, setOf, textOf, type Element, type Node } from './model.ts';
import { Section } from './section.tsx';

interface Props {
  readonly editor: Editor;
  readonly owner: Element;
  readonly process: Node;
}

export function ProcessFields({ editor, owner, process }: Props) {
  const say = useSay();
  const field = { editor, element: owner, node: process };
  return (
    <Accordion multiple keepMounted={false} defaultValue={['procedure', 'deadlines']} variant="contained" order={3}>
      <Section id="procedure" title={say('Thủ tục', 'Procedure')}>
        <General {...field} />
        <Attribute {...field} name="tthc:procedureCode" label={say('Mã thủ tục', 'Code')} />
        <Attribute {...field} name="tthc:caseName" label={say('Trường hợp', 'Case')} />
        <Attribute {...field} name="tthc:field" label={say('Lĩnh vực', 'Field')} />
        <Attribute {...field} name="tthc:province" label={say('Tỉnh, thành phố', 'Province')} />
        <UnitSelect
          size="xs"
          label={say('Cơ quan có thẩm quyền', 'Competent agency')}
          organisation={editor.organisation}
          readOnly={editor.isReadOnly}
          value={textOf(process, 'tthc:department') || undefined}
          onChange={(unit) => setOf(editor, owner, process, { 'tthc:department': unit })}
        />
        <Attribute {...field} name="tthc:regime" label={say('Mô hình', 'Regime')} choices={choicesOf('regimes', say)} />
        <Attribute
          {...field}
          name="tthc:onlineLevel"
          label={say('Mức độ trực tuyến', 'Online level')}
          choices={choicesOf('onlineLevels', say)}
        />
        <Attribute {...field} name="tthc:source" label={say('Quyết định công bố', 'Published by')} is="long" />
      </Section>
      <Section id="deadlines" title={say('Thời hạn giải quyết', 'Deadlines')}>
        <ListField
          {...field}
          type="tthc:Deadline"
          title={(index) => say(`Thời hạn ${index}`, `Deadline ${index}`)}
          add={say('Thêm thời hạn', 'Add a deadline')}
          fresh={{ kind: 'published', value: '10', unit: 'workingDay' }}
        >
          {(item) => (
            <>
              <Time editor={editor} owner={owner} item={item} label={say('Thời hạn', 'Deadline')} />
              <Attribute {...field} node={item} name="kind" label={say('Loại', 'Kind')} choices={choicesOf('deadlineKinds', say)} />
              <Attribute
                {...field}
                node={item}
                name="when"
                label={say('Chỉ khi', 'Only when')}
                description={say('Điều kiện FEEL; bỏ trống là luôn áp dụng.', 'FEEL; empty: always.')}
                is="feel"
              />
              <Attribute {...field} node={item} name="phase" label={say('Giai đoạn', 'Phase')} />
              <Attribute {...field} node={item} name="source" label={say('Căn cứ', 'Source')} />
            </>
          )}
        </ListField>
      </Section>
      <Section id="appointments" title={say('Các lần hẹn', 'Appointments')}>
        <ListField
          {...field}
          type="tthc:Appointment"
          title={(index) => say(`Lần hẹn ${index}`, `Appointment ${index}`)}
          add={say('Thêm lần hẹn', 'Add an appointment')}
          fresh={{ order: '1', value: '10', unit: 'workingDay' }}
        >
          {(item) => (
            <>
              <Attribute {...field} node={item} name="order" label={say('Thứ tự', 'Order')} />
              <Time editor={editor} owner={owner} item={item} label={say('Hẹn sau', 'After')} />
              <ElementChoice
                editor={editor}
                owner={owner}
                item={item}
                name="from"
                label={say('Tính từ khi xong', 'Counted from the end of')}
              />
              <ElementChoice
                editor={editor}
                owner={owner}
                item={item}
                name="until"
                label={say('Đúng hẹn khi xong', 'Kept by the end of')}
              />
              <Attribute {...field} node={item} name="source" label={say('Căn cứ', 'Source')} />
            </>
          )}
        </ListField>
      </Section>
      <Section id="law" title={say('Căn cứ pháp lý, phí, lệ phí', 'Legal basis, fees')}>
        <ListField
          {...field}
          type="tthc:LegalBasis"
          title={(index) => say(`Căn cứ ${index}`, `Basis ${index}`)}
          add={say('Thêm căn cứ', 'Add a basis')}
          fresh={{ text: '' }}
        >
          {(item) => <Attribute {...field} node={item} name="text" label={say('Văn bản, điều khoản', 'Law, article')} is="long" />}
        </ListField>
        <ListField
          {...field}
          type="tthc:Fee"
          title={(index) => say(`Phí, lệ phí ${index}`, `Fee ${index}`)}
          add={say('Thêm phí, lệ phí', 'Add a fee')}
          fresh={{ text: '' }}
        >
          {(item) => (
            <>
              <Attribute {...field} node={item} name="amount" label={say('Số tiền (đồng)', 'Amount (VND)')} />
              <Attribute {...field} node={item} name="text" label={say('Diễn giải', 'Explanation')} />
            </>
          )}
        </ListField>
      </Section>
      <Section id="counting" title={say('Cách tính thời gian', 'How time is counted')}>
        <Attribute
          {...field}
          name="tthc:onSupplement"
          label={say('Khi bổ sung hồ sơ, đồng hồ pháp lý', 'On a supplement the legal clock')}
          choices={choicesOf('onSupplement', say)}
        />
        <Attribute
          {...field}
          name="tthc:after15"
          label={say('Nhận sau 15 giờ', 'Received after 15:00')}
          choices={choicesOf('after15', say)}
        />
        <Attribute
          {...field}
          name="tthc:atRiskPercent"
          label={say('Cảnh báo khi dùng hết (%)', 'Warn when used (%)')}
          description={say('Bỏ trống: 75.', 'Empty: 75.')}
        />
        <Switch
          size="xs"
          label={say('Cộng thêm ngày ở xã miền núi, hải đảo', 'Extra days in mountain and island communes')}
          checked={process.get('tthc:unitExtraDays') === true}
          disabled={editor.isReadOnly}
          onChange={(event) => setOf(editor, owner, process, { 'tthc:unitExtraDays': event.currentTarget.checked ? true : undefined })}
        />
      </Section>
      <Section id="globalTasks" title={say('Việc dùng chung', 'Global tasks')}>
        <GlobalTasks editor={editor} owner={owner} />
      </Section>
      <Section id="draft" title={say('Bản nháp', 'Draft')}>
        <Stack gap="xs">
          <UnitSelect
            size="xs"
            label={say('Đơn vị soạn', 'Department that draws it')}
            organisation={editor.organisation}
            readOnly={editor.isReadOnly}
            clearable={false}
            value={editor.content.department}
            onChange={(department) => department !== undefined && editor.setContent({ department })}
          />
        </Stack>
      </Section>
    </Accordion>
  );
}

function Time({
  editor,
  owner,
  item,
  label,
}: {
  readonly editor: Editor;
  readonly owner: Element;
  readonly item: Node;
  readonly label: string;
}) {
  return (
    <BudgetField
      label={label}
      value={durationOfAttributes(item.get('value'), item.get('unit'))}
      isReadOnly={editor.isReadOnly}
      onChange={(next) => {
        if (next && 'value' in next) setOf(editor, owner, item, { value: String(next.value), unit: next.unit });
      }}
    />
  );
}

/** One of the elements with a name, by its id. */
function ElementChoice({
  editor,
  owner,
  item,
  name,
  label,
}: {
  readonly editor: Editor;
  readonly owner: Element;
  readonly item: Node;
  readonly name: string;
  readonly label: string;
}) {
  const elements = elementsOf(
    editor,
    ({ type, businessObject }) => type !== 'label' && businessObject.$instanceOf('bpmn:FlowNode') && textOf(businessObject, 'name') !== '',
  );
  const seen = new Map(elements.map(({ id, businessObject }) => [id.replace(/_label$/, ''), textOf(businessObject, 'name')]));
  return (
    <ChoiceField
      label={label}
      value={textOf(item, name)}
      isReadOnly={editor.isReadOnly}
      choices={[...seen].map(([value, text]) => ({ value, label: text }))}
      onChange={(id) => setOf(editor, owner, item, { [name]: id })}
    />
  );
}
