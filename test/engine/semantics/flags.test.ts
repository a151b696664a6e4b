/** Deadline flags of running dossiers: each of the six once, at its instant, and withdrawn when a fact entered late disproves it. */
import { expect } from 'chai';
import { end, holds, offices, played, procedure, start, user } from './support.ts';

const environment = { organisation: offices };
const xml = procedure(
  'tthc:department="land"',
  '<tthc:deadline kind="published" value="3" unit="workingDay"/>',
  start('s'),
  user('a', '', 'tthc:unit="maps" tthc:budget="1" tthc:budgetUnit="workingDay"'),
  user('b', '', 'tthc:unit="tax" tthc:budget="1" tthc:budgetUnit="workingDay"'),
  end('e'),
  's->a',
  'a->b',
  'b->e',
);

describe('flags', () => {
  it('all six are raised at their instants, each once', async () => {
    // received Monday 8:00, due Thursday 17:00; a has one day, b the next
    await holds(
      xml,
      {
        steps: [
          { do: 'start' },
          { do: 'advance', to: '2026-03-05T09:00:00+07:00' },
          { do: 'complete', at: 'a' },
          { do: 'advance', to: '2026-03-20T17:00:00+07:00' },
        ],
        expect: [
          {
            after: 1,
            flags: [
              { flag: 'stepAtRisk', at: 'a', instant: '2026-03-02T15:30:00+07:00' },
              { flag: 'stepOverBudget', at: 'a', instant: '2026-03-03T08:00:00+07:00' },
              // one working day of b is ahead: from Thursday's opening on it no longer fits
              { flag: 'dossierAtRisk', instant: '2026-03-05T07:30:00+07:00' },
              { flag: 'apologyDue', instant: '2026-03-05T07:30:00+07:00' },
            ],
          },
          {
            after: 3,
            flags: [
              { flag: 'handOffUnclaimed', at: 'b', instant: '2026-03-05T11:00:00+07:00' },
              { flag: 'stepAtRisk', at: 'b' },
              // its own day: the overrun before it is not its own
              { flag: 'stepOverBudget', at: 'b', instant: '2026-03-06T09:00:00+07:00' },
              { flag: 'dossierAtRisk' },
              { flag: 'apologyDue' },
              { flag: 'dossierOverdue', instant: '2026-03-05T17:00:00+07:00' },
            ],
          },
        ],
      },
      offices,
    );
  });

  it('a flag is raised once, however often the worker asks', async () => {
    const dossier = await played(xml, {}, environment);
    dossier.refuses('FLAG_NOT_DUE', { type: 'raiseFlags' });
    dossier.at('2026-03-03T08:00:00+07:00');
    const raised = dossier.send({ type: 'raiseFlags' });
    expect(raised.map((event) => event.type === 'flagRaised' && [event.flag, event.elementKey])).to.deep.equal([
      ['stepAtRisk', 'a#1'],
      ['stepOverBudget', 'a#1'],
    ]);
    dossier.refuses('FLAG_NOT_DUE', { type: 'raiseFlags' });
  });

  it('says whom it is about: the holder as of its instant', async () => {
    const dossier = await played(xml, {}, environment);
    dossier.send({ type: 'claimTask', elementKey: 'a#1', by: 'an' });
    dossier.at('2026-03-02T15:30:00+07:00');
    const [event] = dossier.send({ type: 'raiseFlags' });
    expect(event).to.deep.include({ type: 'flagRaised', flag: 'stepAtRisk' });
    expect(event!.type === 'flagRaised' && event.about).to.deep.include({
      holder: 'an',
      unit: 'maps',
      department: 'land',
      budgetMinutes: 480,
      usedMinutes: 360,
    });
  });

  it('none is raised while the dossier waits for the applicant, none after its end', async () => {
    const dossier = await played(xml, {}, environment);
    dossier.send({ type: 'requestSupplement' });
    dossier.at('2026-03-30T08:00:00+07:00');
    dossier.refuses('FLAG_NOT_DUE', { type: 'raiseFlags' });
    dossier.send({ type: 'withdraw' });
    dossier.refuses('WRONG_STATUS', { type: 'raiseFlags' });
  });

  it('a supplement request entered late withdraws what it disproves', async () => {
    const dossier = await played(xml, {}, environment);
    dossier.at('2026-03-03T08:00:00+07:00');
    dossier.send({ type: 'raiseFlags' });
    dossier.at('2026-03-03T09:00:00+07:00');
    dossier.send({ type: 'requestSupplement', occurredAt: '2026-03-02T09:00:00+07:00' });
    expect(Object.values(dossier.state.flags).map(({ flag, withdrawnAt }) => [flag, withdrawnAt])).to.deep.equal([
      ['stepAtRisk', '2026-03-03T02:00:00.000Z'],
      ['stepOverBudget', '2026-03-03T02:00:00.000Z'],
    ]);
  });

  it('a hand-over on paper in time, entered late, withdraws the flag about it', async () => {
    const dossier = await played(xml, {}, environment);
    dossier.complete('a');
    dossier.at('2026-03-02T10:00:00+07:00');
    expect(dossier.send({ type: 'raiseFlags' }).map((event) => event.type === 'flagRaised' && event.flag)).to.deep.equal([
      'handOffUnclaimed',
    ]);
    dossier.at('2026-03-02T11:00:00+07:00');
    dossier.send({ type: 'acceptHandOff', handOffKey: 'b#1~1', occurredAt: '2026-03-02T09:00:00+07:00' });
    expect(Object.values(dossier.state.flags).map(({ withdrawnAt }) => withdrawnAt)).to.deep.equal(['2026-03-02T04:00:00.000Z']);
  });

  it('between units of one department nobody is asked to take over', async () => {
    const inside = procedure('', '', start('s'), user('a', '', 'tthc:unit="maps"'), user('b', '', 'tthc:unit="titles"'), 's->a', 'a->b');
    const dossier = await played(inside, {}, environment);
    dossier.complete('a');
    dossier.at('2026-03-09T10:00:00+07:00');
    dossier.refuses('FLAG_NOT_DUE', { type: 'raiseFlags' });
  });

  it('a restart opens an epoch in which the same flag may be raised again', async () => {
    const dossier = await played(xml, {}, environment);
    dossier.at('2026-03-02T15:30:00+07:00');
    dossier.send({ type: 'raiseFlags' });
    dossier.send({ type: 'requestSupplement' });
    dossier.at('2026-03-09T08:00:00+07:00');
    dossier.send({ type: 'receiveSupplement' });
    dossier.refuses('FLAG_NOT_DUE', { type: 'raiseFlags' });
    dossier.at('2026-03-09T15:30:00+07:00');
    dossier.send({ type: 'raiseFlags' });
    expect(Object.values(dossier.state.flags).map(({ flag, epoch }) => [flag, epoch])).to.deep.equal([
      ['stepAtRisk', 1],
      ['stepAtRisk', 2],
    ]);
  });
});
