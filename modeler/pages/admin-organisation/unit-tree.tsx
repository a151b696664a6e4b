/** The units as a tree of buttons, with a search that needs no marks; units that have ended are said to. */
import { Checkbox, NavLink, ScrollArea, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Unit } from '../../../engine/index.ts';
import { shownDate } from '../../i18n/format.ts';
import { useSay } from '../../i18n/say.tsx';
import { levelWords, wordOf } from '../admin-parts/words.ts';
import { withoutMarks } from '../admin-parts/without-marks.ts';

interface Props {
  readonly units: readonly Unit[];
  readonly chosen: string | undefined;
  onChoose(id: string): void;
}

export function UnitTree({ units, chosen, onChoose }: Props) {
  const say = useSay();
  const [search, setSearch] = useState('');
  const [withEnded, setWithEnded] = useState(false);
  const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
  const isShown = ({ validTo }: Unit) => withEnded || validTo === undefined || validTo >= today;
  const found =
    search.trim() === ''
      ? undefined
      : units.filter((unit) => isShown(unit) && withoutMarks(unit.name).includes(withoutMarks(search.trim())));
  const known = new Set(units.map(({ id }) => id));
  const roots = units.filter((unit) => (unit.parent === undefined || !known.has(unit.parent)) && isShown(unit));

  return (
    <Stack gap="xs">
      <TextInput
        type="search"
        label={say('Tìm đơn vị', 'Find a unit')}
        placeholder={say('Gõ tên, không cần dấu', 'By name')}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <Checkbox
        label={say('Hiện cả đơn vị đã kết thúc', 'Show those that have ended')}
        checked={withEnded}
        onChange={(event) => setWithEnded(event.currentTarget.checked)}
      />
      <ScrollArea.Autosize mah={620} type="auto">
        {found ? (
          found.length === 0 ? (
            <Text size="sm" p="xs">
              {say('Không có đơn vị nào có tên như vậy.', 'No unit has such a name.')}
            </Text>
          ) : (
            found.map((unit) => (
              <Row key={unit.id} unit={unit} isChosen={unit.id === chosen} today={today} onClick={() => onChoose(unit.id)} />
            ))
          )
        ) : (
          roots.map((unit) => (
            <Branch key={unit.id} unit={unit} depth={0} units={units.filter(isShown)} chosen={chosen} today={today} onChoose={onChoose} />
          ))
        )}
      </ScrollArea.Autosize>
    </Stack>
  );
}

interface BranchProps extends Props {
  readonly unit: Unit;
  readonly depth: number;
  readonly today: string;
}

/** A unit that is its own ancestor is a problem that is named elsewhere; the tree must not follow it for ever. */
const deepest = 12;

function Branch({ unit, depth, units, chosen, today, onChoose }: BranchProps) {
  const below = depth < deepest ? units.filter(({ parent }) => parent === unit.id) : [];
  const [isOpen, setOpen] = useState(depth < 1);
  if (below.length === 0) return <Row unit={unit} isChosen={unit.id === chosen} today={today} onClick={() => onChoose(unit.id)} />;
  return (
    <NavLink
      component="button"
      label={textOf(unit, today).label}
      active={unit.id === chosen}
      aria-current={unit.id === chosen ? 'true' : undefined}
      aria-expanded={isOpen}
      opened={isOpen}
      onChange={setOpen}
      onClick={() => onChoose(unit.id)}
      childrenOffset={18}
    >
      {below.map((each) => (
        <Branch key={each.id} unit={each} depth={depth + 1} units={units} chosen={chosen} today={today} onChoose={onChoose} />
      ))}
    </NavLink>
  );
}

function Row({
  unit,
  isChosen,
  today,
  onClick,
}: {
  readonly unit: Unit;
  readonly isChosen: boolean;
  readonly today: string;
  onClick(): void;
}) {
  const say = useSay();
  const { label, ended } = textOf(unit, today);
  return (
    <NavLink
      component="button"
      label={label}
      description={[wordOf(levelWords, unit.level, say), ...(ended === undefined ? [] : [say(`kết thúc ${ended}`, `ended ${ended}`)])].join(
        ' · ',
      )}
      active={isChosen}
      aria-current={isChosen ? 'true' : undefined}
      onClick={onClick}
    />
  );
}

function textOf({ name, id, validTo }: Unit, today: string): { readonly label: string; readonly ended?: string } {
  return { label: name === '' ? id : name, ...(validTo !== undefined && validTo < today && { ended: shownDate(validTo) }) };
}
