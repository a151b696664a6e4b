/** The deadline of the procedure, always in view: what is given to steps, what is left, the worst case, the worst filing date. */
import { Progress, Stack, Text } from '@mantine/core';
import type { ProcessTime } from '../../engine/index.ts';
import type { Editor } from '../editor/editor.ts';
import { shownDate, shownInstant, shownMinutes, shownNumber } from '../i18n/format.ts';
import { useSpeech, type Language } from '../i18n/say.tsx';
import { CanvasMarks } from './canvas-marks.tsx';
import { durationLong } from './duration-text.ts';
import { useChecks } from './live-checks.ts';

export function DeadlineCard({ editor }: { readonly editor: Editor }) {
  const { result, status } = useChecks(editor);
  const { say } = useSpeech();
  const processes = result.time?.processes ?? [];
  const time = processes.find(({ deadline }) => deadline !== undefined) ?? processes[0];
  return (
    <Stack gap={4} p="xs" component="section" aria-label={say('Thời hạn', 'Deadline')}>
      <CanvasMarks editor={editor} />
      {result.isCompiled === false ? (
        <Text size="sm">
          {say(
            'Chưa tính được thời hạn: bản vẽ còn lỗi phải sửa trước.',
            'No time can be given: the drawing has errors to be corrected first.',
          )}
        </Text>
      ) : !time ? (
        <Text size="sm">
          {status === 'outdated' || status === 'failed'
            ? say('Chưa kiểm tra.', 'Not checked.')
            : say('Đang tính thời hạn …', 'Working out the time …')}
        </Text>
      ) : (
        <Figures time={time} isSwept={result.isSwept === true} />
      )}
    </Stack>
  );
}

const eps = 1e-6;

function Figures({ time, isSwept }: { readonly time: ProcessTime; readonly isSwept: boolean }) {
  const { say, language } = useSpeech();
  const { deadline, worst, wallWorst, verdict, probability } = time;
  const unit = worst?.unit ?? 'workingDay';
  // of branches side by side that are equally long, one
  const longest = new Set(time.criticalPaths[0]?.elements);
  const given = time.steps
    .filter(({ elementId, clock }) => longest.has(elementId) && clock === 'runs')
    .reduce((sum, each) => sum + each.budgetDays, 0);
  if (!deadline)
    return (
      <Text size="sm">
        {say('Thủ tục chưa có thời hạn. ', 'The procedure has no deadline yet. ')}
        {say(
          `Các bước trên đường dài nhất: ${durationLong(given, unit, language)}.`,
          `Steps of the longest way: ${durationLong(given, unit, language)}.`,
        )}
      </Text>
    );
  const limit = deadline.unit === 'workingHour' ? deadline.value / 8 : deadline.value;
  const left = limit - given;
  const kind =
    deadline.kind === 'appointment'
      ? say('Ngày hẹn', 'Appointment')
      : {
          legal: say('Thời hạn theo luật', 'Legal deadline'),
          published: say('Thời hạn công bố', 'Published deadline'),
          national: say('Thời hạn quốc gia', 'National deadline'),
        }[deadline.of ?? 'legal'];
  const fails = verdict.outcome === 'fails';
  const [sign, judged] = fails
    ? ['✕', say('Quá thời hạn', 'Misses the deadline')]
    : verdict.outcome === 'holds'
      ? ['✓', say('Kịp thời hạn', 'Keeps the deadline')]
      : ['?', `${say('Chưa kết luận được: ', 'Cannot be told: ')}${say(verdict.reason.message, verdict.reason.messageEn)}`];
  const percent = limit > 0 ? Math.min(100, (given / limit) * 100) : 0;
  const rows: readonly (readonly [string, string])[] = [
    [say('Đã giao, đến khi có kết quả', 'Given, until the result'), durationLong(given, unit, language)],
    left < -eps
      ? [say('Vượt', 'Over'), durationLong(-left, unit, language)]
      : [say('Còn lại', 'Left'), durationLong(Math.max(0, left), unit, language)],
    [
      say('Xấu nhất', 'Worst case'),
      worst === undefined
        ? say('chưa rõ', 'unknown')
        : worst.isUnbounded
          ? say('không có giới hạn', 'no bound')
          : `${durationLong(worst.days, unit, language)}${wallWorst && wallWorst.days > worst.days + eps && !wallWorst.isUnbounded ? say(`; cả lúc không tính: ${shownNumber(wallWorst.days, language)}`, `; with excluded time: ${shownNumber(wallWorst.days, language)}`) : ''}`,
    ],
    [say('Ngày nộp bất lợi nhất', 'Worst filing date'), filingText(time, isSwept, language)],
    ...(probability?.outcome !== 'known'
      ? []
      : [[say('Khả năng đúng hạn', 'Probability on time'), `${shownNumber(Math.round(probability.onTime * 100), language)} %`] as const]),
  ];
  return (
    <>
      <Text size="sm" fw={600}>
        {kind}: {durationLong(deadline.value, deadline.unit, language)}
      </Text>
      <Text size="sm" className="deadline-verdict" data-outcome={verdict.outcome}>
        <span aria-hidden>{sign}</span> {judged}
      </Text>
      <Progress
        value={percent}
        color={left < -eps ? 'red' : 'lake'}
        aria-label={say('Phần thời hạn đã giao cho các bước', 'Share of the deadline given to steps')}
      />
      <dl className="deadline-rows">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** The filing date of the next three years whose dossier ends latest against its due date. */
function filingText({ sweep }: ProcessTime, isSwept: boolean, language: Language): string {
  const say = (vi: string, en: string) => (language === 'vi' ? vi : en);
  if (!isSwept) return say('đang thử từng ngày …', 'trying each day …');
  if (!sweep) return say('không tính được', 'cannot be told');
  const { worst, shareOfDates, dates } = sweep;
  const late = worst.overMinutes;
  const outcome =
    late > 0
      ? say(`trễ ${shownMinutes(late, language)}`, `late by ${shownMinutes(late, language)}`)
      : say(`còn dư ${shownMinutes(-late, language)}`, `${shownMinutes(-late, language)} to spare`);
  const breaking = Math.round(shareOfDates * dates);
  const many = breaking === 0 ? '' : say(`; ${breaking}/${dates} ngày nộp bị trễ`, `; ${breaking} of ${dates} filing dates are late`);
  const when = worst.receipt === 'opening' ? shownDate(worst.date) : shownInstant(worst.receivedAt);
  return `${when}: ${outcome}${many}`;
}
