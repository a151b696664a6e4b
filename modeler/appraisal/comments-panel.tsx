/** What is said about elements and the whole; a word about the element chosen on the diagram. */
import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { api } from '../data/session.ts';
import { shownInstant } from '../i18n/format.ts';
import { useSay } from '../i18n/say.tsx';
import { Failed } from '../parts/states.tsx';
import type { Comment, Duties } from './types.ts';

interface Props {
  readonly appraisalId: string;
  readonly comments: readonly Comment[];
  readonly duties: Duties;
  readonly nameOf: (elementId: string) => string;
  readonly element: string | undefined;
  readonly selectElement: (elementId: string | undefined) => void;
  readonly done: () => Promise<unknown>;
}

export function CommentsPanel({ appraisalId, comments, duties, nameOf, element, selectElement, done }: Props) {
  const say = useSay();
  const [text, setText] = useState('');
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const may = duties.findingActs.some((each) => each.act === 'comment' && each.may);
  const shown = element === undefined ? comments : comments.filter(({ elementId }) => elementId === element);

  async function send(event: SubmitEvent) {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      await api.postAppraisalComments({
        params: { appraisalId },
        body: { text: text.trim(), ...(element !== undefined && { elementId: element }) },
      });
      setText('');
      await done();
    } catch (failure) {
      setError(failure);
    }
    setBusy(false);
  }

  return (
    <Stack gap="sm">
      <Group gap="xs">
        <Text size="sm">
          {element === undefined
            ? say(
                'Trao đổi về cả thủ tục và mọi bước. Bấm một bước trên sơ đồ để chỉ trao đổi về bước đó.',
                'About the whole and every step. Choose a step on the diagram for that one only.',
              )
            : say(`Trao đổi về “${nameOf(element)}”.`, `About “${nameOf(element)}”.`)}
        </Text>
        {element !== undefined && (
          <Button size="compact-sm" variant="default" onClick={() => selectElement(undefined)}>
            {say('Cả thủ tục', 'The whole')}
          </Button>
        )}
      </Group>
      <Stack gap="xs" component="ul" m={0} p={0} style={{ listStyle: 'none' }} aria-label={say('Trao đổi', 'Comments')}>
        {shown.map(({ commentId, at, actor, text: said, elementId, round }) => (
          <li key={commentId}>
            <Text size="sm">
              <b>{actor.name ?? actor.user}</b> · {shownInstant(at)}
              {round > 0 && ` · ${say(`lần trình ${round}`, `submission ${round}`)}`}
            </Text>
            {elementId !== undefined && element === undefined && (
              <Button size="compact-sm" variant="default" onClick={() => selectElement(elementId)}>
                {nameOf(elementId)}
              </Button>
            )}
            <Text size="sm" className="said">
              {said}
            </Text>
          </li>
        ))}
      </Stack>
      {shown.length === 0 && <Text size="sm">{say('Chưa có trao đổi nào.', 'Nothing was said yet.')}</Text>}
      {may && (
        <form onSubmit={(event) => void send(event)}>
          <Stack gap="xs">
            <Textarea
              label={say('Nội dung', 'Your words')}
              required
              autosize
              minRows={2}
              maxLength={4000}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
            />
            {error !== undefined && <Failed error={error} />}
            <Button type="submit" size="xs" loading={isBusy} style={{ alignSelf: 'start' }}>
              {say('Gửi trao đổi', 'Send')}
            </Button>
          </Stack>
        </form>
      )}
    </Stack>
  );
}
