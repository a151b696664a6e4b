import { expect } from 'chai';
import { redistribute } from '../../../engine/analysis/redistribute.ts';
import { splitDeadline } from '../../../engine/analysis/split.ts';
import { fifteenDays } from './split/fifteen-days.ts';

const day = 480;

/** As approved: the balanced split; floors at half of what is expected. */
async function approved() {
  const model = await fifteenDays();
  const { steps } = splitDeadline(model);
  return {
    model,
    approvedMinutes: Object.fromEntries(steps.map(({ elementId, minutes }) => [elementId, minutes])),
    figures: Object.fromEntries(steps.map(({ elementId, expectedMinutes }) => [elementId, { floorMinutes: expectedMinutes / 2 }])),
  };
}

const inDays = ({ steps }: ReturnType<typeof redistribute>) =>
  Object.fromEntries(steps.map(({ elementId, minutes }) => [elementId, Number((minutes / day).toFixed(6))]));

describe('redistributing what is left of fifteen days', () => {
  it('cuts what is to come when the appraisal took 9 days instead of 7.2, the shorter branch only as far as it must', async () => {
    const { model, ...budgets } = await approved();
    const given = redistribute(model, { ...budgets, over: ['receive', 'appraise'], elapsedMinutes: 9.6 * day });
    expect(given.outcome).to.deep.equal({ outcome: 'holds' });
    expect(inDays(given)).to.deep.equal({ opinion: 3.6, inspect: 3.6, approve: 1.35, return: 0.45 });
    expect(given.spareMinutes! / day).to.be.closeTo(-1.8, 1e-9);
    expect(given.criticalRatio).to.be.closeTo(0.9, 1e-9);
  });

  it('gives what is spare to those to come, and to nobody less than was approved', async () => {
    const { model, ...budgets } = await approved();
    // two days spare for six expected ones
    const given = redistribute(model, { ...budgets, over: ['receive', 'appraise'], elapsedMinutes: 5.8 * day });
    expect(inDays(given)).to.deep.equal({ opinion: 6.133333, inspect: 6.133333, approve: 2.3, return: 0.766667 });
  });

  it('says how late it certainly is once floors do not fit either', async () => {
    const { model, ...budgets } = await approved();
    // 0.25 + 0.75 + 2 days are the least
    const { outcome, steps } = redistribute(model, { ...budgets, over: ['receive', 'appraise'], elapsedMinutes: 12.5 * day });
    expect(outcome).to.deep.include({ outcome: 'fails' });
    if (outcome.outcome === 'fails') {
      expect(outcome.shortByMinutes / day).to.be.closeTo(0.5, 1e-9);
      expect(outcome.tightPath).to.deep.equal(['opinion', 'approve', 'return']);
    }
    expect(steps).to.deep.equal([]);
  });
});
