/** Dossiers: found by code, or listed by state, forecast, unit and procedure. The address keeps the filter. */
import { Anchor, Button, Checkbox, Group, Select, Table, Text, TextInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo, useState, type SubmitEvent } from 'react';
import { Link, useSearchParams } from 'react-router';
import { api } from '../../data/session.ts';
import '../../dossier/dossier.css';
import { useOrganisation } from '../../dossier/use-organisation.ts';
import { wordOf } from '../../dossier/words.ts';
import { shownInstant } from '../../i18n/format.ts';
import { useSay } from '../../i18n/say.tsx';
import { More } from '../../parts/more.tsx';
import { Page } from '../../parts/page.tsx';
import { Empty, Failed, Waiting } from '../../parts/states.tsx';
import { readDossierFilter } from './dossier-filter.ts';
import { ProcedureSelect } from './procedure-select.tsx';

export default function DossiersPage() {
  const say = useSay();
  const organisation = useOrganisation();
  const [search, setSearch] = useSearchParams();
  const [code, setCode] = useState(search.get('code') ?? '');
  const address = search.toString();
  const filter = useMemo(() => readDossierFilter(new URLSearchParams(address)), [address]);
  const list = useInfiniteQuery({
    queryKey: ['dossiers', filter.query],
    queryFn: ({ pageParam }) =>
      api.getDossiers({ query: { ...filter.query, limit: 50, ...(pageParam !== '' && { cursor: pageParam }) } as never }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  });
  const change = (name: string, value: string | null) => {
    const next = new URLSearchParams(search);
    if (value === null || value === '') next.delete(name);
    else next.set(name, value);
    setSearch(next, { replace: true });
  };
  const find = (event: SubmitEvent) => {
    event.preventDefault();
    change('code', code.trim());
  };
  const dossiers = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const isByCode = filter.code !== undefined;
  return (
    <Page title={say('Hồ sơ', 'Dossiers')}>
      <Group gap="sm" align="end">
        <form onSubmit={find} role="search">
          <Group gap={4} align="end">
            <TextInput
              label={say('Mã hồ sơ', 'Code')}
              placeholder="H00.00-261127-0001"
              value={code}
              onChange={({ currentTarget }) => setCode(currentTarget.value)}
              w={210}
            />
            <Button type="submit">{say('Tìm', 'Find')}</Button>
          </Group>
        </form>
        <Select
          label={say('Trạng thái', 'State')}
          data={[
            { value: 'open', label: say('Chưa xong', 'Open') },
            { value: 'active', label: say('Đang giải quyết', 'Under way') },
            { value: 'suspended', label: say('Tạm dừng', 'Suspended') },
            { value: 'ended', label: say('Đã kết thúc', 'Ended') },
          ]}
          value={filter.status}
          onChange={(status) => change('status', status === 'open' ? null : status)}
          allowDeselect={false}
          disabled={isByCode}
          w={160}
        />
        <Select
          label={say('Cơ quan', 'Agency')}
          placeholder={say('tất cả', 'all')}
          data={organisation.units
            .filter(({ level }) => level !== 'desk' && level !== 'division')
            .map(({ id, name }) => ({ value: id, label: name }))}
          value={filter.department ?? null}
          onChange={(department) => change('department', department)}
          searchable
          clearable
          clearButtonProps={{ 'aria-label': say('Bỏ chọn cơ quan', 'Clear the agency') }}
          disabled={isByCode}
          w={220}
        />
        <ProcedureSelect value={filter.processKey} change={(key) => change('procedure', key)} isDisabled={isByCode} />
        <Checkbox
          label={say('Chỉ hồ sơ sẽ trễ hoặc đã trễ', 'Only those that will be late or are')}
          checked={filter.misses}
          disabled={isByCode || filter.status === 'ended'}
          onChange={({ currentTarget }) => change('misses', currentTarget.checked ? 'yes' : null)}
        />
        {isByCode && (
          <Button
            variant="default"
            onClick={() => {
              setCode('');
              change('code', null);
            }}
          >
            {say('Bỏ tìm theo mã', 'Clear the code')}
          </Button>
        )}
      </Group>
      {list.isError && dossiers.length === 0 ? (
        <Failed error={list.error} retry={() => void list.refetch()} />
      ) : list.data === undefined ? (
        <Waiting />
      ) : dossiers.length === 0 ? (
        <Empty>
          {isByCode
            ? say(`Không có hồ sơ mã “${filter.code}” mà bạn được xem.`, `There is no dossier “${filter.code}” that you may see.`)
            : say('Không có hồ sơ nào như vậy.', 'There is no such dossier.')}
        </Empty>
      ) : (
        <>
          <div className="list" tabIndex={0} role="group" aria-label={say('Danh sách hồ sơ', 'List of dossiers')}>
            <Table striped highlightOnHover>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">{say('Mã', 'Code')}</Table.Th>
                  <Table.Th scope="col">{say('Thủ tục', 'Procedure')}</Table.Th>
                  <Table.Th scope="col">{say('Cơ quan', 'Agency')}</Table.Th>
                  <Table.Th scope="col">{say('Trạng thái', 'State')}</Table.Th>
                  <Table.Th scope="col">{say('Tiếp nhận', 'Received')}</Table.Th>
                  <Table.Th scope="col">{say('Hẹn trả', 'Appointment')}</Table.Th>
                  <Table.Th scope="col">{say('Dự kiến xong', 'Forecast')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {dossiers.map((dossier) => {
                  const { dossierId, procedureName, department, status, outcome, result, startedAt, appointmentDueAt, endedAt } = dossier;
                  return (
                    <Table.Tr key={dossierId}>
                      <Table.Td className="whole">
                        <Anchor component={Link} to={`/dossiers/${dossierId}`} size="sm">
                          {dossier.code ?? say(`số ${dossierId}`, `no. ${dossierId}`)}
                        </Anchor>
                      </Table.Td>
                      <Table.Td>{procedureName}</Table.Td>
                      <Table.Td>{organisation.unitName(department)}</Table.Td>
                      <Table.Td className="whole">
                        {wordOf('statuses', outcome ?? status, say)}
                        {result !== undefined && (
                          <Text size="xs" {...(result === 'late' && { className: 'late', fw: 600 })}>
                            {wordOf('results', result, say)}
                          </Text>
                        )}
                      </Table.Td>
                      <Table.Td className="whole">{shownInstant(startedAt)}</Table.Td>
                      <Table.Td className="whole">{shownInstant(appointmentDueAt)}</Table.Td>
                      <Table.Td>
                        {endedAt !== undefined
                          ? say(`xong ${shownInstant(endedAt)}`, `ended ${shownInstant(endedAt)}`)
                          : dossier.standsSince !== undefined
                            ? say(
                                `đồng hồ dừng từ ${shownInstant(dossier.standsSince)}`,
                                `clock stands since ${shownInstant(dossier.standsSince)}`,
                              )
                            : shownInstant(dossier.forecastAt)}
                        {dossier.forecastMisses && (
                          <Text size="xs" className="late" fw={600}>
                            ⚑ {say('trễ hẹn', 'misses its appointment')}
                          </Text>
                        )}
                      </Table.Td>
                    </Table.Tr>
                  );
                })}
              </Table.Tbody>
            </Table>
          </div>
          <Group justify="space-between">
            <Text size="sm">{say(`Đang hiện ${dossiers.length} hồ sơ.`, `${dossiers.length} dossiers shown.`)}</Text>
            <More list={list} />
          </Group>
        </>
      )}
    </Page>
  );
}
