import { expect } from 'chai';
import { assumedMinutes, budgetText, firstForm, optionsOf } from '../../modeler/split/split-form.ts';

describe('what the assistant of splits was told', () => {
  it('becomes minutes of the unit of the deadline, what is assumed of a step giving way to what a person says', () => {
    const form = { ...firstForm, phase: 'land', reserve: 1, steps: { a: { floor: 0.5 }, b: { cap: 2, expected: 1 } } };
    expect(optionsOf(form, 'workingDay', 'p', { b: 100, c: 120 })).to.deep.equal({
      processId: 'p',
      phase: 'land',
      reserve: { value: 1, unit: 'workingDay' },
      rounding: 'halfDay',
      figures: { a: { floorMinutes: 240 }, b: { expectedMinutes: 480, capMinutes: 960 }, c: { expectedMinutes: 120 } },
    });
    expect(optionsOf({ ...firstForm, rounding: 'none' }, 'workingHour', 'p')).to.deep.equal({ processId: 'p', figures: {} });
  });

  it('takes a step without a time to need as much as the others on average, or an equal part of the deadline', () => {
    const deadline = { value: 3, unit: 'workingDay' } as const;
    expect(assumedMinutes([60, 180], 5, deadline)).to.equal(120);
    expect(assumedMinutes([], 4, deadline)).to.equal(360);
    expect(assumedMinutes([], 0, deadline)).to.equal(1_440);
  });

  it('writes an allowance with three places at most, never more than was given', () => {
    expect([budgetText(0.5), budgetText(1 / 3), budgetText(2)]).to.deep.equal(['0.5', '0.333', '2']);
  });
});
