/** The opening hours of a week: own ones, or those of the calendar it inherits. */
import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import type { CalendarDefinition, Organisation, Weekday } from '../../../engine/index.ts';
import { useSay } from '../../i18n/say.tsx';
import { weekOf } from './calendar-year.ts';

interface Props {
  readonly calendar: CalendarDefinition | undefined;
  readonly calendarId: string;
  readonly organisation: Organisation;
  onChange(calendar: CalendarDefinition): void;
}

const days: readonly (readonly [Weekday, string, string])[] = [
  ['monday', 'Thứ Hai', 'Monday'],
  ['tuesday', 'Thứ Ba', 'Tuesday'],
  ['wednesday', 'Thứ Tư', 'Wednesday'],
  ['thursday', 'Thứ Năm', 'Thursday'],
  ['friday', 'Thứ Sáu', 'Friday'],
  ['saturday', 'Thứ Bảy', 'Saturday'],
  ['sunday', 'Chủ Nhật', 'Sunday'],
];

export function WeekHours({ calendar, calendarId, organisation, onChange }: Props) {
  const say = useSay();
  const definition = organisation.calendars.get(calendarId)!;
  const week = weekOf(definition, organisation.calendars);
  const [texts, setTexts] = useState(week.map((hours) => hours.join(', ')));

  function apply(event: SubmitEvent) {
    event.preventDefault();
    if (!calendar) return;
    const weeklyHours = Object.fromEntries(
      days.map(([weekday], index) => [weekday, texts[index]!.split(/[,;]/).flatMap((part) => tidy(part))]),
    ) as unknown as NonNullable<CalendarDefinition['weeklyHours']>;
    onChange({ ...calendar, weeklyHours });
  }

  return (
    <form onSubmit={apply}>
      <Stack gap="xs">
        <Text size="sm">
          {say('Ví dụ: 07:30-11:30, 13:00-17:00. Để trống là ngày nghỉ.', 'Such as 07:30-11:30, 13:00-17:00. Empty: closed.')}
        </Text>
        {days.map(([weekday, vi, en], index) => (
          <TextInput
            key={weekday}
            label={say(vi, en)}
            value={texts[index]!}
            readOnly={!calendar}
            onChange={(event) => setTexts(texts.map((text, at) => (at === index ? event.currentTarget.value : text)))}
          />
        ))}
        {calendar && (
          <Group gap="xs">
            <Button type="submit">{say('Đặt giờ làm việc', 'Set the hours')}</Button>
            {calendar.weeklyHours && calendar.inherits !== undefined && (
              <Button
                variant="default"
                onClick={() => {
                  const { weeklyHours: _own, ...inherited } = calendar;
                  onChange(inherited);
                }}
              >
                {say('Theo lịch kế thừa', 'As inherited')}
              </Button>
            )}
          </Group>
        )}
      </Stack>
    </form>
  );
}

/** `7h30 – 11:30` → `07:30-11:30`; what is no span of hours stays as it was typed, to be named as a problem. */
function tidy(text: string): string[] {
  const trimmed = text.trim();
  if (trimmed === '') return [];
  const found = /^(\d{1,2})[:h](\d{2})?\s*[-–]\s*(\d{1,2})[:h](\d{2})?$/.exec(trimmed);
  if (!found) return [trimmed];
  const [, fromHour = '', fromMinute = '00', toHour = '', toMinute = '00'] = found;
  return [`${fromHour.padStart(2, '0')}:${fromMinute}-${toHour.padStart(2, '0')}:${toMinute}`];
}
