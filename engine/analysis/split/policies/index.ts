/** The policies, in the order in which they are shown. */
import type { SplitPolicy } from '../problem.ts';
import { criticalChain } from './critical-chain.ts';
import { dividedFork } from './divided-fork.ts';
import { effectiveDeadline } from './effective-deadline.ts';
import { equalQuantileEmpirical } from './equal-quantile-empirical.ts';
import { equalQuantileNormal } from './equal-quantile-normal.ts';
import { equalSlack } from './equal-slack.ts';
import { maxMinStretch } from './max-min-stretch.ts';
import { proportionalEscalation } from './proportional-escalation.ts';
import { proportionalExecution } from './proportional-execution.ts';
import { totalSlack } from './total-slack.ts';
import { ultimateDeadline } from './ultimate-deadline.ts';

export const splitPolicies = {
  maxMinStretch,
  equalSlack,
  proportionalExecution,
  proportionalEscalation,
  totalSlack,
  effectiveDeadline,
  ultimateDeadline,
  equalQuantileNormal,
  equalQuantileEmpirical,
  criticalChain,
  dividedFork,
} as const satisfies Readonly<Record<string, SplitPolicy>>;

export type SplitPolicyId = keyof typeof splitPolicies;
