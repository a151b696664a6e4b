/** Revisions of a procedure that are being appraised. */
import { Anchor, Stack, Table, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api } from '../../data/session.ts';
import { wordOf } from '../../dossier/words.ts';
import { shownInstant } from '../../i18n/format.ts';
import { useSay } from '../../i18n/say.tsx';
import { Asked } from '../../parts/asked.tsx';

export function UnderWay({ processKey }: { readonly processKey: string }) {
  const say = useSay();
  const query = useQuery({
    queryKey: ['appraisals', 'underWay'],
    queryFn: () =>
      api.getAppraisals({
        query: { state: ['registered', 'submitted', 'underAppraisal', 'returned', 'passed', 'approved'], limit: 500 },
      }),
  });
  return (
    <Asked query={query}>
      {({ items }) => {
        const ours = items.filter((each) => each.processKey === processKey);
        if (ours.length === 0) return undefined;
        return (
          <Stack gap="xs">
            <Title order={2} size="h4">
              {say('Bản sửa đang thẩm định', 'Revisions under appraisal')}
            </Title>
            <Table striped>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">{say('Tên', 'Title')}</Table.Th>
                  <Table.Th scope="col">{say('Trạng thái', 'State')}</Table.Th>
                  <Table.Th scope="col">{say('Hạn thẩm định', 'Due')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {ours.map(({ appraisalId, title, state, dueAt }) => (
                  <Table.Tr key={appraisalId}>
                    <Table.Td>
                      <Anchor component={Link} to={`/appraisals/${appraisalId}`} size="sm">
                        {title}
                      </Anchor>
                    </Table.Td>
                    <Table.Td>{wordOf('drafts', state, say)}</Table.Td>
                    <Table.Td>{shownInstant(dueAt)}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Stack>
        );
      }}
    </Asked>
  );
}
