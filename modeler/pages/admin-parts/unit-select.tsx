/** Choosing a unit by its name; what it belongs to stands behind it. */
import { Select, type SelectProps } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { withoutMarks } from './without-marks.ts';
import type { Unit } from '../../../engine/index.ts';
import { useSay } from '../../i18n/say.tsx';
import { loadOrganisation } from './organisation-content.ts';

export function useOrganisation() {
  // under a key of its own: what others keep under the first word is the document alone
  return useQuery({ queryKey: ['organisation', 'numbered'], queryFn: loadOrganisation });
}

/** `Phòng Kinh tế – Văn phòng UBND tỉnh` for lists in which units of one name stand. */
export function unitLabel(units: readonly Unit[], { name, parent, level }: Unit): string {
  const above = parent !== undefined && (level === 'division' || level === 'desk') ? units.find(({ id }) => id === parent) : undefined;
  return above && !name.includes(above.name) ? `${name} – ${above.name}` : name;
}

/** Name of a unit by its id; the id itself when the organisation does not know it any more. */
export function useUnitName(): (id: string | undefined) => string {
  const say = useSay();
  const { data } = useOrganisation();
  return (id) =>
    id === undefined ? say('Toàn tổ chức', 'The whole organisation') : (data?.content.units.find((unit) => unit.id === id)?.name ?? id);
}

interface Props extends Omit<SelectProps, 'data' | 'value' | 'onChange'> {
  readonly units: readonly Unit[];
  readonly value: string | undefined;
  onChoose(id: string | undefined): void;
}

export function UnitSelect({ units, value, onChoose, ...rest }: Props) {
  const say = useSay();
  return (
    <Select
      searchable
      limit={200}
      nothingFoundMessage={say('Không có đơn vị nào', 'No such unit')}
      data={units.map((unit) => ({ value: unit.id, label: unitLabel(units, unit) }))}
      filter={({ options, search }) =>
        options.filter((option) => 'label' in option && withoutMarks(option.label).includes(withoutMarks(search)))
      }
      value={value ?? null}
      onChange={(id) => onChoose(id ?? undefined)}
      {...rest}
    />
  );
}
