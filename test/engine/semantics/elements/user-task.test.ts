import { expect } from 'chai';
import { boundary, bpmn, end, expectEmpty, holds, mappings, played, start, user } from '../support.ts';

describe('user task', () => {
  const xml = bpmn(start('s'), user('a'), end('e'), 's->a', 'a->e');

  it('waits until it is completed, and what it was completed with becomes process variables', async () => {
    const dossier = await played(xml);
    expect(dossier.active()).to.deep.equal(['a']);
    dossier.complete('a', { decision: 'yes' });
    expectEmpty(dossier);
    expect(dossier.variable('decision')).to.equal('yes');
  });

  it('with outputs only these leave it', async () => {
    const dossier = await played(bpmn(start('s'), user('a', mappings({}, { decision: 'answer' })), 's->a'));
    dossier.complete('a', { answer: 'yes', note: 'private' });
    expect(dossier.state.result).to.deep.equal({ decision: 'yes' });
  });

  it('is completed once', async () => {
    const dossier = await played(bpmn(start('s'), user('a'), user('b'), 's->a', 'a->b'));
    dossier.complete('a');
    dossier.refuses('NOT_WAITING', { type: 'completeTask', elementKey: 'a#1' });
  });

  it('is no job and no event', async () => {
    const dossier = await played(xml);
    dossier.refuses('NOT_APPLICABLE', { type: 'completeJob', elementKey: 'a#1' });
    dossier.refuses('NOT_APPLICABLE', { type: 'failJob', elementKey: 'a#1', retries: 0 });
    dossier.refuses('NOT_WAITING', { type: 'trigger', elementKey: 'a#1' });
  });

  it('an officer reports an error that its boundary event catches, with what the officer says', async () => {
    const dossier = await played(
      bpmn(start('s'), user('a'), boundary('failed', 'a', 'error:E1'), user('repair'), 's->a', 'failed->repair'),
    );
    dossier.send({ type: 'throwError', elementKey: 'a#1', code: 'E1', variables: { why: 'torn' } });
    expect(dossier.active()).to.deep.equal(['repair']);
    expect(dossier.variable('why')).to.equal('torn');
  });

  it('an error nobody catches leaves the task where it is, as an incident', async () => {
    const dossier = await played(xml);
    dossier.send({ type: 'throwError', elementKey: 'a#1', code: 'E9' });
    expect(dossier.incidents().map(({ code, elementKey }) => [code, elementKey])).to.deep.equal([['ERROR_UNCAUGHT', 'a#1']]);
    expect(dossier.active()).to.deep.equal(['a']);
  });

  it('an officer escalates: caught without interrupting the work goes on, uncaught it is recorded', async () => {
    const caught = bpmn(start('s'), user('a'), boundary('up', 'a', 'escalation:X1', false), user('look'), 's->a', 'up->look');
    await holds(caught, {
      steps: [{ do: 'start' }, { do: 'throwEscalation', at: 'a', code: 'X1' }, { do: 'throwEscalation', at: 'a', code: 'X2' }],
      expect: [{ after: 2, active: ['a', 'look'], incidents: [] }],
    });
  });
});
