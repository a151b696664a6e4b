/** One day, or several in a row: what it is by the calendar, and how this calendar alone differs, by which document. */
import { Button, Checkbox, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import type { CalendarDefinition, DecidedDay } from '../../../engine/index.ts';
import { useSay } from '../../i18n/say.tsx';
import { choicesOf, dayWords, type DayKind } from '../admin-parts/words.ts';
import { datesBetween, type YearDay } from './calendar-year.ts';
import { dayText } from './year-grid.tsx';

interface Props {
  readonly day: YearDay | undefined;
  /** Of the organisation; undefined: a built-in one, which is only looked at. */
  readonly calendar: CalendarDefinition | undefined;
  onChange(calendar: CalendarDefinition): void;
}

export function DayForm({ day, calendar, onChange }: Props) {
  const say = useSay();
  const own = calendar?.days?.find(({ date }) => date === day?.date);
  const [kind, setKind] = useState<DayKind>(own?.kind ?? 'holiday');
  const [to, setTo] = useState(day?.date ?? '');
  const [name, setName] = useState(own?.name ?? '');
  const [notice, setNotice] = useState(own?.notice ?? '');
  const [source, setSource] = useState(own?.source ?? '');
  const [inPlaceOf, setInPlaceOf] = useState(own?.inPlaceOf ?? '');
  const [open, setOpen] = useState<'morning' | 'afternoon'>(own?.open ?? 'morning');
  const [isVerified, setVerified] = useState(own?.confidence === 'verified');

  if (!day)
    return (
      <Text size="sm">{say('Chọn một ngày trong năm để xem căn cứ và sửa.', 'Choose a day to see why it is so, and to change it.')}</Text>
    );
  const { special } = day;

  function apply(event: SubmitEvent) {
    event.preventDefault();
    if (!calendar || !day) return;
    const decided: Omit<DecidedDay, 'date'> = {
      kind,
      ...(name.trim() !== '' && { name: name.trim() }),
      notice: notice.trim(),
      ...(source.trim() !== '' && { source: source.trim() }),
      ...(kind === 'makeUp' && inPlaceOf !== '' && { inPlaceOf }),
      ...(kind === 'halfDay' && { open }),
      confidence: isVerified ? 'verified' : 'unverified',
    };
    const dates = datesBetween(day.date, to < day.date ? day.date : to);
    const others = (calendar.days ?? []).filter(({ date }) => !dates.includes(date));
    const days = [...others, ...dates.map((date) => ({ date, ...decided }))].sort((a, b) => (a.date < b.date ? -1 : 1));
    onChange({ ...calendar, days });
  }

  return (
    <Stack gap="sm">
      <div>
        <Text fw={600} size="sm">
          {dayText(day, say)}
        </Text>
        {special && (
          <Text size="sm">
            {special.notice === undefined
              ? say('Căn cứ: Bộ luật Lao động 2019, Điều 111, 112.', 'By: Labour Code 2019, arts. 111 and 112.')
              : say(`Căn cứ: ${special.notice}.`, `By: ${special.notice}.`)}{' '}
            {special.source !== undefined && special.source !== special.notice && `${special.source}. `}
            {special.confidence === 'unverified' && say('Chưa đối chiếu với văn bản gốc.', 'Not compared with the document itself.')}
          </Text>
        )}
      </div>
      {calendar && (
        <form onSubmit={apply}>
          <Stack gap="xs">
            <Select
              label={say('Ngày này là', 'This day is')}
              data={choicesOf(dayWords, say)}
              value={kind}
              onChange={(value) => value !== null && setKind(value as DayKind)}
              allowDeselect={false}
            />
            <TextInput
              type="date"
              label={say('Đến hết ngày', 'Until')}
              min={day.date}
              value={to}
              onChange={(event) => setTo(event.currentTarget.value)}
            />
            {kind === 'makeUp' && (
              <TextInput
                type="date"
                label={say('Làm bù cho ngày', 'Worked for the day off on')}
                value={inPlaceOf}
                onChange={(event) => setInPlaceOf(event.currentTarget.value)}
              />
            )}
            {kind === 'halfDay' && (
              <Select
                label={say('Buổi làm việc', 'Open in the')}
                data={[
                  { value: 'morning', label: say('Buổi sáng', 'Morning') },
                  { value: 'afternoon', label: say('Buổi chiều', 'Afternoon') },
                ]}
                value={open}
                onChange={(value) => value !== null && setOpen(value as typeof open)}
                allowDeselect={false}
              />
            )}
            <TextInput label={say('Tên ngày', 'Name of the day')} value={name} onChange={(event) => setName(event.currentTarget.value)} />
            <TextInput
              label={say('Số văn bản', 'Number of the notice')}
              placeholder="TB 123/TB-UBND"
              required
              value={notice}
              onChange={(event) => setNotice(event.currentTarget.value)}
            />
            <TextInput
              label={say('Trích yếu văn bản', 'What the document is')}
              value={source}
              onChange={(event) => setSource(event.currentTarget.value)}
            />
            <Checkbox
              label={say('Đã đối chiếu với văn bản gốc', 'Compared with the document itself')}
              checked={isVerified}
              onChange={(event) => setVerified(event.currentTarget.checked)}
            />
            <Group gap="xs">
              <Button type="submit">{say('Đặt ngày này', 'Set the day')}</Button>
              {own && (
                <Button
                  variant="default"
                  onClick={() => onChange({ ...calendar, days: (calendar.days ?? []).filter(({ date }) => date !== day.date) })}
                >
                  {say('Trở lại như thường', 'Back to the usual')}
                </Button>
              )}
            </Group>
          </Stack>
        </form>
      )}
    </Stack>
  );
}
