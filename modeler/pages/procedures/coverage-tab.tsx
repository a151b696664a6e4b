/** How much of what each department has by law is in use, against the target: bars and numbers, and what must be there and is not. */
import { Anchor, Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api } from '../../data/session.ts';
import { useMe } from '../../dossier/use-me.ts';
import { useOrganisation } from '../../dossier/use-organisation.ts';
import { shownNumber } from '../../i18n/format.ts';
import { useSpeech } from '../../i18n/say.tsx';
import { Asked } from '../../parts/asked.tsx';
import { Empty } from '../../parts/states.tsx';

type Coverage = Awaited<ReturnType<typeof api.getReportsCoverage>>;

export function CoverageTab() {
  const me = useMe();
  const { say } = useSpeech();
  const query = useQuery({ queryKey: ['coverage'], queryFn: () => api.getReportsCoverage() });
  return (
    <Asked query={query}>
      {(coverage) =>
        coverage.items.length === 0 ? (
          <Empty>
            {say(
              'Chưa nhập danh mục thủ tục của các sở, nên chưa tính được tỷ lệ.',
              'The catalogue of the departments is not entered yet, so there is no share.',
            )}{' '}
            {me.may('catalogue:write') ? (
              <Anchor component={Link} to="/admin/catalogue" underline="always">
                {say('Nhập danh mục', 'Enter it')}
              </Anchor>
            ) : (
              say('Quản trị viên hoặc người phê duyệt nhập ở phần Quản trị.', 'An administrator or approver enters it under Administration.')
            )}
          </Empty>
        ) : (
          <CoverageTable coverage={coverage} />
        )
      }
    </Asked>
  );
}

function CoverageTable({ coverage: { target, items, total, unlisted } }: { readonly coverage: Coverage }) {
  const { say, language } = useSpeech();
  const { unitName } = useOrganisation();
  const rows = [...items.map((item) => ({ ...item, name: unitName(item.department) })), { ...total, name: say('Toàn tỉnh', 'All'), department: '' }];
  return (
    <Stack>
      <Text>
        {say('Chỉ tiêu', 'Target')}: <strong>{shownNumber(target, language)} %</strong>
      </Text>
      <div className="list" tabIndex={0} role="group" aria-label={say('Tỷ lệ theo sở', 'Coverage by department')}>
        <Table striped>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{say('Cơ quan', 'Agency')}</Table.Th>
              <Table.Th scope="col">{say('Đã áp dụng / phải có', 'In use / counted')}</Table.Th>
              <Table.Th scope="col" miw={180}>
                {say('Tỷ lệ (vạch: chỉ tiêu)', 'Share (mark: target)')}
              </Table.Th>
              <Table.Th scope="col">{say('So với chỉ tiêu', 'Against the target')}</Table.Th>
              <Table.Th scope="col">{say('Không tính', 'Excluded')}</Table.Th>
              <Table.Th scope="col">{say('Bắt buộc mà chưa có', 'Mandatory and missing')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(({ department, name, counted, published, share = 0, reachesTarget, missingToTarget, excluded, mandatoryMissing }) => (
              <Table.Tr key={department} {...(department === '' && { fw: 600 })}>
                <Table.Th scope="row">{name}</Table.Th>
                <Table.Td>
                  {published} / {counted}
                </Table.Td>
                <Table.Td>
                  {shownNumber(share, language)} %
                  <div className="bar" aria-hidden>
                    <span style={{ width: `${Math.min(100, share)}%` }} />
                    <i style={{ left: `${Math.min(100, target)}%` }} />
                  </div>
                </Table.Td>
                <Table.Td>
                  {reachesTarget ? (
                    say('✓ đạt', '✓ reached')
                  ) : (
                    <strong className="late">{say(`⚑ còn thiếu ${missingToTarget}`, `⚑ ${missingToTarget} missing`)}</strong>
                  )}
                </Table.Td>
                <Table.Td>{excluded}</Table.Td>
                <Table.Td>
                  {typeof mandatoryMissing === 'number' ? (
                    mandatoryMissing
                  ) : mandatoryMissing.length === 0 ? (
                    0
                  ) : (
                    <details>
                      <summary>{mandatoryMissing.length}</summary>
                      {mandatoryMissing.map(({ code, name: missing }) => (
                        <Text key={code} size="sm">
                          {code} {missing}
                        </Text>
                      ))}
                    </details>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      {unlisted.length > 0 && (
        <Text size="sm">
          {say('Đang áp dụng mà chưa có trong danh mục', 'In use, and in no catalogue')}: {unlisted.join(', ')}
        </Text>
      )}
    </Stack>
  );
}
