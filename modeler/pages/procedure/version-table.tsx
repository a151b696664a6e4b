/** All versions of a procedure, the newest first: state, decision, dates, who put it in; each compared with the one before. */
import { Anchor, Group, Stack, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api } from '../../data/session.ts';
import { useOrganisation } from '../../dossier/use-organisation.ts';
import { useMe } from '../../dossier/use-me.ts';
import { wordOf } from '../../dossier/words.ts';
import { shownDate, shownInstant } from '../../i18n/format.ts';
import { useSay } from '../../i18n/say.tsx';
import { Asked } from '../../parts/asked.tsx';
import { ForceBadge } from '../procedures/procedure-list.tsx';

interface Props {
  readonly processKey: string;
  /** The version that the page shows. */
  readonly shown: number;
}

type VersionItem = Awaited<ReturnType<typeof api.getProcedureVersions>>['items'][number];

export function VersionTable({ processKey, shown }: Props) {
  const say = useSay();
  const me = useMe();
  const { personName } = useOrganisation();
  const readsDecisions = me.may('appraisals:read');
  const query = useQuery({
    queryKey: ['versions', 'decided', processKey],
    async queryFn() {
      const [versions, decisions] = await Promise.all([
        api.getProcedureVersions({ params: { processKey }, query: { limit: 200 } }),
        readsDecisions ? api.getDecisions({ query: { processKey, limit: 500 } }) : { items: [] },
      ]);
      return { versions: versions.items, decisions: decisions.items };
    },
  });
  const key = encodeURIComponent(processKey);
  return (
    <Stack gap="xs">
      <Title order={2} size="h4">
        {say('Các phiên bản', 'Versions')}
      </Title>
      <Asked query={query}>
        {({ versions, decisions }) => (
          <div className="list" tabIndex={0} role="group" aria-label={say('Các phiên bản', 'Versions')}>
            <Table striped>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">{say('Phiên bản', 'Version')}</Table.Th>
                  <Table.Th scope="col">{say('Trạng thái', 'State')}</Table.Th>
                  <Table.Th scope="col">{say('Hiệu lực', 'In force')}</Table.Th>
                  {readsDecisions && <Table.Th scope="col">{say('Quyết định', 'Decision')}</Table.Th>}
                  <Table.Th scope="col">{say('Đưa vào hệ thống', 'Put in')}</Table.Th>
                  <Table.Th scope="col">{say('Xem', 'Look')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {versions.map((each, index) => {
                  const { versionId, version, inForceFrom, inForceUntil, deployedAt, deployedBy } = each;
                  const before = versions[index + 1];
                  return (
                    <Table.Tr key={versionId}>
                      <Table.Th scope="row">{version}</Table.Th>
                      <Table.Td>
                        <ForceBadge state={stateOf(each)} />
                      </Table.Td>
                      <Table.Td>
                        {inForceFrom === undefined
                          ? say('từ đầu', 'from the beginning')
                          : say(`từ ${shownDate(inForceFrom)}`, `from ${shownDate(inForceFrom)}`)}
                        {inForceUntil !== undefined && say(` đến ${shownDate(inForceUntil)}`, ` until ${shownDate(inForceUntil)}`)}
                      </Table.Td>
                      {readsDecisions && (
                        <Table.Td>
                          {decisions
                            .filter((decision) => decision.versionId === versionId)
                            .map(({ decisionId, kind, number, date, note }) => (
                              <Text key={decisionId} size="sm">
                                {wordOf('decisions', kind, say)}
                                {number !== undefined && ` ${number}`}
                                {date !== undefined && ` (${shownDate(date)})`}
                                {note !== undefined && `: ${note}`}
                              </Text>
                            ))}
                        </Table.Td>
                      )}
                      <Table.Td>
                        {shownInstant(deployedAt)} · {deployedBy.name ?? personName(deployedBy.user)}
                      </Table.Td>
                      <Table.Td>
                        <Group gap="sm">
                          {version === shown ? (
                            <Text size="sm">{say('đang xem', 'shown')}</Text>
                          ) : (
                            <Anchor component={Link} to={`/procedures/${key}?version=${version}`} size="sm">
                              {say('Xem', 'Show')}
                            </Anchor>
                          )}
                          {before && (
                            <Anchor
                              component={Link}
                              size="sm"
                              to={`/compare?before=${encodeURIComponent(`${processKey}@${before.version}`)}&after=${encodeURIComponent(`${processKey}@${version}`)}`}
                            >
                              {say(`So với bản ${before.version}`, `Compare with ${before.version}`)}
                            </Anchor>
                          )}
                        </Group>
                      </Table.Td>
                    </Table.Tr>
                  );
                })}
              </Table.Tbody>
            </Table>
          </div>
        )}
      </Asked>
    </Stack>
  );
}

function stateOf({ inForceFrom, inForceUntil }: VersionItem): 'inForce' | 'coming' | 'ended' {
  const now = new Date().toISOString();
  if (inForceUntil !== undefined && inForceUntil <= now) return 'ended';
  return inForceFrom !== undefined && inForceFrom > now ? 'coming' : 'inForce';
}
