/** The officers of one unit as the organisation lists them; whether each has an account stands beside. */
import { Badge, Button, Group, Stack, Table, Text, TextInput, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import type { Officer, Unit } from '../../../engine/index.ts';
import { shownDate } from '../../i18n/format.ts';
import { useSay } from '../../i18n/say.tsx';
import { roleWords } from '../../table/words.ts';
import { allUsers } from '../admin-parts/all-users.ts';
import type { EditedOrganisation } from '../admin-parts/use-edited-organisation.ts';
import { withoutMarks } from '../admin-parts/without-marks.ts';
import { wordOf } from '../admin-parts/words.ts';

export function Officers({ edited, unit }: { readonly edited: EditedOrganisation; readonly unit: Unit }) {
  const say = useSay();
  const { content, change } = edited;
  const all = content.officers ?? [];
  const here = all.filter((officer) => officer.unit === unit.id);
  const users = useQuery({ queryKey: ['all users'], queryFn: allUsers });
  const logins = new Set(users.data?.map(({ login }) => login));
  const [name, setName] = useState('');
  const [role, setRole] = useState('');
  const replace = (officers: readonly Officer[]) => change({ ...content, officers });

  function add(event: SubmitEvent) {
    event.preventDefault();
    const stem = `${unit.id}-${withoutMarks(role.trim()).replace(/[^a-z0-9]+/g, '-')}`;
    let id = stem;
    for (let number = 2; all.some((each) => each.id === id); number++) id = `${stem}-${number}`;
    replace([...all, { id, name: name.trim(), unit: unit.id, role: role.trim() }]);
    setName('');
    setRole('');
  }

  return (
    <Stack gap="xs">
      <Text fw={600}>{say(`Công chức của đơn vị (${here.length})`, `Officers (${here.length})`)}</Text>
      {here.length > 0 && (
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{say('Họ tên', 'Name')}</Table.Th>
              <Table.Th>{say('Vai trò', 'Role')}</Table.Th>
              <Table.Th>{say('Tài khoản', 'Account')}</Table.Th>
              <Table.Th>{say('Đến ngày', 'Until')}</Table.Th>
              <Table.Th>
                <VisuallyHidden>{say('Thao tác', 'Actions')}</VisuallyHidden>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {here.map((officer) => (
              <Table.Tr key={officer.id}>
                <Table.Td>{officer.name}</Table.Td>
                <Table.Td>{wordOf(roleWords, officer.role, say)}</Table.Td>
                <Table.Td>
                  {logins.has(officer.id) ? (
                    <Badge tt="none" variant="default">
                      {say('có', 'yes')}
                    </Badge>
                  ) : (
                    <Text size="sm">{say('chưa có', 'none yet')}</Text>
                  )}
                </Table.Td>
                <Table.Td>{shownDate(officer.validTo)}</Table.Td>
                <Table.Td>
                  <Button
                    size="compact-xs"
                    variant="default"
                    aria-label={say(`Xóa ${officer.name}`, `Remove ${officer.name}`)}
                    onClick={() => replace(all.filter(({ id }) => id !== officer.id))}
                  >
                    {say('Xóa', 'Remove')}
                  </Button>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      <form onSubmit={add}>
        <Group align="end" gap="xs">
          <TextInput
            label={say('Họ tên công chức', 'Name of an officer')}
            required
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <TextInput
            label={say('Vai trò trong quy trình', 'Role in procedures')}
            required
            list="officer-roles"
            value={role}
            onChange={(event) => setRole(event.currentTarget.value)}
          />
          <datalist id="officer-roles">
            {[...new Set(all.map((each) => each.role))].map((each) => (
              <option key={each} value={each}>
                {wordOf(roleWords, each, say)}
              </option>
            ))}
          </datalist>
          <Button type="submit" variant="default">
            {say('Thêm công chức', 'Add')}
          </Button>
        </Group>
      </form>
    </Stack>
  );
}
