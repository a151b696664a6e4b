/** Tasks, nearest deadline first; with boxes to choose several where that is of use. */
import { Anchor, Checkbox, Table, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { api } from '../data/session.ts';
import { useSay } from '../i18n/say.tsx';
import { Due } from './due.tsx';
import { FlagBadge } from './flag-badge.tsx';
import type { OrganisationView } from './organisation-view.ts';
import { useMe } from './use-me.ts';

export type TaskItem = Awaited<ReturnType<typeof api.getTasks>>['items'][number];

/** Names a task among others. */
export const taskName = ({ dossierId, elementKey }: Pick<TaskItem, 'dossierId' | 'elementKey'>): string => `${dossierId} ${elementKey}`;

interface Props {
  readonly label: string;
  readonly tasks: readonly TaskItem[];
  readonly organisation: OrganisationView;
  readonly chosen?: ReadonlySet<string>;
  readonly choose?: (chosen: ReadonlySet<string>) => void;
}

export function TaskTable({ label, tasks, organisation, chosen = new Set(), choose }: Props) {
  const say = useSay();
  const me = useMe();
  const toggle = (name: string) => {
    const next = new Set(chosen);
    if (!next.delete(name)) next.add(name);
    choose?.(next);
  };
  const isWhole = tasks.length > 0 && tasks.every((task) => chosen.has(taskName(task)));
  return (
    <div className="list" tabIndex={0} role="group" aria-label={label}>
      <Table striped highlightOnHover aria-label={label}>
        <Table.Thead>
          <Table.Tr>
            {choose && (
              <Table.Th w={36}>
                <Checkbox
                  size="xs"
                  aria-label={say('Chọn tất cả việc đang hiện', 'Choose all that are shown')}
                  checked={isWhole}
                  indeterminate={!isWhole && chosen.size > 0}
                  onChange={() => choose(isWhole ? new Set() : new Set(tasks.map(taskName)))}
                />
              </Table.Th>
            )}
            <Table.Th scope="col">{say('Hồ sơ', 'Dossier')}</Table.Th>
            <Table.Th scope="col">{say('Việc', 'Task')}</Table.Th>
            <Table.Th scope="col">{say('Đơn vị', 'Unit')}</Table.Th>
            <Table.Th scope="col">{say('Người giữ', 'Holder')}</Table.Th>
            <Table.Th scope="col">{say('Hạn', 'Due')}</Table.Th>
            <Table.Th scope="col">{say('Cảnh báo', 'Flag')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {tasks.map((task) => {
            const {
              dossierId,
              dossierCode,
              elementId,
              name = elementId,
              unit,
              holder,
              dueAt,
              overByMinutes,
              flag,
              suspended,
              waitsForSender,
            } = task;
            const id = dossierCode ?? say(`số ${dossierId}`, `no. ${dossierId}`);
            return (
              <Table.Tr key={taskName(task)}>
                {choose && (
                  <Table.Td>
                    <Checkbox
                      size="xs"
                      aria-label={say(`Chọn ${name}, hồ sơ ${id}`, `Choose ${name}, dossier ${id}`)}
                      checked={chosen.has(taskName(task))}
                      onChange={() => toggle(taskName(task))}
                    />
                  </Table.Td>
                )}
                <Table.Td className="whole">
                  <Anchor component={Link} to={`/dossiers/${dossierId}`} size="sm">
                    {id}
                  </Anchor>
                </Table.Td>
                <Table.Th scope="row" fw={500}>
                  {name}
                  {(suspended || waitsForSender) && (
                    <Text size="xs">
                      {suspended ? say('hồ sơ tạm dừng', 'dossier suspended') : say('chờ nơi gửi chỉnh sửa', 'waits for its sender')}
                    </Text>
                  )}
                </Table.Th>
                <Table.Td>{organisation.unitName(unit)}</Table.Td>
                <Table.Td>
                  {holder === undefined
                    ? say('chưa ai nhận', 'nobody')
                    : holder === me.login
                      ? say('tôi', 'me')
                      : organisation.personName(holder)}
                </Table.Td>
                <Table.Td className="whole">
                  <Due dueAt={dueAt} overByMinutes={overByMinutes} />
                </Table.Td>
                <Table.Td>{flag !== undefined && <FlagBadge flag={flag} />}</Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </div>
  );
}
