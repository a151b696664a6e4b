import { expect } from 'chai';
import { controlSlip } from '../../../engine/deadlines/control-slip.ts';
import { defaultOrganisation } from '../../../engine/deadlines/organisation.ts';
import { at } from './support.ts';

const iso = (time: string) => new Date(at(time)).toISOString();

describe('control slip (form 06)', () => {
  it('says for each unit whether it handed on early, on time or late, and how long the dossier lay before', () => {
    // given four units, the last one still at work
    const rows = [
      { unit: 'seal', sentAt: iso('2026-06-05T10:00'), dueAt: iso('2026-06-05T14:30') },
      {
        unit: 'reception',
        sentAt: iso('2026-06-01T09:00'),
        acceptedAt: iso('2026-06-01T09:00'),
        leftAt: iso('2026-06-01T10:30'),
        dueAt: iso('2026-06-01T14:30'),
      },
      {
        unit: 'division',
        sentAt: iso('2026-06-01T10:30'),
        acceptedAt: iso('2026-06-01T13:30'),
        leftAt: iso('2026-06-02T16:00'),
        dueAt: iso('2026-06-04T10:30'),
      },
      {
        unit: 'director',
        sentAt: iso('2026-06-02T16:00'),
        acceptedAt: iso('2026-06-03T08:00'),
        leftAt: iso('2026-06-05T10:00'),
        dueAt: iso('2026-06-04T16:00'),
      },
    ];

    // when
    const slip = controlSlip(rows, defaultOrganisation, at('2026-06-05T11:00'));

    // then
    expect(slip.map(({ unit, result, waitedMinutes, overByMinutes }) => [unit, result, waitedMinutes, overByMinutes])).to.deep.equal([
      ['reception', 'onTime', 0, 0],
      ['division', 'early', 90, 0],
      ['director', 'late', 90, 210],
      ['seal', undefined, 60, 0],
    ]);
  });

  it('is late to the minute, on the due day too, like the flag of the step', () => {
    const row = { unit: 'seal', sentAt: iso('2026-06-05T10:00'), acceptedAt: iso('2026-06-05T10:00'), dueAt: iso('2026-06-05T11:00') };
    const result = (leftAt: string) =>
      controlSlip([{ ...row, leftAt: iso(leftAt) }], defaultOrganisation, at('2026-06-08T09:00'))[0]?.result;
    expect([result('2026-06-05T11:00'), result('2026-06-05T11:01')]).to.deep.equal(['onTime', 'late']);
  });

  it('has no result for a step without time', () => {
    expect(
      controlSlip(
        [{ unit: 'applicant', sentAt: iso('2026-06-05T10:00'), leftAt: iso('2026-06-20T10:00') }],
        defaultOrganisation,
        at('2026-06-22T09:00'),
      )[0],
    ).to.not.have.property('result');
  });
});
