/** What the checker concludes, one property a tile: holds, fails, not decided, does not apply; never silence. */
import { SimpleGrid, Text, UnstyledButton } from '@mantine/core';
import type { Outcome } from '../../engine/index.ts';
import { useSay, type Say } from '../i18n/say.tsx';
import type { Checklist, ReportShown } from './types.ts';

interface Props {
  readonly report: ReportShown;
  readonly checklist: Checklist;
  /** Opens the part of the report that says more. */
  readonly show: (tab: 'findings' | 'report' | 'checklist') => void;
}

interface Tile {
  readonly id: string;
  readonly name: string;
  readonly outcome: Outcome['outcome'];
  readonly more?: string;
  readonly tab: 'findings' | 'report' | 'checklist';
}

export function VerdictBar({ report, checklist, show }: Props) {
  const say = useSay();
  return (
    <SimpleGrid cols={8} spacing={6} component="section" aria-label={say('Kết quả kiểm tra', 'Verdicts')}>
      {tilesOf(report, checklist, say).map(({ id, name, outcome, more, tab }) => (
        <UnstyledButton key={id} p={6} onClick={() => show(tab)} className={`verdict verdict-${outcome}`}>
          <Text size="xs">{name}</Text>
          <Text size="sm" fw={600}>
            {outcomeWord(outcome, say)}
            {more !== undefined && ` · ${more}`}
          </Text>
        </UnstyledButton>
      ))}
    </SimpleGrid>
  );
}

export function outcomeWord(outcome: Outcome['outcome'], say: Say): string {
  switch (outcome) {
    case 'holds':
      return say('✓ Đạt', '✓ Holds');
    case 'fails':
      return say('✗ Không đạt', '✗ Fails');
    case 'notDecided':
      return say('? Chưa rõ', '? Not decided');
    case 'notApplicable':
      return say('– Không xét', '– Does not apply');
  }
}

/** The properties in the words of who reads them. */
export const soundnessNames = (say: Say) =>
  ({
    optionToComplete: say('Luôn đi được đến kết thúc', 'Can always end'),
    properCompletion: say('Kết thúc đúng một lần', 'Ends once'),
    noDeadActivities: say('Bước nào cũng đi tới được', 'No step is dead'),
    safe: say('Không bước nào làm trùng', 'Nothing is doubled'),
    bounded: say('Việc không dồn vô hạn', 'Nothing piles up'),
  }) as const;

function tilesOf({ verdicts }: ReportShown, { items, round }: Checklist, say: Say): readonly Tile[] {
  const names = soundnessNames(say);
  const none = 'notDecided' as const;
  const answers = items.map(({ answer }) => answer?.outcome);
  const answered = answers.filter((each) => each !== undefined).length;
  return [
    ...(Object.keys(names) as (keyof typeof names)[]).map((id): Tile => ({
      id,
      name: names[id],
      outcome: verdicts?.soundness[id].outcome ?? none,
      tab: 'report',
    })),
    { id: 'time', name: say('Kịp thời hạn', 'In time'), outcome: verdicts?.time.outcome ?? none, tab: 'report' },
    { id: 'rules', name: say('Đúng quy tắc', 'By the rules'), outcome: verdicts?.rules.outcome ?? none, tab: 'findings' },
    {
      id: 'legal',
      name: say('Thẩm định pháp lý', 'Legal tests'),
      outcome: answers.includes('fail') ? 'fails' : round > 0 && answered === items.length ? 'holds' : none,
      more: `${answered}/${items.length}`,
      tab: 'checklist',
    },
  ];
}
