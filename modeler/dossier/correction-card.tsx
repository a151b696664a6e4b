import { Button, Card, Stack, Text } from '@mantine/core';
import { api } from '../data/session.ts';
import { shownInstant } from '../i18n/format.ts';
import { useSay } from '../i18n/say.tsx';
import { Failed } from '../parts/states.tsx';
import type { OrganisationView } from './organisation-view.ts';
import { useAct } from './use-act.ts';
import { useMe } from './use-me.ts';

interface Props {
  readonly correction: Awaited<ReturnType<typeof api.getCorrections>>['items'][number];
  readonly organisation: OrganisationView;
}

/** A dossier that was returned, for its sender to put right and send again. */
export function CorrectionCard({ correction, organisation: { unitName, isWithin } }: Props) {
  const say = useSay();
  const me = useMe();
  const { dossierId, handOffKey, fromUnit, toUnit, returnedAt, reason } = correction;
  const { mutate, isPending, error } = useAct(() => api.postHandOffCorrection({ params: { dossierId, key: handOffKey }, body: {} }));
  const isSender = me.positions.some(({ unit }) => unit === undefined || isWithin(fromUnit, unit));
  return (
    <Card withBorder padding="sm" component="section" aria-label={say('Bị trả lại', 'Returned')}>
      <Stack gap={6} align="start">
        <Text fw={600}>
          {say(`${unitName(toUnit)} trả lại ${unitName(fromUnit)}`, `${unitName(toUnit)} returned it to ${unitName(fromUnit)}`)}
        </Text>
        <Text size="sm">
          {shownInstant(returnedAt)}
          {reason !== undefined && ` · ${say('lý do', 'reason')}: ${reason}`}
        </Text>
        {error && <Failed error={error} />}
        {isSender && me.may('tasks:work') && (
          <Button size="xs" loading={isPending} onClick={() => mutate()}>
            {say('Đã chỉnh sửa, gửi lại', 'Put right: send again')}
          </Button>
        )}
      </Stack>
    </Card>
  );
}
