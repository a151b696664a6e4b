/** What was sent to a webhook within thirty days, and sending one message again. */
import { Button, Select, Stack, Table, Text, VisuallyHidden } from '@mantine/core';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../data/session.ts';
import { shownInstant, shownNumber } from '../../i18n/format.ts';
import { useSpeech } from '../../i18n/say.tsx';
import { More } from '../../parts/more.tsx';
import { Empty, Failed, Waiting } from '../../parts/states.tsx';
import { wordOf } from '../admin-parts/words.ts';
import { eventWords } from './event-words.ts';

type Outcome = 'delivered' | 'failed' | 'gone';

export function Attempts({ webhookId, canSend }: { readonly webhookId: string; readonly canSend: boolean }) {
  const { say, language } = useSpeech();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const words: Record<Outcome, readonly [string, string]> = {
    delivered: ['đã nhận', 'delivered'],
    failed: ['thất bại, sẽ gửi lại', 'failed, tried again'],
    gone: ['địa chỉ không còn', 'gone'],
  };
  const query = useInfiniteQuery({
    queryKey: ['attempts', webhookId, outcome],
    queryFn: ({ pageParam }) =>
      api.getWebhookAttempts({
        params: { webhookId },
        query: { limit: 20, ...(outcome !== null && { outcome }), ...(pageParam !== '' && { cursor: pageParam }) },
      }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  });
  const again = useMutation({
    mutationFn: (messageId: string) => api.postWebhookMessageRedelivery({ params: { webhookId, messageId } }),
    onSuccess: () => query.refetch(),
  });
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Stack gap="xs">
      <Select
        label={say('Kết quả gửi', 'Outcome')}
        w={240}
        placeholder={say('Tất cả', 'All')}
        data={Object.entries(words).map(([value, pair]) => ({ value, label: say(...pair) }))}
        value={outcome}
        onChange={(value) => setOutcome(value as Outcome | null)}
        clearable
        clearButtonProps={{ 'aria-label': say('Tất cả', 'All') }}
      />
      {query.isPending && <Waiting />}
      {query.isError && <Failed error={query.error} retry={() => void query.refetch()} />}
      {again.isError && <Failed error={again.error} />}
      {again.isSuccess && (
        <Text size="sm" role="status">
          {say('Đã xếp hàng gửi lại, cùng mã sự kiện.', 'It is sent again under the same id.')}
        </Text>
      )}
      {query.isSuccess && items.length === 0 && <Empty>{say('Chưa gửi gì trong 30 ngày qua.', 'Nothing was sent within 30 days.')}</Empty>}
      {items.length > 0 && (
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{say('Lúc', 'At')}</Table.Th>
              <Table.Th>{say('Sự kiện', 'Event')}</Table.Th>
              <Table.Th>{say('Hồ sơ', 'Dossier')}</Table.Th>
              <Table.Th>{say('Kết quả', 'Outcome')}</Table.Th>
              <Table.Th>{say('Trả lời', 'Answer')}</Table.Th>
              <Table.Th>
                <VisuallyHidden>{say('Thao tác', 'Actions')}</VisuallyHidden>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {items.map(({ attemptId, messageId, eventType, dossierId, at, durationMs, outcome: how, answerCode, error }) => (
              <Table.Tr key={attemptId}>
                <Table.Td>{shownInstant(at)}</Table.Td>
                <Table.Td>{wordOf(eventWords as Record<string, readonly [string, string]>, eventType, say)}</Table.Td>
                <Table.Td>#{dossierId}</Table.Td>
                <Table.Td>{say(...words[how])}</Table.Td>
                <Table.Td>
                  {[answerCode, error, `${shownNumber(durationMs / 1_000, language)} ${say('giây', 's')}`]
                    .filter((part) => part !== undefined)
                    .join(' · ')}
                </Table.Td>
                <Table.Td>
                  <Button
                    size="compact-xs"
                    variant="default"
                    disabled={!canSend}
                    aria-label={say(`Gửi lại sự kiện lúc ${shownInstant(at)}`, `Send that of ${shownInstant(at)} again`)}
                    onClick={() => again.mutate(messageId)}
                  >
                    {say('Gửi lại', 'Send again')}
                  </Button>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      <More list={query} />
    </Stack>
  );
}
