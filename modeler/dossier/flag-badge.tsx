import { Badge } from '@mantine/core';
import { useSay } from '../i18n/say.tsx';
import { wordOf } from './words.ts';

const grave = new Set(['stepOverBudget', 'dossierOverdue', 'apologyDue']);

/** A flag in words, with a sign that tells grave ones without colour. */
export function FlagBadge({ flag }: { readonly flag: string }) {
  const say = useSay();
  const isGrave = grave.has(flag);
  return (
    <Badge color={isGrave ? 'red.9' : 'yellow.2'} c={isGrave ? 'white' : 'black'} variant="filled" radius="sm" tt="none" miw="max-content">
      <span aria-hidden>{isGrave ? '⚑ ' : '△ '}</span>
      {wordOf('flags', flag, say)}
    </Badge>
  );
}
