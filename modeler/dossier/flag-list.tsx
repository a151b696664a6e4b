/** Flags of a dossier: which, on what, since when, who had it. */
import { Card, Group, Stack, Text } from '@mantine/core';
import type { api } from '../data/session.ts';
import { shownInstant, shownMinutes } from '../i18n/format.ts';
import { useSpeech } from '../i18n/say.tsx';
import { Empty } from '../parts/states.tsx';
import { FlagBadge } from './flag-badge.tsx';
import type { OrganisationView } from './organisation-view.ts';

interface Props {
  readonly flags: Awaited<ReturnType<typeof api.getDossierFlags>>['items'];
  readonly elementName: (elementId: string) => string;
  /** Minutes of a day of the budget of a step. */
  readonly dayMinutes: (elementId: string | undefined) => number;
  readonly organisation: OrganisationView;
}

export function FlagList({ flags, elementName, dayMinutes, organisation: { unitName, personName } }: Props) {
  const { say, language } = useSpeech();
  if (flags.length === 0) return <Empty>{say('Chưa có cảnh báo nào.', 'There was no flag.')}</Empty>;
  return (
    <Stack gap="xs" role="list" aria-label={say('Cảnh báo', 'Flags')}>
      {flags.map(({ flag, elementKey, epoch, elementId, name, at, withdrawnAt, unit, holder, usedMinutes, budgetMinutes }) => (
        <Card key={`${flag} ${elementKey} ${epoch}`} withBorder padding="xs" role="listitem">
          <Group gap="xs">
            <FlagBadge flag={flag} />
            <Text size="sm">{name ?? (elementId === undefined ? '' : elementName(elementId))}</Text>
          </Group>
          <Text size="sm">
            {say(`lúc ${shownInstant(at)}`, `at ${shownInstant(at)}`)}
            {unit !== undefined && ` · ${unitName(unit)}`}
            {holder !== undefined && ` · ${personName(holder)}`}
            {usedMinutes !== undefined &&
              budgetMinutes !== undefined &&
              ` · ${say('đã dùng', 'used')} ${shownMinutes(usedMinutes, language, dayMinutes(elementId))} / ${shownMinutes(budgetMinutes, language, dayMinutes(elementId))}`}
            {withdrawnAt !== undefined && ` · ${say(`gỡ lúc ${shownInstant(withdrawnAt)}`, `withdrawn ${shownInstant(withdrawnAt)}`)}`}
          </Text>
        </Card>
      ))}
    </Stack>
  );
}
