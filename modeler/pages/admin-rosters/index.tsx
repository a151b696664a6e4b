/** Who sits at which desk or counter when, who stands in reserve; desks that are short of somebody stand above. */
import { Alert, Badge, Button, Group, List, Stack, Table, Text, TextInput, VisuallyHidden } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Fragment, useState } from 'react';
import type { Operations } from '../../../api/client-operations.ts';
import { api } from '../../data/session.ts';
import { shownDate } from '../../i18n/format.ts';
import { useSay } from '../../i18n/say.tsx';
import { Asked } from '../../parts/asked.tsx';
import { Page } from '../../parts/page.tsx';
import { Empty } from '../../parts/states.tsx';
import { Confirm } from '../admin-parts/confirm.tsx';
import { dayFromNow } from '../admin-parts/days.ts';
import { Permitted } from '../admin-parts/permitted.tsx';
import { useUnitName } from '../admin-parts/unit-select.tsx';
import { NewEntry } from './new-entry.tsx';

type Entry = Operations['getRosters']['answer']['items'][number];
type Gap = Operations['getRostersGaps']['answer']['items'][number];

export default function RostersPage() {
  return (
    <Permitted permission="rosters:manage">
      <Content />
    </Permitted>
  );
}

function Content() {
  const say = useSay();
  const queries = useQueryClient();
  const [date, setDate] = useState(dayFromNow());
  const [isAdding, setAdding] = useState<{ readonly unit?: string }>();
  const [ending, setEnding] = useState<Entry>();
  const roster = useQuery({ queryKey: ['roster', date], queryFn: () => api.getRosters({ query: { from: date } }) });
  const gaps = useQuery({ queryKey: ['roster gaps', date], queryFn: () => api.getRostersGaps({ query: { date } }) });
  const refresh = async () => {
    await Promise.all([queries.invalidateQueries({ queryKey: ['roster'] }), queries.invalidateQueries({ queryKey: ['roster gaps'] })]);
  };
  return (
    <Page
      title={say('Phân công trực quầy', 'Rosters')}
      actions={<Button onClick={() => setAdding({})}>{say('Phân công', 'Put somebody at a desk')}</Button>}
    >
      <TextInput
        type="date"
        label={say('Vào ngày', 'On')}
        w={180}
        value={date}
        onChange={(event) => setDate(event.currentTarget.value || dayFromNow())}
      />
      <Asked query={gaps}>{({ items }) => <Gaps items={items} date={date} onAdd={(unit) => setAdding({ unit })} />}</Asked>
      <Asked query={roster}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty>{say('Chưa phân công ai từ ngày này. Bắt đầu bằng nút Phân công.', 'Nobody is on the roster from this day on.')}</Empty>
          ) : (
            <Roster items={items} date={date} onEnd={setEnding} />
          )
        }
      </Asked>
      {isAdding && (
        <NewEntry
          proposedUnit={isAdding.unit}
          inRoster={roster.data?.items ?? []}
          onDone={() => {
            setAdding(undefined);
            void refresh();
          }}
          onClose={() => setAdding(undefined)}
        />
      )}
      {ending && (
        <Confirm
          title={say(`Chấm dứt phân công của ${ending.name}?`, `End the entry of ${ending.name}?`)}
          text={say(
            'Hôm qua là ngày cuối; phân công chưa bắt đầu thì bị xóa.',
            'Yesterday becomes its last day; one that has not begun is removed.',
          )}
          act={say('Chấm dứt', 'End')}
          run={async () => {
            await api.deleteRoster({ params: { rosterEntryId: ending.rosterEntryId } });
            await refresh();
          }}
          onClose={() => setEnding(undefined)}
        />
      )}
    </Page>
  );
}

function Gaps({ items, date, onAdd }: { readonly items: readonly Gap[]; readonly date: string; onAdd(unit: string): void }) {
  const say = useSay();
  const [isWhole, setWhole] = useState(false);
  if (items.length === 0)
    return (
      <Alert color="green" role="status">
        {say(
          `Ngày ${shownDate(date)}: quầy nào cũng có người và dự phòng.`,
          `On ${shownDate(date)} every desk has somebody and a reserve.`,
        )}
      </Alert>
    );
  const text = ({ lacks, withoutPosition }: Gap) =>
    [
      ...(lacks.includes('officer') ? [say('chưa có người trực', 'nobody sits here')] : []),
      ...(lacks.includes('reserve') ? [say('chưa có người dự phòng', 'no reserve')] : []),
      ...withoutPosition.map(({ name }) =>
        say(
          `${name} chưa có tài khoản hoặc chức vụ tại đây nên không nhận được việc`,
          `${name} has no account or position here and cannot take up tasks`,
        ),
      ),
    ].join('; ');
  const shown = isWhole ? items : items.slice(0, 5);
  return (
    <Alert
      color="yellow"
      title={say(`Ngày ${shownDate(date)}: ${items.length} quầy cần xem lại`, `On ${shownDate(date)}: ${items.length} desks to look at`)}
    >
      <Stack gap="xs">
        <List size="sm" spacing={4}>
          {shown.map((gap) => (
            <List.Item key={gap.unit}>
              <Group gap="xs">
                <Text size="sm">
                  <b>{gap.name}</b>: {text(gap)}
                </Text>
                {gap.lacks.length > 0 && (
                  <Button
                    size="compact-xs"
                    variant="default"
                    aria-label={say(`Phân công tại ${gap.name}`, `Assign somebody at ${gap.name}`)}
                    onClick={() => onAdd(gap.unit)}
                  >
                    {say('Phân công', 'Assign')}
                  </Button>
                )}
              </Group>
            </List.Item>
          ))}
        </List>
        {items.length > 5 && (
          <Button size="compact-sm" variant="default" style={{ alignSelf: 'start' }} onClick={() => setWhole(!isWhole)}>
            {isWhole ? say('Thu gọn', 'Fewer') : say(`Xem tất cả ${items.length} quầy`, `All ${items.length} desks`)}
          </Button>
        )}
        <Text size="xs">
          {say(
            'Nghị định 61/2018/NĐ-CP, Điều 12 khoản 8: Trung tâm cần ít nhất một người dự phòng.',
            'Decree 61/2018, art. 12(8): a centre needs at least one officer in reserve.',
          )}
        </Text>
      </Stack>
    </Alert>
  );
}

function Roster({ items, date, onEnd }: { readonly items: readonly Entry[]; readonly date: string; onEnd(entry: Entry): void }) {
  const say = useSay();
  const unitName = useUnitName();
  const units = [...new Set(items.map(({ unit }) => unit))];
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{say('Người trực', 'Officer')}</Table.Th>
          <Table.Th>{say('Là', 'Is')}</Table.Th>
          <Table.Th>{say('Số quầy', 'Counter')}</Table.Th>
          <Table.Th>{say('Thủ tục', 'Procedures')}</Table.Th>
          <Table.Th>{say('Từ ngày', 'From')}</Table.Th>
          <Table.Th>{say('Đến hết ngày', 'Until')}</Table.Th>
          <Table.Th>
            <VisuallyHidden>{say('Thao tác', 'Actions')}</VisuallyHidden>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {units.map((unit) => (
          <Fragment key={unit}>
            <Table.Tr>
              <Table.Th colSpan={7} scope="rowgroup">
                {unitName(unit)}
              </Table.Th>
            </Table.Tr>
            {items
              .filter((entry) => entry.unit === unit)
              .map((entry) => (
                <Table.Tr key={entry.rosterEntryId}>
                  <Table.Td>{entry.name}</Table.Td>
                  <Table.Td>
                    <Badge tt="none" variant={entry.isReserve ? 'default' : 'filled'}>
                      {entry.isReserve ? say('dự phòng', 'reserve') : say('trực chính', 'regular')}
                    </Badge>
                  </Table.Td>
                  <Table.Td>{entry.counter}</Table.Td>
                  <Table.Td>
                    {entry.procedures.length === 0
                      ? say('mọi thủ tục của quầy', 'all of the desk')
                      : say(`${entry.procedures.length} thủ tục`, `${entry.procedures.length} procedures`)}
                  </Table.Td>
                  <Table.Td>
                    {shownDate(entry.validFrom)}
                    {entry.validFrom > date && say(' (chưa bắt đầu)', ' (to come)')}
                  </Table.Td>
                  <Table.Td>{entry.validTo === undefined ? say('khi chấm dứt', 'ended') : shownDate(entry.validTo)}</Table.Td>
                  <Table.Td>
                    <Button
                      size="compact-xs"
                      variant="default"
                      aria-label={say(`Chấm dứt phân công của ${entry.name}`, `End the entry of ${entry.name}`)}
                      onClick={() => onEnd(entry)}
                    >
                      {say('Chấm dứt', 'End')}
                    </Button>
                  </Table.Td>
                </Table.Tr>
              ))}
          </Fragment>
        ))}
      </Table.Tbody>
    </Table>
  );
}
