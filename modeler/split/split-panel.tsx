/** Side panel: the deadline given to the steps by a policy, what each policy would give, and one step to apply it. */
import { Alert, Button, Group, Modal, NumberInput, Radio, Select, Stack, Switch, Table, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import type { Split } from '../../engine/index.ts';
import { durationLong } from '../checks/duration-text.ts';
import type { Editor } from '../editor/editor.ts';
import { shownMinutes, shownNumber } from '../i18n/format.ts';
import { useSpeech } from '../i18n/say.tsx';
import { Empty } from '../parts/states.tsx';
import { applySplit } from './apply-split.ts';
import { CompareSplits } from './compare-splits.tsx';
import { namedReason } from './named-reason.ts';
import { firstForm, type SplitForm, type StepForm } from './split-form.ts';
import { useSplits } from './use-splits.ts';

export default function SplitPanel({ editor }: { readonly editor: Editor }) {
  const { say, language } = useSpeech();
  const [form, setForm] = useState<SplitForm>(firstForm);
  const [applied, setApplied] = useState<string>();
  const [isComparing, { open, close }] = useDisclosure();
  const { splits, process, deadline, phases, hasWhole, assumed, isCompiled } = useSplits(editor, form);
  const change = (part: Partial<SplitForm>) => {
    setApplied(undefined);
    setForm({ ...form, ...part });
  };

  if (!isCompiled)
    return <Empty>{say('Sửa các lỗi của bản vẽ trước rồi mới chia được.', 'Correct the errors of the drawing first.')}</Empty>;
  // a procedure whose phases alone have deadlines begins with the first of them
  if (form.phase === undefined && !hasWhole && phases[0] !== undefined) setForm({ ...form, phase: phases[0] });
  if (!process || !deadline)
    return <Empty>{say('Nhập thời hạn của thủ tục trước rồi mới chia được.', 'Give the procedure its deadline first.')}</Empty>;
  const names = new Map(splits.flatMap(({ steps }) => steps.map(({ elementId, name = elementId }) => [elementId, name] as const)));
  const usable = splits.filter(({ outcome }) => outcome.outcome === 'holds');
  const chosen = splits.find(({ policy }) => policy === form.policy) ?? splits[0];

  return (
    <Stack gap="sm" p="xs">
      <Text size="sm">
        {say('Chia ', 'Split ')}
        <strong>{durationLong(deadline.value, deadline.unit, language)}</strong>
        {say(' cho các bước của quy trình.', ' over the steps of the process.')}
      </Text>
      {phases.length > 0 && (
        <Select
          size="xs"
          label={say('Chia phần nào', 'What to split')}
          allowDeselect={false}
          value={form.phase ?? ''}
          onChange={(value) => {
            const { phase: _, ...rest } = form;
            setApplied(undefined);
            setForm(value ? { ...rest, phase: value } : rest);
          }}
          data={[
            ...(hasWhole ? [{ value: '', label: say('cả thủ tục', 'the whole procedure') }] : []),
            ...phases.map((phase) => ({ value: phase, label: say(`giai đoạn ${phase}`, `phase ${phase}`) })),
          ]}
        />
      )}
      <Group grow align="end" gap="xs">
        <NumberInput
          size="xs"
          label={say('Dự phòng (cùng đơn vị)', 'Reserve (same unit)')}
          min={0}
          max={deadline.value}
          step={0.5}
          decimalSeparator={language === 'vi' ? ',' : '.'}
          value={form.reserve}
          onChange={(value) => change({ reserve: Number(value) || 0 })}
        />
        <Select
          size="xs"
          label={say('Làm tròn', 'Rounding')}
          allowDeselect={false}
          value={form.rounding}
          onChange={(value) => change({ rounding: (value ?? 'none') as SplitForm['rounding'] })}
          data={[
            { value: 'halfDay', label: say('nửa ngày', 'half a day') },
            { value: 'twoHours', label: say('2 giờ', '2 hours') },
            { value: 'none', label: say('không', 'none') },
          ]}
        />
      </Group>
      <Switch
        size="xs"
        label={say('Đề xuất cả cho bước chưa có thời gian', 'Propose a time for steps without one too')}
        checked={form.isForAll}
        onChange={({ currentTarget }) => change({ isForAll: currentTarget.checked })}
      />
      <Radio.Group label={say('Cách chia', 'Policy')} value={form.policy} onChange={(policy) => change({ policy })}>
        <Stack gap={6} mt={4}>
          {splits.map((split) => (
            <Radio
              key={split.policy}
              value={split.policy}
              size="xs"
              label={
                <>
                  {say(split.label, split.labelEn)}
                  <Text size="xs" component="span" display="block">
                    {outcomeText(split)}
                  </Text>
                </>
              }
              disabled={split.outcome.outcome === 'notApplicable'}
            />
          ))}
        </Stack>
      </Radio.Group>
      <Group gap="xs">
        <Button
          size="xs"
          disabled={editor.isReadOnly || chosen?.outcome.outcome !== 'holds'}
          onClick={() => {
            if (!chosen) return;
            const count = applySplit(editor, chosen);
            setApplied(
              say(`Đã giao thời gian cho ${count} bước; hoàn tác được bằng Ctrl+Z.`, `${count} steps have their time; Ctrl+Z undoes it.`),
            );
          }}
        >
          {say('Áp dụng', 'Apply')}
        </Button>
        <Button size="xs" variant="default" onClick={open} disabled={usable.length === 0}>
          {say('So sánh các cách chia', 'Compare the policies')}
        </Button>
      </Group>
      <Text size="sm" role="status">
        {applied}
      </Text>
      {chosen?.outcome.outcome === 'fails' && (
        <Alert color="red" title={say('Không đủ thời hạn', 'The deadline is too short')}>
          {say(chosen.outcome.message, chosen.outcome.messageEn)}
        </Alert>
      )}
      {chosen && chosen.steps.length > 0 && (
        <StepTable
          split={chosen}
          form={form}
          assumed={assumed}
          onStep={(id, step) => change({ steps: { ...form.steps, [id]: { ...form.steps[id], ...step } } })}
        />
      )}
      {chosen?.approximations.map(({ code, message, messageEn }) => (
        <Text key={code} size="xs">
          {say(message, messageEn)}
        </Text>
      ))}
      <Modal opened={isComparing} onClose={close} size="90%" title={say('So sánh các cách chia', 'Compare the policies')}>
        <CompareSplits splits={usable} chosen={form.policy} />
      </Modal>
    </Stack>
  );

  function outcomeText({ outcome, onTimeProbability, bufferMinutes, longestMinutes = 0 }: Split): string {
    if (outcome.outcome === 'fails') return say(outcome.message, outcome.messageEn);
    if (outcome.outcome !== 'holds') return namedReason(outcome.reason, names, say);
    return [
      say(`đường dài nhất ${shownMinutes(longestMinutes, language)}`, `longest way ${shownMinutes(longestMinutes, language)}`),
      ...(bufferMinutes === undefined
        ? []
        : [say(`giữ lại ${shownMinutes(bufferMinutes, language)}`, `keeps ${shownMinutes(bufferMinutes, language)}`)]),
      ...(onTimeProbability === undefined
        ? []
        : [say(`đúng hạn ${Math.round(onTimeProbability * 100)} %`, `on time ${Math.round(onTimeProbability * 100)} %`)]),
    ].join('; ');
  }
}

interface StepTableProps {
  readonly split: Split;
  readonly form: SplitForm;
  readonly assumed: Readonly<Record<string, number>>;
  onStep(id: string, step: StepForm): void;
}

function StepTable({ split, form, assumed, onStep }: StepTableProps) {
  const { say, language } = useSpeech();
  const limit = (id: string, name: string, key: keyof StepForm, label: string) => (
    <NumberInput
      size="xs"
      w={64}
      hideControls
      min={0}
      aria-label={`${label}: ${name}`}
      decimalSeparator={language === 'vi' ? ',' : '.'}
      value={form.steps[id]?.[key] ?? ''}
      onChange={(value) => onStep(id, { [key]: value === '' ? undefined : Number(value) })}
    />
  );
  return (
    <Table fz="xs" horizontalSpacing={4} verticalSpacing={2}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{say('Bước', 'Step')}</Table.Th>
          <Table.Th scope="col">{say('Tối thiểu', 'Least')}</Table.Th>
          <Table.Th scope="col">{say('Tối đa', 'Most')}</Table.Th>
          <Table.Th scope="col" ta="right">
            {say('Dự kiến', 'Expected')}
          </Table.Th>
          <Table.Th scope="col" ta="right">
            {say('Được giao', 'Given')}
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {split.steps.map(({ elementId, name = elementId, expectedMinutes, allowance, isOnLongestPath }) => (
          <Table.Tr key={elementId}>
            <Table.Td>
              {name}
              {isOnLongestPath && <span title={say('trên đường dài nhất', 'on the longest way')}> ★</span>}
            </Table.Td>
            <Table.Td>{limit(elementId, name, 'floor', say('Tối thiểu', 'Least'))}</Table.Td>
            <Table.Td>{limit(elementId, name, 'cap', say('Tối đa', 'Most'))}</Table.Td>
            <Table.Td ta="right">
              {assumed[elementId] === undefined ? (
                shownMinutes(expectedMinutes, language)
              ) : (
                <>
                  {limit(elementId, name, 'expected', say('Dự kiến', 'Expected'))}
                  <Text size="xs">
                    {say(`giả định ${shownMinutes(expectedMinutes, 'vi')}`, `assumed ${shownMinutes(expectedMinutes, 'en')}`)}
                  </Text>
                </>
              )}
            </Table.Td>
            <Table.Td ta="right" fw={700}>
              {shownNumber(allowance.value, language)}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
