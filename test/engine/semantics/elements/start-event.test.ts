import { expect } from 'chai';
import { processXml } from '../../../support/bpmn.ts';
import { bpmn, created, end, event, file, holds, played, start, user } from '../support.ts';

describe('start event', () => {
  it('puts a token on each of its flows', async () => {
    await holds(bpmn(start('s'), user('a'), user('b'), 's->a', 's->b'), {
      steps: [{ do: 'start' }],
      expect: [{ after: 0, active: ['a', 'b'], completed: ['s'] }],
    });
  });

  it('of several none starts the caller names one', async () => {
    const xml = bpmn(start('s1'), start('s2'), user('a'), user('b'), 's1->a', 's2->b');
    const dossier = await created(xml);
    dossier.refuses('START_AMBIGUOUS', { type: 'startInstance' });
    dossier.refuses('NO_SUCH_START', { type: 'startInstance', at: 'a' });
    dossier.refuses('NO_SUCH_START', { type: 'startInstance', at: 's1', process: 'Other' });
    dossier.refuses('NO_SUCH_START', { type: 'startInstance', process: 'Other' });
    dossier.send({ type: 'startInstance', at: 's2' });
    expect(dossier.active()).to.deep.equal(['b']);
    dossier.refuses('WRONG_STATUS', { type: 'startInstance', at: 's1' });
  });

  it('several processes that nobody calls: the caller names one', async () => {
    const xml = file(processXml('P', start('s'), user('a'), 's->a'), processXml('Q', start('qs'), user('q'), 'qs->q'));
    (await created(xml)).refuses('START_AMBIGUOUS', { type: 'startInstance' });
    expect((await played(xml, { process: 'Q' })).active()).to.deep.equal(['q']);
  });

  it('without any start event every node without incoming flow starts', async () => {
    expect((await played(bpmn(user('a'), user('b'), user('c'), 'b->c'))).active()).to.deep.equal(['a', 'b']);
  });

  it('a message, a signal or a timer starts a dossier of its own', async () => {
    const xml = bpmn(
      start('m', 'message:M1'),
      start('g', 'signal:S1'),
      start('t', 'timer:PT1H'),
      user('a'),
      end('e'),
      'm->a',
      'g->a',
      't->a',
      'a->e',
    );
    await holds(xml, {
      steps: [
        { do: 'message', name: 'M1', variables: { by: 'message' } },
        { do: 'signal', name: 'S1' },
        { do: 'advance', by: 'PT1H' },
        { do: 'trigger', at: 'm' },
      ],
      expect: [
        { after: 0, active: ['a'], variables: { by: 'message' } },
        { after: 1, active: ['a', 'a'] },
        { after: 2, active: ['a', 'a', 'a'], completed: ['m', 'g', 't'] },
        { after: 3, completed: ['m', 'm'] },
      ],
    });
  });

  it('a cycle starts a dossier each round, as often as it says', async () => {
    await holds(bpmn(event('startEvent', 's', 'cycle:R2/PT1H'), user('a'), 's->a'), {
      steps: [{ do: 'advance', by: 'PT5H' }],
      expect: [{ after: 0, active: ['a', 'a'] }],
    });
  });
});
