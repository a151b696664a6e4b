/** Which acts a finding has in its state; who may is another question. Pure; the service decides by the same table. */
import type { AppraisalState, Finding, FindingAct } from './types.ts';

const moving: readonly AppraisalState[] = ['submitted', 'underAppraisal', 'returned', 'passed'];

export function actsOfFinding(
  { source, severity, state }: Pick<Finding, 'source' | 'severity' | 'state'>,
  at: AppraisalState,
): readonly FindingAct[] {
  if (!moving.includes(at)) return [];
  const isOpen = state === 'open' || state === 'answered';
  // a proved error is mended or overridden; no explanation makes it right
  const isProved = source === 'analysis' && severity === 'error';
  return [
    'comment',
    ...(isOpen ? (['answer'] as const) : []),
    ...(isOpen && !isProved ? (['accept', 'resolve'] as const) : []),
    ...(isOpen ? (['override'] as const) : []),
    ...(state === 'open' ? [] : (['reopen'] as const)),
  ];
}
