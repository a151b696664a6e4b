/** The way of a procedure from draft to use, as a table: which act leads from which state to which, and who may do it. Pure. */
import type { Permission } from '../auth/roles.ts';

export const states = [
  'draft',
  'registered',
  'submitted',
  'underAppraisal',
  'returned',
  'passed',
  'approved',
  'published',
  'superseded',
  'repealed',
  'withdrawn',
] as const;
export type AppraisalState = (typeof states)[number];

export const acts = [
  'register',
  'submit',
  'withdraw',
  'open',
  'return',
  'pass',
  'approve',
  'sendBack',
  'publish',
  'supersede',
  'repeal',
] as const;
export type AppraisalAct = (typeof acts)[number];

/** What somebody has done to a procedure before; whoever registers or submits it counts as its designer. */
export type Part = 'designer' | 'appraiser' | 'overrider' | 'approver';

const table: Readonly<Record<AppraisalState, Partial<Record<AppraisalAct, AppraisalState>>>> = {
  draft: { register: 'registered' },
  registered: { submit: 'submitted', withdraw: 'withdrawn' },
  submitted: { open: 'underAppraisal', withdraw: 'withdrawn' },
  underAppraisal: { return: 'returned', pass: 'passed' },
  returned: { submit: 'submitted', withdraw: 'withdrawn' },
  passed: { approve: 'approved', sendBack: 'returned' },
  approved: { publish: 'published', sendBack: 'returned' },
  published: { supersede: 'superseded', repeal: 'repealed' },
  superseded: {},
  repealed: {},
  withdrawn: {},
};

interface Duty {
  /** 'time': nobody does it, a newer version comes into force. */
  readonly permission: Permission | 'time';
  /** Whoever had one of these parts may not. */
  readonly neverAs: readonly Part[];
  /** The part that whoever does it has from then on. */
  readonly part?: Part;
}

export const duties: Readonly<Record<AppraisalAct, Duty>> = {
  register: { permission: 'appraisals:submit', neverAs: [], part: 'designer' },
  submit: { permission: 'appraisals:submit', neverAs: ['appraiser', 'approver', 'overrider'], part: 'designer' },
  withdraw: { permission: 'appraisals:submit', neverAs: [] },
  open: { permission: 'appraisals:review', neverAs: ['designer', 'overrider'], part: 'appraiser' },
  return: { permission: 'appraisals:review', neverAs: ['designer', 'overrider'], part: 'appraiser' },
  pass: { permission: 'appraisals:review', neverAs: ['designer', 'overrider'], part: 'appraiser' },
  approve: { permission: 'appraisals:approve', neverAs: ['designer', 'appraiser'], part: 'approver' },
  sendBack: { permission: 'appraisals:approve', neverAs: ['designer', 'appraiser'], part: 'approver' },
  publish: { permission: 'appraisals:publish', neverAs: ['designer'] },
  supersede: { permission: 'time', neverAs: [] },
  repeal: { permission: 'appraisals:approve', neverAs: [] },
};

/** States in which an appraisal is not over: one a draft. */
export const openStates = [
  'registered',
  'submitted',
  'underAppraisal',
  'returned',
  'passed',
  'approved',
] as const satisfies readonly AppraisalState[];

/** What is appraised is not edited meanwhile. */
export const lockedStates = ['submitted', 'underAppraisal', 'passed', 'approved'] as const satisfies readonly AppraisalState[];

/** The state that an act leads to; undefined: it is none of that state. */
export function nextState(state: AppraisalState, act: AppraisalAct): AppraisalState | undefined {
  return table[state][act];
}

/** The acts of people in a state, in the order of the list. */
export function actsOf(state: AppraisalState): readonly AppraisalAct[] {
  return acts.filter((act) => table[state][act] !== undefined && duties[act].permission !== 'time');
}

/** Whether somebody with these permissions, who has had these parts, may do an act in a state; else what hinders them, the state last. */
export function verdictOn(
  state: AppraisalState,
  act: AppraisalAct,
  who: { readonly permissions: ReadonlySet<Permission>; readonly parts: ReadonlySet<Part> },
): 'may' | 'forbidden' | 'dutiesNotSeparate' | 'wrongState' {
  const { permission, neverAs } = duties[act];
  if (permission === 'time' || !who.permissions.has(permission)) return 'forbidden';
  if (neverAs.some((part) => who.parts.has(part))) return 'dutiesNotSeparate';
  return nextState(state, act) === undefined ? 'wrongState' : 'may';
}
