/** Documents of a dossier: saved, never shown in the page, for they are what somebody sent. */
import { Anchor, Table } from '@mantine/core';
import type { api } from '../data/session.ts';
import { shownDate, shownInstant, shownNumber } from '../i18n/format.ts';
import { useSpeech } from '../i18n/say.tsx';
import { Empty } from '../parts/states.tsx';

interface Props {
  readonly dossierId: string;
  readonly documents: Awaited<ReturnType<typeof api.getDossierDocuments>>['items'];
}

export function DocumentList({ dossierId, documents }: Props) {
  const { say, language } = useSpeech();
  if (documents.length === 0) return <Empty>{say('Chưa có tài liệu nào.', 'There is no document.')}</Empty>;
  return (
    <div className="list" tabIndex={0} role="group" aria-label={say('Tài liệu', 'Documents')}>
      <Table striped>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{say('Tên', 'Name')}</Table.Th>
            <Table.Th scope="col">{say('Loại', 'Kind')}</Table.Th>
            <Table.Th scope="col">{say('Số, ngày, nơi cấp', 'Number, date, issuer')}</Table.Th>
            <Table.Th scope="col">{say('Nộp lúc', 'Sent in')}</Table.Th>
            <Table.Th scope="col">{say('Cỡ', 'Size')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {documents.map(({ documentId, name, kind, number, issuer, issuedDate, uploadedAt, uploadedBy, sizeBytes }) => (
            <Table.Tr key={documentId}>
              <Table.Td>
                <Anchor href={`/api/v1/dossiers/${dossierId}/documents/${documentId}/content`} download>
                  {name}
                </Anchor>
              </Table.Td>
              <Table.Td>{kind}</Table.Td>
              <Table.Td>{[number, shownDate(issuedDate), issuer].filter(Boolean).join(', ')}</Table.Td>
              <Table.Td>
                {shownInstant(uploadedAt)} · {uploadedBy.name}
              </Table.Td>
              <Table.Td>{shownNumber(sizeBytes / 1024, language)} kB</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
