/** The state of an appraisal in a word, with a colour that repeats it. */
import { Badge } from '@mantine/core';
import { useSay } from '../i18n/say.tsx';
import type { AppraisalState } from './types.ts';
import { stateWord } from './words.ts';

const tones: Readonly<Record<AppraisalState, string>> = {
  draft: 'gray',
  registered: 'gray',
  submitted: 'blue',
  underAppraisal: 'blue',
  returned: 'orange',
  passed: 'green',
  approved: 'green',
  published: 'green',
  superseded: 'gray',
  repealed: 'gray',
  withdrawn: 'gray',
};

export function StateBadge({ state }: { readonly state: AppraisalState }) {
  const say = useSay();
  // outlined in the colour of text: a light badge has too little contrast for its words
  return (
    <Badge variant="outline" color={tones[state]} tt="none" miw="max-content" styles={{ label: { color: 'var(--mantine-color-text)' } }}>
      {stateWord(state, say)}
    </Badge>
  );
}
