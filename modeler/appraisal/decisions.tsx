/** All decisions, the newest first; what came into use without an appraisal is repealed here. */
import { Anchor, Button, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, useSyncExternalStore } from 'react';
import { Link } from 'react-router';
import { api, session } from '../data/session.ts';
import { shownDate, shownInstant } from '../i18n/format.ts';
import { useSay } from '../i18n/say.tsx';
import { Asked } from '../parts/asked.tsx';
import { Empty } from '../parts/states.tsx';
import { ActDialog } from './act-dialog.tsx';
import { offeredAct } from './perform-act.ts';

interface Version {
  readonly processKey: string;
  readonly version: number;
  readonly title: string;
}

/** Kinds by which a version came into use without an authority. */
const isOwn = (kind: string) => kind === 'installed' || kind === 'direct' || kind === 'earlier';

/** Of what was never appraised here a repeal is a decision of its own; of the others it is an act of their appraisal. */
export function Decisions() {
  const say = useSay();
  const me = useSyncExternalStore(session.subscribe, session.current).me;
  const mayRepeal = me?.permissions.includes('appraisals:approve') === true;
  const [repealed, setRepealed] = useState<Version>();
  const offered = offeredAct('repeal', say)!;
  const query = useQuery({ queryKey: ['decisions'], queryFn: () => api.getDecisions({ query: { limit: 200 } }) });
  const kinds: Readonly<Record<string, string>> = {
    approval: say('Phê duyệt', 'Approval'),
    repeal: say('Bãi bỏ', 'Repeal'),
    installed: say('Kèm theo chương trình', 'Came with the program'),
    direct: say('Triển khai thẳng, không thẩm định', 'Deployed past the appraisal'),
    earlier: say('Dùng từ trước khi có thẩm định', 'In use before there was an appraisal'),
  };
  return (
    <>
      {repealed && (
        <ActDialog
          title={`${offered.label}: ${repealed.title}`}
          about={offered.about}
          fields={offered.fields}
          confirm={offered.label}
          act={async ({ number = '', date = '', effectiveDate = '', note }) => {
            const { processKey, version } = repealed;
            await api.postProcedureVersionRepeal({
              params: { processKey, version },
              body: { number, date, effectiveDate, ...(note !== undefined && { note }) },
            });
            await query.refetch();
          }}
          close={() => setRepealed(undefined)}
        />
      )}
      <Asked query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty>{say('Chưa có quyết định nào.', 'There is no decision yet.')}</Empty>
          ) : (
            <Table aria-label={say('Các quyết định, mới nhất trước', 'Decisions, the newest first')} verticalSpacing="xs">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">{say('Loại', 'Kind')}</Table.Th>
                  <Table.Th scope="col">{say('Số, ngày', 'Number, date')}</Table.Th>
                  <Table.Th scope="col">{say('Thủ tục', 'Procedure')}</Table.Th>
                  <Table.Th scope="col">{say('Hiệu lực từ', 'In force from')}</Table.Th>
                  <Table.Th scope="col">{say('Ai ghi, lúc nào', 'By whom, when')}</Table.Th>
                  <Table.Th scope="col">{say('Ghi chú', 'Note')}</Table.Th>
                  {mayRepeal && <Table.Td />}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {items.map(({ decisionId, kind, number, date, name, processKey, version, effectiveDate, by, at, note, appraisalId }) => {
                  const title = `${name ?? processKey ?? ''}${version === undefined ? '' : say(`, phiên bản ${version}`, `, version ${version}`)}`;
                  return (
                    <Table.Tr key={decisionId}>
                      <Table.Td>{kinds[kind] ?? kind}</Table.Td>
                      <Table.Td>{number === undefined ? '–' : `${number}, ${shownDate(date)}`}</Table.Td>
                      <Table.Td>
                        {appraisalId === undefined ? (
                          title
                        ) : (
                          <Anchor component={Link} to={`/appraisals/${appraisalId}`} underline="always" fz="sm">
                            {title}
                          </Anchor>
                        )}
                      </Table.Td>
                      <Table.Td>{shownDate(effectiveDate) || '–'}</Table.Td>
                      <Table.Td>
                        {by.name ?? by.user}, {shownInstant(at)}
                      </Table.Td>
                      <Table.Td>{note}</Table.Td>
                      {mayRepeal && (
                        <Table.Td>
                          {isOwn(kind) && appraisalId === undefined && processKey !== undefined && version !== undefined && (
                            <Button size="compact-sm" variant="default" onClick={() => setRepealed({ processKey, version, title })}>
                              {say('Bãi bỏ', 'Repeal')}
                            </Button>
                          )}
                        </Table.Td>
                      )}
                    </Table.Tr>
                  );
                })}
              </Table.Tbody>
            </Table>
          )
        }
      </Asked>
    </>
  );
}
