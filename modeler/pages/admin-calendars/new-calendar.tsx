/** A new calendar, which begins as the one it inherits. */
import { Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import type { CalendarDefinition } from '../../../engine/index.ts';
import { useSay } from '../../i18n/say.tsx';
import { Dialog } from '../admin-parts/dialog.tsx';
import { withoutMarks } from '../admin-parts/without-marks.ts';
import { calendarName } from './calendar-name.ts';

interface Props {
  readonly known: readonly CalendarDefinition[];
  onAdd(calendar: CalendarDefinition): void;
  onClose(): void;
}

export function NewCalendar({ known, onAdd, onClose }: Props) {
  const say = useSay();
  const [name, setName] = useState('');
  const [inherits, setInherits] = useState('vietnam');
  const stem = withoutMarks(name.trim()).replace(/[^a-z0-9]+/g, '-');
  const isTaken = known.some(({ id }) => id === stem);

  function add(event: SubmitEvent) {
    event.preventDefault();
    if (!isTaken) onAdd({ id: stem, name: name.trim(), inherits });
  }

  return (
    <Dialog title={say('Thêm lịch làm việc', 'Add a calendar')} onClose={onClose} size="md">
      <form onSubmit={add}>
        <Stack>
          <TextInput
            label={say('Tên lịch', 'Name')}
            required
            value={name}
            error={isTaken ? say('Đã có lịch tên này', 'There is a calendar of this name') : undefined}
            onChange={(event) => setName(event.currentTarget.value)}
            data-autofocus
          />
          <Select
            label={say('Kế thừa', 'Inherits')}
            description={say(
              'Giờ làm việc, ngày lễ và thông báo lấy từ lịch này, trừ chỗ ghi khác.',
              'Hours, holidays and notices come from it unless said otherwise.',
            )}
            data={known.map((each) => ({ value: each.id, label: calendarName(each, say) }))}
            value={inherits}
            onChange={(id) => id !== null && setInherits(id)}
            allowDeselect={false}
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
