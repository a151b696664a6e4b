/** Dossiers that are held up, oldest first: opened, tried again one by one, or all that fit the filter in the background. */
import { Anchor, Button, Group, Select, Table, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { api } from '../../data/session.ts';
import '../../dossier/dossier.css';
import { ReasonDialog } from '../../dossier/reason-dialog.tsx';
import { useAct } from '../../dossier/use-act.ts';
import { useMe } from '../../dossier/use-me.ts';
import { incidentCodes, wordOf } from '../../dossier/words.ts';
import { shownInstant } from '../../i18n/format.ts';
import { useSpeech } from '../../i18n/say.tsx';
import { More } from '../../parts/more.tsx';
import { Page } from '../../parts/page.tsx';
import { Empty, Failed, Waiting } from '../../parts/states.tsx';
import { ProcedureSelect } from '../dossiers/procedure-select.tsx';

type Incident = Awaited<ReturnType<typeof api.getIncidents>>['items'][number];

const nameOf = ({ dossierId, key = '' }: Pick<Incident, 'dossierId' | 'key'>) => `${dossierId} ${key}`;

export default function IncidentsPage() {
  const { say, language } = useSpeech();
  const me = useMe();
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams();
  const [isRetrying, setRetrying] = useState(false);
  const given = (name: string) => search.get(name) ?? undefined;
  const [code, processKey, elementId] = [given('code'), given('procedure'), given('element')];
  const [asked] = useDebouncedValue(elementId, 300);
  const filter = {
    ...(code !== undefined && { code }),
    ...(processKey !== undefined && { processKey }),
    ...(asked !== undefined && { elementId: asked }),
  };
  const change = (name: string, value: string | null) => {
    const next = new URLSearchParams(search);
    if (value === null || value.trim() === '') next.delete(name);
    else next.set(name, value.trim());
    setSearch(next, { replace: true });
  };
  const query = useInfiniteQuery({
    queryKey: ['incidents', filter],
    queryFn: ({ pageParam }) => api.getIncidents({ query: { ...filter, limit: 50, ...(pageParam !== '' && { cursor: pageParam }) } }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    refetchInterval: 30_000,
  });
  const resolve = useAct(({ dossierId, key }: Incident) =>
    key === undefined
      ? api.postIncidentRetry({ params: { dossierId }, body: {} })
      : api.postIncidentResolution({ params: { dossierId, key }, body: {} }),
  );
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const mayResolve = me.may('incidents:resolve');
  const title = say('Sự cố', 'Incidents');
  return (
    <Page
      title={title}
      actions={
        mayResolve && (
          <>
            <Button disabled={items.length === 0 || code === 'ENGINE_FAILED'} onClick={() => setRetrying(true)}>
              {say('Thử lại tất cả theo bộ lọc', 'Try all of the filter again')}
            </Button>
            <Button variant="default" component={Link} to="/bulk-runs">
              {say('Các đợt đã chạy', 'Runs so far')}
            </Button>
          </>
        )
      }
    >
      <Text size="sm">
        {say(
          'Hồ sơ ở đây không tự đi tiếp được. Sửa nguyên nhân trước (dữ liệu, máy chủ bên ngoài, quy trình), rồi thử lại.',
          'Dossiers here cannot go on by themselves. Put the cause right first (data, another server, the procedure), then try again.',
        )}
      </Text>
      <Group gap="sm" align="end">
        <ProcedureSelect value={processKey} change={(value) => change('procedure', value)} isDisabled={false} />
        <Select
          label={say('Loại sự cố', 'Kind')}
          placeholder={say('mọi loại', 'all')}
          data={incidentCodes.map((value) => ({ value, label: wordOf('incidents', value, say) }))}
          value={code ?? null}
          onChange={(value) => change('code', value)}
          clearable
          clearButtonProps={{ 'aria-label': say('Bỏ chọn loại', 'Clear the kind') }}
          w={260}
        />
        <TextInput
          label={say('Mã bước trên sơ đồ', 'Id of the element')}
          value={elementId ?? ''}
          onChange={({ currentTarget }) => change('element', currentTarget.value)}
        />
      </Group>
      {resolve.error && <Failed error={resolve.error} />}
      {query.isPending && <Waiting />}
      {query.isError && <Failed error={query.error} retry={() => void query.refetch()} />}
      {query.isSuccess && items.length === 0 && <Empty>{say('Không có sự cố nào như vậy.', 'There is no such incident.')}</Empty>}
      {items.length > 0 && (
        <div className="list" tabIndex={0} role="group" aria-label={title}>
          <Table striped aria-label={title}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{say('Hồ sơ', 'Dossier')}</Table.Th>
                <Table.Th scope="col">{say('Bước', 'Step')}</Table.Th>
                <Table.Th scope="col">{say('Sự cố', 'Incident')}</Table.Th>
                <Table.Th scope="col">{say('Từ lúc', 'Since')}</Table.Th>
                {mayResolve && <Table.Th scope="col">{say('Xử lý', 'Act')}</Table.Th>}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {items.map((incident) => {
                const { dossierId, dossierCode, elementId: at, name = at, message, messageEn, raisedAt, attempts, error } = incident;
                const id = dossierCode ?? say(`số ${dossierId}`, `no. ${dossierId}`);
                return (
                  <Table.Tr key={nameOf(incident)}>
                    <Table.Th scope="row">
                      <Anchor component={Link} to={`/dossiers/${dossierId}`} className="whole">
                        {id}
                      </Anchor>
                    </Table.Th>
                    <Table.Td>{name}</Table.Td>
                    <Table.Td>
                      <Text size="sm" fw={600}>
                        {wordOf('incidents', incident.code, say)}
                      </Text>
                      <Text size="sm">{language === 'vi' ? message : messageEn}</Text>
                      {attempts !== undefined && <Text size="sm">{say(`đã thử ${attempts} lần`, `${attempts} tries so far`)}</Text>}
                      {error !== undefined && <Text size="xs">{error}</Text>}
                    </Table.Td>
                    <Table.Td className="whole">{shownInstant(raisedAt)}</Table.Td>
                    {mayResolve && (
                      <Table.Td>
                        <Button
                          size="xs"
                          variant="default"
                          loading={resolve.isPending && resolve.variables === incident}
                          aria-label={say(`Thử lại hồ sơ ${id}`, `Try again: dossier ${id}`)}
                          onClick={() => resolve.mutate(incident)}
                        >
                          {say('Thử lại', 'Try again')}
                        </Button>
                      </Table.Td>
                    )}
                  </Table.Tr>
                );
              })}
            </Table.Tbody>
          </Table>
        </div>
      )}
      <More list={query} />
      {isRetrying && (
        <ReasonDialog
          title={say('Thử lại tất cả theo bộ lọc', 'Try all of the filter again')}
          explanation={say(
            'Chạy lần lượt ở phía sau, mỗi sự cố một lần; có thể dừng. Hồ sơ hệ thống đang tự thử lại không tính vào đây.',
            'Done one after the other in the background, each incident once; it can be stopped. What the engine tries again by itself is not among them.',
          )}
          isReasonNeeded
          act={async ({ reason }) => {
            const { runId } = await api.postBulkRunsIncidents({ body: { ...filter, reason } });
            await navigate(`/bulk-runs/${runId}`);
          }}
          close={() => setRetrying(false)}
        />
      )}
    </Page>
  );
}
