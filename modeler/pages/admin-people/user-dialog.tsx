/** One account: its name, positions, password, and whether it can be used. */
import { Alert, Button, Group, Stack, Table, Text, TextInput, VisuallyHidden } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../data/session.ts';
import { shownDate, shownInstant } from '../../i18n/format.ts';
import { useSay } from '../../i18n/say.tsx';
import { Failed } from '../../parts/states.tsx';
import type { User } from '../admin-parts/all-users.ts';
import { Confirm } from '../admin-parts/confirm.tsx';
import { Dialog } from '../admin-parts/dialog.tsx';
import { ShownOnce } from '../admin-parts/shown-once.tsx';
import { useUnitName } from '../admin-parts/unit-select.tsx';
import { roleWords, wordOf } from '../admin-parts/words.ts';
import { emptyPosition, positionBody, PositionFields } from './position-fields.tsx';

export function UserDialog({ user, onClose }: { readonly user: User; onClose(): void }) {
  const say = useSay();
  const queries = useQueryClient();
  const { userId } = user;
  const [name, setName] = useState(user.name);
  const [position, setPosition] = useState<typeof emptyPosition>();
  const [asking, setAsking] = useState<'disable' | 'reset'>();
  const [password, setPassword] = useState<string>();
  const onSuccess = () => queries.invalidateQueries({ queryKey: ['all users'] });
  const rename = useMutation({ mutationFn: () => api.patchUser({ params: { userId }, body: { name: name.trim() } }), onSuccess });
  const enable = useMutation({ mutationFn: () => api.patchUser({ params: { userId }, body: { disabled: false } }), onSuccess });
  const give = useMutation({
    mutationFn: (given: typeof emptyPosition) => api.postUserPositions({ params: { userId }, body: positionBody(given) }),
    async onSuccess() {
      setPosition(undefined);
      await onSuccess();
    },
  });
  const end = useMutation({ mutationFn: (positionId: string) => api.deleteUserPosition({ params: { userId, positionId } }), onSuccess });
  const failure = [rename, enable, give, end].find(({ isError }) => isError)?.error;

  if (password !== undefined)
    return (
      <ShownOnce
        title={say('Mật khẩu mới dùng lần đầu', 'New password for the first time')}
        secret={password}
        onClose={() => setPassword(undefined)}
      >
        {say(`Đưa cho ${user.name} (tên đăng nhập ${user.login}).`, `For ${user.name} (login ${user.login}).`)}
      </ShownOnce>
    );
  if (asking === 'reset')
    return (
      <Confirm
        title={say('Cấp lại mật khẩu?', 'Reset the password?')}
        text={say(
          'Mật khẩu cũ hết hiệu lực, mọi phiên đang mở bị đóng, khóa tạm được gỡ.',
          'The old password and every open session end; a lock is taken away.',
        )}
        act={say('Cấp lại', 'Reset')}
        run={async () => {
          const answer = await api.postUserPasswordReset({ params: { userId } });
          setPassword(answer.password);
          await onSuccess();
        }}
        onClose={() => setAsking(undefined)}
      />
    );
  if (asking === 'disable')
    return (
      <Confirm
        title={say(`Vô hiệu hóa tài khoản ${user.login}?`, `Disable ${user.login}?`)}
        text={say(
          'Người này không đăng nhập được nữa và mọi phiên đang mở bị đóng. Việc đang giữ vẫn thuộc về họ cho đến khi được giao lại.',
          'They can no longer sign in. Tasks they hold stay theirs until reassigned.',
        )}
        act={say('Vô hiệu hóa', 'Disable')}
        isDangerous
        run={async () => {
          await api.patchUser({ params: { userId }, body: { disabled: true } });
          await onSuccess();
        }}
        onClose={() => setAsking(undefined)}
      />
    );

  return (
    <Dialog title={`${user.name} (${user.login})`} onClose={onClose} size="xl">
      <Stack>
        {user.disabledAt !== undefined && (
          <Alert color="gray">
            {say(`Đã vô hiệu hóa từ ${shownInstant(user.disabledAt)}.`, `Disabled since ${shownInstant(user.disabledAt)}.`)}
          </Alert>
        )}
        {user.lockedUntil !== undefined && (
          <Alert color="yellow">
            {say(
              `Tạm khóa đến ${shownInstant(user.lockedUntil)} vì nhập sai mật khẩu nhiều lần. Cấp lại mật khẩu thì mở khóa ngay.`,
              `Locked until ${shownInstant(user.lockedUntil)} after wrong passwords. A password reset unlocks it at once.`,
            )}
          </Alert>
        )}
        {failure !== undefined && <Failed error={failure} />}
        <Group align="end">
          <TextInput label={say('Họ tên', 'Name')} w={320} value={name} onChange={(event) => setName(event.currentTarget.value)} />
          <Button
            variant="default"
            disabled={name.trim() === '' || name === user.name}
            loading={rename.isPending}
            onClick={() => rename.mutate()}
          >
            {say('Lưu tên', 'Save the name')}
          </Button>
        </Group>
        <Text fw={600}>{say('Chức vụ', 'Positions')}</Text>
        {user.positions.length === 0 ? (
          <Text size="sm">
            {say('Chưa giữ chức vụ nào: đăng nhập được nhưng không làm được gì.', 'None: can sign in, but do nothing.')}
          </Text>
        ) : (
          <Positions user={user} onEnd={(positionId) => end.mutate(positionId)} />
        )}
        {position === undefined ? (
          <Button variant="default" onClick={() => setPosition(emptyPosition)} style={{ alignSelf: 'start' }}>
            {say('Giao chức vụ', 'Give a position')}
          </Button>
        ) : (
          <Stack gap="xs">
            <PositionFields value={position} onChange={setPosition} />
            <Group>
              <Button loading={give.isPending} onClick={() => give.mutate(position)}>
                {say('Giao chức vụ này', 'Give this position')}
              </Button>
              <Button variant="default" onClick={() => setPosition(undefined)}>
                {say('Thôi', 'Cancel')}
              </Button>
            </Group>
          </Stack>
        )}
        <Text size="xs">
          {say(`Tạo ngày ${shownDate(user.createdAt)}. `, `Created on ${shownDate(user.createdAt)}. `)}
          {user.issuer !== undefined && say(`Đăng nhập qua ${user.issuer}.`, `Signs in through ${user.issuer}.`)}
        </Text>
        <Group justify="end">
          {user.hasPassword && (
            <Button variant="default" onClick={() => setAsking('reset')}>
              {say('Cấp lại mật khẩu', 'Reset the password')}
            </Button>
          )}
          {user.disabledAt === undefined ? (
            <Button variant="default" onClick={() => setAsking('disable')}>
              {say('Vô hiệu hóa', 'Disable')}
            </Button>
          ) : (
            <Button loading={enable.isPending} onClick={() => enable.mutate()}>
              {say('Cho hoạt động lại', 'Enable')}
            </Button>
          )}
        </Group>
      </Stack>
    </Dialog>
  );
}

function Positions({ user, onEnd }: { readonly user: User; onEnd(positionId: string): void }) {
  const say = useSay();
  const unitName = useUnitName();
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{say('Vai trò', 'Role')}</Table.Th>
          <Table.Th>{say('Chức danh', 'Title')}</Table.Th>
          <Table.Th>{say('Đơn vị', 'Unit')}</Table.Th>
          <Table.Th>{say('Thời gian', 'Time')}</Table.Th>
          <Table.Th>
            <VisuallyHidden>{say('Thao tác', 'Actions')}</VisuallyHidden>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {user.positions.map(({ positionId, role, title, unit, validFrom, validTo }) => (
          <Table.Tr key={positionId}>
            <Table.Td>{wordOf(roleWords, role, say)}</Table.Td>
            <Table.Td>{title}</Table.Td>
            <Table.Td>{unitName(unit)}</Table.Td>
            <Table.Td>
              {say(`từ ${shownDate(validFrom)}`, `from ${shownDate(validFrom)}`)}
              {validTo !== undefined && say(` đến ${shownDate(validTo)}`, ` to ${shownDate(validTo)}`)}
            </Table.Td>
            <Table.Td>
              <Button
                size="compact-xs"
                variant="default"
                aria-label={say(`Chấm dứt ${wordOf(roleWords, role, say)}`, `End ${wordOf(roleWords, role, say)}`)}
                onClick={() => onEnd(positionId)}
              >
                {say('Chấm dứt', 'End')}
              </Button>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
