/** Work that somebody chooses: the parts of dossiers in which the next activity is begun by hand, oldest first. Nothing when there is none. */
import { Anchor, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api } from '../../data/session.ts';
import { AdHocCard } from '../../dossier/ad-hoc-card.tsx';
import type { OrganisationView } from '../../dossier/organisation-view.ts';
import { useMe } from '../../dossier/use-me.ts';
import { shownInstant } from '../../i18n/format.ts';
import { useSay } from '../../i18n/say.tsx';

/** Parts shown; the rest comes when these are done. */
const most = 20;

interface Props {
  readonly unit: string | undefined;
  readonly organisation: OrganisationView;
}

export function AdHocWork({ unit, organisation: { unitName } }: Props) {
  const say = useSay();
  const me = useMe();
  const query = useQuery({
    queryKey: ['tasks', 'adHoc', unit],
    queryFn: () => api.getAdHocParts({ query: { limit: most, ...(unit !== undefined && { department: unit }) } }),
    refetchInterval: 60_000,
  });
  const parts = (query.data?.items ?? []).filter(({ activities, mayEnd }) => activities.length > 0 || mayEnd);
  if (parts.length === 0) return null;
  const title = say('Việc tùy chọn: chọn việc làm tiếp', 'Work that is chosen: begin what is needed');
  return (
    <Stack component="section" gap="xs" aria-label={title}>
      <Title order={2} size="h4">
        {title}
      </Title>
      <SimpleGrid cols={2} spacing="sm" minColWidth="340px" type="container">
        {parts.map(({ dossierId, dossierCode, unit: place, openedAt, ...choice }) => (
          <AdHocCard
            key={`${dossierId} ${choice.elementKey}`}
            dossierId={dossierId}
            choice={choice}
            mayAct={me.may('dossiers:act')}
            about={
              <Text size="sm">
                <Anchor component={Link} to={`/dossiers/${dossierId}`} size="sm" underline="always">
                  {dossierCode ?? say(`số ${dossierId}`, `no. ${dossierId}`)}
                </Anchor>
                {place !== undefined && ` · ${unitName(place)}`} · {say(`từ ${shownInstant(openedAt)}`, `since ${shownInstant(openedAt)}`)}
              </Text>
            }
          />
        ))}
      </SimpleGrid>
      {query.data?.next !== undefined && (
        <Text size="sm">{say('Còn nữa: xong những phần này sẽ hiện tiếp.', 'There are more: they come when these are done.')}</Text>
      )}
    </Stack>
  );
}
