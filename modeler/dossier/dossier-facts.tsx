/** The head of a dossier: state, appointment, forecast, the legal and the score clock. */
import { Badge, Card, SimpleGrid, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { DossierReport } from '../../engine/index.ts';
import type { api } from '../data/session.ts';
import { shownInstant, shownMinutes } from '../i18n/format.ts';
import { useSpeech } from '../i18n/say.tsx';
import type { OrganisationView } from './organisation-view.ts';
import { UsedBar } from './used-bar.tsx';
import { wordOf } from './words.ts';

interface Props {
  readonly summary: Awaited<ReturnType<typeof api.getDossier>>;
  readonly report: DossierReport;
  readonly organisation: OrganisationView;
}

export function DossierFacts({ summary, report: { forecast, legal, score, result }, organisation }: Props) {
  const { say, language } = useSpeech();
  const { status, outcome, department, startedAt, endedAt, appointmentDueAt } = summary;
  return (
    <SimpleGrid cols={4} spacing="sm">
      <Fact title={say('Trạng thái', 'State')}>
        <Text fw={600}>{wordOf('statuses', outcome ?? status, say)}</Text>
        <Text size="sm">{say(`tiếp nhận ${shownInstant(startedAt)}`, `received ${shownInstant(startedAt)}`)}</Text>
        {endedAt !== undefined && <Text size="sm">{say(`kết thúc ${shownInstant(endedAt)}`, `ended ${shownInstant(endedAt)}`)}</Text>}
        <Text size="sm">{organisation.unitName(department)}</Text>
      </Fact>
      <Fact title={say('Hẹn trả kết quả', 'Appointment')}>
        <Text fw={600}>{appointmentDueAt === undefined ? say('không hẹn', 'none') : shownInstant(appointmentDueAt)}</Text>
        {result !== undefined && (
          <Text size="sm" className={result === 'late' ? 'late' : undefined}>
            {wordOf('results', result, say)}
          </Text>
        )}
        {forecast.spareMinutes !== undefined && (
          <Text size="sm" className={forecast.spareMinutes < 0 ? 'late' : undefined}>
            {forecast.spareMinutes < 0
              ? say(`thiếu ${shownMinutes(-forecast.spareMinutes, language)}`, `${shownMinutes(-forecast.spareMinutes, language)} short`)
              : say(`còn dư ${shownMinutes(forecast.spareMinutes, language)}`, `${shownMinutes(forecast.spareMinutes, language)} to spare`)}
          </Text>
        )}
      </Fact>
      <Fact title={say('Dự kiến xong', 'Forecast')}>
        <Text fw={600}>
          {status === 'ended'
            ? '–'
            : forecast.endsAt === undefined
              ? say('đồng hồ đang dừng', 'the clock stands')
              : shownInstant(forecast.endsAt)}
        </Text>
        {forecast.standsSince !== undefined && (
          <Text size="sm">{say(`từ ${shownInstant(forecast.standsSince)}`, `since ${shownInstant(forecast.standsSince)}`)}</Text>
        )}
        {forecast.misses && (
          <Badge color="red.9" c="white" radius="sm" tt="none" miw="max-content">
            ⚑ {say('sẽ trễ hẹn', 'will miss it')}
          </Badge>
        )}
      </Fact>
      <Fact title={say('Đồng hồ pháp lý', 'Legal clock')}>
        {legal ? (
          <UsedBar usedMinutes={legal.usedMinutes} budgetMinutes={legal.totalMinutes} />
        ) : (
          <Text size="sm">{say('không tính thời hạn', 'no deadline')}</Text>
        )}
        {score && (
          <Text size="sm" mt={4}>
            {say('Chấm điểm', 'Score')}: {shownMinutes(score.usedMinutes, language)}
            {score.overdue && <strong className="late"> · {say('quá hạn', 'overdue')}</strong>}
          </Text>
        )}
      </Fact>
    </SimpleGrid>
  );
}

function Fact({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Card withBorder padding="sm">
      <Text size="sm">{title}</Text>
      {children}
    </Card>
  );
}
