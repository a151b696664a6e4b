/** The way of a finding: found, answered, settled. As a table, with who may. Pure. */
import type { Permission } from '../auth/roles.ts';
import type { Part } from './transitions.ts';

export const findingStates = ['open', 'answered', 'accepted', 'resolved', 'overridden'] as const;
export type FindingState = (typeof findingStates)[number];

export const findingActs = ['answer', 'accept', 'resolve', 'reopen', 'override', 'comment'] as const;
export type FindingAct = (typeof findingActs)[number];

interface FindingDuty {
  readonly permission: Permission;
  readonly neverAs: readonly Part[];
  readonly part?: Part;
  readonly from: readonly FindingState[];
  /** Absent: the state stays. */
  readonly to?: FindingState;
}

export const findingDuties: Readonly<Record<FindingAct, FindingDuty>> = {
  answer: { permission: 'appraisals:submit', neverAs: [], part: 'designer', from: ['open', 'answered'], to: 'answered' },
  /** The explanation is good enough. */
  accept: {
    permission: 'appraisals:review',
    neverAs: ['designer', 'overrider'],
    part: 'appraiser',
    from: ['open', 'answered'],
    to: 'accepted',
  },
  /** The procedure was mended. */
  resolve: {
    permission: 'appraisals:review',
    neverAs: ['designer', 'overrider'],
    part: 'appraiser',
    from: ['open', 'answered'],
    to: 'resolved',
  },
  reopen: {
    permission: 'appraisals:review',
    neverAs: ['designer', 'overrider'],
    part: 'appraiser',
    from: ['answered', 'accepted', 'resolved', 'overridden'],
    to: 'open',
  },
  /** It stays wrong, and somebody answers for it; never the one who appraises. */
  override: {
    permission: 'appraisals:override',
    neverAs: ['designer', 'appraiser'],
    part: 'overrider',
    from: ['open', 'answered'],
    to: 'overridden',
  },
  comment: { permission: 'appraisals:comment', neverAs: [], from: findingStates },
};

export interface FindingKind {
  readonly source: 'analysis' | 'appraiser';
  readonly severity: 'error' | 'warning' | 'info';
  readonly state: FindingState;
}

/** An error that nobody has settled: with one of them nothing passes. */
export function blocks({ severity, state }: FindingKind): boolean {
  return severity === 'error' && (state === 'open' || state === 'answered');
}

/**
 * The state after an act; undefined: it is none of this finding. An error that the analysis proves is mended or overridden: no explanation makes it right, so it
 * is neither accepted nor called resolved by hand; a submission in which it is not found any more resolves it.
 */
export function nextFindingState({ source, severity, state }: FindingKind, act: FindingAct): FindingState | undefined {
  const { from, to = state } = findingDuties[act];
  const proved = source === 'analysis' && severity === 'error';
  if (proved && (act === 'accept' || act === 'resolve')) return undefined;
  return from.includes(state) ? to : undefined;
}
