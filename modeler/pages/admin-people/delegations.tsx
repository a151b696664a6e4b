/** Who stands in for whom, for how long and why. */
import { Button, Group, Select, Stack, Table, Textarea, TextInput, VisuallyHidden } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { api } from '../../data/session.ts';
import { shownInstant } from '../../i18n/format.ts';
import { useSay } from '../../i18n/say.tsx';
import { Asked } from '../../parts/asked.tsx';
import { Empty, Failed } from '../../parts/states.tsx';
import type { User } from '../admin-parts/all-users.ts';
import { Confirm } from '../admin-parts/confirm.tsx';
import { beginningOfDay, dayFromNow, endOfDay } from '../admin-parts/days.ts';
import { Dialog } from '../admin-parts/dialog.tsx';
import { useUnitName } from '../admin-parts/unit-select.tsx';
import { roleWords, wordOf } from '../admin-parts/words.ts';

export function Delegations({ users }: { readonly users: readonly User[] }) {
  const say = useSay();
  const queries = useQueryClient();
  const unitName = useUnitName();
  const query = useQuery({ queryKey: ['delegations'], queryFn: () => api.getDelegations() });
  const [isAdding, setAdding] = useState(false);
  const [ending, setEnding] = useState<string>();
  const nameOf = (login: string) => users.find((user) => user.login === login)?.name ?? login;
  return (
    <Stack>
      <Button variant="default" style={{ alignSelf: 'start' }} onClick={() => setAdding(true)}>
        {say('Ủy quyền một chức vụ', 'Delegate a position')}
      </Button>
      <Asked query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty>
              {say('Hiện không ai được ủy quyền. Khi có người nghỉ, ủy quyền chức vụ của họ tại đây.', 'Nobody stands in for anybody now.')}
            </Empty>
          ) : (
            <Table striped>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{say('Người giữ chức', 'Holder')}</Table.Th>
                  <Table.Th>{say('Chức vụ', 'Position')}</Table.Th>
                  <Table.Th>{say('Người làm thay', 'Stands in')}</Table.Th>
                  <Table.Th>{say('Thời gian', 'Time')}</Table.Th>
                  <Table.Th>{say('Lý do', 'Reason')}</Table.Th>
                  <Table.Th>
                    <VisuallyHidden>{say('Thao tác', 'Actions')}</VisuallyHidden>
                  </Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {items.map(({ delegationId, from, to, role, unit, validFrom, validTo, reason }) => (
                  <Table.Tr key={delegationId}>
                    <Table.Td>{nameOf(from)}</Table.Td>
                    <Table.Td>
                      {wordOf(roleWords, role, say)}, {unitName(unit)}
                    </Table.Td>
                    <Table.Td>{nameOf(to)}</Table.Td>
                    <Table.Td>
                      {shownInstant(validFrom)} – {shownInstant(validTo)}
                    </Table.Td>
                    <Table.Td>{reason}</Table.Td>
                    <Table.Td>
                      <Button
                        size="compact-xs"
                        variant="default"
                        aria-label={say(`Chấm dứt ủy quyền cho ${nameOf(to)}`, `End the delegation to ${nameOf(to)}`)}
                        onClick={() => setEnding(delegationId)}
                      >
                        {say('Chấm dứt', 'End')}
                      </Button>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          )
        }
      </Asked>
      {isAdding && <NewDelegation users={users} onClose={() => setAdding(false)} />}
      {ending !== undefined && (
        <Confirm
          title={say('Chấm dứt ủy quyền?', 'End the delegation?')}
          text={say('Người làm thay không còn quyền này ngay lập tức.', 'Who stands in loses this at once.')}
          act={say('Chấm dứt', 'End')}
          run={async () => {
            await api.deleteDelegation({ params: { delegationId: ending } });
            await queries.invalidateQueries({ queryKey: ['delegations'] });
          }}
          onClose={() => setEnding(undefined)}
        />
      )}
    </Stack>
  );
}

function NewDelegation({ users, onClose }: { readonly users: readonly User[]; onClose(): void }) {
  const say = useSay();
  const queries = useQueryClient();
  const unitName = useUnitName();
  const [positionId, setPositionId] = useState<string | null>(null);
  const [to, setTo] = useState<string | null>(null);
  const [from, setFrom] = useState(dayFromNow());
  const [until, setUntil] = useState(dayFromNow(7));
  const [reason, setReason] = useState('');
  const isActive = ({ disabledAt }: User) => disabledAt === undefined;
  const giving = useMutation({
    mutationFn: () =>
      api.postDelegations({
        body: {
          positionId: positionId ?? '',
          to: to ?? '',
          reason: reason.trim(),
          ...(from > dayFromNow() && { validFrom: beginningOfDay(from) }),
          validTo: endOfDay(until),
        },
      }),
    async onSuccess() {
      await queries.invalidateQueries({ queryKey: ['delegations'] });
      onClose();
    },
  });
  function send(event: SubmitEvent) {
    event.preventDefault();
    giving.mutate();
  }
  // an administrator's position cannot be delegated
  const positions = users.filter(isActive).flatMap(({ name, positions: held }) =>
    held
      .filter(({ role }) => role !== 'administrator')
      .map((each) => ({
        value: each.positionId,
        label: `${name}: ${each.title ?? wordOf(roleWords, each.role, say)}, ${unitName(each.unit)}`,
      })),
  );
  return (
    <Dialog title={say('Ủy quyền một chức vụ', 'Delegate a position')} onClose={onClose}>
      <form onSubmit={send}>
        <Stack>
          <Select
            label={say('Chức vụ của ai', 'Whose position')}
            required
            searchable
            data={positions}
            value={positionId}
            onChange={setPositionId}
          />
          <Select
            label={say('Người làm thay', 'Who stands in')}
            required
            searchable
            data={users.filter(isActive).map(({ login, name }) => ({ value: login, label: `${name} (${login})` }))}
            value={to}
            onChange={setTo}
          />
          <Group grow>
            <TextInput
              type="date"
              label={say('Từ ngày', 'From')}
              required
              value={from}
              onChange={(event) => setFrom(event.currentTarget.value)}
            />
            <TextInput
              type="date"
              label={say('Đến hết ngày', 'Until')}
              required
              min={from}
              value={until}
              onChange={(event) => setUntil(event.currentTarget.value)}
            />
          </Group>
          <Textarea label={say('Lý do', 'Reason')} required value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
          {giving.isError && <Failed error={giving.error} />}
          <Group justify="end">
            <Button variant="default" onClick={onClose}>
              {say('Thôi', 'Cancel')}
            </Button>
            <Button type="submit" loading={giving.isPending} disabled={positionId === null || to === null}>
              {say('Ủy quyền', 'Delegate')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
