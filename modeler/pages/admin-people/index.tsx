/** People: accounts with their positions, who stands in for whom, officers that have no account yet. */
import { Badge, Button, Group, Select, Table, Tabs, Text, TextInput, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { shownDate, shownInstant } from '../../i18n/format.ts';
import { useSay } from '../../i18n/say.tsx';
import { Asked } from '../../parts/asked.tsx';
import { Page } from '../../parts/page.tsx';
import { Empty } from '../../parts/states.tsx';
import { roleWords as stepRoleWords } from '../../table/words.ts';
import { allUsers, type User } from '../admin-parts/all-users.ts';
import { Permitted } from '../admin-parts/permitted.tsx';
import { useOrganisation, useUnitName } from '../admin-parts/unit-select.tsx';
import { withoutMarks } from '../admin-parts/without-marks.ts';
import { choicesOf, roleWords, wordOf } from '../admin-parts/words.ts';
import { Delegations } from './delegations.tsx';
import { NewUser, type Proposal } from './new-user.tsx';
import { UserDialog } from './user-dialog.tsx';

export default function PeoplePage() {
  return (
    <Permitted permission="users:manage">
      <Content />
    </Permitted>
  );
}

function Content() {
  const say = useSay();
  const users = useQuery({ queryKey: ['all users'], queryFn: allUsers });
  const [adding, setAdding] = useState<Proposal>();
  return (
    <Page
      title={say('Người dùng', 'People')}
      actions={<Button onClick={() => setAdding({})}>{say('Tạo tài khoản', 'New account')}</Button>}
    >
      <Tabs defaultValue="accounts" keepMounted={false}>
        <Tabs.List aria-label={say('Danh sách', 'Lists')}>
          <Tabs.Tab value="accounts">{say('Tài khoản', 'Accounts')}</Tabs.Tab>
          <Tabs.Tab value="delegations">{say('Ủy quyền', 'Delegations')}</Tabs.Tab>
          <Tabs.Tab value="officers">{say('Công chức chưa có tài khoản', 'Officers without an account')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="accounts" pt="md">
          <Asked query={users}>{(all) => <Accounts users={all} />}</Asked>
        </Tabs.Panel>
        <Tabs.Panel value="delegations" pt="md">
          <Asked query={users}>{(all) => <Delegations users={all} />}</Asked>
        </Tabs.Panel>
        <Tabs.Panel value="officers" pt="md">
          <Asked query={users}>{(all) => <WithoutAccount users={all} onCreate={setAdding} />}</Asked>
        </Tabs.Panel>
      </Tabs>
      {adding !== undefined && <NewUser proposal={adding} onClose={() => setAdding(undefined)} />}
    </Page>
  );
}

function Accounts({ users }: { readonly users: readonly User[] }) {
  const say = useSay();
  const unitName = useUnitName();
  const [search, setSearch] = useState('');
  const [role, setRole] = useState<string | null>(null);
  const [chosen, choose] = useState<string>();
  const words = withoutMarks(search.trim());
  const found = users.filter(
    ({ login, name, positions }) =>
      (words === '' || withoutMarks(`${name} ${login}`).includes(words)) && (role === null || positions.some((each) => each.role === role)),
  );
  const user = users.find(({ userId }) => userId === chosen);
  return (
    <>
      <Group align="end" mb="sm">
        <TextInput
          type="search"
          label={say('Tìm theo tên hoặc tên đăng nhập', 'By name or login')}
          w={300}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <Select
          label={say('Vai trò', 'Role')}
          w={260}
          data={choicesOf(roleWords, say)}
          value={role}
          onChange={setRole}
          clearable
          clearButtonProps={{ 'aria-label': say('Bỏ chọn', 'Clear') }}
        />
        <Text size="sm" role="status">
          {say(`${found.length} tài khoản`, `${found.length} accounts`)}
        </Text>
      </Group>
      {found.length === 0 ? (
        <Empty>{say('Không có tài khoản nào khớp. Thử bỏ bớt điều kiện tìm.', 'No account fits. Search for less.')}</Empty>
      ) : (
        <Table striped highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{say('Họ tên', 'Name')}</Table.Th>
              <Table.Th>{say('Tên đăng nhập', 'Login')}</Table.Th>
              <Table.Th>{say('Chức vụ', 'Positions')}</Table.Th>
              <Table.Th>{say('Tình trạng', 'State')}</Table.Th>
              <Table.Th>
                <VisuallyHidden>{say('Thao tác', 'Actions')}</VisuallyHidden>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {found.slice(0, 200).map((each) => (
              <Table.Tr key={each.userId}>
                <Table.Td>{each.name}</Table.Td>
                <Table.Td>{each.login}</Table.Td>
                <Table.Td>
                  {each.positions.length === 0 && say('chưa được giao', 'none')}
                  {each.positions.map((position) => (
                    <div key={position.positionId}>
                      {position.title ?? wordOf(roleWords, position.role, say)}, {unitName(position.unit)}
                      {position.validTo !== undefined &&
                        say(` (đến ${shownDate(position.validTo)})`, ` (until ${shownDate(position.validTo)})`)}
                    </div>
                  ))}
                </Table.Td>
                <Table.Td miw={110}>
                  <UserState user={each} />
                </Table.Td>
                <Table.Td>
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={say(`Mở ${each.name}`, `Open ${each.name}`)}
                    onClick={() => choose(each.userId)}
                  >
                    {say('Mở', 'Open')}
                  </Button>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {found.length > 200 && (
        <Text size="sm">{say('Chỉ hiện 200 tài khoản đầu; hãy tìm hẹp hơn.', 'Only the first 200 are shown; search for more.')}</Text>
      )}
      {user && <UserDialog user={user} onClose={() => choose(undefined)} />}
    </>
  );
}

export function UserState({ user: { disabledAt, lockedUntil, mustChangePassword } }: { readonly user: User }) {
  const say = useSay();
  if (disabledAt !== undefined)
    return (
      <Badge tt="none" variant="default">
        {say('đã vô hiệu hóa', 'disabled')}
      </Badge>
    );
  if (lockedUntil !== undefined)
    return <Text size="sm">{say(`tạm khóa đến ${shownInstant(lockedUntil)}`, `locked until ${shownInstant(lockedUntil)}`)}</Text>;
  return (
    <Text size="sm">{mustChangePassword ? say('chờ đổi mật khẩu lần đầu', 'must change the password') : say('hoạt động', 'active')}</Text>
  );
}

function WithoutAccount({ users, onCreate }: { readonly users: readonly User[]; onCreate(proposal: Proposal): void }) {
  const say = useSay();
  const organisation = useOrganisation();
  const unitName = useUnitName();
  const logins = new Set(users.map(({ login }) => login));
  return (
    <Asked query={organisation}>
      {({ content }) => {
        const missing = (content.officers ?? []).filter(({ id }) => !logins.has(id));
        if (missing.length === 0)
          return <Empty>{say('Mọi công chức trong sơ đồ tổ chức đã có tài khoản.', 'Every officer has an account.')}</Empty>;
        return (
          <Table striped>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{say('Họ tên', 'Name')}</Table.Th>
                <Table.Th>{say('Đơn vị', 'Unit')}</Table.Th>
                <Table.Th>{say('Vai trò trong quy trình', 'Role in procedures')}</Table.Th>
                <Table.Th>
                  <VisuallyHidden>{say('Thao tác', 'Actions')}</VisuallyHidden>
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {missing.map(({ id, name, unit, role }) => (
                <Table.Tr key={id}>
                  <Table.Td>{name}</Table.Td>
                  <Table.Td>{unitName(unit)}</Table.Td>
                  <Table.Td>{wordOf(stepRoleWords, role, say)}</Table.Td>
                  <Table.Td>
                    <Button
                      size="compact-sm"
                      variant="default"
                      aria-label={say(`Tạo tài khoản cho ${name}`, `Account for ${name}`)}
                      onClick={() => onCreate({ login: id, name, unit })}
                    >
                      {say('Tạo tài khoản', 'New account')}
                    </Button>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        );
      }}
    </Asked>
  );
}
