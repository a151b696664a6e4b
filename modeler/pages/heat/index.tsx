/** Where the last dossiers of a procedure lost their time: on its diagram, and as tables. */
import { Button, Group, Select, Stack, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { Diagram } from '../../bpmn/diagram.tsx';
import { api } from '../../data/session.ts';
import '../../dossier/dossier.css';
import { heatMarks } from '../../dossier/heat-marks.ts';
import { loadDrawing, type VersionDrawing } from '../../dossier/load-diagram.ts';
import { useOrganisation } from '../../dossier/use-organisation.ts';
import { shownDate, shownMinutes, shownNumber } from '../../i18n/format.ts';
import { useSpeech } from '../../i18n/say.tsx';
import { Asked } from '../../parts/asked.tsx';
import { Page } from '../../parts/page.tsx';
import { Empty } from '../../parts/states.tsx';

export default function HeatPage() {
  const { say } = useSpeech();
  const { processKey = '' } = useParams();
  const [search, setSearch] = useSearchParams();
  const [last, setLast] = useState('200');
  const asked = Number(search.get('version'));
  const versions = useQuery({
    queryKey: ['versions', 'list', processKey],
    queryFn: async () => {
      const [{ items }, current] = await Promise.all([
        api.getProcedureVersions({ params: { processKey }, query: { limit: 200 } }),
        api.getProcedure({ params: { processKey } }),
      ]);
      return { items, current };
    },
  });
  const { items = [], current } = versions.data ?? {};
  const chosen = items.find(({ version }) => version === asked) ?? items.find(({ version }) => version === current?.version);
  return (
    <Page
      title={`${say('Nơi mất thời gian', 'Where time is lost')} – ${current?.name ?? processKey}`}
      actions={
        <Button variant="default" component={Link} to={`/procedures/${encodeURIComponent(processKey)}`}>
          {say('Thủ tục', 'Procedure')}
        </Button>
      }
    >
      <Asked query={versions}>
        {() => (
          <>
            <Group align="end">
              <Select
                label={say('Phiên bản', 'Version')}
                data={items.map(({ version }) => String(version))}
                value={String(chosen?.version ?? '')}
                onChange={(version) => version !== null && setSearch({ version }, { replace: true })}
                allowDeselect={false}
                w={120}
              />
              <Select
                label={say('Số hồ sơ kết thúc gần đây', 'Dossiers that ended last')}
                data={['50', '200', '500', '1000']}
                value={last}
                onChange={(value) => value !== null && setLast(value)}
                allowDeselect={false}
                w={220}
              />
            </Group>
            {chosen && <Heat processKey={processKey} version={chosen.version} versionId={chosen.versionId} last={Number(last)} />}
          </>
        )}
      </Asked>
    </Page>
  );
}

interface HeatProps {
  readonly processKey: string;
  readonly version: number;
  readonly versionId: string;
  readonly last: number;
}

function Heat({ processKey, version, versionId, last }: HeatProps) {
  const query = useQuery({
    queryKey: ['heat', versionId, last],
    async queryFn() {
      const [heat, drawing] = await Promise.all([api.getReportsHeat({ query: { versionId, last } }), loadDrawing(processKey, version)]);
      return { heat, drawing };
    },
  });
  return <Asked query={query}>{({ heat, drawing }) => <HeatView heat={heat} drawing={drawing} />}</Asked>;
}

interface HeatViewProps {
  readonly heat: Awaited<ReturnType<typeof api.getReportsHeat>>;
  readonly drawing: VersionDrawing;
}

function HeatView({ heat, drawing: { xml, dayMinutes } }: HeatViewProps) {
  const { say, language } = useSpeech();
  const { unitName } = useOrganisation();
  const { dossiers, late, from, to, steps, passages } = heat;
  const { marks, badges } = useMemo(() => heatMarks(steps, dayMinutes, language, say), [steps, dayMinutes, language, say]);
  const time = (minutes: number | undefined, day?: number) => (minutes === undefined ? '–' : shownMinutes(minutes, language, day));
  const label = say('Sơ đồ nhiệt; bảng ở dưới nói cùng nội dung', 'Heat map; the table below says the same');
  return (
    <Stack>
      {dossiers === 0 ? (
        <Empty>
          {say(
            'Chưa có hồ sơ nào của phiên bản này kết thúc; bảng chỉ cho thấy hồ sơ đang nằm ở đâu.',
            'No dossier of this version has ended yet; the table only shows where open ones lie.',
          )}
        </Empty>
      ) : (
        <Text>
          {say(
            `${dossiers} hồ sơ kết thúc từ ${shownDate(from)} đến ${shownDate(to)}, trong đó ${late} quá hạn.`,
            `${dossiers} dossiers that ended from ${shownDate(from)} to ${shownDate(to)}, ${late} of them late.`,
          )}
        </Text>
      )}
      <Diagram xml={xml} label={label} marks={marks} badges={badges} height={440} />
      <Text size="xs">
        {say(
          'Màu đậm: bước mất nhiều thời gian hơn trong tổng thời gian quá giờ. Số: trung vị / được giao · phần của tổng thời gian bị mất.',
          'Darker: more of all the time that was lost. Figures: median / budget · part of all that was lost.',
        )}
      </Text>
      <Title order={2} size="h4">
        {say('Theo bước', 'By step')}
      </Title>
      <div className="list" tabIndex={0} role="group" aria-label={say('Theo bước', 'By step')}>
        <Table striped>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{say('Bước', 'Step')}</Table.Th>
              <Table.Th scope="col">{say('Lượt', 'Visits')}</Table.Th>
              <Table.Th scope="col">{say('Được giao', 'Budget')}</Table.Th>
              <Table.Th scope="col">{say('Trung vị', 'Median')}</Table.Th>
              <Table.Th scope="col">{say('Chín phần mười xong trong', 'Nine of ten within')}</Table.Th>
              <Table.Th scope="col">{say('Quá giờ', 'Over')}</Table.Th>
              <Table.Th scope="col">{say('Mất tổng cộng', 'Lost in all')}</Table.Th>
              <Table.Th scope="col">{say('Đang nằm đây', 'Here now')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {steps.map((step) => {
              const {
                elementId,
                name = elementId,
                visits,
                over,
                budgetMinutes,
                medianUsedMinutes,
                p90UsedMinutes,
                lostMinutes,
                lostShare,
              } = step;
              const day = dayMinutes(elementId);
              return (
                <Table.Tr key={elementId}>
                  <Table.Th scope="row" fw={500}>
                    {name}
                  </Table.Th>
                  <Table.Td>{visits}</Table.Td>
                  <Table.Td>{time(budgetMinutes, day)}</Table.Td>
                  <Table.Td>{time(medianUsedMinutes, day)}</Table.Td>
                  <Table.Td>{time(p90UsedMinutes, day)}</Table.Td>
                  <Table.Td>{visits === 0 ? over : `${over} (${Math.round((over / visits) * 100)} %)`}</Table.Td>
                  <Table.Td>
                    {time(lostMinutes)} ({shownNumber(Math.round(lostShare * 1000) / 10, language)} %)
                    <div className="bar" aria-hidden>
                      <span className="full" style={{ width: `${lostShare * 100}%` }} />
                    </div>
                  </Table.Td>
                  <Table.Td>
                    {step.openNow}
                    {step.openLate > 0 && <strong className="late"> {say(`(${step.openLate} quá giờ)`, `(${step.openLate} late)`)}</strong>}
                  </Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </div>
      <Title order={2} size="h4">
        {say('Chờ nhận giữa các cơ quan', 'Waiting between departments')}
      </Title>
      {passages.length === 0 ? (
        <Empty>{say('Không có bàn giao nào giữa các cơ quan.', 'There was no hand-off between departments.')}</Empty>
      ) : (
        <div className="list" tabIndex={0} role="group" aria-label={say('Giữa các cơ quan', 'Between departments')}>
          <Table striped>
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{say('Từ', 'From')}</Table.Th>
                <Table.Th scope="col">{say('Đến', 'To')}</Table.Th>
                <Table.Th scope="col">{say('Lần', 'Times')}</Table.Th>
                <Table.Th scope="col">{say('Trung vị', 'Median')}</Table.Th>
                <Table.Th scope="col">{say('Chín phần mười được nhận trong', 'Nine of ten within')}</Table.Th>
                <Table.Th scope="col">{say('Bị trả lại', 'Returned')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {passages.map(({ fromUnit, toUnit, count, medianWaitedMinutes, p90WaitedMinutes, returned }) => (
                <Table.Tr key={`${fromUnit} ${toUnit}`}>
                  <Table.Td>{unitName(fromUnit)}</Table.Td>
                  <Table.Td>{unitName(toUnit)}</Table.Td>
                  <Table.Td>{count}</Table.Td>
                  <Table.Td>{time(medianWaitedMinutes)}</Table.Td>
                  <Table.Td>{time(p90WaitedMinutes)}</Table.Td>
                  <Table.Td>{returned}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </Stack>
  );
}
