/** The table of states and acts: every state, every act, every role, every part somebody may have had. */
import { expect } from 'chai';
import {
  acts,
  actsOf,
  duties,
  lockedStates,
  nextState,
  openStates,
  states,
  verdictOn,
  type AppraisalAct,
  type AppraisalState,
  type Part,
} from '../../../api/appraisal/transitions.ts';
import { permissionsOf, roles } from '../../../api/auth/roles.ts';

/** Written out once more, so that a slip in the table shows. */
const way: Readonly<Record<string, AppraisalState>> = {
  'draft register': 'registered',
  'registered submit': 'submitted',
  'registered withdraw': 'withdrawn',
  'submitted open': 'underAppraisal',
  'submitted withdraw': 'withdrawn',
  'underAppraisal return': 'returned',
  'underAppraisal pass': 'passed',
  'returned submit': 'submitted',
  'returned withdraw': 'withdrawn',
  'passed approve': 'approved',
  'passed sendBack': 'returned',
  'approved publish': 'published',
  'approved sendBack': 'returned',
  'published supersede': 'superseded',
  'published repeal': 'repealed',
};
const rolesFor: Readonly<Record<AppraisalAct, readonly string[]>> = {
  register: ['designer', 'unitHead', 'system'],
  submit: ['designer', 'unitHead', 'system'],
  withdraw: ['designer', 'unitHead', 'system'],
  open: ['reviewer'],
  return: ['reviewer'],
  pass: ['reviewer'],
  approve: ['approver'],
  sendBack: ['approver'],
  publish: ['approver'],
  supersede: [],
  repeal: ['approver'],
};
const parts: readonly Part[] = ['designer', 'appraiser', 'overrider', 'approver'];

describe('the way of an appraisal', () => {
  it('leads from every state by every act to where it should, or nowhere', () => {
    for (const state of states) for (const act of acts) expect(nextState(state, act), `${state} ${act}`).to.equal(way[`${state} ${act}`]);
  });

  it('lets in every state, for every act, those roles that have the duty and nobody else', () => {
    let permitted = 0;
    for (const role of roles)
      for (const state of states)
        for (const act of acts) {
          const verdict = verdictOn(state, act, { permissions: new Set(permissionsOf[role]), parts: new Set() });
          const expected = !rolesFor[act].includes(role) ? 'forbidden' : way[`${state} ${act}`] === undefined ? 'wrongState' : 'may';
          expect(verdict, `${role} ${act} in ${state}`).to.equal(expected);
          if (verdict === 'may') permitted++;
        }
    // six acts of those who draw by three roles, three of appraisers, five of approvers
    expect(permitted).to.equal(6 * 3 + 3 + 5);
  });

  it('keeps designing, appraising and approving apart, whatever permissions somebody has', () => {
    const permissions = new Set(roles.flatMap((role) => permissionsOf[role]));
    const mayAs = (part: Part) =>
      Object.keys(way)
        .map((each) => each.split(' ') as [AppraisalState, AppraisalAct])
        .filter(([state, act]) => verdictOn(state, act, { permissions, parts: new Set([part]) }) === 'may')
        .map(([, act]) => act);
    expect(mayAs('designer')).to.deep.equal(['register', 'submit', 'withdraw', 'withdraw', 'submit', 'withdraw', 'repeal']);
    expect(mayAs('appraiser')).not.to.include.members(['approve']);
    expect(mayAs('appraiser')).not.to.include.members(['submit']);
    expect(mayAs('overrider')).not.to.include.members(['pass']);
    for (const part of parts) expect(mayAs(part).includes('pass') && mayAs(part).includes('submit'), part).to.equal(false);
  });

  it('ends: from every state the end can be reached, and nothing leaves an end', () => {
    const ends: readonly AppraisalState[] = ['superseded', 'repealed', 'withdrawn'];
    for (const state of states) {
      const reached = new Set<AppraisalState>([state]);
      for (const from of reached) for (const act of acts) if (nextState(from, act)) reached.add(nextState(from, act)!);
      expect(
        ends.some((end) => reached.has(end)),
        state,
      ).to.equal(true);
      expect(
        acts.some((act) => nextState(state, act) !== undefined),
        state,
      ).to.equal(!ends.includes(state));
    }
    expect(openStates.every((state) => nextState(state, 'publish') === 'published' || !['published', ...ends].includes(state))).to.equal(
      true,
    );
    expect(lockedStates.every((state) => (openStates as readonly string[]).includes(state))).to.equal(true);
    for (const state of states) expect(actsOf(state).every((act) => duties[act].permission !== 'time')).to.equal(true);
  });
});
