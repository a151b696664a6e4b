/** The legal tests: each with what the checker found about it, an answer and a remark. */
import { Button, Group, SegmentedControl, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { api } from '../data/session.ts';
import { shownInstant } from '../i18n/format.ts';
import { useSpeech } from '../i18n/say.tsx';
import { Failed } from '../parts/states.tsx';
import type { Appraisal, Checklist, Duties, Finding } from './types.ts';
import { hindranceWord, severityWord, testOutcomeWord } from './words.ts';

interface Props {
  readonly appraisal: Appraisal;
  readonly checklist: Checklist;
  readonly duties: Duties;
  readonly findings: readonly Finding[];
  readonly openFinding: (findingId: string) => void;
  readonly done: () => Promise<unknown>;
}
type Item = Checklist['items'][number];
type TestOutcome = NonNullable<Item['answer']>['outcome'];

export function ChecklistPanel({ appraisal, checklist, duties, findings, openFinding, done }: Props) {
  const { say } = useSpeech();
  const pass = duties.acts.find(({ act }) => act === 'pass');
  const mayAnswer = appraisal.state === 'underAppraisal' && pass?.may === true;
  const why =
    appraisal.state !== 'underAppraisal'
      ? say('Chỉ ghi được khi hồ sơ đang được thẩm định.', 'Answered only while it is under appraisal.')
      : pass && !pass.may
        ? hindranceWord(pass, say)
        : undefined;
  return (
    <Stack gap="sm">
      {why !== undefined && <Text size="sm">{why}</Text>}
      <ol className="checklist">
        {checklist.items.map((item) => (
          <li key={item.id}>
            <Test
              item={item}
              appraisalId={appraisal.appraisalId}
              mayAnswer={mayAnswer}
              findings={findings.filter(({ rule, state }) => state !== 'resolved' && item.rules.some((start) => rule.startsWith(start)))}
              numberOf={(finding) => findings.indexOf(finding) + 1}
              openFinding={openFinding}
              done={done}
            />
          </li>
        ))}
      </ol>
    </Stack>
  );
}

interface TestProps extends Pick<Props, 'openFinding' | 'done'> {
  readonly item: Item;
  readonly appraisalId: string;
  readonly mayAnswer: boolean;
  readonly findings: readonly Finding[];
  readonly numberOf: (finding: Finding) => number;
}

function Test({ item, appraisalId, mayAnswer, findings, numberOf, openFinding, done }: TestProps) {
  const { say, language } = useSpeech();
  const { id, question, questionEn, law, answer, before } = item;
  const [remark, setRemark] = useState(answer?.remark ?? '');
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const [chosen, setChosen] = useState<TestOutcome | undefined>(answer?.outcome);
  const text = language === 'vi' ? question : questionEn;
  const isChanged = chosen !== answer?.outcome || remark.trim() !== (answer?.remark ?? '');

  async function keep(outcome: TestOutcome) {
    setBusy(true);
    setError(undefined);
    try {
      await api.putAppraisalChecklist({
        params: { appraisalId, test: id },
        body: { outcome, ...(remark.trim() !== '' && { remark: remark.trim() }) },
      });
      await done();
    } catch (failure) {
      setError(failure);
    }
    setBusy(false);
  }

  return (
    <Stack gap={4} role="group" aria-label={text}>
      <Text size="sm" fw={600}>
        {text}
      </Text>
      {law !== undefined && <Text size="xs">{law}</Text>}
      <Text size="sm" component="div">
        {findings.length === 0 ? (
          say('Máy không thấy vấn đề.', 'The checker sees nothing.')
        ) : (
          <Group gap={4}>
            {say('Máy thấy:', 'The checker sees:')}
            {findings.slice(0, 6).map((finding) => (
              <Button key={finding.findingId} size="compact-sm" variant="default" onClick={() => openFinding(finding.findingId)}>
                {severityWord(finding.severity, say)} {numberOf(finding)}
              </Button>
            ))}
          </Group>
        )}
      </Text>
      {before && !answer && (
        <Text size="sm">
          {say(`Lần trình ${before.round}: `, `Submission ${before.round}: `)}
          {testOutcomeWord(before.outcome, say)}
          {before.remark !== undefined && ` – ${before.remark}`}
        </Text>
      )}
      {mayAnswer ? (
        <>
          <SegmentedControl
            size="xs"
            aria-label={say('Kết quả', 'Result')}
            style={{ alignSelf: 'start' }}
            value={chosen ?? ''}
            onChange={(value) => setChosen(value as TestOutcome)}
            data={(['pass', 'fail', 'notApplicable'] as const).map((value) => ({ value, label: testOutcomeWord(value, say) }))}
          />
          {chosen !== undefined && (
            <Textarea
              size="xs"
              autosize
              minRows={1}
              label={
                chosen === 'fail' ? say('Không đạt ở điểm nào (bắt buộc)', 'In what it is not met (needed)') : say('Ghi chú', 'Remark')
              }
              maxLength={2000}
              value={remark}
              onChange={(event) => setRemark(event.currentTarget.value)}
            />
          )}
          {error !== undefined && <Failed error={error} />}
          {isChanged && chosen !== undefined && (
            <Button
              size="xs"
              loading={isBusy}
              disabled={chosen === 'fail' && remark.trim() === ''}
              onClick={() => void keep(chosen)}
              style={{ alignSelf: 'start' }}
            >
              {say('Ghi kết quả', 'Keep it')}
            </Button>
          )}
        </>
      ) : (
        <Text size="sm">
          <b>{answer ? testOutcomeWord(answer.outcome, say) : say('Chưa xét ở lần trình này', 'Not looked at in this submission')}</b>
          {answer?.remark !== undefined && ` – ${answer.remark}`}
        </Text>
      )}
      {answer && (
        <Text size="xs">
          {answer.by.name ?? answer.by.user}, {shownInstant(answer.at)}
        </Text>
      )}
    </Stack>
  );
}
