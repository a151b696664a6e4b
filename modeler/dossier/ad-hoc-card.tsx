/** An ad-hoc subprocess under way: which of its activities somebody begins next, and saying that it is done. */
import { Button, Card, Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { api } from '../data/session.ts';
import { useSay } from '../i18n/say.tsx';
import { Failed } from '../parts/states.tsx';
import type { DossierPicture } from './load-dossier.ts';
import { useAct } from './use-act.ts';

interface Props {
  readonly dossierId: string;
  readonly choice: DossierPicture['diagram']['adHoc'][number];
  readonly mayAct: boolean;
  /** Whose dossier it is, where the page does not say so. */
  readonly about?: ReactNode;
}

export function AdHocCard({ dossierId, choice: { elementKey, elementId, name = elementId, activities, mayEnd }, mayAct, about }: Props) {
  const say = useSay();
  const params = { dossierId };
  const begin = useAct((activity: string) => api.postDossierActivities({ params, body: { elementKey, activity } }));
  const end = useAct(() => api.postDossierActivitiesEnd({ params, body: { elementKey } }));
  const error = begin.error ?? end.error;
  return (
    <Card withBorder padding="sm" component="section" aria-label={name}>
      <Stack gap={6}>
        <Text fw={600}>{name}</Text>
        {about}
        <Text size="sm">
          {activities.length === 0
            ? say('Lúc này chưa bắt đầu thêm việc nào được.', 'No further activity can be begun now.')
            : say(
                'Chọn việc cần làm; có thể làm nhiều việc, hoặc một việc nhiều lần.',
                'Choose what is needed; several, or one several times.',
              )}
        </Text>
        {error && <Failed error={error} />}
        {mayAct && (
          <Group gap="xs">
            {activities.map(({ activity, name: title = activity }) => (
              <Button
                key={activity}
                size="xs"
                variant="default"
                loading={begin.isPending && begin.variables === activity}
                aria-label={say(`Bắt đầu: ${title}`, `Begin: ${title}`)}
                onClick={() => begin.mutate(activity)}
              >
                {title}
              </Button>
            ))}
            {mayEnd && (
              <Button size="xs" loading={end.isPending} onClick={() => end.mutate()}>
                {say('Kết thúc phần này', 'This part is done')}
              </Button>
            )}
          </Group>
        )}
      </Stack>
    </Card>
  );
}
