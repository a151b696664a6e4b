/** Side panel: one dossier played through the drawing by the engine, the reader choosing branches and instants. */
import { Alert, Button, Group, Select, Stack, Text, TextInput, Title } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import type { Moddle } from 'bpmn-moddle';
import { CommandRejected, modelOf } from '../../engine/index.ts';
import type { Editor } from '../editor/editor.ts';
import { shownInstant } from '../i18n/format.ts';
import { useSay } from '../i18n/say.tsx';
import { Empty } from '../parts/states.tsx';
import { openTokenLayer } from './draw-tokens.ts';
import './player.css';
import { entryText, moveText } from './trial-text.ts';
import { SplitChoice } from './split-choice.tsx';
import { doInTrial, movesOf, openTrial, passTime, splitsAhead, tokensOf, type Choices, type Move, type Trial } from './trial.ts';
import { findIn } from './viewer.ts';

/** When a step is finished: at once, when its time is used up, or a day later. */
type When = 'now' | 'due' | 'late';
const dayMs = 86_400_000;

export default function TrialPanel({ editor }: { readonly editor: Editor }) {
  const say = useSay();
  const [past, setPast] = useState<readonly Trial[]>([]);
  const [chosen, setChosen] = useState<Choices>({});
  const [when, setWhen] = useState<When>('due');
  const [filedAt, setFiledAt] = useState(nextMorning);
  const [problem, setProblem] = useState<string>();
  const [isOutdated, setIsOutdated] = useState(false);
  const layer = useMemo(() => openTokenLayer(editor.modeler), [editor]);
  const find = useMemo(() => findIn(editor.modeler), [editor]);
  const trial = past.at(-1);
  const moves = trial ? movesOf(trial) : [];

  useEffect(() => editor.onChange(() => setIsOutdated(true)), [editor]);
  useEffect(() => () => layer.clear(), [layer]);
  useEffect(() => {
    if (trial) layer.show(tokensOf(trial), { acting: trial.log.findLast(({ elementId }) => elementId !== undefined)?.elementId });
    else layer.clear();
  }, [layer, trial]);

  const begin = () => {
    const { model, problems } = modelOf(editor.definitions() as unknown as Moddle, undefined, editor.decisions);
    const [first] = problems.filter(({ severity }) => severity === 'error');
    const startMs = Date.parse(`${filedAt}:00+07:00`);
    setIsOutdated(false);
    setChosen({});
    setProblem(model ? undefined : first && say(first.message, first.messageEn));
    setPast(model && !Number.isNaN(startMs) ? [openTrial(model, editor.organisation, startMs)] : []);
  };
  const attempt = (act: () => Trial) => {
    try {
      setPast([...past, act()]);
      setProblem(undefined);
    } catch (error) {
      if (!(error instanceof CommandRejected)) throw error;
      setProblem(error.message);
    }
  };
  const choicesFor = (at: Trial, elementId: string): Choices =>
    Object.fromEntries(
      splitsAhead(at, elementId).map((split) => [
        split.elementId,
        chosen[split.elementId] ?? [(split.flows.find(({ isDefault }) => isDefault) ?? split.flows[0]!).id],
      ]),
    );
  const make = (at: Trial, move: Move) => {
    const dueMs = move.dueAt === undefined || when === 'now' ? at.nowMs : Date.parse(move.dueAt) + (when === 'late' ? dayMs : 0);
    attempt(() => doInTrial(at, move.command, { ...choicesFor(at, move.elementId), ...chosen }, Math.max(at.nowMs, dueMs)));
  };

  return (
    <Stack gap="sm" p="xs">
      <Group align="end" gap="xs">
        <TextInput
          type="datetime-local"
          size="xs"
          label={say('Nộp lúc', 'Filed at')}
          value={filedAt}
          onChange={({ currentTarget }) => setFiledAt(currentTarget.value)}
        />
        <Button size="xs" onClick={begin}>
          {trial ? say('Chạy thử lại', 'Start again') : say('Chạy thử', 'Try a run')}
        </Button>
        <Button size="xs" variant="default" onClick={() => setPast(past.slice(0, -1))} disabled={past.length < 2}>
          {say('Lùi một bước', 'One step back')}
        </Button>
      </Group>
      {isOutdated && trial && (
        <Text size="sm">
          {say('Bản vẽ đã đổi: lần chạy này theo bản cũ.', 'The drawing has changed: this run follows the one before.')}
        </Text>
      )}
      {problem !== undefined && <Alert color="red">{problem}</Alert>}
      {!trial && problem === undefined && (
        <Empty>
          {say(
            'Cho một hồ sơ đi qua quy trình: chọn nhánh, chọn lúc làm xong, xem ngày giờ và cảnh báo.',
            'Lead a dossier through the process: choose branches and instants, see dates and flags.',
          )}
        </Empty>
      )}
      {trial && (
        <>
          <Text size="sm" fw={600}>
            {say('Bây giờ là', 'It is now')} {shownInstant(new Date(trial.nowMs).toISOString())}
            {appointmentText(trial, say)}
          </Text>
          {moves.length > 0 && (
            <Select
              size="xs"
              label={say('Bước được làm xong', 'Steps are finished')}
              allowDeselect={false}
              value={when}
              onChange={(value) => setWhen((value ?? 'due') as When)}
              data={[
                { value: 'due', label: say('khi vừa hết thời gian giao', 'when their time is used up') },
                { value: 'now', label: say('ngay lúc này', 'at once') },
                { value: 'late', label: say('trễ một ngày', 'a day late') },
              ]}
            />
          )}
          {moves.map((move) => (
            <Stack key={JSON.stringify(move.command)} gap={4} className="trial-move">
              {splitsAhead(trial, move.elementId).map((split) => (
                <SplitChoice
                  key={split.elementId}
                  split={split}
                  find={find}
                  value={choicesFor(trial, move.elementId)[split.elementId] ?? []}
                  onChange={(flows) => setChosen({ ...chosen, [split.elementId]: flows })}
                />
              ))}
              <Button size="compact-sm" variant="default" onClick={() => make(trial, move)}>
                {moveText(move, find, say)}
              </Button>
              {move.dueAt !== undefined && (
                <Text size="xs">
                  {say('Hết thời gian giao', 'Time used up')}: {shownInstant(move.dueAt)}
                </Text>
              )}
            </Stack>
          ))}
          {trial.state.status === 'active' && (
            <Button size="compact-sm" variant="default" onClick={() => attempt(() => passTime(trial, trial.nowMs + dayMs, chosen))}>
              {say('Để một ngày trôi qua', 'Let a day pass')}
            </Button>
          )}
          <section aria-label={say('Diễn biến', 'What happened')}>
            <Title order={2} size="h6">
              {say('Diễn biến', 'What happened')}
            </Title>
            <div role="log">
              <ol className="trial-log">
                {trial.log.map((entry, index) => (
                  <li key={index} data-what={entry.what}>
                    <span>{shownInstant(new Date(entry.atMs).toISOString())}</span> {entryText(entry, find, say)}
                  </li>
                ))}
              </ol>
            </div>
          </section>
        </>
      )}
    </Stack>
  );
}

function appointmentText({ state }: Trial, say: (vi: string, en: string) => string): string {
  const [first] = state.clock?.appointments ?? [];
  return first ? say(`; hẹn trả ${shownInstant(first.dueAt)}`, `; promised for ${shownInstant(first.dueAt)}`) : '';
}

/** Eight in the morning of the next weekday, in Vietnam, as the field writes it. */
function nextMorning(): string {
  const day = new Date(Date.now() + 7 * 3_600_000 + dayMs);
  while (day.getUTCDay() === 0 || day.getUTCDay() === 6) day.setUTCDate(day.getUTCDate() + 1);
  return `${day.toISOString().slice(0, 10)}T08:00`;
}
