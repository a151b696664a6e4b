/** What the marks of a comparison mean: line, sign and word. */
import { Group, Text } from '@mantine/core';
import { useSay, type Say } from '../i18n/say.tsx';
import './compare.css';
import type { Difference } from './compare-sides.ts';

export const signs: Readonly<Record<Difference, string>> = { added: '+', removed: '−', changed: '≠', moved: '↔' };

export function differenceWord(difference: Difference, say: Say): string {
  switch (difference) {
    case 'added':
      return say('thêm mới', 'added');
    case 'removed':
      return say('đã bỏ', 'removed');
    case 'changed':
      return say('sửa đổi', 'changed');
    case 'moved':
      return say('dời chỗ', 'moved');
  }
}

export function Legend() {
  const say = useSay();
  return (
    <Group gap="md" component="ul" p={0} m={0} aria-label={say('Chú giải', 'Legend')} style={{ listStyle: 'none' }}>
      {(['added', 'removed', 'changed', 'moved'] as const).map((difference) => (
        <Text key={difference} component="li" size="sm">
          <span className={`compare-legend-line diff-${difference}`} aria-hidden />
          <b aria-hidden>{signs[difference]}</b> {differenceWord(difference, say)}
        </Text>
      ))}
    </Group>
  );
}
