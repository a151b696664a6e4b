/** The way forward comes to the same as its budgets walked one after the other, however it is taken together. */
import { expect } from 'chai';
import fc from 'fast-check';
import { budgetDue, latestStart } from '../../../engine/deadlines/budget.ts';
import type { PathStep } from '../../../engine/deadlines/deadline-view.ts';
import { calendarOf } from '../../../engine/deadlines/organisation.ts';
import { readOrganisation } from '../../../engine/deadlines/read-organisation.ts';
import { endOfWay, latestStartOfWay } from '../../../engine/deadlines/way-forward.ts';
import { at, local } from './support.ts';

const offices = (saturdays: readonly string[]) =>
  readOrganisation({
    id: 'offices',
    name: 'Offices',
    calendars: [
      { id: 'week', inherits: 'vietnam' },
      { id: 'saturdays', inherits: 'vietnam', weeklyHours: { saturday: saturdays } },
    ],
    units: [
      { id: 'land', name: 'Land', level: 'department' },
      { id: 'tax', name: 'Tax', level: 'department' },
      { id: 'centre', name: 'Centre', level: 'centre', calendar: 'saturdays' },
    ],
  }).organisation!;
const organisation = offices(['07:30-11:30']);

const unit = fc.constantFrom('land', 'tax', 'centre', undefined, 'unknown');
const worked = fc.record({
  unit,
  budget: fc.record({
    value: fc.oneof(fc.integer({ min: 0, max: 12 }), fc.double({ min: 0, max: 9, noNaN: true })),
    unit: fc.constantFrom('workingDay' as const, 'workingHour' as const),
  }),
});
const plain = fc.record({
  unit,
  budget: fc.record({
    value: fc.oneof(fc.integer({ min: 0, max: 12 }), fc.double({ min: 0, max: 9, noNaN: true })),
    unit: fc.constant('calendarDay' as const),
  }),
});
const start = fc.integer({ min: at('2026-01-05T00:00') / 60_000, max: at('2026-12-20T00:00') / 60_000 }).map((minute) => minute * 60_000);

/** No plain days next to plain days: those are added, see below. */
const path = fc
  .array(fc.tuple(fc.array(worked, { minLength: 1, maxLength: 4 }), plain), { maxLength: 3 })
  .map((parts) => parts.flat(2) as PathStep[]);

const walked = (steps: readonly PathStep[], from: number) =>
  steps.reduce(
    (now, { unit: place, budget, usedMinutes }) => budgetDue(calendarOf(organisation, place), now, budget, { usedMinutes }),
    from,
  );
const walkedBack = (steps: readonly PathStep[], end: number) =>
  steps.reduceRight(
    (now, { unit: place, budget, usedMinutes }) => latestStart(calendarOf(organisation, place), now, budget, usedMinutes),
    end,
  );

describe('the way forward', () => {
  it('ends when its budgets, one after the other, have been used', () => {
    fc.assert(
      fc.property(path, start, (steps, from) => {
        expect(endOfWay(organisation, steps, from)).to.equal(walked(steps, from));
        expect(endOfWay(organisation, steps, from)).to.equal(walked(steps, from));
      }),
      { numRuns: 1000 },
    );
  });

  it('must begin at the latest when its budgets, walked back, have been used', () => {
    fc.assert(
      fc.property(path, start, (steps, end) => {
        expect(latestStartOfWay(organisation, steps, end)).to.equal(walkedBack(steps, end));
      }),
      { numRuns: 1000 },
    );
  });

  it('comes after what is left of the step at hand', () => {
    fc.assert(
      fc.property(path, worked, fc.integer({ min: 0, max: 3000 }), start, (steps, first, usedMinutes, from) => {
        const rest = { ...first, usedMinutes };
        expect(endOfWay(organisation, steps, from, rest)).to.equal(walked([rest, ...steps], from));
        expect(latestStartOfWay(organisation, steps, from, rest)).to.equal(walkedBack([rest, ...steps], from));
      }),
      { numRuns: 1000 },
    );
  });

  it('adds plain days that follow each other before it moves to an opening', () => {
    const days = (value: number): PathStep => ({ unit: 'land', budget: { value, unit: 'calendarDay' } });
    // from Thursday 17:00 one day ends on Friday, two more in the weekend: once Monday's opening, not twice
    expect(local(endOfWay(organisation, [days(1), days(1), days(1)], at('2026-06-04T17:00')))).to.equal('2026-06-08T07:30');
    expect(local(endOfWay(organisation, [days(1), days(1)], at('2026-06-04T17:00'), days(2)))).to.equal('2026-06-08T17:00');
    expect(local(latestStartOfWay(organisation, [days(1), days(2)], at('2026-06-08T17:00'), days(1)))).to.equal('2026-06-04T17:00');
  });

  it('follows the organisation that is asked for', () => {
    const steps: PathStep[] = [{ unit: 'centre', budget: { value: 1, unit: 'workingDay' } }];
    const longer = offices(['07:30-11:30', '13:00-17:00']);
    const friday = at('2026-06-05T17:00');
    expect(local(endOfWay(organisation, steps, friday))).to.equal('2026-06-08T11:30');
    expect(local(endOfWay(longer, steps, friday))).to.equal('2026-06-06T17:00');
    expect(local(endOfWay(organisation, steps, friday))).to.equal('2026-06-08T11:30');
  });
});
