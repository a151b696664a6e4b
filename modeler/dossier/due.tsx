import { Text } from '@mantine/core';
import { shownInstant, shownMinutes } from '../i18n/format.ts';
import { useSpeech } from '../i18n/say.tsx';

interface Props {
  readonly dueAt?: string | undefined;
  /** Working minutes past it. */
  readonly overByMinutes?: number;
}

/** When something is due, and by how much it is late, in words. */
export function Due({ dueAt, overByMinutes = 0 }: Props) {
  const { say, language } = useSpeech();
  if (dueAt === undefined) return <Text size="sm">{say('không có hạn', 'no due time')}</Text>;
  return (
    <Text size="sm" component="span">
      {shownInstant(dueAt)}
      {overByMinutes > 0 && (
        <Text size="sm" component="strong" display="block" className="late">
          {say(`quá ${shownMinutes(overByMinutes, language)} làm việc`, `${shownMinutes(overByMinutes, language)} over`)}
        </Text>
      )}
    </Text>
  );
}
