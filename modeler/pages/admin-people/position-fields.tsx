/** The fields of a position: role, unit, title, from when to when. */
import { Select, SimpleGrid, TextInput } from '@mantine/core';
import { useSay } from '../../i18n/say.tsx';
import { beginningOfDay, endOfDay } from '../admin-parts/days.ts';
import { UnitSelect, useOrganisation } from '../admin-parts/unit-select.tsx';
import { choicesOf, roleWords, type RoleOfPerson } from '../admin-parts/words.ts';

export interface PositionDraft {
  readonly role: RoleOfPerson;
  readonly unit: string | undefined;
  readonly title: string;
  readonly from: string;
  readonly to: string;
}

export const emptyPosition: PositionDraft = { role: 'officer', unit: undefined, title: '', from: '', to: '' };

/** As the service takes it. */
export function positionBody({ role, unit, title, from, to }: PositionDraft) {
  return {
    role,
    ...(unit !== undefined && { unit }),
    ...(title.trim() !== '' && { title: title.trim() }),
    ...(from !== '' && { validFrom: beginningOfDay(from) }),
    ...(to !== '' && { validTo: endOfDay(to) }),
  };
}

export function PositionFields({ value, onChange }: { readonly value: PositionDraft; onChange(value: PositionDraft): void }) {
  const say = useSay();
  const { data } = useOrganisation();
  return (
    <SimpleGrid cols={2} spacing="sm">
      <Select
        label={say('Vai trò', 'Role')}
        data={choicesOf(roleWords, say)}
        value={value.role}
        onChange={(role) => role !== null && onChange({ ...value, role: role as RoleOfPerson })}
        allowDeselect={false}
      />
      <UnitSelect
        label={say('Đơn vị', 'Unit')}
        placeholder={say('Toàn tổ chức', 'The whole organisation')}
        units={data?.content.units ?? []}
        value={value.unit}
        onChoose={(unit) => onChange({ ...value, unit })}
        clearable
        clearButtonProps={{ 'aria-label': say('Toàn tổ chức', 'The whole organisation') }}
      />
      <TextInput
        label={say('Chức danh', 'Title')}
        placeholder={say('Chuyên viên', 'Specialist')}
        value={value.title}
        onChange={(event) => onChange({ ...value, title: event.currentTarget.value })}
      />
      <span />
      <TextInput
        type="date"
        label={say('Từ ngày', 'From')}
        description={say('Để trống: từ bây giờ.', 'Empty: from now.')}
        value={value.from}
        onChange={(event) => onChange({ ...value, from: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label={say('Đến hết ngày', 'Until')}
        description={say('Để trống: đến khi chấm dứt.', 'Empty: until ended.')}
        value={value.to}
        onChange={(event) => onChange({ ...value, to: event.currentTarget.value })}
      />
    </SimpleGrid>
  );
}
