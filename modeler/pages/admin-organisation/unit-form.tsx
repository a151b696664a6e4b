/** One unit: what it is, where it belongs, from when to when, who comes after it, by which calendar it works; and its officers. */
import {
  Autocomplete,
  Button,
  Group,
  MultiSelect,
  NumberInput,
  Paper,
  Select,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { useState } from 'react';
import type { Unit, UnitLevel } from '../../../engine/index.ts';
import { useSay } from '../../i18n/say.tsx';
import { Confirm } from '../admin-parts/confirm.tsx';
import { unitLabel, UnitSelect } from '../admin-parts/unit-select.tsx';
import type { EditedOrganisation } from '../admin-parts/use-edited-organisation.ts';
import { choicesOf, levelWords } from '../admin-parts/words.ts';
import { Officers } from './officers.tsx';

interface Props {
  readonly edited: EditedOrganisation;
  readonly unit: Unit;
  /** In the list of units: problems are known by it. */
  readonly index: number;
  onChoose(id: string | undefined): void;
}

export function UnitForm({ edited, unit, index, onChoose }: Props) {
  const say = useSay();
  const { content, change, problems } = edited;
  const { units } = content;
  const [isRemoving, setRemoving] = useState(false);
  const below = units.filter(({ parent }) => parent === unit.id);
  const officers = (content.officers ?? []).filter((officer) => officer.unit === unit.id);
  const kinds = [...new Set(units.flatMap(({ kind }) => kind ?? []))];
  const clear = { clearable: true, clearButtonProps: { 'aria-label': say('Bỏ chọn', 'Clear') } };

  /** Sets fields; undefined takes one away. */
  function set(fields: { readonly [K in keyof Unit]?: Unit[K] | undefined }) {
    const next = Object.fromEntries(Object.entries({ ...unit, ...fields }).filter(([, value]) => value !== undefined)) as unknown as Unit;
    change({ ...content, units: units.map((each) => (each.id === unit.id ? next : each)) });
  }
  const errorOf = (field: string) => {
    const problem = problems.find(({ at }) => at === `/units/${index}/${field}`);
    return problem && say(problem.message, problem.messageEn);
  };
  const calendars = [...(content.calendars ?? []).map(({ id, name }) => ({ value: id, label: name ?? id }))];

  return (
    <Paper withBorder p="md" component="section" aria-label={unit.name}>
      <Stack gap="sm">
        <Group justify="space-between" wrap="nowrap" align="start">
          <div>
            <Title order={2} size="h4">
              {unit.name === '' ? unit.id : unit.name}
            </Title>
            <Text size="xs">{say(`Mã: ${unit.id}`, `Id: ${unit.id}`)}</Text>
          </div>
          <Button size="xs" variant="default" onClick={() => setRemoving(true)}>
            {say('Xóa đơn vị', 'Remove the unit')}
          </Button>
        </Group>
        <TextInput
          label={say('Tên', 'Name')}
          required
          value={unit.name}
          error={errorOf('name')}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <SimpleGrid cols={2} spacing="sm">
          <Select
            label={say('Cấp', 'Level')}
            data={choicesOf(levelWords, say)}
            value={unit.level}
            onChange={(level) => level !== null && set({ level: level as UnitLevel })}
            allowDeselect={false}
          />
          <UnitSelect
            label={say('Trực thuộc', 'Belongs to')}
            units={units.filter(({ id }) => id !== unit.id)}
            value={unit.parent}
            error={errorOf('parent')}
            onChoose={(parent) => set({ parent })}
            {...clear}
          />
          <TextInput
            type="date"
            label={say('Hoạt động từ ngày', 'Exists from')}
            value={unit.validFrom ?? ''}
            error={errorOf('validFrom')}
            onChange={(event) => set({ validFrom: event.currentTarget.value || undefined })}
          />
          <TextInput
            type="date"
            label={say('Đến hết ngày', 'Until')}
            description={say('Để trống: không có ngày kết thúc.', 'Empty: no end.')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={unit.validTo ?? ''}
            error={errorOf('validTo')}
            onChange={(event) => set({ validTo: event.currentTarget.value || undefined })}
          />
        </SimpleGrid>
        <MultiSelect
          label={say('Đơn vị kế tiếp nhận việc', 'Successors')}
          description={say(
            'Sau ngày kết thúc, hồ sơ mới của đơn vị này do các đơn vị đây giải quyết.',
            'After the end these do the work of the unit.',
          )}
          searchable
          data={units.filter(({ id }) => id !== unit.id).map((each) => ({ value: each.id, label: unitLabel(units, each) }))}
          value={[...(unit.successors ?? [])]}
          error={errorOf('successors')}
          onChange={(successors) => set({ successors: successors.length > 0 ? successors : undefined })}
        />
        <SimpleGrid cols={2} spacing="sm">
          <Select
            label={say('Lịch làm việc', 'Calendar')}
            placeholder={say('Theo đơn vị cấp trên', 'As the unit above')}
            data={calendars}
            value={unit.calendar ?? null}
            error={errorOf('calendar')}
            onChange={(calendar) => set({ calendar: calendar ?? undefined })}
            {...clear}
          />
          <NumberInput
            label={say('Ngày làm việc được cộng thêm', 'Extra working days')}
            description={say(
              'Vùng khó khăn theo luật chuyên ngành; chỉ cho hồ sơ nhận từ nay.',
              'By sector law; for dossiers received from now on.',
            )}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            min={0}
            allowDecimal={false}
            hideControls
            value={unit.extraWorkingDays ?? ''}
            error={errorOf('extraWorkingDays')}
            onChange={(days) => set({ extraWorkingDays: typeof days === 'number' ? days : undefined })}
          />
        </SimpleGrid>
        <Autocomplete
          label={say('Loại, để quy trình gọi chung', 'Kind that a procedure names')}
          description={say(
            'Ví dụ communeCommittee: “Ủy ban nhân dân cấp xã có thẩm quyền”.',
            'For example communeCommittee: the competent commune.',
          )}
          data={kinds}
          value={unit.kind ?? ''}
          onChange={(kind) => set({ kind: kind.trim() === '' ? undefined : kind.trim() })}
        />
        <Officers edited={edited} unit={unit} />
      </Stack>
      {isRemoving && (
        <Confirm
          title={say(`Xóa “${unit.name}”?`, `Remove “${unit.name}”?`)}
          text={
            below.length > 0
              ? say(
                  `Còn ${below.length} đơn vị trực thuộc: hãy chuyển hoặc xóa chúng trước, nếu không sẽ không lưu được.`,
                  `${below.length} units belong to it: move or remove them first, or it cannot be saved.`,
                )
              : say(
                  'Đơn vị từng có hồ sơ thì nên ghi ngày kết thúc và đơn vị kế tiếp thay vì xóa. Khi lưu, hệ thống cho xem trước hồ sơ bị ảnh hưởng.',
                  'A unit that has had dossiers should end and have successors instead. Before saving you see which dossiers it touches.',
                )
          }
          act={say('Xóa khỏi sơ đồ', 'Remove')}
          isDangerous
          run={() => {
            change({
              ...content,
              units: units.filter(({ id }) => id !== unit.id),
              ...(officers.length > 0 && { officers: (content.officers ?? []).filter((officer) => officer.unit !== unit.id) }),
            });
            onChoose(unit.parent);
            return Promise.resolve();
          }}
          onClose={() => setRemoving(false)}
        />
      )}
    </Paper>
  );
}
