import { expectFeel } from './support.ts';

describe('FEEL: ranges and their relations', () => {
  expectFeel(
    [
      ['before(1,10)', true],
      ['before([1..10],[10..20])', false],
      ['before([1..10),[10..20])', true],
      ['after([11..20],[1..10])', true],
      ['meets([1..5],[5..10])', true],
      ['met by([5..10],[1..5])', true],
      ['overlaps([1..5],[3..8])', true],
      ['overlaps before([1..5],[3..8])', true],
      ['overlaps before([1..5],[1..5])', false],
      ['overlaps before([1..5),(1..5])', true],
      ['overlaps after([3..8],[1..5])', true],
      ['overlaps after((1..5],[1..5))', true],
      ['finishes(10,[1..10])', true],
      ['finishes([5..10],[1..10])', true],
      ['finished by([1..10],10)', true],
      ['includes([1..10],5)', true],
      ['includes([1..10],[4..6])', true],
      ['during(5,[1..10])', true],
      ['starts(1,[1..10])', true],
      ['started by([1..10],1)', true],
      ['coincides(5,5)', true],
      ['coincides([1..5],[1..5])', true],
      ['range("[1..3]").start', 1],
      ['range("(1..3]").start included', false],
      ['range("[\\"a\\"..\\"c\\"]").end', 'c'],
      ['range("[@\\"2020-01-01\\"..@\\"2021-01-01\\"]").start', '2020-01-01'],
      ['[1..3].end included', true],
      ['5 in (> 3)', true],
      ['5 in (>= 3, < 2)', true],
    ],
    [],
  );
});
