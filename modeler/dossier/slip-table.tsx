/** The control slip (form 06): each unit's time with the dossier. */
import { Table, Text } from '@mantine/core';
import type { DossierReport } from '../../engine/index.ts';
import { shownInstant, shownMinutes } from '../i18n/format.ts';
import { useSpeech } from '../i18n/say.tsx';
import type { OrganisationView } from './organisation-view.ts';
import { wordOf } from './words.ts';

interface Props {
  readonly rows: DossierReport['controlSlip'];
  readonly organisation: OrganisationView;
}

export function SlipTable({ rows, organisation: { unitName, personName } }: Props) {
  const { say, language } = useSpeech();
  return (
    <div className="list" tabIndex={0} role="group" aria-label={say('Phiếu kiểm soát (mẫu 06)', 'Control slip (form 06)')}>
      <Table striped>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{say('Bên giao', 'From')}</Table.Th>
            <Table.Th scope="col">{say('Bên nhận', 'To')}</Table.Th>
            <Table.Th scope="col">{say('Người giữ', 'Holder')}</Table.Th>
            <Table.Th scope="col">{say('Giao lúc', 'Sent')}</Table.Th>
            <Table.Th scope="col">{say('Nhận lúc', 'Taken up')}</Table.Th>
            <Table.Th scope="col">{say('Xong lúc', 'Left')}</Table.Th>
            <Table.Th scope="col">{say('Hạn', 'Due')}</Table.Th>
            <Table.Th scope="col">{say('Kết quả, ghi chú', 'Result, note')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ from, unit, holder, sentAt, acceptedAt, leftAt, dueAt, result, overByMinutes, note }, index) => (
            <Table.Tr key={index}>
              <Table.Td>{from === undefined ? say('người nộp', 'the applicant') : unitName(from)}</Table.Td>
              <Table.Td>{unitName(unit)}</Table.Td>
              <Table.Td>{personName(holder)}</Table.Td>
              <Table.Td>{shownInstant(sentAt)}</Table.Td>
              <Table.Td>{shownInstant(acceptedAt)}</Table.Td>
              <Table.Td>{shownInstant(leftAt)}</Table.Td>
              <Table.Td>{shownInstant(dueAt)}</Table.Td>
              <Table.Td>
                {result !== undefined && (
                  <Text size="sm" fw={result === 'late' ? 600 : 400} className={result === 'late' ? 'late' : undefined}>
                    {wordOf('results', result, say)}
                    {overByMinutes > 0 && `: ${shownMinutes(overByMinutes, language)}`}
                  </Text>
                )}
                {note}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
