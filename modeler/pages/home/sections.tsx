/** The nearest of each kind of work. */
import { Anchor, Stack, Table, Text, Title } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useOrganisation } from '../../dossier/use-organisation.ts';
import { TaskTable } from '../../dossier/task-table.tsx';
import { wordOf } from '../../dossier/words.ts';
import { shownInstant } from '../../i18n/format.ts';
import { useSay } from '../../i18n/say.tsx';
import { Asked } from '../../parts/asked.tsx';
import { Empty } from '../../parts/states.tsx';
import { useAppraisals, useCorrections, useDrafts, useHandOffs, useHeld, useOffered } from './load.ts';

/** Rows shown of each; the rest is behind a link. */
const shown = 8;

interface WorkProps<Item> {
  readonly id: string;
  readonly title: string;
  readonly more?: { readonly to: string; readonly text: string };
  readonly query: UseQueryResult<{ readonly items: readonly Item[] }>;
  /** Said when there is none. */
  readonly empty: string;
  readonly children: (items: readonly Item[]) => ReactNode;
}

/** One kind of work: its heading, what there is of it, and where the rest is. */
function Work<Item>({ id, title, more, query, empty, children }: WorkProps<Item>) {
  return (
    <Stack component="section" gap="xs" aria-labelledby={id}>
      <Title order={2} size="h4" id={id}>
        {title}
      </Title>
      <Asked query={query}>{({ items }) => (items.length === 0 ? <Empty>{empty}</Empty> : children(items))}</Asked>
      {more && (
        <Anchor component={Link} to={more.to} size="sm">
          {more.text}
        </Anchor>
      )}
    </Stack>
  );
}

export function TasksHeld() {
  const say = useSay();
  const organisation = useOrganisation();
  const title = say('Việc tôi đang giữ', 'Tasks I hold');
  return (
    <Work
      id="held"
      title={title}
      more={{ to: '/tasks?who=mine', text: say('Xem tất cả việc của tôi', 'All my tasks') }}
      query={useHeld()}
      empty={say('Bạn không giữ việc nào. Nhận việc ở danh sách bên dưới.', 'You hold no task. Claim one of the list below.')}
    >
      {(items) => <TaskTable label={title} tasks={items} organisation={organisation} />}
    </Work>
  );
}

export function TasksOffered() {
  const say = useSay();
  const organisation = useOrganisation();
  const title = say('Việc chờ người nhận ở đơn vị tôi', 'Tasks of my units that nobody has claimed');
  return (
    <Work
      id="offered"
      title={title}
      more={{ to: '/tasks?who=unassigned', text: say('Xem tất cả, nhận nhiều việc', 'All of them; claim several') }}
      query={useOffered()}
      empty={say('Việc nào cũng đã có người nhận.', 'Every task has somebody.')}
    >
      {(items) => <TaskTable label={title} tasks={items} organisation={organisation} />}
    </Work>
  );
}

export function HandOffsWaiting() {
  const say = useSay();
  const { unitName } = useOrganisation();
  return (
    <Work
      id="hand-offs"
      title={say('Bàn giao chờ nhận', 'Hand-offs waiting')}
      query={useHandOffs()}
      empty={say('Không có bàn giao nào chờ nhận.', 'No hand-off waits.')}
    >
      {(items) => (
        <List
          label={say('Bàn giao chờ nhận', 'Hand-offs waiting')}
          head={[say('Hồ sơ', 'Dossier'), say('Từ', 'From'), say('Gửi lúc', 'Sent')]}
        >
          {items.slice(0, shown).map(({ dossierId, dossierCode, key, name, fromUnit, sentAt, unclaimed }) => (
            <Table.Tr key={key + dossierId}>
              <Table.Td>
                <Anchor component={Link} to={`/dossiers/${dossierId}`} size="sm">
                  {dossierCode ?? dossierId}
                </Anchor>
                <Text size="xs">{name}</Text>
              </Table.Td>
              <Table.Td>{unitName(fromUnit)}</Table.Td>
              <Table.Td>
                {shownInstant(sentAt)}
                {unclaimed && (
                  <Text size="xs" className="late" fw={600}>
                    ⚑ {say('chờ quá lâu', 'waits too long')}
                  </Text>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </List>
      )}
    </Work>
  );
}

export function CorrectionsWaiting() {
  const say = useSay();
  const { unitName } = useOrganisation();
  return (
    <Work
      id="corrections"
      title={say('Bị trả lại, phải chỉnh sửa', 'Returned, to be put right')}
      query={useCorrections()}
      empty={say('Không có hồ sơ nào bị trả lại.', 'Nothing was returned.')}
    >
      {(items) => (
        <List label={say('Bị trả lại', 'Returned')} head={[say('Hồ sơ', 'Dossier'), say('Nơi trả', 'By'), say('Lý do', 'Reason')]}>
          {items.slice(0, shown).map(({ dossierId, dossierCode, key, toUnit, reason, returnedAt }) => (
            <Table.Tr key={key + dossierId}>
              <Table.Td>
                <Anchor component={Link} to={`/dossiers/${dossierId}`} size="sm">
                  {dossierCode ?? dossierId}
                </Anchor>
              </Table.Td>
              <Table.Td>
                {unitName(toUnit)}
                <Text size="xs">{shownInstant(returnedAt)}</Text>
              </Table.Td>
              <Table.Td>{reason}</Table.Td>
            </Table.Tr>
          ))}
        </List>
      )}
    </Work>
  );
}

export function AppraisalsWaiting() {
  const say = useSay();
  const { unitName } = useOrganisation();
  return (
    <Work
      id="appraisals"
      title={say('Hồ sơ thẩm định, phê duyệt chờ tôi', 'Appraisals that wait for me')}
      query={useAppraisals()}
      empty={say('Không có hồ sơ thẩm định nào chờ bạn.', 'No appraisal waits for you.')}
    >
      {(items) => (
        <List
          label={say('Thẩm định chờ tôi', 'Appraisals')}
          head={[say('Quy trình', 'Procedure'), say('Cơ quan', 'Department'), say('Trạng thái', 'State'), say('Hạn', 'Due')]}
        >
          {items.map(({ appraisalId, title, department, state, dueAt, overdue }) => (
            <Table.Tr key={appraisalId}>
              <Table.Td>
                <Anchor component={Link} to={`/appraisals/${appraisalId}`} size="sm">
                  {title}
                </Anchor>
              </Table.Td>
              <Table.Td>{unitName(department)}</Table.Td>
              <Table.Td>{wordOf('drafts', state, say)}</Table.Td>
              <Table.Td>
                {shownInstant(dueAt)}
                {overdue && (
                  <Text size="xs" className="late" fw={600}>
                    ⚑ {say('quá hạn', 'overdue')}
                  </Text>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </List>
      )}
    </Work>
  );
}

export function DraftsOfMine() {
  const say = useSay();
  return (
    <Work
      id="drafts"
      title={say('Bản nháp của tôi', 'My drafts')}
      more={{ to: '/drafts/new', text: say('Soạn quy trình mới', 'Draw a new procedure') }}
      query={useDrafts()}
      empty={say('Bạn chưa có bản nháp nào.', 'You have no draft.')}
    >
      {(items) => (
        <List
          label={say('Bản nháp của tôi', 'My drafts')}
          head={[say('Tên', 'Title'), say('Trạng thái', 'State'), say('Sửa lần cuối', 'Last change')]}
        >
          {items.slice(0, shown).map(({ draftId, title, state, updatedAt }) => (
            <Table.Tr key={draftId}>
              <Table.Td>
                <Anchor component={Link} to={`/drafts/${draftId}`} size="sm">
                  {title}
                </Anchor>
              </Table.Td>
              <Table.Td>{wordOf('drafts', state, say)}</Table.Td>
              <Table.Td>{shownInstant(updatedAt)}</Table.Td>
            </Table.Tr>
          ))}
        </List>
      )}
    </Work>
  );
}

function List({ label, head, children }: { readonly label: string; readonly head: readonly string[]; readonly children: ReactNode }) {
  return (
    <div className="list" tabIndex={0} role="group" aria-label={label}>
      <Table striped aria-label={label}>
        <Table.Thead>
          <Table.Tr>
            {head.map((title) => (
              <Table.Th key={title} scope="col">
                {title}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>{children}</Table.Tbody>
      </Table>
    </div>
  );
}
