import { expect } from 'chai';
import { and, boundary, bpmn, end, expectEmpty, holds, played, start, user } from '../support.ts';

describe('parallel gateway', () => {
  it('waits for one token on each incoming flow, then puts one on each outgoing flow', async () => {
    const xml = bpmn(
      start('s'),
      and('split'),
      user('a'),
      user('b'),
      and('both'),
      user('c'),
      user('d'),
      's->split',
      'split->a',
      'split->b',
      'a->both',
      'b->both',
      'both->c',
      'both->d',
    );
    const dossier = await played(xml);
    dossier.complete('b');
    expect(Object.keys(dossier.state.scopes['P#1']!.tokens)).to.deep.equal(['b_both']);
    dossier.complete('a');
    expect(dossier.active()).to.deep.equal(['c', 'd']);
    expect(dossier.state.scopes['P#1']!.tokens).to.deep.equal({});
  });

  it('without incoming flow it starts with its scope, without outgoing flow it ends its branches', async () => {
    await holds(bpmn(and('split'), user('a'), user('b'), and('join'), 'split->a', 'split->b', 'a->join', 'b->join'), {
      steps: [{ do: 'start' }, { do: 'complete', at: 'a' }, { do: 'complete', at: 'b' }],
      expect: [
        { after: 0, active: ['a', 'b'] },
        { after: 2, ended: true, completed: ['split', 'join'] },
      ],
    });
  });

  it('fires again for a second set of tokens, and keeps what is left over', async () => {
    const xml = bpmn(
      start('s'),
      and('split'),
      user('a'),
      user('b'),
      boundary('moreA', 'a', 'message:M1', false),
      boundary('moreB', 'b', 'message:M2', false),
      and('join'),
      end('e'),
      's->split',
      'split->a',
      'split->b',
      'moreA->join[fa]',
      'moreB->join[fb]',
      'join->e',
    );
    await holds(xml, {
      steps: [
        { do: 'start' },
        { do: 'message', name: 'M1' },
        { do: 'message', name: 'M1' },
        { do: 'message', name: 'M2' },
        { do: 'message', name: 'M2' },
      ],
      expect: [
        { after: 2, notReached: ['join'] },
        { after: 3, completed: ['join', 'e'] },
        { after: 4, completed: ['join', 'join', 'e', 'e'], active: ['a', 'b'] },
      ],
    });
  });

  it('a join that can never fire is reported', async () => {
    const dossier = await played(bpmn(start('s'), user('never'), and('join'), end('e'), 's->join', 'never->join', 'join->e'));
    expect(dossier.incidents().map(({ code, elementId }) => [code, elementId])).to.deep.equal([['STUCK', 'join']]);
    dossier.send({ type: 'cancel' });
    expectEmpty(dossier);
  });
});
