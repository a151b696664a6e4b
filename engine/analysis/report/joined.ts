import type { Outcome } from '../outcome.ts';

/** One outcome for several processes: the first that fails, else the first that is not decided, else it holds; not applicable when it applies to none. */
export function joined(outcomes: readonly Outcome[]): Outcome {
  const worst = outcomes.find(({ outcome }) => outcome === 'fails') ?? outcomes.find(({ outcome }) => outcome === 'notDecided');
  if (worst) return worst;
  const holds = outcomes.find(({ outcome }) => outcome === 'holds');
  return holds ?? outcomes[0] ?? nothingThere;
}

const nothingThere: Outcome = {
  outcome: 'notApplicable',
  reason: { code: 'NOTHING_THERE', message: 'Không có quy trình nào để kiểm tra', messageEn: 'There is no process to check' },
};
