import { expect } from 'chai';
import fc from 'fast-check';
import {
  openClock,
  reappoint,
  receiveSupplement,
  requestSupplement,
  startAppointment,
  keepAppointment,
} from '../../../engine/deadlines/clocks.ts';
import { flagKey, plannedFlags } from '../../../engine/deadlines/flags.ts';
import { forecast, stepTimes } from '../../../engine/deadlines/forecast.ts';
import { readOrganisation } from '../../../engine/deadlines/read-organisation.ts';
import type { DeadlineView, PathStep, StepView } from '../../../engine/deadlines/deadline-view.ts';
import type { ClockOpening } from '../../../engine/deadlines/clocks.ts';
import type { Duration } from '../../../engine/model/types.ts';
import { at, local, vietnam } from './support.ts';

const { organisation } = readOrganisation({
  id: 'province',
  name: 'Tỉnh',
  calendars: [{ id: 'province', inherits: 'vietnam' }],
  units: [{ id: 'health', name: 'Sở Y tế', level: 'department' }],
});
if (!organisation) throw new Error('the organisation of this test is not valid');

const iso = (time: string) => new Date(at(time)).toISOString();
const days = (value: number): Duration => ({ value, unit: 'workingDay' });
const path = (...values: number[]): PathStep[] => values.map((value) => ({ unit: 'health', budget: days(value) }));
const opened = (receivedAt: string, value: number, more: Partial<ClockOpening> = {}) =>
  openClock(vietnam, {
    receivedAt: at(receivedAt),
    after15: 'handoverOnly',
    onSupplement: 'restart',
    deadlines: [{ kind: 'published', ...days(value) }],
    ...more,
  });
const step = (arrivedAt: string, more: Partial<StepView> = {}): StepView => ({
  elementKey: 'appraise#1',
  elementId: 'appraise',
  unit: 'health',
  holder: 'officer-1',
  arrivedAt: iso(arrivedAt),
  epoch: 1,
  ran: [],
  runningSince: iso(arrivedAt),
  active: true,
  forward: [],
  ...more,
});
const view = (more: Partial<DeadlineView>): DeadlineView => ({ unit: 'health', atRiskPercent: 75, steps: [], raised: [], ...more });
const shown = (given: DeadlineView) => plannedFlags(given, organisation).map(({ flag, at: instant }) => `${flag} ${local(instant)}`);

describe('flags of a step', () => {
  it('are raised at three quarters of its budget and when it is used up, for the holder', () => {
    // given one working day from Monday 7:30
    const given = view({ steps: [step('2026-06-01T07:30', { budget: days(1) })] });

    // when
    const planned = plannedFlags(given, organisation);

    // then
    expect(planned.map(({ flag, at: instant, share }) => [flag, local(instant), share])).to.deep.equal([
      ['stepAtRisk', '2026-06-01T15:00', 0.75],
      ['stepOverBudget', '2026-06-01T17:00', 1],
    ]);
    expect(planned[1]).to.include({
      elementKey: 'appraise#1',
      holder: 'officer-1',
      unit: 'health',
      epoch: 1,
      usedMinutes: 480,
      budgetMinutes: 480,
    });
  });

  it('move on by the time its clock stood, as when the hand-off was returned', () => {
    const returned = step('2026-06-01T07:30', {
      budget: days(1),
      ran: [[iso('2026-06-01T07:30'), iso('2026-06-01T09:30')]],
      runningSince: iso('2026-06-03T13:00'),
    });
    expect(shown(view({ steps: [returned] }))).to.deep.equal(['stepAtRisk 2026-06-03T17:00', 'stepOverBudget 2026-06-04T09:30']);
  });

  it('are not planned while its clock stands', () => {
    const { runningSince: _none, ...standing } = step('2026-06-01T07:30', {
      budget: days(1),
      ran: [[iso('2026-06-01T07:30'), iso('2026-06-01T09:30')]],
    });
    expect(shown(view({ steps: [standing] }))).to.deep.equal([]);
  });

  it('share one budget over its visits, unless the clock was restarted', () => {
    const secondVisit = {
      budget: days(1),
      ran: [[iso('2026-06-01T07:30'), iso('2026-06-01T15:30')]] as const,
      runningSince: iso('2026-06-10T07:30'),
    };
    expect(shown(view({ steps: [step('2026-06-10T07:30', secondVisit)] }))).to.include('stepOverBudget 2026-06-10T09:00');
    const restarted = receiveSupplement(
      requestSupplement(opened('2026-06-01T07:30', 20), vietnam, at('2026-06-01T15:30')),
      vietnam,
      at('2026-06-10T07:30'),
    );
    expect(shown(view({ clock: restarted, steps: [step('2026-06-10T07:30', { ...secondVisit, epoch: 2 })] }))).to.include(
      'stepOverBudget 2026-06-10T17:00',
    );
  });

  it('wait while the applicant has the dossier, without any change of the step', () => {
    const clock = requestSupplement(opened('2026-06-01T07:30', 20, { onSupplement: 'pause' }), vietnam, at('2026-06-01T09:30'));
    expect(shown(view({ clock, steps: [step('2026-06-01T07:30', { budget: days(1) })] }))).to.deep.equal([]);
    const back = receiveSupplement(clock, vietnam, at('2026-06-04T07:30'));
    expect(shown(view({ clock: back, steps: [step('2026-06-01T07:30', { budget: days(1) })] })).slice(0, 2)).to.deep.equal([
      'stepAtRisk 2026-06-04T11:30',
      'stepOverBudget 2026-06-04T15:00',
    ]);
  });

  it('end with the appointment when the budget does not fit into it', () => {
    const given = view({ clock: opened('2026-06-01T07:30', 1), steps: [step('2026-06-01T07:30', { budget: days(3) })] });
    expect(shown(given)).to.include('stepOverBudget 2026-06-02T17:00');
  });

  it('do not make a successor late for its late predecessor', () => {
    // given appraisal overran, and approval with one day of budget arrives one hour before the appointment
    const approval = step('2026-06-02T16:00', { elementKey: 'approve#1', elementId: 'approve', holder: 'director', budget: days(1) });
    const raised = [{ flag: 'stepOverBudget', elementKey: 'appraise#1', epoch: 1, at: iso('2026-06-02T09:00') }];

    // then its own day counts, and the dossier is overdue for everybody
    expect(shown(view({ clock: opened('2026-06-01T07:30', 1), steps: [approval], raised }))).to.deep.equal([
      'dossierAtRisk 2026-06-02T16:00',
      'apologyDue 2026-06-02T16:00',
      'dossierOverdue 2026-06-02T17:00',
      'stepAtRisk 2026-06-03T14:00',
      'stepOverBudget 2026-06-03T16:00',
    ]);
  });
});

describe('hand-off that nobody takes up', () => {
  const sent = (sentAt: string, acceptedAt?: string) =>
    shown(view({ steps: [step(sentAt, { handOff: { sentAt: iso(sentAt), ...(acceptedAt && { acceptedAt: iso(acceptedAt) }) } })] }));

  it('is flagged two working hours after sending', () => {
    expect(sent('2026-06-01T10:30')).to.deep.equal(['handOffUnclaimed 2026-06-01T14:00']);
  });

  it('sent after 15:00, two hours after the next opening', () => {
    expect(sent('2026-06-05T15:01')).to.deep.equal(['handOffUnclaimed 2026-06-08T09:30']);
  });

  it('waits while the applicant has the dossier', () => {
    const asked = requestSupplement(opened('2026-06-01T07:30', 20, { onSupplement: 'pause' }), vietnam, at('2026-06-01T09:30'));
    const steps = [step('2026-06-01T08:30', { handOff: { sentAt: iso('2026-06-01T08:30') } })];
    expect(shown(view({ clock: asked, steps }))).to.deep.equal([]);
    expect(shown(view({ clock: receiveSupplement(asked, vietnam, at('2026-06-04T07:30')), steps }))[0]).to.equal(
      'handOffUnclaimed 2026-06-04T08:30',
    );
  });

  it('is not flagged when taken up in time', () => {
    expect(sent('2026-06-01T10:30', '2026-06-01T13:30')).to.deep.equal([]);
    expect(sent('2026-06-01T10:30', '2026-06-01T14:30')).to.deep.equal(['handOffUnclaimed 2026-06-01T14:00']);
  });
});

describe('flags of the dossier', () => {
  it('warn when the way left is longer than the time left, before any step is late', () => {
    // given 10 days due Mon 15 June; a step of 3 days since Fri 5 June, 5 more days of budgets after it
    const clock = opened('2026-06-01T09:00', 10);
    const given = view({ clock, steps: [step('2026-06-05T09:00', { budget: days(3), forward: path(4, 1) })] });

    // then it misses from the arrival, the step itself has until Wednesday
    expect(shown(given)).to.deep.equal([
      'dossierAtRisk 2026-06-05T09:00',
      'stepAtRisk 2026-06-09T11:00',
      'stepOverBudget 2026-06-10T09:00',
      'apologyDue 2026-06-12T07:30',
      'dossierOverdue 2026-06-15T17:00',
    ]);
    expect(forecast(given, organisation, at('2026-06-05T09:00'))).to.include({
      endsAt: iso('2026-06-17T09:00'),
      misses: true,
      elementKey: 'appraise#1',
    });
  });

  it('are computed for the instant at which the slack is used up', () => {
    // given the same with two days of slack: 3 days, then 1
    const given = view({ clock: opened('2026-06-01T09:00', 10), steps: [step('2026-06-05T07:30', { budget: days(3), forward: path(1) })] });

    // then the step is over on Tuesday evening, and the dossier at risk when no more than the one day of what follows is left: Monday at opening
    expect(shown(given)).to.deep.equal([
      'stepAtRisk 2026-06-09T09:30',
      'stepOverBudget 2026-06-09T17:00',
      'dossierAtRisk 2026-06-15T07:30',
      'apologyDue 2026-06-15T07:30',
      'dossierOverdue 2026-06-15T17:00',
    ]);
  });

  it('ask for the apology on Friday 24 April when Monday is off (T1)', () => {
    const given = view({ clock: opened('2026-04-22T10:00', 3), steps: [step('2026-04-22T10:00', { budget: days(2), forward: path(2) })] });
    expect(shown(given)).to.include('apologyDue 2026-04-24T07:30');
  });

  it('ask for no apology when the budgets fit', () => {
    const given = view({ clock: opened('2026-06-01T09:00', 10), steps: [step('2026-06-01T09:00', { budget: days(10) })] });
    expect(shown(given)).to.deep.equal([
      'stepAtRisk 2026-06-10T14:30',
      'stepOverBudget 2026-06-15T09:00',
      'dossierOverdue 2026-06-15T17:00',
    ]);
  });

  it('take the step that is worst among parallel ones', () => {
    const clock = opened('2026-06-01T09:00', 10);
    const steps = [
      step('2026-06-05T09:00', { budget: days(1), forward: path(1) }),
      step('2026-06-05T09:00', { elementKey: 'consult#1', elementId: 'consult', budget: days(7), forward: path(1) }),
    ];
    expect(shown(view({ clock, steps }))[0]).to.equal('dossierAtRisk 2026-06-05T09:00');
  });

  it('stand while excluded time runs', () => {
    const clock = {
      ...opened('2026-06-01T09:00', 1),
      status: 'paused' as const,
      exclusions: [{ from: iso('2026-06-02T09:00'), elementKey: 'tax#1' }],
    };
    expect(shown(view({ clock }))).to.deep.equal([]);
  });

  it('come for each appointment, and anew for a moved date, without a second apology', () => {
    const kept = keepAppointment(opened('2026-06-01T09:00', 5), at('2026-06-08T09:00'), 1);
    const second = startAppointment(kept, vietnam, at('2026-06-19T09:00'), { order: 2, ...days(3) });
    const raised = [{ flag: 'dossierOverdue', epoch: 1, at: iso('2026-06-08T17:00') }];
    expect(
      plannedFlags(view({ clock: second, raised }), organisation).map(({ elementKey, at: instant }) => [elementKey, local(instant)]),
    ).to.deep.equal([['appointment#2', '2026-06-24T17:00']]);

    const moved = reappoint(opened('2026-06-01T09:00', 5), vietnam, at('2026-06-05T09:00'), { to: '2026-06-12', reason: 'x' });
    const late = view({ clock: moved, steps: [step('2026-06-05T09:00', { budget: days(9) })], raised });
    expect(
      plannedFlags(late, organisation)
        .filter(({ elementKey }) => elementKey !== 'appraise#1')
        .map(({ flag, elementKey }) => [flag, elementKey]),
    ).to.deep.equal([
      ['dossierAtRisk', 'appointment#1.2'],
      ['dossierOverdue', 'appointment#1.2'],
    ]);
  });
});

describe('planned flags', () => {
  it('leave out what was raised and what lies after the asked instant; a withdrawn one may come again', () => {
    const given = view({ steps: [step('2026-06-01T07:30', { budget: days(1) })] });
    const atRisk = { flag: 'stepAtRisk', elementKey: 'appraise#1', epoch: 1, at: iso('2026-06-01T15:00') };
    expect(plannedFlags(given, organisation, at('2026-06-01T14:59'))).to.deep.equal([]);
    expect(shown({ ...given, raised: [atRisk] })).to.deep.equal(['stepOverBudget 2026-06-01T17:00']);
    expect(shown({ ...given, raised: [{ ...atRisk, withdrawnAt: iso('2026-06-01T16:00') }] })).to.have.length(2);
  });

  it('name each (element key, flag, epoch) once, in order of time', () => {
    const minute = fc.integer({ min: 0, max: 20_000 });
    const anyStep = fc.record({
      arrived: minute,
      budget: fc.integer({ min: 0, max: 40 }),
      forward: fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 4 }),
      sent: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 12 }), fc.array(anyStep, { maxLength: 5 }), (deadline, made) => {
        const steps = made.map(({ arrived, budget, forward, sent }, i): StepView => {
          const from = new Date(at('2026-06-01T07:30') + arrived * 60_000).toISOString();
          return {
            ...step('2026-06-01T07:30', { forward: path(...forward.map((each) => each / 4)), budget: days(budget / 4) }),
            elementKey: `task#${i}`,
            arrivedAt: from,
            runningSince: from,
            ...(sent && { handOff: { sentAt: from } }),
          };
        });
        const planned = plannedFlags(view({ clock: opened('2026-06-01T07:30', deadline), steps }), organisation);
        expect(new Set(planned.map(flagKey)).size).to.equal(planned.length);
        expect(planned.map((each) => each.at)).to.deep.equal(planned.map((each) => each.at).sort());
      }),
    );
  });
});

describe('how the steps stand', () => {
  it('shows holder, budget, used, share, due and by how much it is over', () => {
    const given = view({ clock: opened('2026-06-01T07:30', 5), steps: [step('2026-06-01T07:30', { budget: days(1) })] });
    expect(stepTimes(given, organisation, at('2026-06-02T09:30'))).to.deep.equal([
      {
        elementKey: 'appraise#1',
        elementId: 'appraise',
        unit: 'health',
        holder: 'officer-1',
        budget: days(1),
        usedMinutes: 600,
        budgetMinutes: 480,
        share: 1.25,
        dueAt: iso('2026-06-01T17:00'),
        overByMinutes: 120,
      },
    ]);
  });

  it('forecasts plain days that are half used', () => {
    const given = view({ steps: [step('2026-06-01T10:00', { budget: { value: 2, unit: 'calendarDay' }, forward: path(0.5) })] });
    expect(local(forecast(given, organisation, at('2026-06-02T10:00')).endsAt!)).to.equal('2026-06-03T15:30');
  });
});
