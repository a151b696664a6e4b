/** What holds a dossier up, and trying it again for who may. */
import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { api } from '../data/session.ts';
import { useSay } from '../i18n/say.tsx';
import { Failed } from '../parts/states.tsx';
import { useAct } from './use-act.ts';
import { useMe } from './use-me.ts';
import { wordOf } from './words.ts';

interface Props {
  readonly dossierId: string;
  readonly incidents: readonly { readonly key: string; readonly elementId: string; readonly code: string }[];
  readonly elementName: (elementId: string) => string;
}

export function IncidentList({ dossierId, incidents, elementName }: Props) {
  const say = useSay();
  const me = useMe();
  const { mutate, isPending, error } = useAct((key: string) => api.postIncidentResolution({ params: { dossierId, key }, body: {} }));
  return (
    <Alert color="orange" title={say('Hồ sơ đang mắc sự cố, không tự đi tiếp được', 'The dossier is held up and cannot go on by itself')}>
      <Stack gap="xs">
        {error && <Failed error={error} />}
        {incidents.map(({ key, elementId, code }) => (
          <Group key={key} gap="sm">
            <Text size="sm">
              {elementName(elementId)}: {wordOf('incidents', code, say)}
            </Text>
            {me.may('incidents:resolve') && (
              <Button size="xs" variant="default" loading={isPending} onClick={() => mutate(key)}>
                {say('Thử lại', 'Try again')}
              </Button>
            )}
          </Group>
        ))}
      </Stack>
    </Alert>
  );
}
