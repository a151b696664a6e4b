/** The notices that decide days of a year, and a form for a new one. */
import { Badge, Button, Checkbox, Fieldset, Group, Paper, Select, Stack, Text, TextInput } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import type { CalendarDefinition, Notice, Organisation } from '../../../engine/index.ts';
import { shownDate } from '../../i18n/format.ts';
import { useSay } from '../../i18n/say.tsx';
import { Dialog } from '../admin-parts/dialog.tsx';
import { choicesOf, dayWords, wordOf, type DayKind } from '../admin-parts/words.ts';
import { datesBetween } from './calendar-year.ts';

interface Props {
  readonly year: number;
  readonly calendar: CalendarDefinition | undefined;
  readonly calendarId: string;
  readonly organisation: Organisation;
  onChange(calendar: CalendarDefinition): void;
}

export function Notices({ year, calendar, calendarId, organisation, onChange }: Props) {
  const say = useSay();
  const [isAdding, setAdding] = useState(false);
  const line: CalendarDefinition[] = [];
  for (
    let each = organisation.calendars.get(calendarId);
    each && !line.includes(each);
    each = organisation.calendars.get(each.inherits ?? '')
  )
    line.push(each);
  const found = line.flatMap((each) =>
    (each.notices ?? []).flatMap((notice, index) =>
      notice.year === year ? [{ notice, isOwn: each.id === calendar?.id, index, key: `${each.id} ${index}` }] : [],
    ),
  );
  return (
    <Stack gap="sm">
      {found.length === 0 && <Text size="sm">{say(`Chưa có thông báo nào cho năm ${year}.`, `No notice for ${year} yet.`)}</Text>}
      {found.map(({ notice: { notice, source, confidence, days }, isOwn, index, key }) => (
        <Paper key={key} withBorder p="xs">
          <Group justify="space-between" wrap="nowrap" align="start">
            <Text fw={600} size="sm">
              {notice}
            </Text>
            <Badge tt="none" variant="default">
              {confidence === 'verified' ? say('đã đối chiếu', 'verified') : say('chưa đối chiếu', 'unverified')}
            </Badge>
          </Group>
          <Text size="xs">{source}</Text>
          {days.map(({ date, kind, name }) => (
            <Text key={date} size="xs">
              {shownDate(date)}: {wordOf(dayWords, kind, say)}
              {name === undefined ? '' : `, ${name}`}
            </Text>
          ))}
          {isOwn && calendar && (
            <Button
              size="compact-xs"
              variant="default"
              mt="xs"
              aria-label={say(`Bỏ thông báo ${notice}`, `Remove the notice ${notice}`)}
              onClick={() => onChange({ ...calendar, notices: (calendar.notices ?? []).filter((_, at) => at !== index) })}
            >
              {say('Bỏ thông báo', 'Remove')}
            </Button>
          )}
        </Paper>
      ))}
      {calendar && (
        <Button variant="default" onClick={() => setAdding(true)}>
          {say('Thêm thông báo', 'Add a notice')}
        </Button>
      )}
      {isAdding && calendar && (
        <NewNotice
          year={year}
          onAdd={(notice) => {
            onChange({ ...calendar, notices: [...(calendar.notices ?? []), notice] });
            setAdding(false);
          }}
          onClose={() => setAdding(false)}
        />
      )}
    </Stack>
  );
}

interface Span {
  readonly from: string;
  readonly to: string;
  readonly kind: DayKind;
  readonly name: string;
  readonly inPlaceOf: string;
}

const emptySpan: Span = { from: '', to: '', kind: 'holiday', name: '', inPlaceOf: '' };

function NewNotice({ year, onAdd, onClose }: { readonly year: number; onAdd(notice: Notice): void; onClose(): void }) {
  const say = useSay();
  const [notice, setNotice] = useState('');
  const [source, setSource] = useState('');
  const [isVerified, setVerified] = useState(true);
  const [fixesTet, setFixesTet] = useState(false);
  const [fixesNationalDay, setFixesNationalDay] = useState(false);
  const [spans, setSpans] = useState<readonly Span[]>([emptySpan]);
  const set = (at: number, fields: Partial<Span>) => setSpans(spans.map((each, index) => (index === at ? { ...each, ...fields } : each)));

  function add(event: SubmitEvent) {
    event.preventDefault();
    onAdd({
      year,
      notice: notice.trim(),
      source: source.trim(),
      confidence: isVerified ? 'verified' : 'unverified',
      replaces: [...(fixesTet ? (['tet'] as const) : []), ...(fixesNationalDay ? (['nationalDay'] as const) : [])],
      days: spans.flatMap(({ from, to, kind, name, inPlaceOf }) =>
        datesBetween(from, to === '' ? from : to).map((date) => ({
          date,
          kind,
          ...(name.trim() !== '' && { name: name.trim() }),
          ...(kind === 'makeUp' && inPlaceOf !== '' && { inPlaceOf }),
        })),
      ),
    });
  }

  return (
    <Dialog title={say(`Thông báo nghỉ của năm ${year}`, `A notice for ${year}`)} onClose={onClose} size="xl">
      <form onSubmit={add}>
        <Stack>
          <TextInput
            label={say('Số văn bản', 'Number')}
            placeholder="TB 123/TB-BNV"
            required
            value={notice}
            onChange={(event) => setNotice(event.currentTarget.value)}
            data-autofocus
          />
          <TextInput
            label={say('Trích yếu', 'What it is')}
            required
            value={source}
            onChange={(event) => setSource(event.currentTarget.value)}
          />
          <Group>
            <Checkbox
              label={say('Quyết định đợt nghỉ Tết Nguyên đán', 'Fixes the days of Tết')}
              checked={fixesTet}
              onChange={(event) => setFixesTet(event.currentTarget.checked)}
            />
            <Checkbox
              label={say('Quyết định ngày nghỉ liền kề Quốc khánh', 'Fixes the day beside the National Day')}
              checked={fixesNationalDay}
              onChange={(event) => setFixesNationalDay(event.currentTarget.checked)}
            />
            <Checkbox
              label={say('Đã đối chiếu với văn bản gốc', 'Compared with the document itself')}
              checked={isVerified}
              onChange={(event) => setVerified(event.currentTarget.checked)}
            />
          </Group>
          {spans.map((span, index) => (
            <Fieldset key={index} legend={say(`Đợt ${index + 1}`, `Span ${index + 1}`)} p="xs">
              <Group align="end" gap="xs">
                <TextInput
                  type="date"
                  label={say('Từ ngày', 'From')}
                  required
                  min={`${year}-01-01`}
                  max={`${year}-12-31`}
                  value={span.from}
                  onChange={(event) => set(index, { from: event.currentTarget.value })}
                />
                <TextInput
                  type="date"
                  label={say('Đến ngày', 'To')}
                  min={span.from}
                  max={`${year}-12-31`}
                  value={span.to}
                  onChange={(event) => set(index, { to: event.currentTarget.value })}
                />
                <Select
                  label={say('Là', 'Is')}
                  w={230}
                  data={choicesOf(dayWords, say)}
                  value={span.kind}
                  onChange={(kind) => kind !== null && set(index, { kind: kind as DayKind })}
                  allowDeselect={false}
                />
                <TextInput
                  label={say('Tên', 'Name')}
                  value={span.name}
                  onChange={(event) => set(index, { name: event.currentTarget.value })}
                />
                {span.kind === 'makeUp' && (
                  <TextInput
                    type="date"
                    label={say('Bù cho ngày', 'For the day off on')}
                    value={span.inPlaceOf}
                    onChange={(event) => set(index, { inPlaceOf: event.currentTarget.value })}
                  />
                )}
                {spans.length > 1 && (
                  <Button
                    variant="default"
                    onClick={() => setSpans(spans.filter((_, at) => at !== index))}
                    aria-label={say(`Bỏ đợt ${index + 1}`, `Remove span ${index + 1}`)}
                  >
                    {say('Bỏ', 'Remove')}
                  </Button>
                )}
              </Group>
            </Fieldset>
          ))}
          <Group justify="space-between">
            <Button variant="default" onClick={() => setSpans([...spans, emptySpan])}>
              {say('Thêm đợt', 'Add a span')}
            </Button>
            <Button type="submit">{say('Thêm thông báo vào lịch', 'Add the notice')}</Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
