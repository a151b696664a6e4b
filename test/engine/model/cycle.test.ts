/** Rounds of ISO 8601 cycles: on the grid of their start, in the zone of their start, missed ones used up together. */
import { expect } from 'chai';
import { firstRound, nextRound, type Round } from '../../../engine/model/cycle.ts';

const office = (text: string) => Date.parse(`${text}+07:00`);
const inOffice = (ms: number) => new Date(ms + 7 * 3_600_000).toISOString().slice(0, 16);
const utc = (ms: number) => new Date(ms).toISOString().slice(0, 16);

/** The round of the cycle that comes after `after`, in the office's time. */
function following(cycle: string, after: string): string {
  const first = firstRound(cycle, office('2020-01-01T00:00'))!;
  return inOffice(nextRound(first, office(after))!.dueMs);
}

/** Due instants of a cycle that is fired when it is due, in UTC. */
function rounds(cycle: string, now: string, count: number): string[] {
  const due: string[] = [];
  for (let round = firstRound(cycle, Date.parse(now)); round && due.length < count; round = nextRound(round, round.dueMs))
    due.push(utc(round.dueMs));
  return due;
}

describe('cycles', () => {
  it('have their rounds whole periods after the start', () => {
    expect(following('R/2026-03-02T08:00/PT10M', '2026-03-02T08:00')).to.equal('2026-03-02T08:10');
    expect(following('R/2026-03-02T08:00/PT10M', '2026-03-02T09:04')).to.equal('2026-03-02T09:10');
    expect(following('R/2026-03-02T08:00/PT10M', '2026-03-02T09:10')).to.equal('2026-03-02T09:20');
    expect(following('R/2026-01-31T08:00/P1M', '2026-01-31T08:00')).to.equal('2026-02-28T08:00');
    expect(following('R/2026-01-31T08:00/P1M', '2026-02-28T08:00')).to.equal('2026-03-31T08:00');
    expect(following('R/2026-02-28T08:00/P1M', '2046-02-28T08:00')).to.equal('2046-03-28T08:00');
    expect(following('R/2024-02-29T08:00/P1Y', '2026-03-01T00:00')).to.equal('2027-02-28T08:00');
    expect(following('R/2024-02-29T08:00/P1Y', '2027-03-01T00:00')).to.equal('2028-02-29T08:00');
    expect(following('R/2026-03-02T08:00/P1W', '2026-03-02T08:00')).to.equal('2026-03-09T08:00');
    expect(following('R/2026-01-31T08:00/P1M1DT1H', '2026-01-31T08:00')).to.equal('2026-03-01T09:00');
  });

  it('without a start count from now, so that a month that begins on the 31st ends on the last day of each month', () => {
    expect(rounds('R/P1M', '2026-01-31T01:00Z', 4)).to.deep.equal([
      '2026-02-28T01:00',
      '2026-03-31T01:00',
      '2026-04-30T01:00',
      '2026-05-31T01:00',
    ]);
    expect(rounds('R2/PT90S', '2026-01-31T01:00Z', 4)).to.deep.equal(['2026-01-31T01:01', '2026-01-31T01:03']);
  });

  it('with a start begin there, or at their first round that has not passed', () => {
    expect(rounds('R/2026-03-02T08:00/P1D', '2026-03-01T00:00Z', 2)).to.deep.equal(['2026-03-02T01:00', '2026-03-03T01:00']);
    expect(rounds('R/2026-03-02T08:00/P1D', '2026-03-02T01:00Z', 1)).to.deep.equal(['2026-03-02T01:00']);
    expect(rounds('R/2026-03-02T08:00/P1D', '2026-03-02T01:00:00.001Z', 1)).to.deep.equal(['2026-03-03T01:00']);
  });

  it('stay at the time on the wall of the zone of their start', () => {
    expect(rounds('R/2026-03-27T02:30[Europe/Berlin]/P1D', '2026-03-01T00:00Z', 5)).to.deep.equal([
      '2026-03-27T01:30',
      '2026-03-28T01:30',
      // 02:30 is skipped: 03:30
      '2026-03-29T01:30',
      '2026-03-30T00:30',
      '2026-03-31T00:30',
    ]);
    // also when they begin at the time that is skipped
    expect(rounds('R/2026-03-29T02:30[Europe/Berlin]/P1D', '2026-03-01T00:00Z', 2)).to.deep.equal(['2026-03-29T01:30', '2026-03-30T00:30']);
    // 02:30 comes twice: the first counts
    expect(rounds('R/2026-10-24T02:30[Europe/Berlin]/P1D', '2026-10-01T00:00Z', 3)).to.deep.equal([
      '2026-10-24T00:30',
      '2026-10-25T00:30',
      '2026-10-26T01:30',
    ]);
    // unless the start names the second
    expect(rounds('R/2026-10-25T02:30+01:00[Europe/Berlin]/P1D', '2026-10-01T00:00Z', 2)).to.deep.equal([
      '2026-10-25T01:30',
      '2026-10-26T01:30',
    ]);
    expect(rounds('R/2026-03-28T12:00Z[Europe/Berlin]/P1D', '2026-03-01T00:00Z', 2)).to.deep.equal([
      '2026-03-28T12:00',
      '2026-03-29T11:00',
    ]);
    expect(rounds('R/2026-01-31T00:00[America/Argentina/Buenos_Aires]/P1M', '2026-01-01T00:00Z', 2)).to.deep.equal([
      '2026-01-31T03:00',
      '2026-02-28T03:00',
    ]);
  });

  it('of hours and less count time that passes, whatever the clock on the wall does', () => {
    expect(rounds('R/2026-03-29T01:30[Europe/Berlin]/PT1H', '2026-03-01T00:00Z', 3)).to.deep.equal([
      '2026-03-29T00:30',
      '2026-03-29T01:30',
      '2026-03-29T02:30',
    ]);
    expect(rounds('R/2026-03-28T02:30[Europe/Berlin]/PT24H', '2026-03-01T00:00Z', 3)).to.deep.equal([
      '2026-03-28T01:30',
      '2026-03-29T01:30',
      '2026-03-30T01:30',
    ]);
  });

  it('with an offset, which names no zone, count in the time of the office', () => {
    expect(rounds('R/2026-01-31T20:00:00Z/P1M', '2026-01-01T00:00Z', 3)).to.deep.equal([
      '2026-01-31T20:00',
      // 1 March 03:00 in the office, a month after 1 February
      '2026-02-28T20:00',
      '2026-03-31T20:00',
    ]);
    expect(rounds('R/2026-03-28T02:30+01:00/P1D', '2026-03-01T00:00Z', 3)).to.deep.equal([
      '2026-03-28T01:30',
      '2026-03-29T01:30',
      '2026-03-30T01:30',
    ]);
  });

  it('use up the rounds that were missed with the one that catches up', () => {
    const first = firstRound('R5/2026-03-02T08:00/PT10M', office('2026-03-01T00:00'))!;
    expect(first.roundsLeft).to.equal(5);
    const onTime = nextRound(first, first.dueMs)!;
    expect([inOffice(onTime.dueMs), onTime.roundsLeft]).to.deep.equal(['2026-03-02T08:10', 4]);
    const late = nextRound(onTime, office('2026-03-02T08:35'))!;
    expect([inOffice(late.dueMs), late.roundsLeft]).to.deep.equal(['2026-03-02T08:40', 1]);
    expect(nextRound(late, late.dueMs)).to.equal(undefined);
    expect(nextRound(onTime, office('2026-03-02T09:00'))).to.equal(undefined);
    // ahead of its time
    const ahead = nextRound(onTime, office('2026-03-02T08:05'))!;
    expect([inOffice(ahead.dueMs), ahead.roundsLeft]).to.deep.equal(['2026-03-02T08:20', 3]);
  });

  it('count years of missed rounds without going through them', () => {
    const first = firstRound('R999999999/2026-03-02T08:00/PT1S', office('2026-03-01T00:00'))!;
    const late = nextRound(first, first.dueMs + 9 * 365 * 86_400_000)!;
    expect(late.roundsLeft).to.equal(999_999_999 - 9 * 365 * 86_400 - 1);
  });

  it('are one plain text, which says all that is needed to go on', () => {
    const through = (round: Round) => JSON.parse(JSON.stringify(round)) as Round;
    const first = firstRound('R9/P1M', office('2026-01-31T08:00'))!;
    expect(first.every).to.equal('R/2026-01-31T01:00:00.000Z/P1M');
    expect(inOffice(nextRound(through(nextRound(through(first), first.dueMs)!), 0)!.dueMs)).to.equal('2026-04-30T08:00');
  });

  it('that are none, have no round, no time between rounds or a round after the year 9999 are refused', () => {
    const refused = [
      'P1D',
      'R3',
      'R/',
      'R0/PT1H',
      'R-1/PT1H',
      'R1234567890/PT1H',
      'R/PT0S',
      'R/P0D',
      'R/-P1D',
      'R/PT0.0001S',
      'R/2026-02-30T00:00:00Z/P1D',
      'R/2026-02-30T00:00/P1D',
      'R/2026-03-29T02:30[Mars/Olympus]/P1D',
      'R/2026-03-29T02:30+07:00[Europe/Berlin]/P1D',
      'R/2026-01-01/2026-02-01',
      'R/2026-01-01/2026-02-01/P1D',
      'R/P9000Y',
      'R/P999999999999D',
      `R/PT${'9'.repeat(400)}S`,
      'soon',
      '',
    ];
    for (const text of refused) expect(firstRound(text, office('2026-03-02T08:00')), text).to.equal(undefined);
    // the last of its rounds that there is
    const last = firstRound('R/9999-12-02T00:00/P1M', office('2026-03-02T08:00'))!;
    expect(nextRound(last, last.dueMs)).to.equal(undefined);
  });
});
