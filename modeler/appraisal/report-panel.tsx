/** The report of the checker in words: soundness with its runs, time with its steps, and what was not looked at as it is. */
import { Button, Progress, Stack, Table, Text, Title, UnstyledButton } from '@mantine/core';
import type { Evidence, ProcessSoundness, ProcessTime } from '../../engine/index.ts';
import { shownNumber } from '../i18n/format.ts';
import { useSpeech } from '../i18n/say.tsx';
import type { ReportShown } from './types.ts';
import { outcomeWord, soundnessNames } from './verdict-bar.tsx';

interface Props {
  readonly report: ReportShown;
  readonly nameOf: (elementId: string) => string;
  readonly selectElement: (elementId: string) => void;
  readonly play: (evidence: Evidence) => void;
}

export function ReportPanel({ report, nameOf, selectElement, play }: Props) {
  const { say, language } = useSpeech();
  const { soundness = [], timeTables = [], approximations = [] } = report;
  if (!report.verdicts)
    return (
      <Text size="sm">
        {say(
          'Bản này chưa đọc được đến mức kiểm tra; xem các nhận xét.',
          'This could not be read far enough to be checked; see the findings.',
        )}
      </Text>
    );
  return (
    <Stack gap="md">
      <section>
        <Title order={3} size="h5">
          {say('Quy trình có chạy trọn vẹn không', 'Does it always run to its end')}
        </Title>
        {soundness.map((each) => (
          <SoundnessOf key={each.processId} soundness={each} nameOf={nameOf} play={play} />
        ))}
      </section>
      {timeTables.map((time) => (
        <TimeOf key={time.processId} time={time} nameOf={nameOf} selectElement={selectElement} />
      ))}
      {approximations.length > 0 && (
        <section>
          <Title order={3} size="h5">
            {say('Chỗ kiểm tra phải giản lược', 'What was not looked at as it is')}
          </Title>
          <ul>
            {approximations.map(({ message, messageEn }, index) => (
              <li key={index}>
                <Text size="sm">{language === 'vi' ? message : messageEn}</Text>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Stack>
  );
}

function SoundnessOf({ soundness, nameOf, play }: { readonly soundness: ProcessSoundness } & Pick<Props, 'nameOf' | 'play'>) {
  const { say, language } = useSpeech();
  const names = soundnessNames(say);
  return (
    <ul className="plain-list">
      {(Object.keys(names) as (keyof typeof names)[]).map((id) => {
        const outcome = soundness[id];
        return (
          <li key={id}>
            <Text size="sm" component="div">
              <b>{names[id]}:</b> {outcomeWord(outcome.outcome, say)}
              {'reason' in outcome && <> – {language === 'vi' ? outcome.reason.message : outcome.reason.messageEn}</>}
              {outcome.outcome === 'fails' && 'message' in outcome && <> – {language === 'vi' ? outcome.message : outcome.messageEn}</>}
              {outcome.outcome === 'fails' && 'elements' in outcome && <> – {outcome.elements.map(nameOf).join(', ')}</>}
            </Text>
            {outcome.outcome === 'fails' && 'scenario' in outcome && outcome.scenario.length > 0 && (
              <Button size="compact-sm" variant="light" onClick={() => play(outcome)}>
                {say('▶ Xem diễn biến', '▶ Play it')}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function TimeOf({ time, nameOf, selectElement }: { readonly time: ProcessTime } & Pick<Props, 'nameOf' | 'selectElement'>) {
  const { say, language } = useSpeech();
  const { deadline, best, worst, verdict, sweep, steps } = time;
  const days = (value: number | undefined) => (value === undefined ? '–' : shownNumber(value, language));
  const extent = (given: ProcessTime['worst']) =>
    given === undefined
      ? '–'
      : `${given.isUnbounded ? '≥ ' : given.isExact ? '' : '≈ '}${days(given.days)} ${given.unit === 'workingDay' ? say('ngày làm việc', 'working days') : say('ngày', 'days')}`;
  const units = {
    workingDay: say('ngày làm việc', 'working days'),
    calendarDay: say('ngày', 'days'),
    workingHour: say('giờ làm việc', 'working hours'),
  };
  return (
    <section>
      <Title order={3} size="h5">
        {say('Thời gian', 'Time')}
        {time.name !== undefined && `: ${time.name}`}
      </Title>
      <Text size="sm">
        {deadline
          ? say(`Thời hạn ${days(deadline.value)} ${units[deadline.unit]}`, `Deadline ${days(deadline.value)} ${units[deadline.unit]}`)
          : say('Chưa khai thời hạn', 'No deadline is said')}
        {' · '}
        {say('nhanh nhất', 'best case')} {extent(best)} · {say('lâu nhất', 'worst case')} {extent(worst)} ·{' '}
        <b>{outcomeWord(verdict.outcome, say)}</b>
      </Text>
      {verdict.outcome === 'fails' && <Text size="sm">{language === 'vi' ? verdict.message : verdict.messageEn}</Text>}
      {'reason' in verdict && <Text size="sm">{language === 'vi' ? verdict.reason.message : verdict.reason.messageEn}</Text>}
      {sweep && <Text size="sm">{language === 'vi' ? sweep.worst.message : sweep.worst.messageEn}</Text>}
      <Table mt="xs" withTableBorder aria-label={say('Thời gian từng bước', 'Time of each step')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{say('Bước', 'Step')}</Table.Th>
            <Table.Th scope="col" ta="right">
              {say('Ngày', 'Days')}
            </Table.Th>
            <Table.Th scope="col">{say('Phần thời hạn', 'Share')}</Table.Th>
            <Table.Th scope="col" ta="right">
              {say('Còn dư', 'Slack')}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {steps.map(({ elementId, name, budgetDays, share, slack, isCritical, clock }) => (
            <Table.Tr key={elementId}>
              <Table.Th scope="row" fw={400}>
                <UnstyledButton onClick={() => selectElement(elementId)} td="underline" fz="sm">
                  {name ?? nameOf(elementId)}
                </UnstyledButton>
                {isCritical && (
                  <Text size="xs" fw={600}>
                    {say('trên đường dài nhất', 'on the longest way')}
                  </Text>
                )}
                {clock === 'excluded' && <Text size="xs">{say('không tính vào thời hạn', 'outside the deadline')}</Text>}
              </Table.Th>
              <Table.Td ta="right">{days(budgetDays)}</Table.Td>
              <Table.Td>
                {share === undefined ? (
                  '–'
                ) : (
                  <>
                    <Text size="xs">{`${Math.round(share * 1000) / 10}`.replace('.', language === 'vi' ? ',' : '.')} %</Text>
                    <Progress
                      value={Math.min(share * 100, 100)}
                      aria-label={say(`Phần thời hạn của ${name ?? elementId}`, `Share of ${name ?? elementId}`)}
                    />
                  </>
                )}
              </Table.Td>
              <Table.Td ta="right">{days(slack)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}
