/** One finding: what it says, where, its discussion, and what can be done with it. */
import { Alert, Badge, Button, Group, Stack, Text, Textarea, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../data/session.ts';
import { shownInstant } from '../i18n/format.ts';
import { useSpeech } from '../i18n/say.tsx';
import { Asked } from '../parts/asked.tsx';
import { Failed } from '../parts/states.tsx';
import { actsOfFinding } from './acts-of-finding.ts';
import type { AppraisalState, Duties, Finding, FindingAct } from './types.ts';
import { findingActWord, findingStateWord, hindranceWord, severityWord, trailWord } from './words.ts';

interface Props {
  readonly finding: Finding;
  readonly number: number;
  readonly state: AppraisalState;
  readonly duties: Duties;
  readonly nameOf: (elementId: string) => string;
  readonly isOpen: boolean;
  readonly toggle: () => void;
  readonly selectElement: (elementId: string) => void;
  /** Plays the run that proves it; absent when there is none. */
  readonly play?: (() => void) | undefined;
  readonly done: () => Promise<unknown>;
}

const tones = { error: 'red', warning: 'orange', info: 'gray' } as const;

export function FindingCard({ finding, number, isOpen, toggle, nameOf, selectElement, play, ...acting }: Props) {
  const { say, language } = useSpeech();
  const { severity, message, messageEn, elements, state, law, rule, round, blocks } = finding;
  return (
    <div className="finding" data-finding={finding.findingId} data-open={isOpen || undefined}>
      <UnstyledButton className="finding-head" aria-expanded={isOpen} onClick={toggle}>
        <Group gap={6} mb={2}>
          <Text span size="sm" fw={600}>
            {number}.
          </Text>
          <Badge variant="outline" color={tones[severity]} tt="none" styles={{ label: { color: 'var(--mantine-color-text)' } }}>
            {severityWord(severity, say)}
          </Badge>
          <Text span size="sm">
            {findingStateWord(state, say)}
            {blocks && <b> · {say('chặn kết luận đạt', 'in the way')}</b>}
          </Text>
        </Group>
        <Text size="sm">{language === 'vi' ? message : messageEn}</Text>
      </UnstyledButton>
      {isOpen && (
        <Stack gap="xs" px={10} pb={10}>
          {elements.length > 0 && (
            <Group gap={6}>
              <Text size="sm">{say('Tại:', 'At:')}</Text>
              {elements.slice(0, 8).map((id) => (
                <Button key={id} size="compact-sm" variant="default" onClick={() => selectElement(id)}>
                  {nameOf(id)}
                </Button>
              ))}
              {elements.length > 8 && <Text size="sm">{say(`và ${elements.length - 8} nơi nữa`, `and ${elements.length - 8} more`)}</Text>}
            </Group>
          )}
          <Text size="xs">
            {rule === 'APPRAISER' ? say('Người thẩm định nêu', 'By an appraiser') : say(`Quy tắc ${rule}`, `Rule ${rule}`)}
            {law !== undefined && ` · ${law}`} · {say(`nêu ở lần trình ${round}`, `found in submission ${round}`)}
          </Text>
          {play && (
            <Button size="xs" variant="light" onClick={play} style={{ alignSelf: 'start' }}>
              {say('▶ Xem diễn biến dẫn đến lỗi', '▶ Play how it comes to this')}
            </Button>
          )}
          <Discussion finding={finding} />
          <FindingActs finding={finding} {...acting} />
        </Stack>
      )}
    </div>
  );
}

function Discussion({ finding: { appraisalId, findingId, updatedAt } }: Pick<Props, 'finding'>) {
  const say = useSpeech().say;
  const query = useQuery({
    queryKey: ['appraisal', appraisalId, 'discussion', findingId, updatedAt],
    queryFn: () => api.getAppraisalFindingDiscussion({ params: { appraisalId, findingId }, query: { limit: 200 } }),
  });
  return (
    <Asked query={query}>
      {({ items }) => (
        <Stack gap={4} component="ul" m={0} p={0} style={{ listStyle: 'none' }} aria-label={say('Trao đổi', 'Discussion')}>
          {items.map(({ entryId, at, actor, act, text }) => (
            <Text key={entryId} size="sm" component="li">
              <b>{actor.name ?? actor.user}</b> · {trailWord(act, say)} · {shownInstant(at)}
              {text !== undefined && <span className="said">{text}</span>}
            </Text>
          ))}
        </Stack>
      )}
    </Asked>
  );
}

type Acting = Pick<Props, 'finding' | 'state' | 'duties' | 'done'>;

function FindingActs({ finding, state, duties, done }: Acting) {
  const say = useSpeech().say;
  const [text, setText] = useState('');
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState<FindingAct>();
  const possible = actsOfFinding(finding, state).flatMap((act) => duties.findingActs.filter((each) => each.act === act));
  const shown = possible.filter(({ why }) => why !== 'noPermission');
  if (shown.length === 0) return undefined;
  const barred = shown.filter(({ may }) => !may);

  async function act(name: FindingAct) {
    setBusy(name);
    setError(undefined);
    try {
      await operations[name]({
        params: { appraisalId: finding.appraisalId, findingId: finding.findingId },
        body: { text: text.trim() },
      });
      setText('');
      await done();
    } catch (failure) {
      setError(failure);
    }
    setBusy(undefined);
  }

  return (
    <Stack gap={6}>
      <Textarea
        label={say('Nội dung trao đổi, giải trình hoặc lý do', 'What you say, your answer or your reason')}
        autosize
        minRows={2}
        maxLength={4000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {error !== undefined && <Failed error={error} />}
      <Group gap={6}>
        {shown.map(({ act: name, may }) => (
          <Button
            key={name}
            size="xs"
            variant={name === 'comment' ? 'filled' : 'default'}
            disabled={!may || text.trim() === ''}
            loading={busy === name}
            onClick={() => void act(name)}
          >
            {findingActWord(name, say)}
          </Button>
        ))}
      </Group>
      {text.trim() === '' && <Text size="xs">{say('Viết nội dung trước khi bấm.', 'Write something before you press.')}</Text>}
      {barred.length > 0 && (
        <Alert color="gray" p="xs">
          <Text size="sm">
            <b>{barred.map(({ act: name }) => findingActWord(name, say)).join(', ')}:</b> {hindranceWord(barred[0]!, say)}
          </Text>
        </Alert>
      )}
    </Stack>
  );
}

const operations = {
  answer: api.postAppraisalFindingAnswer,
  accept: api.postAppraisalFindingAcceptance,
  resolve: api.postAppraisalFindingResolution,
  reopen: api.postAppraisalFindingReopening,
  override: api.postAppraisalFindingOverride,
  comment: api.postAppraisalFindingComments,
} as const;
