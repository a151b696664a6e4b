/** Keys of programs: what each may do in words, for which unit, until when, when it was last used. */
import { Badge, Button, Checkbox, Fieldset, Group, SimpleGrid, Stack, Switch, Table, Text, TextInput, VisuallyHidden } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import type { Operations } from '../../../api/client-operations.ts';
import { api } from '../../data/session.ts';
import { shownDate, shownInstant } from '../../i18n/format.ts';
import { useSay } from '../../i18n/say.tsx';
import { Asked } from '../../parts/asked.tsx';
import { Page } from '../../parts/page.tsx';
import { Empty, Failed } from '../../parts/states.tsx';
import { Confirm } from '../admin-parts/confirm.tsx';
import { dayFromNow, endOfDay } from '../admin-parts/days.ts';
import { Dialog } from '../admin-parts/dialog.tsx';
import { Permitted } from '../admin-parts/permitted.tsx';
import { ShownOnce } from '../admin-parts/shown-once.tsx';
import { UnitSelect, useOrganisation, useUnitName } from '../admin-parts/unit-select.tsx';
import { wordOf } from '../admin-parts/words.ts';
import { scopeGroups, scopeWords, type Scope } from './scope-words.ts';

type ApiKey = Operations['getApiKeys']['answer']['items'][number];

export default function KeysPage() {
  return (
    <Permitted permission="keys:manage">
      <Content />
    </Permitted>
  );
}

const isOver = ({ revokedAt, expiresAt }: ApiKey) =>
  revokedAt !== undefined || (expiresAt !== undefined && Date.parse(expiresAt) <= Date.now());

function Content() {
  const say = useSay();
  const queries = useQueryClient();
  const query = useQuery({ queryKey: ['api keys'], queryFn: () => api.getApiKeys() });
  const [isAdding, setAdding] = useState(false);
  const [withOver, setWithOver] = useState(false);
  const [revoking, setRevoking] = useState<ApiKey>();
  return (
    <Page title={say('Khóa API', 'API keys')} actions={<Button onClick={() => setAdding(true)}>{say('Tạo khóa', 'New key')}</Button>}>
      <Switch
        label={say('Hiện cả khóa đã thu hồi hoặc hết hạn', 'Show revoked and expired keys')}
        checked={withOver}
        onChange={(event) => setWithOver(event.currentTarget.checked)}
      />
      <Asked query={query}>
        {({ items }) => {
          const shown = items.filter((key) => withOver || !isOver(key));
          return shown.length === 0 ? (
            <Empty>
              {say(
                'Chưa có khóa nào. Mỗi hệ thống kết nối nên có một khóa riêng.',
                'No key yet. Each system that connects should have its own.',
              )}
            </Empty>
          ) : (
            <Keys items={shown} onRevoke={setRevoking} />
          );
        }}
      </Asked>
      {isAdding && <NewKey onClose={() => setAdding(false)} />}
      {revoking && (
        <Confirm
          title={say(`Thu hồi khóa “${revoking.name}”?`, `Revoke “${revoking.name}”?`)}
          text={say(
            'Hệ thống dùng khóa này bị từ chối ngay lập tức và không khôi phục được.',
            'What uses it is refused at once; this cannot be taken back.',
          )}
          act={say('Thu hồi', 'Revoke')}
          isDangerous
          run={async () => {
            await api.deleteApiKey({ params: { keyId: revoking.keyId } });
            await queries.invalidateQueries({ queryKey: ['api keys'] });
          }}
          onClose={() => setRevoking(undefined)}
        />
      )}
    </Page>
  );
}

function Keys({ items, onRevoke }: { readonly items: readonly ApiKey[]; onRevoke(key: ApiKey): void }) {
  const say = useSay();
  const unitName = useUnitName();
  return (
    <Table striped>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{say('Tên', 'Name')}</Table.Th>
          <Table.Th>{say('Được làm gì', 'May')}</Table.Th>
          <Table.Th>{say('Phạm vi', 'Where')}</Table.Th>
          <Table.Th>{say('Tạo', 'Created')}</Table.Th>
          <Table.Th>{say('Hạn dùng', 'Until')}</Table.Th>
          <Table.Th>{say('Dùng lần cuối', 'Last used')}</Table.Th>
          <Table.Th>
            <VisuallyHidden>{say('Thao tác', 'Actions')}</VisuallyHidden>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {items.map((key) => (
          <Table.Tr key={key.keyId}>
            <Table.Td>{key.name}</Table.Td>
            <Table.Td>
              {key.scopes.slice(0, 4).map((scope) => (
                <div key={scope}>{wordOf(scopeWords, scope, say)}</div>
              ))}
              {key.scopes.length > 4 && (
                <details>
                  <summary>{say(`và ${key.scopes.length - 4} quyền khác`, `and ${key.scopes.length - 4} more`)}</summary>
                  {key.scopes.slice(4).map((scope) => (
                    <div key={scope}>{wordOf(scopeWords, scope, say)}</div>
                  ))}
                </details>
              )}
            </Table.Td>
            <Table.Td>{unitName(key.unit)}</Table.Td>
            <Table.Td>
              {shownDate(key.createdAt)}, {key.createdBy}
            </Table.Td>
            <Table.Td>{key.expiresAt === undefined ? say('không hạn', 'no end') : shownDate(key.expiresAt)}</Table.Td>
            <Table.Td>{key.usedAt === undefined ? say('chưa dùng', 'never') : shownInstant(key.usedAt)}</Table.Td>
            <Table.Td>
              {isOver(key) ? (
                <Badge tt="none" variant="default">
                  {key.revokedAt === undefined
                    ? say('hết hạn', 'expired')
                    : say(`thu hồi ${shownDate(key.revokedAt)}`, `revoked ${shownDate(key.revokedAt)}`)}
                </Badge>
              ) : (
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-label={say(`Thu hồi ${key.name}`, `Revoke ${key.name}`)}
                  onClick={() => onRevoke(key)}
                >
                  {say('Thu hồi', 'Revoke')}
                </Button>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function NewKey({ onClose }: { onClose(): void }) {
  const say = useSay();
  const queries = useQueryClient();
  const { data } = useOrganisation();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<string[]>([]);
  const [unit, setUnit] = useState<string>();
  const [until, setUntil] = useState(dayFromNow(365));
  const creating = useMutation({
    mutationFn: () =>
      api.postApiKeys({
        body: {
          name: name.trim(),
          scopes: scopes as Scope[],
          ...(unit !== undefined && { unit }),
          ...(until !== '' && { expiresAt: endOfDay(until) }),
        },
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['api keys'] }),
  });
  if (creating.data)
    return (
      <ShownOnce title={say('Khóa API mới', 'The new API key')} secret={creating.data.key} onClose={onClose}>
        {say(
          `Đặt vào cấu hình của “${name.trim()}”: Authorization: Bearer …`,
          `For the settings of “${name.trim()}”: Authorization: Bearer …`,
        )}
      </ShownOnce>
    );
  function send(event: SubmitEvent) {
    event.preventDefault();
    creating.mutate();
  }
  return (
    <Dialog title={say('Tạo khóa API', 'New API key')} onClose={onClose} size="xl">
      <form onSubmit={send}>
        <Stack>
          <TextInput
            label={say('Hệ thống nào dùng', 'Which system uses it')}
            required
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            data-autofocus
          />
          <Group grow align="start">
            <UnitSelect
              label={say('Chỉ trong đơn vị', 'Only of the unit')}
              placeholder={say('Toàn tổ chức', 'The whole organisation')}
              units={data?.content.units ?? []}
              value={unit}
              onChoose={setUnit}
              clearable
              clearButtonProps={{ 'aria-label': say('Toàn tổ chức', 'The whole organisation') }}
            />
            <TextInput
              type="date"
              label={say('Dùng đến hết ngày', 'Until')}
              value={until}
              onChange={(event) => setUntil(event.currentTarget.value)}
            />
          </Group>
          <Text size="sm">{say('Chỉ chọn những quyền hệ thống đó thật sự cần.', 'Choose only what the system needs.')}</Text>
          <Checkbox.Group value={scopes} onChange={setScopes}>
            <SimpleGrid cols={2} spacing="sm">
              {scopeGroups.map((group) => (
                <Fieldset key={group.title[1]} legend={say(...group.title)} p="xs">
                  <Stack gap={6}>
                    {group.scopes.map((scope) => (
                      <Checkbox key={scope} value={scope} label={say(...scopeWords[scope])} />
                    ))}
                  </Stack>
                </Fieldset>
              ))}
            </SimpleGrid>
          </Checkbox.Group>
          {creating.isError && <Failed error={creating.error} />}
          <Group justify="end">
            <Button variant="default" onClick={onClose}>
              {say('Thôi', 'Cancel')}
            </Button>
            <Button type="submit" disabled={scopes.length === 0} loading={creating.isPending}>
              {say('Tạo khóa', 'Create')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
