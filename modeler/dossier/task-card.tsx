/** One open step of a dossier and what may be done with it: claim, release, complete, send back, take up. */
import { Button, Card, Group, Stack, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../data/session.ts';
import { shownInstant } from '../i18n/format.ts';
import { useSay } from '../i18n/say.tsx';
import { Failed } from '../parts/states.tsx';
import { CompleteDialog } from './complete-dialog.tsx';
import { Due } from './due.tsx';
import { FlagBadge } from './flag-badge.tsx';
import { mayTouch, type OrganisationView } from './organisation-view.ts';
import { ReasonDialog } from './reason-dialog.tsx';
import { useAct } from './use-act.ts';
import { useMe } from './use-me.ts';
import { wordOf } from './words.ts';

type Task = Awaited<ReturnType<typeof api.getTasks>>['items'][number];

interface Props {
  readonly task: Task;
  /** Of the dossier. */
  readonly revision: number;
  readonly organisation: OrganisationView;
  readonly show: (elementId: string) => void;
}

export function TaskCard({ task, revision, organisation, show }: Props) {
  const say = useSay();
  const me = useMe();
  const [dialog, setDialog] = useState<'complete' | 'return'>();
  const {
    dossierId,
    elementKey,
    elementId,
    name = elementId,
    type,
    unit,
    holder,
    dueAt,
    overByMinutes,
    flag,
    suspended,
    waitsForSender,
  } = task;
  const isPerson = type === 'userTask' || type === 'manualTask';
  const touches = isPerson && !suspended && me.may('tasks:work') && mayTouch(me, task, organisation);
  const detail = useQuery({
    // with the revision: a task that is done is not asked for again
    queryKey: ['task', dossierId, elementKey, revision],
    placeholderData: keepPreviousData,
    queryFn: () => api.getTask({ params: { dossierId, elementKey } }),
    enabled: isPerson,
  });
  const params = { dossierId, elementKey };
  const claim = useAct(() => api.postTaskClaim({ params, body: {} }));
  const release = useAct(() => api.postTaskRelease({ params, body: {} }));
  const waiting = detail.data?.handOffs.find(({ state, level }) => state === 'sent' && level === 'department');
  const accept = useAct(() => api.postHandOffAcceptance({ params: { dossierId, key: waiting?.key ?? '' }, body: {} }));
  const error = claim.error ?? release.error ?? accept.error;
  const isMine = holder === me.login;
  const cameFrom = detail.data?.handOffs.some(({ state }) => state !== 'returned') === true;

  return (
    <Card withBorder padding="sm" component="section" aria-label={name}>
      <Stack gap={6}>
        <Group justify="space-between" gap="xs">
          <Text fw={600}>{name}</Text>
          {flag !== undefined && <FlagBadge flag={flag} />}
        </Group>
        <Text size="sm">
          {isPerson ? '' : `${wordOf('types', type, say)} · `}
          {organisation.unitName(unit)} ·{' '}
          {holder === undefined
            ? say('chưa ai nhận', 'nobody has claimed it')
            : isMine
              ? say('bạn đang giữ', 'you hold it')
              : say(`${organisation.personName(holder)} đang giữ`, `${organisation.personName(holder)} holds it`)}
        </Text>
        <Text size="sm" component="div">
          {say('Hạn', 'Due')}: <Due dueAt={dueAt} overByMinutes={overByMinutes} />
        </Text>
        {suspended && <Text size="sm">{say('Hồ sơ đang tạm dừng.', 'The dossier is suspended.')}</Text>}
        {waitsForSender && <Text size="sm">{say('Đã trả lại; chờ nơi gửi chỉnh sửa.', 'Returned; its sender has to put it right.')}</Text>}
        {waiting && (
          <Text size="sm">
            {say(
              `${organisation.unitName(waiting.from)} chuyển đến lúc ${shownInstant(waiting.sentAt)}, chưa nhận.`,
              `Sent by ${organisation.unitName(waiting.from)} at ${shownInstant(waiting.sentAt)}, not taken up.`,
            )}
          </Text>
        )}
        {error && <Failed error={error} />}
        <Group gap="xs">
          {touches && waiting && (
            <Button size="xs" loading={accept.isPending} onClick={() => accept.mutate()}>
              {say('Nhận bàn giao', 'Take it up')}
            </Button>
          )}
          {touches && holder === undefined && !waitsForSender && (
            <Button size="xs" variant={waiting ? 'default' : 'filled'} loading={claim.isPending} onClick={() => claim.mutate()}>
              {say('Nhận việc', 'Claim')}
            </Button>
          )}
          {touches && (isMine || holder === undefined) && !waitsForSender && (
            <Button size="xs" variant={isMine ? 'filled' : 'default'} disabled={!detail.data} onClick={() => setDialog('complete')}>
              {say('Hoàn thành', 'Complete')}
            </Button>
          )}
          {touches && isMine && (
            <Button size="xs" variant="default" loading={release.isPending} onClick={() => release.mutate()}>
              {say('Trả về chờ nhận', 'Release')}
            </Button>
          )}
          {touches && cameFrom && !waitsForSender && (
            <Button size="xs" variant="default" onClick={() => setDialog('return')}>
              {say('Trả lại nơi gửi', 'Send back')}
            </Button>
          )}
          <Button size="xs" variant="subtle" onClick={() => show(elementId)}>
            {say('Xem trên sơ đồ', 'Show on the diagram')}
          </Button>
        </Group>
      </Stack>
      {dialog === 'complete' && detail.data && <CompleteDialog task={detail.data} title={name} close={() => setDialog(undefined)} />}
      {dialog === 'return' && (
        <ReasonDialog
          title={say('Trả lại nơi gửi', 'Send back')}
          explanation={say(
            'Đồng hồ của bước này dừng cho đến khi nơi gửi chỉnh sửa xong.',
            'The clock of this step stands until its sender has put it right.',
          )}
          isReasonNeeded
          act={({ reason }) => api.postTaskReturn({ params, body: { reason } })}
          close={() => setDialog(undefined)}
        />
      )}
    </Card>
  );
}
