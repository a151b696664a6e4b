/** Changes in words, by what they are about, with the way to the next and the one before. */
import { Button, Group, Stack, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useSpeech } from '../i18n/say.tsx';
import './compare.css';
import type { ListedChange } from './compare-sides.ts';
import { differenceWord, signs } from './legend.tsx';

interface Props {
  readonly changes: readonly ListedChange[];
  /** Index of the one looked at. */
  readonly at: number | undefined;
  readonly go: (at: number) => void;
}

export const groupNames: Readonly<Record<ListedChange['group'], readonly [string, string]>> = {
  steps: ['Các bước', 'Steps'],
  time: ['Thời gian', 'Time'],
  departments: ['Nơi thực hiện', 'Who does it'],
  flows: ['Đường đi', 'Ways'],
  drawing: ['Bản vẽ', 'Drawing'],
  risk: ['Lỗi và cảnh báo', 'Errors and warnings'],
};

export function ChangeList({ changes, at, go }: Props) {
  const { say, language } = useSpeech();
  const current = useRef<HTMLLIElement>(null);
  useEffect(() => {
    current.current?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  const words = ({ message, messageEn }: ListedChange) => (language === 'vi' ? message : messageEn);
  if (changes.length === 0) return <Text size="sm">{say('Hai bản không khác nhau.', 'The two are the same.')}</Text>;
  const next = at === undefined ? 0 : Math.min(at + 1, changes.length - 1);
  const before = at === undefined ? changes.length - 1 : Math.max(at - 1, 0);
  return (
    <Stack gap="xs">
      <Group gap="xs">
        <Button size="xs" variant="default" onClick={() => go(before)} disabled={at === 0}>
          {say('◀ Thay đổi trước', '◀ Previous change')}
        </Button>
        <Button size="xs" variant="default" onClick={() => go(next)} disabled={at === changes.length - 1}>
          {say('Thay đổi sau ▶', 'Next change ▶')}
        </Button>
        <Text size="sm" role="status">
          {at === undefined ? say(`${changes.length} thay đổi`, `${changes.length} changes`) : `${at + 1}/${changes.length}`}
          {at !== undefined && <VisuallyHidden>: {words(changes[at]!)}</VisuallyHidden>}
        </Text>
      </Group>
      <ul className="compare-list" tabIndex={0} aria-label={say('Các thay đổi', 'Changes')}>
        {changes.map((change, index) => (
          <li key={index} ref={index === at ? current : undefined}>
            {changes[index - 1]?.group !== change.group && (
              <Text size="sm" fw={600} mt={index === 0 ? 0 : 'xs'} px={8}>
                {say(...groupNames[change.group])}
              </Text>
            )}
            <UnstyledButton className="compare-change" aria-current={index === at} onClick={() => go(index)}>
              <b aria-hidden>{signs[change.difference]}</b> <VisuallyHidden>{differenceWord(change.difference, say)}: </VisuallyHidden>
              {words(change)}
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </Stack>
  );
}
