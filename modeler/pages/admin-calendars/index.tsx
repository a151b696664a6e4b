/** Working calendars: a year at a glance, its notices, one day in a form; saved only after a look at what moves. */
import { Alert, Button, Grid, Group, Select, Stack, Tabs, Text, Title } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { CalendarDefinition } from '../../../engine/index.ts';
import { useSay } from '../../i18n/say.tsx';
import { Asked } from '../../parts/asked.tsx';
import { Page } from '../../parts/page.tsx';
import { Failed } from '../../parts/states.tsx';
import { EditBar } from '../admin-parts/edit-bar.tsx';
import type { ReadOrganisation } from '../admin-parts/organisation-content.ts';
import { Permitted } from '../admin-parts/permitted.tsx';
import { useOrganisation } from '../admin-parts/unit-select.tsx';
import { useEditedOrganisation } from '../admin-parts/use-edited-organisation.ts';
import { choicesOf, dayWords } from '../admin-parts/words.ts';
import { calendarName } from './calendar-name.ts';
import { calendarYear, type CalendarYear } from './calendar-year.ts';
import { DayForm } from './day-form.tsx';
import { NewCalendar } from './new-calendar.tsx';
import { Notices } from './notices.tsx';
import { WeekHours } from './week-hours.tsx';
import { signs, YearGrid } from './year-grid.tsx';

export default function CalendarsPage() {
  const query = useOrganisation();
  return (
    <Permitted permission="organisation:write">
      <Asked query={query}>{(read) => <Content read={read} />}</Asked>
    </Permitted>
  );
}

function Content({ read }: { readonly read: ReadOrganisation }) {
  const say = useSay();
  const edited = useEditedOrganisation(read);
  const { content, change, organisation } = edited;
  const [calendarId, setCalendarId] = useState(content.calendar ?? 'vietnam');
  const [year, setYear] = useState(new Date().getFullYear());
  const [date, setDate] = useState<string>();
  const [isAdding, setAdding] = useState(false);
  const own = (content.calendars ?? []).find(({ id }) => id === calendarId);
  const shown = useMemo((): CalendarYear | { readonly error: unknown } | undefined => {
    const definition = organisation?.calendars.get(calendarId);
    if (!organisation || !definition) return undefined;
    try {
      return calendarYear(organisation, definition, year);
    } catch (error) {
      return { error };
    }
  }, [organisation, calendarId, year]);
  const all = organisation ? [...organisation.calendars.values()] : (content.calendars ?? []);
  const users = content.units.filter(({ calendar }) => calendar === calendarId);

  function put(calendar: CalendarDefinition) {
    change({ ...content, calendars: (content.calendars ?? []).map((each) => (each.id === calendar.id ? calendar : each)) });
  }

  return (
    <Page
      title={say('Lịch làm việc', 'Calendars')}
      actions={
        <Button variant="default" onClick={() => setAdding(true)}>
          {say('Thêm lịch', 'Add a calendar')}
        </Button>
      }
    >
      <EditBar edited={edited} />
      <Group align="end">
        <Select
          label={say('Lịch', 'Calendar')}
          w={380}
          data={all.map((each) => ({ value: each.id, label: calendarName(each, say) }))}
          value={calendarId}
          onChange={(id) => id !== null && setCalendarId(id)}
          allowDeselect={false}
        />
        <Group gap="xs" align="center">
          <Button variant="default" onClick={() => setYear(year - 1)} aria-label={say('Năm trước', 'Year before')}>
            ‹
          </Button>
          <Title order={2} size="h4" aria-live="polite">
            {say(`Năm ${year}`, `${year}`)}
          </Title>
          <Button variant="default" onClick={() => setYear(year + 1)} aria-label={say('Năm sau', 'Year after')}>
            ›
          </Button>
        </Group>
      </Group>
      <Text size="sm">
        {content.calendar === calendarId && say('Là lịch chung của tổ chức. ', 'The calendar of the whole organisation. ')}
        {users.length > 0 &&
          say(
            `Đơn vị dùng lịch này: ${users.map(({ name }) => name).join('; ')}. `,
            `Used by: ${users.map(({ name }) => name).join('; ')}. `,
          )}
        {!own &&
          say('Lịch có sẵn không sửa được: hãy thêm lịch kế thừa nó.', 'A built-in calendar is not changed: add one that inherits it.')}
      </Text>
      {shown && 'error' in shown && <Failed error={shown.error} />}
      {shown && 'months' in shown && (
        <>
          {shown.provisional && (
            <Alert color="yellow" title={say(`Năm ${year} còn tạm tính`, `${year} is provisional`)}>
              {say(
                'Chưa có đủ thông báo nghỉ Tết và Quốc khánh: ngày nghỉ theo luật được tính sẵn, giấy hẹn rơi vào năm này ghi “tạm tính”. Khi có thông báo, hãy thêm ở thẻ Thông báo; hồ sơ bị dời được xem trước khi lưu.',
                'The notices for Tết and the National Day are not all known: days by the law stand meanwhile. Add the notice when it comes; what it moves is shown before saving.',
              )}
            </Alert>
          )}
          <Legend workingDays={shown.workingDays} />
          <Grid gap="md">
            <Grid.Col span={8}>
              <YearGrid year={shown} chosen={date} onChoose={setDate} />
            </Grid.Col>
            <Grid.Col span={4}>
              <Tabs defaultValue="day" keepMounted={false}>
                <Tabs.List aria-label={say('Chi tiết của lịch', 'Details')}>
                  <Tabs.Tab value="day">{say('Ngày', 'Day')}</Tabs.Tab>
                  <Tabs.Tab value="notices">{say('Thông báo', 'Notices')}</Tabs.Tab>
                  <Tabs.Tab value="week">{say('Giờ làm việc', 'Hours')}</Tabs.Tab>
                </Tabs.List>
                <Tabs.Panel value="day" pt="sm">
                  <DayForm
                    key={`${calendarId} ${date ?? ''}`}
                    day={shown.months.flat().find((each) => each.date === date)}
                    calendar={own}
                    onChange={put}
                  />
                </Tabs.Panel>
                <Tabs.Panel value="notices" pt="sm">
                  <Notices year={year} calendar={own} organisation={organisation!} calendarId={calendarId} onChange={put} />
                </Tabs.Panel>
                <Tabs.Panel value="week" pt="sm">
                  <WeekHours key={calendarId} calendar={own} organisation={organisation!} calendarId={calendarId} onChange={put} />
                </Tabs.Panel>
              </Tabs>
            </Grid.Col>
          </Grid>
        </>
      )}
      {isAdding && (
        <NewCalendar
          known={all}
          onAdd={(added) => {
            change({ ...content, calendars: [...(content.calendars ?? []), added] });
            setCalendarId(added.id);
            setAdding(false);
          }}
          onClose={() => setAdding(false)}
        />
      )}
    </Page>
  );
}

function Legend({ workingDays }: { readonly workingDays: number }) {
  const say = useSay();
  return (
    <Stack gap={4}>
      <Text size="sm">{say(`${workingDays} ngày làm việc trong năm.`, `${workingDays} working days in the year.`)}</Text>
      <div className="legend">
        <span>
          <span className="day closed" data-sign="·" aria-hidden>
            6
          </span>
          {say('Nghỉ hằng tuần', 'Weekly day off')}
        </span>
        {choicesOf(dayWords, say).map(({ value, label }) => (
          <span key={value}>
            <span className={`day ${value}`} data-sign={signs[value]} aria-hidden>
              6
            </span>
            {label}
          </span>
        ))}
      </div>
    </Stack>
  );
}
