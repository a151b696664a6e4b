/** A new unit: its name, what it is and where it belongs; the rest is filled in afterwards. */
import { Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import type { Unit, UnitLevel } from '../../../engine/index.ts';
import { useSay } from '../../i18n/say.tsx';
import { Dialog } from '../admin-parts/dialog.tsx';
import type { OrganisationContent } from '../admin-parts/organisation-document.ts';
import { UnitSelect } from '../admin-parts/unit-select.tsx';
import { withoutMarks } from '../admin-parts/without-marks.ts';
import { choicesOf, levelWords } from '../admin-parts/words.ts';

interface Props {
  readonly content: OrganisationContent;
  readonly parent: string | undefined;
  onAdd(unit: Unit): void;
  onClose(): void;
}

export function NewUnit({ content, parent: proposed, onAdd, onClose }: Props) {
  const say = useSay();
  const [name, setName] = useState('');
  const [level, setLevel] = useState<UnitLevel>('division');
  const [parent, setParent] = useState(proposed);
  const [typedId, setTypedId] = useState<string>();
  const id = typedId ?? idOf(name);
  const isTaken = content.units.some((unit) => unit.id === id);

  function add(event: SubmitEvent) {
    event.preventDefault();
    if (id === '' || isTaken) return;
    onAdd({ id, name: name.trim(), level, ...(parent !== undefined && { parent }) });
  }

  return (
    <Dialog title={say('Thêm đơn vị', 'Add a unit')} onClose={onClose} size="md">
      <form onSubmit={add}>
        <Stack>
          <TextInput
            label={say('Tên đơn vị', 'Name')}
            required
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            data-autofocus
          />
          <Select
            label={say('Cấp', 'Level')}
            data={choicesOf(levelWords, say)}
            value={level}
            onChange={(value) => value !== null && setLevel(value as UnitLevel)}
            allowDeselect={false}
          />
          <UnitSelect
            label={say('Trực thuộc', 'Belongs to')}
            units={content.units}
            value={parent}
            onChoose={setParent}
            clearable
            clearButtonProps={{ 'aria-label': say('Bỏ chọn', 'Clear') }}
          />
          <TextInput
            label={say('Mã', 'Id')}
            description={say(
              'Hồ sơ và quy trình nhớ đơn vị bằng mã này; về sau không đổi.',
              'Dossiers and procedures know the unit by it; it is not changed later.',
            )}
            required
            value={id}
            pattern="[a-z0-9\-]+"
            error={isTaken ? say('Mã này đã có', 'This id is taken') : undefined}
            onChange={(event) => setTypedId(event.currentTarget.value)}
          />
          <Group justify="end">
            <Button variant="default" onClick={onClose}>
              {say('Thôi', 'Cancel')}
            </Button>
            <Button type="submit">{say('Thêm', 'Add')}</Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

const idOf = (name: string) =>
  withoutMarks(name.trim())
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
