import { expect } from 'chai';
import { processXml } from '../../../support/bpmn.ts';
import { boundary, bpmn, catching, end, expectEmpty, file, holds, played, start, sub, user } from '../support.ts';

describe('end event', () => {
  it('ends its token; the scope ends with its last one', async () => {
    await holds(bpmn(start('s'), user('a'), user('b'), end('e1'), end('e2'), 's->a', 's->b', 'a->e1', 'b->e2'), {
      steps: [{ do: 'start' }, { do: 'complete', at: 'b' }, { do: 'complete', at: 'a' }],
      expect: [
        { after: 1, ended: false, completed: ['e2'] },
        { after: 2, ended: true, completed: ['e1', 'e2'] },
      ],
    });
  });

  it('a message end sends to who waits, although its own dossier is over', async () => {
    const xml = bpmn(start('s'), start('w'), end('e', 'message:M1'), catching('m', 'message:M1'), 's->e', 'w->m');
    await holds(xml, {
      steps: [
        { do: 'start', at: 'w' },
        { do: 'start', at: 's' },
      ],
      expect: [{ after: 1, ended: true, completed: ['e', 'm'] }],
    });
  });

  it('a signal end reaches every other dossier that waits', async () => {
    const xml = file(
      processXml('P', start('s'), end('e', 'signal:S1'), 's->e'),
      processXml('Q', start('qs'), catching('c', 'signal:S1'), 'qs->c'),
    );
    await holds(xml, {
      steps: [
        { do: 'start', at: 'qs' },
        { do: 'start', at: 'qs' },
        { do: 'start', at: 's' },
      ],
      expect: [{ after: 2, ended: true, completed: ['e', 'c', 'c'] }],
    });
  });

  it('an error end ends its scope by the handler around it', async () => {
    const xml = bpmn(
      start('s'),
      sub('scope', start('is'), user('a'), user('b'), end('bad', 'error:E1'), 'is->a', 'is->b', 'a->bad'),
      boundary('caught', 'scope', 'error:E1'),
      user('after'),
      's->scope',
      'caught->after',
    );
    await holds(xml, {
      steps: [{ do: 'start' }, { do: 'complete', at: 'a' }],
      expect: [{ after: 1, active: ['after'], completed: ['bad', 'caught'] }],
    });
  });

  it('an escalation end does not interrupt unless its handler does', async () => {
    const xml = (interrupting: boolean) =>
      bpmn(
        start('s'),
        sub('scope', start('is'), user('b'), end('raise', 'escalation:X1'), 'is->b', 'is->raise'),
        boundary('caught', 'scope', 'escalation', interrupting),
        user('look'),
        's->scope',
        'caught->look',
      );
    await holds(xml(false), { steps: [{ do: 'start' }], expect: [{ after: 0, active: ['b', 'look'] }] });
    await holds(xml(true), { steps: [{ do: 'start' }], expect: [{ after: 0, active: ['look'] }] });
  });

  it('a terminate end leaves nothing of its scope', async () => {
    const dossier = await played(
      bpmn(
        start('s'),
        user('a'),
        user('b'),
        boundary('t', 'b', 'timer:PT1H'),
        end('stop', 'terminate'),
        end('e'),
        's->a',
        's->b',
        'a->stop',
        't->e',
      ),
    );
    dossier.complete('a');
    expectEmpty(dossier);
    expect(dossier.state.outcome).to.equal('completed');
    expect(dossier.completed()).to.deep.equal(['s', 'a', 'stop']);
  });
});
