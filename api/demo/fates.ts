/** What becomes of a dossier of the demonstration: drawn once, by weights that give each state of a Centre something to show. */
import type { Random } from './random.ts';

export interface Fate {
  /** Share of its budget that a step uses. */
  readonly pace: readonly [number, number];
  /** At the specialist's step it is too slow by this factor of the budget. */
  readonly overrun?: number;
  /** Once. */
  readonly supplement: boolean;
  readonly returned: boolean;
  readonly refused: boolean;
  /** Withdrawn after so many finished steps. */
  readonly withdrawnAfter?: number;
  /** Working days until the applicant does what is waited for; absent: not in this month. */
  readonly applicantDays?: number;
}

type Kind = 'early' | 'onTime' | 'late' | 'supplemented' | 'returned' | 'refused' | 'withdrawn' | 'forgotten';

const weights: readonly (readonly [Kind, number])[] = [
  ['early', 40],
  ['onTime', 20],
  ['late', 8],
  ['supplemented', 12],
  ['returned', 8],
  ['refused', 5],
  ['withdrawn', 4],
  ['forgotten', 3],
];

export function drawFate(random: Random): Fate {
  const kind = random.choose(weights);
  const slow = kind === 'late' || kind === 'forgotten' || kind === 'onTime';
  return {
    pace: slow ? [0.6, 0.9] : [0.2, 0.6],
    // forgotten: found again only after the month
    ...(kind === 'late' && { overrun: random.between(1.5, 2.8) }),
    ...(kind === 'forgotten' && { overrun: 40 }),
    supplement: kind === 'supplemented',
    returned: kind === 'returned',
    refused: kind === 'refused',
    ...(kind === 'withdrawn' && { withdrawnAfter: random.whole(1, 3) }),
    ...(random.chance(0.75) && { applicantDays: random.between(0.5, 6) }),
  };
}
