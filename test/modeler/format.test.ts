import { expect } from 'chai';
import { shownDate, shownInstant, shownMinutes, shownNumber } from '../../modeler/i18n/format.ts';

describe('how instants, days and lengths of time are shown', () => {
  it("shows an instant in Vietnam's time, whatever zone it is written in", () => {
    expect(shownInstant('2026-11-27T09:30:00.000Z')).to.equal('27/11/2026 16:30');
    expect(shownInstant('2026-11-27T09:30:00+07:00')).to.equal('27/11/2026 09:30');
    expect(shownInstant('2026-12-31T17:00:00Z')).to.equal('01/01/2027 00:00');
    expect(shownInstant(undefined)).to.equal('');
  });

  it('shows a calendar day as it is, and the day of an instant in Vietnam', () => {
    expect(shownDate('2026-11-27')).to.equal('27/11/2026');
    expect(shownDate('2026-11-27T20:00:00Z')).to.equal('28/11/2026');
    expect(shownDate(undefined)).to.equal('');
  });

  it('writes numbers and working minutes as either language does', () => {
    expect(shownNumber(0.5, 'vi')).to.equal('0,5');
    expect(shownNumber(0.5, 'en')).to.equal('0.5');
    expect(shownMinutes(720, 'vi')).to.equal('1,5 ngày');
    expect(shownMinutes(90, 'en')).to.equal('1.5 h');
    expect(shownMinutes(-30, 'vi')).to.equal('-30 phút');
    expect(shownMinutes(76, 'vi')).to.equal('1 giờ 16 phút');
    expect(shownMinutes(-76, 'en')).to.equal('-1 h 16 min');
    expect(shownMinutes(600, 'vi')).to.equal('1,25 ngày');
    expect(shownMinutes(682, 'vi')).to.equal('1 ngày 3,5 giờ');
    expect(shownMinutes(955, 'en')).to.equal('2 d');
    expect(shownMinutes(1_800, 'vi', 1_440)).to.equal('1,25 ngày');
  });
});
