import { expect } from 'chai';
import { element } from '../../../support/bpmn.ts';
import { boundary, bpmn, end, expectEmpty, holds, played, start, user } from '../support.ts';

describe('service task', () => {
  const xml = bpmn(
    start('s'),
    element('serviceTask', 'job', '', 'tthc:jobType="check"'),
    boundary('failed', 'job', 'error:E1'),
    user('repair'),
    end('e'),
    's->job',
    'job->e',
    'failed->repair',
  );

  it('is a job that an external worker completes with variables', async () => {
    const dossier = await played(xml);
    dossier.complete('job', { found: true });
    expectEmpty(dossier);
    expect(dossier.variable('found')).to.equal(true);
  });

  it('a failure with retries left changes nothing; without any it is an incident that stops the job until resolved', async () => {
    const dossier = await played(xml);
    dossier.send({ type: 'failJob', elementKey: 'job#1', retries: 2, reason: 'busy' });
    expect(dossier.incidents()).to.deep.equal([]);
    dossier.send({ type: 'failJob', elementKey: 'job#1', retries: 0, reason: 'gone' });
    expect(dossier.incidents().map(({ code, messageEn }) => [code, messageEn])).to.deep.equal([['JOB_FAILED', 'The job failed: gone']]);
    dossier.refuses('WRONG_STATUS', { type: 'completeJob', elementKey: 'job#1' });
    dossier.refuses('WRONG_STATUS', { type: 'failJob', elementKey: 'job#1', retries: 0 });
    dossier.send({ type: 'resolveIncident', incidentKey: dossier.incidents()[0]!.key });
    dossier.complete('job');
    expectEmpty(dossier);
  });

  it('a number of retries is a whole number from 0', async () => {
    const dossier = await played(xml);
    for (const retries of [-1, 0.5, Number.NaN]) dossier.refuses('INVALID_VALUE', { type: 'failJob', elementKey: 'job#1', retries });
  });

  it('a worker answers with a business error', async () => {
    await holds(xml, {
      steps: [{ do: 'start' }, { do: 'throwError', at: 'job', code: 'E1' }],
      expect: [{ after: 1, active: ['repair'], notReached: ['e'] }],
    });
  });

  it('the scenario worker answers in turn', async () => {
    await holds(xml, {
      given: {
        jobs: {
          job: [
            { do: 'fail', retries: 1 },
            { do: 'error', code: 'E1' },
          ],
        },
      },
      steps: [{ do: 'start' }],
      expect: [{ after: 0, active: ['repair'], completed: ['failed'] }],
    });
  });

  it('is nobody’s task', async () => {
    const dossier = await played(xml);
    dossier.refuses('NOT_APPLICABLE', { type: 'completeTask', elementKey: 'job#1' });
    dossier.refuses('NOT_APPLICABLE', { type: 'claimTask', elementKey: 'job#1', by: 'officer-1' });
  });
});
