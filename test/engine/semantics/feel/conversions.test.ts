import { expectFeel } from './support.ts';

describe('FEEL: truth and conversions', () => {
  expectFeel(
    [
      ['not(true)', false],
      ['not(null)', null],
      ['is(date("2012-12-25"), time("23:00:50"))', false],
      ['is(time("23:00:50z"), time("23:00:50"))', false],
      ['is(time("23:00:50+07:00"), time("23:00:50"))', false],
      ['is(time("23:00:50z"), time("23:00:50+00:00"))', true],
      ['is(null,null)', true],
      ['is(1,1.0)', true],
      ['number("1 000,0", " ", ",")', 1000],
      ['number("1.000,5",".",",")', 1000.5],
      ['number("1,000.0",",",".")', 1000],
      ['number("1000",null,null)', 1000],
      ['string(1.1)', '1.1'],
      ['string(null)', null],
      ['string(true)', 'true'],
      ['string(@"P1D")', 'P1D'],
      ['string([1,"a",null])', '[1, "a", null]'],
      ['string({a: "b"})', '{a: "b"}'],
      ['string(date("2012-12-25"))', '2012-12-25'],
      ['string(1.0)', '1'],
      ['string(0.0000001)', '0.0000001'],
    ],
    [],
  );
});
