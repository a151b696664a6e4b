/** Instants as texts: read and written from parts, with the same results as the language's own Date. */
import { expect } from 'chai';
import fc from 'fast-check';
import { instantOf, isoOf } from '../../../engine/deadlines/local-date.ts';
import { refusalOf } from './support.ts';

const read = (text: string) => {
  try {
    return instantOf(text);
  } catch {
    return NaN;
  }
};

describe('a stored instant', () => {
  it('is written as Date does, in any year', () => {
    const instant = fc.oneof(
      fc.integer({ min: Date.UTC(1970, 0, 1), max: Date.UTC(2101, 0, 1) }),
      fc.integer({ min: -8_640_000_000_000_000, max: 8_640_000_000_000_000 }),
    );
    fc.assert(
      fc.property(instant, (at) => {
        expect(isoOf(at)).to.equal(new Date(at).toISOString());
        expect(instantOf(isoOf(at))).to.equal(at);
      }),
      { numRuns: 1000 },
    );
  });

  it('is cut to whole milliseconds, and refused when there is none', () => {
    expect(isoOf(0.7)).to.equal('1970-01-01T00:00:00.000Z');
    expect(() => isoOf(NaN)).to.throw(RangeError);
    expect(refusalOf(() => instantOf('2026-13-01T00:00:00.000Z'))).to.equal('INVALID_INSTANT');
    expect(refusalOf(() => instantOf('hôm nay'))).to.equal('INVALID_INSTANT');
  });

  it('is read as Date does, also when it is written otherwise, on a day that only some years have, or out of range', () => {
    const two = fc.integer({ min: 0, max: 99 }).map((number) => String(number).padStart(2, '0'));
    const near = (last: number) => fc.integer({ min: 0, max: last + 2 }).map((number) => String(number).padStart(2, '0'));
    const sign = fc.constantFrom('.', '.', '.', ',', ':');
    const text = fc
      .tuple(
        fc.constantFrom('2024', '2026', '0050', '1900', '9999'),
        near(12),
        near(31),
        near(24),
        near(59),
        near(59),
        sign,
        two,
        fc.constantFrom('Z', '', '+07:00'),
      )
      .map(
        ([year, month, day, hour, minute, second, dot, part, zone]) =>
          `${year}-${month}-${day}T${hour}:${minute}:${second}${dot}${part}0${zone}`,
      );
    fc.assert(
      fc.property(text, (given) => {
        expect(read(given), given).to.deep.equal(Date.parse(given));
      }),
      { numRuns: 3000 },
    );
    for (const given of [
      '2024-02-29T10:00:00.000Z',
      '2026-02-29T10:00:00.000Z',
      '2026-03-02',
      '2026-03-02T01:00Z',
      '2026-00-10T00:00:00.000Z',
    ])
      expect(read(given), given).to.deep.equal(Date.parse(given));
  });
});
