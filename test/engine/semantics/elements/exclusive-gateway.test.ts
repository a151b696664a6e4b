import { expect } from 'chai';
import { bpmn, end, expectEmpty, holds, played, start, user, xor } from '../support.ts';

describe('exclusive gateway', () => {
  const xml = bpmn(start('s'), xor('g'), end('low'), end('high'), end('other'), 's->g', 'g->low?x < 10', 'g->high?x > 5', 'g->other!');

  it('takes the first flow whose condition is true, else the default', async () => {
    for (const [x, id] of [
      [7, 'low'],
      [12, 'high'],
      [10.5, 'high'],
    ] as const)
      await holds(xml, {
        given: { variables: { x } },
        steps: [{ do: 'start' }],
        expect: [{ after: 0, ended: true, completed: [id, 'g'] }],
      });
    await holds(bpmn(start('s'), xor('g'), end('a'), end('d'), 's->g', 'g->a?false', 'g->d!'), {
      steps: [{ do: 'start' }],
      expect: [{ after: 0, completed: ['d'], notReached: ['a'] }],
    });
  });

  it('a flow without condition counts as true in its place', async () => {
    await holds(bpmn(start('s'), xor('g'), end('a'), end('b'), end('c'), 's->g', 'g->a?false', 'g->b', 'g->c?true'), {
      steps: [{ do: 'start' }],
      expect: [{ after: 0, ended: true, completed: ['b'], notReached: ['a', 'c'] }],
    });
  });

  it('conditions behind the first true one are not evaluated', async () => {
    const dossier = await played(bpmn(start('s'), xor('g'), end('a'), end('b'), 's->g', 'g->a?true', 'g->b?1 + "x" > 2'));
    expectEmpty(dossier);
  });

  it('as a merge it passes every token on by itself', async () => {
    await holds(bpmn(start('s'), xor('g'), user('a'), 's->g[f1]', 's->g[f2]', 'g->a'), {
      steps: [{ do: 'start' }],
      expect: [{ after: 0, active: ['a', 'a'] }],
    });
  });

  it('a choice made beforehand is taken without looking at conditions, and can change', async () => {
    await holds(
      bpmn(start('s'), user('again'), xor('g'), user('a'), user('b'), 's->again', 'again->g', 'g->a?nonsense', 'g->b?nonsense', 'a->again'),
      {
        given: { choose: { g: ['g_a'] } },
        steps: [
          { do: 'start' },
          { do: 'complete', at: 'again' },
          { do: 'choose', at: 'g', flows: ['g_b'] },
          { do: 'complete', at: 'a' },
          { do: 'complete', at: 'again' },
        ],
        expect: [
          { after: 1, active: ['a'] },
          { after: 4, active: ['b'], incidents: [] },
        ],
      },
    );
  });

  it('without outgoing flow it ends its branch', async () => {
    await holds(bpmn(start('s'), xor('g'), 's->g'), { steps: [{ do: 'start' }], expect: [{ after: 0, ended: true, completed: ['g'] }] });
  });

  it('a condition that is no boolean leaves the token where it is', async () => {
    const dossier = await played(xml, { variables: { x: 'text' } });
    expect(dossier.incidents().map(({ code }) => code)).to.deep.equal(['CONDITION_FAILED']);
    expect(Object.keys(dossier.state.scopes['P#1']!.tokens)).to.deep.equal(['s_g']);
  });
});
