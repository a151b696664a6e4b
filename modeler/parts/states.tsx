/** What a page shows while it has nothing to show: waiting, failed, empty. */
import { Alert, Button, Center, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { RequestRefused } from '../../api/client.ts';
import { useSay } from '../i18n/say.tsx';

export function Waiting({ what }: { readonly what?: string }) {
  const say = useSay();
  return (
    <Center p="xl" role="status">
      <Stack align="center" gap="xs">
        <span className="waiting" aria-hidden />
        <Text size="sm">{what ?? say('Đang tải …', 'Loading …')}</Text>
      </Stack>
    </Center>
  );
}

/** What a failed request says, in the reader's language; the number by which the log knows it is in the details. */
export function problemText(error: unknown, say: (vi: string, en: string) => string): string {
  if (error instanceof RequestRefused) {
    const details = error.problem.errors?.map(({ pointer, detail }) => `${pointer === '' ? '' : `${pointer}: `}${detail}`) ?? [];
    return [error.message, ...details].join(' · ');
  }
  if (error instanceof TypeError) return say('Không kết nối được máy chủ.', 'The server cannot be reached.');
  return error instanceof Error ? error.message : String(error);
}

export function Failed({ error, retry }: { readonly error: unknown; readonly retry?: () => void }) {
  const say = useSay();
  return (
    <Alert color="red" role="alert" title={say('Không thực hiện được', 'This did not work')}>
      <Stack gap="xs" align="start">
        <Text size="sm">{problemText(error, say)}</Text>
        {retry && (
          <Button size="xs" variant="default" onClick={retry}>
            {say('Thử lại', 'Try again')}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}

/** Nothing there: why, and what one can do about it. */
export function Empty({ children }: { readonly children: ReactNode }) {
  return (
    <Center p="xl">
      <Text size="sm" component="div">
        {children}
      </Text>
    </Center>
  );
}
