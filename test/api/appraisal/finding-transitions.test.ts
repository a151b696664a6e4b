/** Findings: every state, every act, both sources, every severity. */
import { expect } from 'chai';
import { blocks, findingActs, findingDuties, findingStates, nextFindingState } from '../../../api/appraisal/finding-transitions.ts';
import { permissionsOf, roles } from '../../../api/auth/roles.ts';

const severities = ['error', 'warning', 'info'] as const;
const sources = ['analysis', 'appraiser'] as const;

/** act → the states that it is possible in. */
const from: Readonly<Record<(typeof findingActs)[number], readonly string[]>> = {
  answer: ['open', 'answered'],
  accept: ['open', 'answered'],
  resolve: ['open', 'answered'],
  override: ['open', 'answered'],
  reopen: ['answered', 'accepted', 'resolved', 'overridden'],
  comment: findingStates,
};
const to = { answer: 'answered', accept: 'accepted', resolve: 'resolved', override: 'overridden', reopen: 'open' } as const;

describe('the way of a finding', () => {
  it('leads from every state by every act to where it should, and no proved error is talked away', () => {
    for (const source of sources)
      for (const severity of severities)
        for (const state of findingStates)
          for (const act of findingActs) {
            const talked = source === 'analysis' && severity === 'error' && (act === 'accept' || act === 'resolve');
            const expected = talked || !from[act].includes(state) ? undefined : act === 'comment' ? state : to[act];
            expect(nextFindingState({ source, severity, state }, act), `${source} ${severity} ${state} ${act}`).to.equal(expected);
          }
  });

  it('is in the way of passing as an error that is neither settled nor overridden', () => {
    const blocking = severities.flatMap((severity) =>
      findingStates.filter((state) => blocks({ source: 'analysis', severity, state })).map((state) => `${severity} ${state}`),
    );
    expect(blocking).to.deep.equal(['error open', 'error answered']);
  });

  it('is moved by those roles that have the duty', () => {
    const may = Object.fromEntries(
      findingActs.map((act) => [act, roles.filter((role) => permissionsOf[role].includes(findingDuties[act].permission))]),
    );
    expect(may).to.deep.equal({
      answer: ['designer', 'unitHead', 'system'],
      accept: ['reviewer'],
      resolve: ['reviewer'],
      reopen: ['reviewer'],
      override: ['approver'],
      comment: ['designer', 'reviewer', 'approver', 'unitHead', 'system'],
    });
    expect(findingDuties.override.neverAs).to.include('appraiser').and.include('designer');
    expect(findingDuties.accept.neverAs).to.include('designer');
  });
});
