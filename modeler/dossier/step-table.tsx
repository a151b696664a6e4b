/** Every step of a dossier with the time it used of its budget: what the badges on the diagram say, for who reads rather than looks. */
import { Table, Text } from '@mantine/core';
import type { DossierReport } from '../../engine/index.ts';
import { shownInstant, shownMinutes } from '../i18n/format.ts';
import { useSpeech } from '../i18n/say.tsx';
import { dayMinutesOf } from './day-minutes.ts';
import type { OrganisationView } from './organisation-view.ts';
import { UsedBar } from './used-bar.tsx';
import { wordOf } from './words.ts';

interface Props {
  readonly report: Pick<DossierReport, 'active' | 'finished'>;
  readonly elementName: (elementId: string) => string;
  readonly organisation: OrganisationView;
}

export function StepTable({ report: { active, finished }, elementName, organisation }: Props) {
  const { say, language } = useSpeech();
  const rows = [...finished, ...active.map((step) => ({ ...step, leftAt: undefined, result: undefined }))];
  return (
    <div className="list" tabIndex={0} role="group" aria-label={say('Các bước và thời gian', 'Steps and their time')}>
      <Table striped highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{say('Bước', 'Step')}</Table.Th>
            <Table.Th scope="col">{say('Đơn vị', 'Unit')}</Table.Th>
            <Table.Th scope="col">{say('Người giữ', 'Holder')}</Table.Th>
            <Table.Th scope="col">{say('Đã dùng / được giao', 'Used / budget')}</Table.Th>
            <Table.Th scope="col">{say('Hạn', 'Due')}</Table.Th>
            <Table.Th scope="col">{say('Kết quả', 'Result')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ elementKey, elementId, unit, holder, usedMinutes, budget, budgetMinutes, dueAt, overByMinutes, leftAt, result }) => (
            <Table.Tr key={elementKey}>
              <Table.Th scope="row" fw={leftAt === undefined ? 600 : 400}>
                {elementName(elementId)}
              </Table.Th>
              <Table.Td>{organisation.unitName(unit)}</Table.Td>
              <Table.Td>{holder === undefined ? say('chưa ai nhận', 'nobody') : organisation.personName(holder)}</Table.Td>
              <Table.Td>
                <UsedBar usedMinutes={usedMinutes} budgetMinutes={budgetMinutes} dayMinutes={dayMinutesOf(budget)} />
              </Table.Td>
              <Table.Td>{shownInstant(dueAt)}</Table.Td>
              <Table.Td>
                {leftAt === undefined ? (
                  <Text size="sm" fw={600}>
                    {say('đang làm', 'under way')}
                  </Text>
                ) : (
                  <Text size="sm">{result === undefined ? say('xong', 'done') : wordOf('results', result, say)}</Text>
                )}
                {overByMinutes > 0 && (
                  <Text size="sm" fw={600} className="late">
                    {say(`quá ${shownMinutes(overByMinutes, language)} làm việc`, `${shownMinutes(overByMinutes, language)} of work over`)}
                  </Text>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
