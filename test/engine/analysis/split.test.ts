import { expect } from 'chai';
import { readdirSync } from 'node:fs';
import { alternatives, splitDeadline, type Split } from '../../../engine/analysis/split.ts';
import { splitPolicies } from '../../../engine/analysis/split/policies/index.ts';
import type { StepFigures } from '../../../engine/analysis/split/split-options.ts';
import { content, element } from '../../support/bpmn.ts';
import { fifteenDays, procedure, task } from './split/fifteen-days.ts';

const day = 480;

const order = ['receive', 'appraise', 'opinion', 'inspect', 'approve', 'return'];

const figure = (split: Split, of: 'minutes' | 'dueMinutes' | 'priorityDueMinutes') =>
  order.map((id) => Number((split.steps.find(({ elementId }) => elementId === id)![of]! / day).toFixed(3)));
const days = (split: Split) => figure(split, 'minutes');

const deviations: Record<string, StepFigures> = Object.fromEntries(
  [0.1, 2, 1.2, 0.5, 0.1, 0.1].map((value, index) => [order[index]!, { deviationMinutes: value * day }]),
);
// as the worked example has it: approval 0.5, inspection without weight on the longest path
deviations['inspect'] = { deviationMinutes: 0.3 * day };
deviations['approve'] = { deviationMinutes: 0.5 * day };

describe('splitting fifteen working days', () => {
  it('gives everybody the same flexibility by expected time, the shorter branch as much as the longer one leaves it', async () => {
    const split = splitDeadline(await fifteenDays(), { policy: 'proportionalExecution' });
    expect(split.outcome).to.deep.equal({ outcome: 'holds' });
    expect(days(split)).to.deep.equal([0.6, 7.2, 4.8, 4.8, 1.8, 0.6]);
    expect(split.longestMinutes! / day).to.be.closeTo(15, 1e-9);
    expect(split.steps[1]).to.deep.include({ elementId: 'appraise', visits: 1, isOnLongestPath: true });
    expect(split.steps[1]!.share).to.be.closeTo(7.2 / 15, 1e-9);
    expect(split.steps[1]!.allowance.unit).to.equal('workingDay');
  });

  it('is split so when no policy is asked for and nothing is measured', async () => {
    const split = splitDeadline(await fifteenDays());
    expect(split.policy).to.equal('maxMinStretch');
    expect(days(split)).to.deep.equal([0.6, 7.2, 4.8, 4.8, 1.8, 0.6]);
  });

  it('shares the slack of 2.5 days equally among the five steps of the longest path', async () => {
    expect(days(splitDeadline(await fifteenDays(), { policy: 'equalSlack' }))).to.deep.equal([1, 6.5, 4.5, 4.5, 2, 1]);
  });

  it('lets each step be as late as those after it can bear', async () => {
    const split = splitDeadline(await fifteenDays(), { policy: 'effectiveDeadline' });
    expect(figure(split, 'dueMinutes')).to.deep.equal([3, 9, 13, 13, 14.5, 15]);
    expect(days(split)).to.deep.equal([3, 6, 4, 4, 1.5, 0.5]);
  });

  it('makes every step due with the procedure', async () => {
    const split = splitDeadline(await fifteenDays(), { policy: 'ultimateDeadline' });
    expect(figure(split, 'dueMinutes')).to.deep.equal([15, 15, 15, 15, 15, 15]);
    expect(days(split)).to.deep.equal([0.5, 6, 4, 3, 1.5, 0.5]);
  });

  it('gives all the slack to the first step', async () => {
    expect(days(splitDeadline(await fifteenDays(), { policy: 'totalSlack' }))).to.deep.equal([3, 6, 4, 3, 1.5, 0.5]);
  });

  it('gives everybody 0.641 deviations, and knows the chance of ending in time', async () => {
    const split = splitDeadline(await fifteenDays(), { policy: 'equalQuantileNormal', figures: deviations });
    // the inspection gets what its branch leaves, not what its own deviation would
    expect(days(split)).to.deep.equal([0.564, 7.282, 4.769, 4.769, 1.821, 0.564]);
    expect(split.onTimeProbability).to.be.closeTo(0.852, 0.001);
  });

  it('goes where steps were late before', async () => {
    const figures = Object.fromEntries([0.1, 0.5, 0.2, 0.2, 0.1, 0.1].map((lateRate, index) => [order[index]!, { lateRate }]));
    expect(days(splitDeadline(await fifteenDays(), { policy: 'proportionalEscalation', figures }))).to.deep.equal([
      0.75, 7.25, 4.5, 4.5, 1.75, 0.75,
    ]);
  });

  it('keeps medians and one buffer', async () => {
    const split = splitDeadline(await fifteenDays(18), { policy: 'criticalChain', figures: deviations });
    expect(days(split)).to.deep.equal([0.5, 6, 4, 3, 1.5, 0.5]);
    expect(split.bufferMinutes! / day).to.be.closeTo(1.2815515655 * Math.sqrt(0.01 + 4 + 1.44 + 0.25 + 0.01), 1e-9);
  });

  it('says that medians and buffer do not fit', async () => {
    const { outcome } = splitDeadline(await fifteenDays(15), { policy: 'criticalChain', figures: deviations });
    expect(outcome.outcome).to.equal('fails');
  });

  it('ranks parallel branches by a date in the middle of their time', async () => {
    const split = splitDeadline(await fifteenDays(), { policy: 'dividedFork' });
    expect(figure(split, 'priorityDueMinutes')).to.deep.equal([0.6, 7.8, 7.8 + 4.8 / 2, 7.8 + 4.8 / 2, 14.4, 15]);
    expect(figure(splitDeadline(await fifteenDays(), { policy: 'dividedFork', divisor: 2 }), 'priorityDueMinutes')[2]).to.equal(9);
  });

  it('gives everybody the same measured quantile, by default once thirty visits of each step are known', async () => {
    // each step took a half to one and a half of what is expected, evenly: all reach 15 of 12.5 days at the same quantile, 0.7
    const measured = (expected: number) => Array.from({ length: 31 }, (_, index) => expected * day * (0.5 + index / 30));
    const figures = Object.fromEntries([0.5, 6, 4, 3, 1.5, 0.5].map((each, index) => [order[index]!, { measuredMinutes: measured(each) }]));
    const split = splitDeadline(await fifteenDays(), { figures });
    expect(split.policy).to.equal('equalQuantileEmpirical');
    expect(days(split)).to.deep.equal([0.6, 7.2, 4.8, 4.5 * (16 / 15), 1.8, 0.6]);
  });

  it('holds floors, caps, fixed steps and a reserve', async () => {
    const figures = { receive: { fixedMinutes: 0.5 * day }, appraise: { capMinutes: 6.5 * day }, return: { floorMinutes: day } };
    const split = splitDeadline(await fifteenDays(), { figures, reserve: { value: 1, unit: 'workingDay' } });
    const [receive, appraise, opinion, inspect, approve, back] = days(split) as [number, number, number, number, number, number];
    expect(receive).to.equal(0.5);
    expect(appraise).to.be.at.most(6.5);
    expect(back).to.be.at.least(1);
    expect(opinion).to.equal(inspect);
    expect(receive + appraise + opinion + approve + back).to.be.closeTo(14, 1e-3);
    expect(split.reserveMinutes).to.equal(day);
  });

  it('gives more to a step of more weight', async () => {
    const split = splitDeadline(await fifteenDays(), { figures: { approve: { weight: 4 * day } } });
    const [, , opinion, , approve] = days(split);
    expect(approve).to.equal(opinion);
  });

  it('rounds to half days and to two hours, and the longest path stays within the deadline', async () => {
    const half = splitDeadline(await fifteenDays(), { rounding: 'halfDay' });
    expect(days(half)).to.deep.equal([0.5, 7, 5, 5, 2, 0.5]);
    expect(half.longestMinutes! / day).to.equal(15);
    const hours = splitDeadline(await fifteenDays(), { rounding: 'twoHours' });
    for (const each of days(hours)) expect(each % 0.25).to.equal(0);
    expect(hours.longestMinutes! / day).to.equal(15);
  });

  it('says by how much and on which path it does not fit', async () => {
    const figures = { appraise: { floorMinutes: 6 * day }, opinion: { floorMinutes: 4 * day } };
    const split = splitDeadline(await fifteenDays(9), { figures });
    expect(split.outcome).to.deep.include({ outcome: 'fails', shortByMinutes: day });
    if (split.outcome.outcome === 'fails') {
      expect(split.outcome.tightPath).to.include.members(['appraise', 'opinion']).and.not.include('inspect');
      expect(split.outcome.message).to.match(/^Thời hạn thiếu 1 ngày làm việc cho đường /);
    }
    expect(split.steps).to.deep.equal([]);
  });

  it('shows all policies side by side, those that lack figures with the reason', async () => {
    const all = alternatives(await fifteenDays());
    expect(all.map(({ policy }) => policy)).to.deep.equal(Object.keys(splitPolicies));
    const outcomes = Object.fromEntries(all.map(({ policy, outcome }) => [policy, outcome.outcome]));
    expect(outcomes).to.include({ equalSlack: 'holds', equalQuantileNormal: 'notApplicable', proportionalEscalation: 'notApplicable' });
  });
});

describe('splitting a deadline over other shapes', () => {
  const loop = (most: string, perVisit: boolean) =>
    procedure(
      20,
      element('startEvent', 'start'),
      task('receive', 1),
      element('exclusiveGateway', 'again'),
      task('check', 2, perVisit ? 'tthc:budgetPer="visit"' : ''),
      element('exclusiveGateway', 'good'),
      task('repair', 1, perVisit ? 'tthc:budgetPer="visit"' : ''),
      task('sign', 1),
      element('endEvent', 'end'),
      ...['start->receive', 'receive->again', 'again->check', 'check->good', 'good->sign?done', 'sign->end', 'repair->again'],
      `<sequenceFlow id="back" sourceRef="good" targetRef="repair"${most} />`,
    );

  it('counts a budget per visit once more than there are returns, and what lies on the way back as often as there are', async () => {
    const split = splitDeadline(await loop(' tthc:mostReturns="3"', true), { policy: 'equalSlack' });
    expect(split.steps.map(({ elementId, visits }) => [elementId, visits])).to.have.deep.members([
      ['receive', 1],
      ['check', 4],
      ['repair', 3],
      ['sign', 1],
    ]);
    // 1 + 4·2 + 3·1 + 1 = 13 of 20 days; the slack of 7 is shared by nine visits
    for (const { minutes, expectedMinutes } of split.steps) expect((minutes - expectedMinutes) / day).to.be.closeTo(7 / 9, 1e-9);
    expect(split.longestMinutes! / day).to.be.closeTo(20, 1e-9);
  });

  it('counts a budget of the whole dossier once, with or without a limit of returns', async () => {
    for (const most of ['', ' tthc:mostReturns="3"']) {
      const split = splitDeadline(await loop(most, false), { policy: 'equalSlack' });
      expect(split.steps.map(({ visits }) => visits)).to.deep.equal([1, 1, 1, 1]);
      expect(split.longestMinutes! / day).to.be.closeTo(20, 1e-9);
    }
  });

  it('does not decide on a loop without a limit', async () => {
    const { outcome } = splitDeadline(await loop('', true));
    expect(outcome.outcome).to.equal('notDecided');
    if (outcome.outcome === 'notDecided') expect(outcome.reason.code).to.equal('LOOP_WITHOUT_LIMIT');
  });

  it('asks the longest branch of a choice, and looks into subprocesses', async () => {
    const model = await procedure(
      10,
      element('startEvent', 'start'),
      element('exclusiveGateway', 'choose'),
      task('short', 1),
      element('subProcess', 'inside', content(element('startEvent', 's'), task('long', 3), task('longer', 1), 's->long', 'long->longer')),
      task('sign', 1),
      ...['start->choose', 'choose->short?easy', 'choose->inside!', 'short->sign', 'inside->sign'],
    );
    const split = splitDeadline(model);
    expect(Object.fromEntries(split.steps.map(({ elementId, minutes }) => [elementId, minutes / day]))).to.deep.equal({
      short: 8,
      long: 6,
      longer: 2,
      sign: 2,
    });
    for (const { isOnLongestPath } of split.steps) expect(isOnLongestPath).to.equal(true);
  });

  it('names what it does not know', async () => {
    const model = await procedure(
      10,
      element('startEvent', 'start'),
      element('userTask', 'bare'),
      task('sign', 1),
      'start->bare',
      'bare->sign',
    );
    expect(splitDeadline(model).approximations.map(({ code, elements }) => [code, elements])).to.deep.equal([['NO_FIGURES', ['bare']]]);
  });

  it('has one file for each policy, named after it', () => {
    const files = readdirSync(new URL('../../../engine/analysis/split/policies', import.meta.url), { encoding: 'utf8' });
    const kebab = (name: string) => `${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.ts`;
    expect(files.filter((name) => name !== 'index.ts').sort()).to.deep.equal(Object.keys(splitPolicies).map(kebab).sort());
    for (const [id, policy] of Object.entries(splitPolicies)) expect(policy.id).to.equal(id);
  });
});
