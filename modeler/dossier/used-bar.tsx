import { Text } from '@mantine/core';
import { shownMinutes } from '../i18n/format.ts';
import { useSpeech } from '../i18n/say.tsx';

interface Props {
  readonly usedMinutes: number;
  readonly budgetMinutes?: number | undefined;
  /** Minutes of a day of the budget; absent: of a working day. */
  readonly dayMinutes?: number;
}

/** Minutes used of a budget, in words with a bar under them; red and said in words when over. */
export function UsedBar({ usedMinutes, budgetMinutes, dayMinutes }: Props) {
  const { say, language } = useSpeech();
  const used = shownMinutes(Math.round(usedMinutes), language, dayMinutes);
  if (budgetMinutes === undefined)
    return (
      <Text size="sm">
        {used}, {say('không giao thời gian', 'no budget')}
      </Text>
    );
  const share = budgetMinutes === 0 ? (usedMinutes > 0 ? 1 : 0) : usedMinutes / budgetMinutes;
  return (
    <>
      <Text size="sm">
        {used} / {shownMinutes(budgetMinutes, language, dayMinutes)} ({Math.round(share * 100)} %)
      </Text>
      <div className="bar" aria-hidden>
        <span className={share > 1 ? 'full' : undefined} style={{ width: `${Math.min(100, share * 100)}%` }} />
      </div>
    </>
  );
}
