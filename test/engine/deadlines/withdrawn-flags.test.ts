import { expect } from 'chai';
import { endClock, openClock, receiveSupplement, requestSupplement } from '../../../engine/deadlines/clocks.ts';
import { defaultOrganisation } from '../../../engine/deadlines/organisation.ts';
import { withdrawnFlags } from '../../../engine/deadlines/withdrawn-flags.ts';
import type { ClockOpening, ClockState } from '../../../engine/deadlines/clocks.ts';
import type { RaisedFlag, StepView } from '../../../engine/deadlines/deadline-view.ts';
import { at, bare } from './support.ts';

const iso = (time: string) => new Date(at(time)).toISOString();
const opened = (onSupplement: ClockOpening['onSupplement']) =>
  openClock(bare, {
    receivedAt: at('2026-06-01T09:00'),
    after15: 'handoverOnly',
    onSupplement,
    deadlines: [{ kind: 'published', value: 10, unit: 'workingDay' }],
  });
const overdue: RaisedFlag = { flag: 'dossierOverdue', epoch: 1, at: iso('2026-06-15T17:00'), dueAt: iso('2026-06-15T17:00') };
const withdrawn = (clock: ClockState | undefined, raised: RaisedFlag[], steps: StepView[] = []) =>
  withdrawnFlags({ ...(clock && { clock }), atRiskPercent: 75, steps, raised }, defaultOrganisation).map(({ flag }) => flag);

describe('flags disproved by facts entered late (ADR 0018)', () => {
  it('the dossier was not overdue when it had been finished before', () => {
    expect(withdrawn(endClock(opened('pause'), at('2026-06-15T16:00'), 'processed'), [overdue])).to.deep.equal(['dossierOverdue']);
    expect(withdrawn(endClock(opened('pause'), at('2026-06-15T18:00'), 'processed'), [overdue])).to.deep.equal([]);
  });

  it('nor when the applicant had been asked for a supplement before', () => {
    const askedBefore = requestSupplement(opened('pause'), bare, at('2026-06-12T09:00'));
    const askedAfter = requestSupplement(opened('pause'), bare, at('2026-06-16T09:00'));
    expect(withdrawn(askedBefore, [overdue])).to.deep.equal(['dossierOverdue']);
    expect(withdrawn(receiveSupplement(askedBefore, bare, at('2026-06-18T09:00')), [overdue])).to.deep.equal(['dossierOverdue']);
    expect(withdrawn(askedAfter, [overdue])).to.deep.equal([]);
    expect(withdrawn(receiveSupplement(askedAfter, bare, at('2026-06-18T09:00')), [overdue])).to.deep.equal([]);
  });

  it('nor when the clock had been restarted before', () => {
    const restarted = receiveSupplement(requestSupplement(opened('restart'), bare, at('2026-06-03T09:00')), bare, at('2026-06-10T09:00'));
    expect(withdrawn(restarted, [overdue])).to.deep.equal(['dossierOverdue']);
  });

  it('a flag of an old epoch that was true then stands', () => {
    const late = receiveSupplement(requestSupplement(opened('restart'), bare, at('2026-06-16T09:00')), bare, at('2026-06-18T09:00'));
    expect(withdrawn(late, [overdue])).to.deep.equal([]);
  });

  it('a step was not over budget when it had been done before, or taken up in time', () => {
    const raised = [
      { flag: 'stepOverBudget', elementKey: 'a#1', epoch: 1, at: iso('2026-06-01T17:00') },
      { flag: 'handOffUnclaimed', elementKey: 'a#1', epoch: 1, at: iso('2026-06-01T09:30') },
    ];
    const done = (leftAt: string, acceptedAt: string): StepView => ({
      elementKey: 'a#1',
      elementId: 'a',
      arrivedAt: iso('2026-06-01T07:30'),
      epoch: 1,
      budget: { value: 1, unit: 'workingDay' },
      ran: [[iso('2026-06-01T07:30'), iso(leftAt)]],
      active: false,
      handOff: { sentAt: iso('2026-06-01T07:30'), acceptedAt: iso(acceptedAt) },
      forward: [],
    });
    expect(withdrawn(undefined, raised, [done('2026-06-01T16:00', '2026-06-01T08:00')])).to.deep.equal([
      'stepOverBudget',
      'handOffUnclaimed',
    ]);
    expect(withdrawn(undefined, raised, [done('2026-06-02T09:00', '2026-06-01T10:00')])).to.deep.equal([]);
  });

  it('an earlier pause gives back the slack that an at-risk flag said was gone', () => {
    const atRisk: RaisedFlag = { flag: 'dossierAtRisk', epoch: 1, at: iso('2026-06-11T09:00'), dueAt: iso('2026-06-15T17:00') };
    const step: StepView = {
      elementKey: 'a#1',
      elementId: 'a',
      arrivedAt: iso('2026-06-10T09:00'),
      epoch: 1,
      budget: { value: 1, unit: 'workingDay' },
      ran: [],
      runningSince: iso('2026-06-10T09:00'),
      active: true,
      forward: [{ budget: { value: 1, unit: 'workingDay' } }],
    };
    const paused = receiveSupplement(requestSupplement(opened('pause'), bare, at('2026-06-03T09:00')), bare, at('2026-06-09T09:00'));
    expect(withdrawn(paused, [atRisk], [step])).to.deep.equal(['dossierAtRisk']);
    expect(withdrawn(opened('pause'), [atRisk], [step])).to.deep.equal([]);
  });

  it('are withdrawn once, and unknown steps are left alone', () => {
    const finished = endClock(opened('pause'), at('2026-06-10T16:00'), 'processed');
    expect(withdrawn(finished, [{ ...overdue, withdrawnAt: iso('2026-06-16T09:00') }])).to.deep.equal([]);
    expect(withdrawn(finished, [{ flag: 'stepAtRisk', elementKey: 'gone#1', epoch: 1, at: iso('2026-06-02T09:00') }])).to.deep.equal([]);
  });
});
