/** A new account with its first position; the password for the first time is shown once. */
import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { api } from '../../data/session.ts';
import { useSay } from '../../i18n/say.tsx';
import { Failed } from '../../parts/states.tsx';
import { Dialog } from '../admin-parts/dialog.tsx';
import { ShownOnce } from '../admin-parts/shown-once.tsx';
import { emptyPosition, PositionFields, positionBody } from './position-fields.tsx';

/** What is filled in beforehand. */
export interface Proposal {
  readonly login?: string;
  readonly name?: string;
  readonly unit?: string;
}

export function NewUser({ proposal, onClose }: { readonly proposal: Proposal; onClose(): void }) {
  const say = useSay();
  const queries = useQueryClient();
  const [login, setLogin] = useState(proposal.login ?? '');
  const [name, setName] = useState(proposal.name ?? '');
  const [position, setPosition] = useState({ ...emptyPosition, unit: proposal.unit });
  const creating = useMutation({
    mutationFn: () => api.postUsers({ body: { login: login.trim(), name: name.trim(), positions: [positionBody(position)] } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['all users'] }),
  });
  if (creating.data?.password !== undefined)
    return (
      <ShownOnce title={say('Mật khẩu dùng lần đầu', 'Password for the first time')} secret={creating.data.password} onClose={onClose}>
        {say(
          `Đưa cho ${name} (tên đăng nhập ${login.trim().toLowerCase()}). Lần đăng nhập đầu tiên sẽ phải đổi.`,
          `For ${name} (login ${login.trim().toLowerCase()}), who has to change it at the first sign-in.`,
        )}
      </ShownOnce>
    );
  function send(event: SubmitEvent) {
    event.preventDefault();
    creating.mutate();
  }
  return (
    <Dialog title={say('Tạo tài khoản', 'New account')} onClose={onClose}>
      <form onSubmit={send}>
        <Stack>
          <TextInput
            label={say('Họ tên', 'Name')}
            required
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            data-autofocus
          />
          <TextInput
            label={say('Tên đăng nhập', 'Login')}
            description={say(
              'Trùng mã công chức trong sơ đồ tổ chức để quy trình nhận ra người này.',
              'The id of the officer in the organisation, so that procedures know them.',
            )}
            required
            autoComplete="off"
            value={login}
            onChange={(event) => setLogin(event.currentTarget.value)}
          />
          <PositionFields value={position} onChange={setPosition} />
          {creating.isError && <Failed error={creating.error} />}
          <Group justify="end">
            <Button variant="default" onClick={onClose}>
              {say('Thôi', 'Cancel')}
            </Button>
            <Button type="submit" loading={creating.isPending}>
              {say('Tạo', 'Create')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
