import { expect } from 'chai';
import { and, bpmn, end, expectEmpty, holds, or, played, start, user } from '../support.ts';

describe('inclusive gateway', () => {
  const xml = bpmn(
    start('s'),
    or('split'),
    user('a'),
    user('b'),
    user('c'),
    or('join'),
    user('after'),
    's->split',
    'split->a?x > 1',
    'split->b?x > 2',
    'split->c!',
    'a->join',
    'b->join',
    'c->join',
    'join->after',
  );

  it('splits to every true flow and joins exactly those', async () => {
    await holds(xml, {
      given: { variables: { x: 3 } },
      steps: [{ do: 'start' }, { do: 'complete', at: 'b' }, { do: 'complete', at: 'a' }],
      expect: [
        { after: 0, active: ['a', 'b'] },
        { after: 1, active: ['a'] },
        { after: 2, active: ['after'], completed: ['join'] },
      ],
    });
    await holds(xml, {
      given: { variables: { x: 0 } },
      steps: [{ do: 'start' }, { do: 'complete', at: 'c' }],
      expect: [{ after: 1, active: ['after'] }],
    });
  });

  it('one condition that fails stops the whole split before any token left', async () => {
    const dossier = await played(xml, { variables: { x: 'text' } });
    expect(dossier.active()).to.deep.equal([]);
    expect(dossier.incidents().map(({ code, elementId }) => [code, elementId])).to.deep.equal([['CONDITION_FAILED', 'split']]);
  });

  it('joins and splits at once: a failing split keeps the joined tokens on their flows', async () => {
    const both = bpmn(
      start('s'),
      and('fork'),
      user('a'),
      user('b'),
      or('g'),
      end('x'),
      end('y'),
      's->fork',
      'fork->a',
      'fork->b',
      'a->g',
      'b->g',
      'g->x?ready',
      'g->y?ready',
    );
    const dossier = await played(both);
    dossier.complete('a');
    dossier.complete('b');
    expect(dossier.incidents().map(({ code, elementId }) => [code, elementId])).to.deep.equal([['CONDITION_FAILED', 'g']]);
    expect(Object.keys(dossier.state.scopes['P#1']!.tokens).sort()).to.deep.equal(['a_g', 'b_g']);
    dossier.send({ type: 'setVariables', variables: { ready: true } });
    dossier.send({ type: 'resolveIncident', incidentKey: dossier.incidents()[0]!.key });
    expectEmpty(dossier);
    expect(dossier.completed().filter((id) => id === 'g')).to.have.length(1);
  });

  it('a choice made beforehand names the flows', async () => {
    await holds(xml, {
      given: { choose: { split: ['split_a', 'split_c'] } },
      steps: [{ do: 'start' }],
      expect: [{ after: 0, active: ['a', 'c'] }],
    });
  });

  it('without outgoing flow it ends its branches', async () => {
    await holds(bpmn(start('s'), or('g'), 's->g[f1]', 's->g[f2]'), {
      steps: [{ do: 'start' }],
      expect: [{ after: 0, ended: true, completed: ['g'] }],
    });
  });
});
