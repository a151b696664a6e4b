/** How far a bulk run is: a bar for the eye, the same in words. */
import { Group, Progress, Stack, Text } from '@mantine/core';
import type { api } from '../data/session.ts';
import { wordOf } from '../dossier/words.ts';
import { useSay } from '../i18n/say.tsx';

export type Run = Awaited<ReturnType<typeof api.getBulkRun>>;

export function RunProgress({ run: { state, total, done, failed, left } }: { readonly run: Run }) {
  const say = useSay();
  const share = (count: number) => (total === 0 ? 0 : (count / total) * 100);
  return (
    <Stack gap={4} miw={200}>
      <Progress.Root size="lg" aria-hidden>
        <Progress.Section value={share(done)} color="green.8" />
        <Progress.Section value={share(failed)} color="red.8" />
      </Progress.Root>
      <Group gap="xs" role="status">
        <Text size="sm" fw={600}>
          {wordOf('runStates', state, say)}
        </Text>
        <Text size="sm">
          {total === 0
            ? say('không có gì phải làm', 'there was nothing to do')
            : say(
                `${done} / ${total} xong · ${failed} lỗi · ${left} còn lại`,
                `${done} of ${total} done · ${failed} failed · ${left} left`,
              )}
        </Text>
      </Group>
    </Stack>
  );
}
