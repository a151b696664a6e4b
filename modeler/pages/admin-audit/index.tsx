/** The audit log: who did what, to what, when and from where; nobody can change it. */
import { Button, Code, Group, Select, Table, TextInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { api } from '../../data/session.ts';
import { shownInstant } from '../../i18n/format.ts';
import { useSay } from '../../i18n/say.tsx';
import { More } from '../../parts/more.tsx';
import { Page } from '../../parts/page.tsx';
import { Empty, Failed, Waiting } from '../../parts/states.tsx';
import { beginningOfDay, endOfDay } from '../admin-parts/days.ts';
import { Permitted } from '../admin-parts/permitted.tsx';
import { choicesOf, wordOf } from '../admin-parts/words.ts';
import { actionWords } from './action-words.ts';

export default function AuditPage() {
  return (
    <Permitted permission="audit:read">
      <Content />
    </Permitted>
  );
}

const everything = { login: '', action: '', subject: '', from: '', to: '' };

function Content() {
  const say = useSay();
  const [typed, setTyped] = useState(everything);
  const [filter, setFilter] = useState(everything);
  const query = useInfiniteQuery({
    queryKey: ['audit log', filter],
    queryFn: ({ pageParam }) =>
      api.getAuditLog({
        query: {
          limit: 50,
          ...(filter.login.trim() !== '' && { login: filter.login.trim().toLowerCase() }),
          ...(filter.action !== '' && { action: filter.action }),
          ...(filter.subject.trim() !== '' && { subject: filter.subject.trim() }),
          ...(filter.from !== '' && { from: beginningOfDay(filter.from) }),
          ...(filter.to !== '' && { to: endOfDay(filter.to) }),
          ...(pageParam !== '' && { cursor: pageParam }),
        },
      }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  });
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  function send(event: SubmitEvent) {
    event.preventDefault();
    setFilter(typed);
  }
  const set = (field: keyof typeof everything) => (event: { readonly currentTarget: { readonly value: string } }) =>
    setTyped({ ...typed, [field]: event.currentTarget.value });
  return (
    <Page title={say('Nhật ký bảo mật', 'Audit log')}>
      <form onSubmit={send}>
        <Group align="end" gap="xs">
          <TextInput label={say('Người làm (tên đăng nhập)', 'Who (login)')} value={typed.login} onChange={set('login')} />
          <Select
            label={say('Việc', 'What')}
            w={250}
            searchable
            clearable
            clearButtonProps={{ 'aria-label': say('Mọi việc', 'Everything') }}
            placeholder={say('Mọi việc', 'Everything')}
            data={choicesOf(actionWords, say)}
            value={typed.action === '' ? null : typed.action}
            onChange={(action) => setTyped({ ...typed, action: action ?? '' })}
          />
          <TextInput label={say('Đối tượng', 'To what')} value={typed.subject} onChange={set('subject')} />
          <TextInput type="date" label={say('Từ ngày', 'From')} value={typed.from} onChange={set('from')} />
          <TextInput type="date" label={say('Đến hết ngày', 'Until')} value={typed.to} onChange={set('to')} />
          <Button type="submit">{say('Lọc', 'Filter')}</Button>
          <Button
            variant="default"
            onClick={() => {
              setTyped(everything);
              setFilter(everything);
            }}
          >
            {say('Bỏ lọc', 'Clear')}
          </Button>
        </Group>
      </form>
      {query.isPending && <Waiting />}
      {query.isError && <Failed error={query.error} retry={() => void query.refetch()} />}
      {query.isSuccess && items.length === 0 && <Empty>{say('Không có dòng nào khớp bộ lọc.', 'Nothing fits the filter.')}</Empty>}
      {items.length > 0 && (
        <Table striped>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{say('Lúc', 'At')}</Table.Th>
              <Table.Th>{say('Người làm', 'Who')}</Table.Th>
              <Table.Th>{say('Việc', 'What')}</Table.Th>
              <Table.Th>{say('Đối tượng', 'To what')}</Table.Th>
              <Table.Th>{say('Chi tiết', 'Details')}</Table.Th>
              <Table.Th>{say('Từ địa chỉ', 'From')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {items.map(({ entryId, at, actor, action, subject, details, address }) => (
              <Table.Tr key={entryId}>
                <Table.Td>{shownInstant(at)}</Table.Td>
                <Table.Td>
                  {actor.name ?? actor.login}
                  {actor.name !== undefined && actor.name !== actor.login && ` (${actor.login})`}
                </Table.Td>
                <Table.Td>{wordOf(actionWords, action, say)}</Table.Td>
                <Table.Td>{subject}</Table.Td>
                <Table.Td>
                  <Details details={details} />
                </Table.Td>
                <Table.Td>{address}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      <More list={query} />
    </Page>
  );
}

function Details({ details }: { readonly details: unknown }) {
  const say = useSay();
  if (typeof details !== 'object' || details === null || Object.keys(details).length === 0) return null;
  return (
    <details>
      <summary>{say('Xem', 'Show')}</summary>
      <Code block>{JSON.stringify(details, null, 2)}</Code>
    </details>
  );
}
