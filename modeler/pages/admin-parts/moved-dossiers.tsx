/** What would move for open dossiers: counts in words, then the dossiers. */
import { Alert, Stack, Table, Text } from '@mantine/core';
import type { Operations } from '../../../api/client-operations.ts';
import { shownDate, shownInstant } from '../../i18n/format.ts';
import { useSay } from '../../i18n/say.tsx';
import { flagWords, wordOf } from './words.ts';
import { useUnitName } from './unit-select.tsx';

export type Preview = Operations['postOrganisationPreviews']['answer'];

export function MovedDossiers({ preview }: { readonly preview: Preview }) {
  const say = useSay();
  const unitName = useUnitName();
  const { dossiers, isComplete, appointments, flagged, items, units } = preview;
  const open = units.filter(({ openDossiers, positions }) => openDossiers > 0 || positions > 0);
  return (
    <Stack gap="sm">
      <Text size="sm">
        {say(
          `Đã xem ${dossiers} hồ sơ đang mở${isComplete ? '' : ' đến hạn sớm nhất (còn hồ sơ khác chưa xem)'}: ngày hẹn tính lại khác ở ${appointments} hồ sơ, thời điểm cảnh báo dời ở ${flagged} hồ sơ.`,
          `${dossiers} open dossiers looked at${isComplete ? '' : ', the first to be due (there are more)'}: the appointment would be counted otherwise for ${appointments}, warnings move for ${flagged}.`,
        )}
      </Text>
      {appointments > 0 && (
        <Alert color="yellow" title={say('Ngày đã hẹn với người dân giữ nguyên', 'Promised appointments stay')}>
          {say(
            'Lưu lịch không tự dời ngày hẹn. Hồ sơ nào cần hẹn lại thì Trung tâm hẹn lại từng hồ sơ, có lý do và thông báo cho người nộp. Cảnh báo thì được tính lại ngay.',
            'Saving moves no appointment by itself. The Centre re-appoints dossier by dossier, with a reason. Warnings are planned anew at once.',
          )}
        </Alert>
      )}
      {open.map(({ unit, name, change, openDossiers, positions }) => (
        <Alert key={unit} color="orange" title={name}>
          {change === 'removed'
            ? say('Bị xóa khỏi sơ đồ', 'Is removed')
            : say('Kết thúc hoạt động theo ngày đã ghi', 'Ends on the day given')}
          {say(
            `, trong khi còn ${openDossiers} hồ sơ đang mở và ${positions} chức vụ được giao ở đó.`,
            `, while ${openDossiers} open dossiers and ${positions} positions are there.`,
          )}
        </Alert>
      ))}
      {items.length > 0 && (
        <Table.ScrollContainer minWidth={600} maxHeight={320} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
          <Table striped stickyHeader>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{say('Hồ sơ', 'Dossier')}</Table.Th>
                <Table.Th>{say('Cơ quan', 'Agency')}</Table.Th>
                <Table.Th>{say('Đã hẹn', 'Promised')}</Table.Th>
                <Table.Th>{say('Nếu tính lại', 'Counted anew')}</Table.Th>
                <Table.Th>{say('Cảnh báo dời', 'Warnings moved')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {items.map(({ dossierId, code, department, appointmentDueAt, appointment, flags }) => (
                <Table.Tr key={dossierId}>
                  <Table.Td>{code ?? `#${dossierId}`}</Table.Td>
                  <Table.Td>{department === undefined ? '' : unitName(department)}</Table.Td>
                  <Table.Td>{shownDate(appointmentDueAt)}</Table.Td>
                  <Table.Td>{appointment ? shownDate(appointment.then) : say('không đổi', 'the same')}</Table.Td>
                  <Table.Td>
                    {flags.length === 0
                      ? say('không', 'none')
                      : flags.slice(0, 3).map(({ flag, elementKey, now, then }) => (
                          <div key={`${flag} ${elementKey ?? ''}`}>
                            {wordOf(flagWords, flag, say)}: {now === undefined ? say('chưa có', 'none') : shownInstant(now)} →{' '}
                            {then === undefined ? say('không còn', 'none') : shownInstant(then)}
                          </div>
                        ))}
                    {flags.length > 3 && say(`và ${flags.length - 3} cảnh báo khác`, `and ${flags.length - 3} more`)}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Stack>
  );
}
