/** Measured durations: what the analyses of time are told of them, and what a reader is. */
import { expect } from 'chai';
import { allAnalyses } from '../../../engine/analysis/all-analyses.ts';
import { estimatesOf, type MeasuredStep } from '../../../engine/analysis/measured-steps.ts';
import { reportOf } from '../../../engine/analysis/report.ts';
import { optionsOf, firstForm } from '../../../modeler/split/split-form.ts';
import { inputOf, steps, timed } from '../rules/support.ts';

const often = (elementId: string, hours: number): MeasuredStep => ({
  elementId,
  unit: 'workingHour',
  visits: 50,
  minutes: Array.from({ length: 40 }, () => hours * 60),
});

describe('measured steps', () => {
  it('become estimates in hours or plain days, but for those with too few visits', () => {
    expect(
      estimatesOf([
        { elementId: 'a', unit: 'workingHour', visits: 40, minutes: [60, 90] },
        { elementId: 'b', unit: 'calendarDay', visits: 40, minutes: [1_440, 2_880] },
        { elementId: 'c', unit: 'workingHour', visits: 29 },
      ]),
    ).to.deep.equal({ a: { unit: 'workingHour', values: [1, 1.5] }, b: { unit: 'calendarDay', values: [1, 2] } });
  });

  it('tell the report how likely the deadline is kept, and the report which they were', async () => {
    const input = await inputOf(steps(3, timed('a', 3)));
    const probabilityOf = (measured?: readonly MeasuredStep[]) =>
      reportOf({ ...input, ...(measured && { measured }) }, allAnalyses).timeTables[0]!.probability;
    expect(probabilityOf()).to.equal(undefined);
    for (const [hours, onTime] of [
      [8, 1],
      [40, 0],
    ] as const) {
      const found = probabilityOf([often('a', hours)]);
      expect(found?.outcome === 'known' && found.onTime).to.be.closeTo(onTime, 1e-9);
    }
    const { approximations } = reportOf(
      { ...input, measured: [often('a', 8), { elementId: 'gone', unit: 'workingHour', visits: 3 }] },
      allAnalyses,
    );
    expect(approximations.filter(({ code }) => code.startsWith('MEASURED')).map(({ code, elements }) => [code, ...elements])).to.deep.equal(
      [['MEASURED', 'a']],
    );
    const few = reportOf({ ...input, measured: [{ elementId: 'a', unit: 'workingHour', visits: 3 }] }, allAnalyses);
    expect(few.approximations.at(-1)).to.deep.include({ code: 'MEASURED_TOO_FEW', elements: ['a'] });
    expect(few.approximations.at(-1)!.messageEn).to.match(/30 finished visits are needed \(.*: 3\)/);
  });

  it('are figures of a split where they are in the kind of unit of the deadline', () => {
    const plain: MeasuredStep = { elementId: 'b', unit: 'calendarDay', visits: 30, minutes: [1_440] };
    expect(optionsOf({ ...firstForm, steps: { a: { floor: 1 } } }, 'workingDay', 'P', {}, [often('a', 2), plain]).figures).to.deep.equal({
      a: { measuredMinutes: Array.from({ length: 40 }, () => 120), floorMinutes: 480 },
    });
    expect(optionsOf(firstForm, 'calendarDay', 'P', {}, [often('a', 2), plain]).figures).to.deep.equal({ b: { measuredMinutes: [480] } });
  });
});
