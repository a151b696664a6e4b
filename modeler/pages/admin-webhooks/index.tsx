/** Webhooks: who outside is told of what, whether it arrives, and what to do when it does not. */
import { Badge, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Operations } from '../../../api/client-operations.ts';
import { api } from '../../data/session.ts';
import { shownDate } from '../../i18n/format.ts';
import { useSay, type Say } from '../../i18n/say.tsx';
import { Asked } from '../../parts/asked.tsx';
import { Page } from '../../parts/page.tsx';
import { Empty, Failed } from '../../parts/states.tsx';
import { Confirm } from '../admin-parts/confirm.tsx';
import { Permitted } from '../admin-parts/permitted.tsx';
import { ShownOnce } from '../admin-parts/shown-once.tsx';
import { useUnitName } from '../admin-parts/unit-select.tsx';
import { wordOf } from '../admin-parts/words.ts';
import { Attempts } from './attempts.tsx';
import { eventWords } from './event-words.ts';
import { NewWebhook } from './new-webhook.tsx';

type Webhook = Operations['getWebhooks']['answer']['items'][number];

export default function WebhooksPage() {
  return (
    <Permitted permission="webhooks:manage">
      <Content />
    </Permitted>
  );
}

function Content() {
  const say = useSay();
  const query = useQuery({ queryKey: ['webhooks'], queryFn: () => api.getWebhooks() });
  const [isAdding, setAdding] = useState(false);
  return (
    <Page title={say('Webhook', 'Webhooks')} actions={<Button onClick={() => setAdding(true)}>{say('Tạo webhook', 'New webhook')}</Button>}>
      <Asked query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty>
              {say(
                'Chưa hệ thống nào được báo tin. Tạo webhook để gửi sự kiện hồ sơ tới địa chỉ của hệ thống khác.',
                'No system is told yet. A webhook sends events of dossiers to the address of another system.',
              )}
            </Empty>
          ) : (
            <Stack>
              {items.map((webhook) => (
                <Card key={webhook.webhookId} webhook={webhook} />
              ))}
            </Stack>
          )
        }
      </Asked>
      {isAdding && <NewWebhook onClose={() => setAdding(false)} />}
    </Page>
  );
}

function stateOf(
  { disabledReason, disabledAt, suspendedReason }: Webhook,
  say: Say,
): { readonly color: string; readonly short: string; readonly text?: string } {
  if (disabledAt !== undefined)
    return {
      color: 'gray',
      short: say('đang tắt', 'disabled'),
      text:
        disabledReason === 'gone'
          ? say(
              `Tự tắt ngày ${shownDate(disabledAt)} vì nơi nhận trả lời địa chỉ không còn (410). Kiểm tra địa chỉ rồi bật lại.`,
              `Disabled itself on ${shownDate(disabledAt)}: the receiver said it is gone (410). Check the address, then enable it.`,
            )
          : say(
              `Tắt bằng tay ngày ${shownDate(disabledAt)}; sự kiện trong lúc tắt không được gửi.`,
              `Disabled by hand on ${shownDate(disabledAt)}.`,
            ),
    };
  if (suspendedReason !== undefined)
    return {
      color: 'orange',
      short: say('tạm ngừng', 'suspended'),
      text:
        suspendedReason === 'ownerGone'
          ? say(
              'Chủ webhook không còn tài khoản: bật lại để webhook mang quyền của bạn.',
              'Its owner is gone: enable it to give it your rights.',
            )
          : say(
              'Chủ webhook không còn quyền nhận tin này: bật lại để webhook mang quyền của bạn.',
              'Its owner may not be told any more: enable it to give it your rights.',
            ),
    };
  return { color: 'green', short: say('đang gửi', 'active') };
}

function Card({ webhook }: { readonly webhook: Webhook }) {
  const say = useSay();
  const unitName = useUnitName();
  const queries = useQueryClient();
  const [open, setOpen] = useState<'attempts' | 'secret' | 'remove'>();
  const [secret, setSecret] = useState<string>();
  const { webhookId, name, url, eventTypes, unit, owner } = webhook;
  const params = { webhookId };
  const refresh = () => queries.invalidateQueries({ queryKey: ['webhooks'] });
  const turning = useMutation<unknown, Error, boolean>({
    mutationFn: (isOn) => (isOn ? api.postWebhookEnablement({ params }) : api.postWebhookDisablement({ params })),
    onSuccess: refresh,
  });
  const state = stateOf(webhook, say);
  const isOn = state.color === 'green';
  return (
    <Paper withBorder p="md" component="section" aria-label={name}>
      <Stack gap="xs">
        <Group justify="space-between">
          <Group gap="xs">
            <Text fw={600}>{name}</Text>
            <Badge tt="none" variant="default">
              {state.short}
            </Badge>
          </Group>
          <Group gap="xs">
            <Button
              size="xs"
              variant="default"
              onClick={() => setOpen(open === 'attempts' ? undefined : 'attempts')}
              aria-expanded={open === 'attempts'}
            >
              {say('Nhật ký gửi', 'What was sent')}
            </Button>
            <Button size="xs" variant="default" onClick={() => setOpen('secret')}>
              {say('Đổi khóa bí mật', 'Replace the secret')}
            </Button>
            <Button size="xs" variant="default" loading={turning.isPending} onClick={() => turning.mutate(!isOn)}>
              {isOn ? say('Tắt', 'Disable') : say('Bật lại', 'Enable')}
            </Button>
            <Button size="xs" variant="default" onClick={() => setOpen('remove')}>
              {say('Xóa', 'Remove')}
            </Button>
          </Group>
        </Group>
        <Text size="sm">{url}</Text>
        {state.text !== undefined && <Text size="sm">{state.text}</Text>}
        <Text size="sm">
          {say('Được báo: ', 'Told of: ')}
          {eventTypes.length === 0
            ? say('mọi sự kiện', 'everything')
            : eventTypes.map((type) => wordOf(eventWords as Record<string, readonly [string, string]>, type, say)).join('; ')}
          {'. '}
          {say(`Phạm vi: ${unitName(unit)}. Mang quyền của ${owner}.`, `Of: ${unitName(unit)}. With the rights of ${owner}.`)}
        </Text>
        {turning.isError && <Failed error={turning.error} />}
        {open === 'attempts' && <Attempts webhookId={webhookId} canSend={isOn} />}
      </Stack>
      {open === 'secret' && (
        <Confirm
          title={say('Đổi khóa bí mật?', 'Replace the secret?')}
          text={say('Khóa cũ còn ký cùng khóa mới trong 24 giờ, để bên nhận kịp đổi.', 'The old one signs as well for 24 hours.')}
          act={say('Đổi khóa', 'Replace')}
          run={async () => setSecret((await api.postWebhookSecret({ params, body: {} })).secret)}
          onClose={() => setOpen(undefined)}
        />
      )}
      {secret !== undefined && (
        <ShownOnce title={say('Khóa bí mật mới', 'The new secret')} secret={secret} onClose={() => setSecret(undefined)}>
          {say(`Đưa cho bên nhận “${name}” để kiểm chữ ký.`, `For the receiver “${name}”, who checks signatures by it.`)}
        </ShownOnce>
      )}
      {open === 'remove' && (
        <Confirm
          title={say(`Xóa webhook “${name}”?`, `Remove “${name}”?`)}
          text={say('Nhật ký gửi cũng bị xóa.', 'What was logged of it goes too.')}
          act={say('Xóa', 'Remove')}
          isDangerous
          run={async () => {
            await api.deleteWebhook({ params });
            await refresh();
          }}
          onClose={() => setOpen(undefined)}
        />
      )}
    </Paper>
  );
}
