/** Cases 1 to 9: when an inclusive join fires (BPMN 2.0.2, 13.4.3). Case 10 needs two transactions and is tested with the database. */
import { expect } from 'chai';
import { element } from '../../../support/bpmn.ts';
import { and, boundary, bpmn, catching, end, holds, or, played, start, sub, throwing, user, multiInstance, xor } from '../support.ts';

/** Two branches a and b into an inclusive join, then `after`. */
const twoBranches = [start('s'), or('split'), user('a'), user('b'), or('join'), user('after'), end('e')];
const twoFlows = ['s->split', 'split->a?true', 'split->b?true', 'a->join', 'b->join', 'join->after', 'after->e'];

describe('F1 inclusive join', () => {
  it('case 1: an interrupting boundary event that leads elsewhere lets the waiting join fire at once', async () => {
    // given branch a waits in the join, branch b has a boundary event that leads to another end
    const xml = bpmn(...twoBranches, boundary('late', 'b', 'timer:PT1H'), end('elsewhere'), ...twoFlows, 'late->elsewhere');
    await holds(xml, {
      steps: [{ do: 'start' }, { do: 'complete', at: 'a' }, { do: 'advance', by: 'PT1H' }, { do: 'complete', at: 'after' }],
      expect: [
        { after: 1, active: ['b'], notReached: ['after'] },
        { after: 2, active: ['after'], completed: ['elsewhere', 'join'] },
        { after: 'end', ended: true, incidents: [] },
      ],
    });
  });

  it('case 2: a branch that dies in an end event lets the waiting join fire', async () => {
    const xml = bpmn(
      ...twoBranches,
      xor('way'),
      end('dead'),
      's->split',
      'split->a?true',
      'split->b?true',
      'a->join',
      'b->way',
      'way->join?ok',
      'way->dead!',
      'join->after',
      'after->e',
    );
    await holds(xml, {
      given: { variables: { ok: false } },
      steps: [{ do: 'start' }, { do: 'complete', at: 'a' }, { do: 'complete', at: 'b' }],
      expect: [
        { after: 1, active: ['b'] },
        { after: 2, active: ['after'], completed: ['dead', 'join'] },
      ],
    });
  });

  it('case 2: a branch that ends by terminate in a nested scope completes that scope and goes on', async () => {
    const xml = bpmn(
      ...twoBranches.filter((part) => part !== user('b')),
      sub('b', start('bs'), user('inner'), end('stop', 'terminate'), 'bs->inner', 'inner->stop'),
      ...twoFlows,
    );
    await holds(xml, {
      steps: [{ do: 'start' }, { do: 'complete', at: 'a' }, { do: 'complete', at: 'inner' }],
      expect: [
        { after: 1, active: ['inner'] },
        { after: 2, active: ['after'], completed: ['join'] },
      ],
    });
  });

  it('case 2: a branch that leaves by an error path lets the waiting join fire', async () => {
    const xml = bpmn(...twoBranches, boundary('failed', 'b', 'error:E1'), end('elsewhere'), ...twoFlows, 'failed->elsewhere');
    await holds(xml, {
      steps: [{ do: 'start' }, { do: 'complete', at: 'a' }, { do: 'throwError', at: 'b', code: 'E1' }],
      expect: [{ after: 2, active: ['after'], completed: ['elsewhere', 'join'], incidents: [] }],
    });
  });

  it('case 3: a second token that can reach only the marked flow does not hold the join: it fires twice', async () => {
    // given both tokens come over x; y stays empty for good
    const xml = bpmn(
      start('s'),
      and('split'),
      user('a'),
      user('b'),
      xor('merge'),
      or('join'),
      user('after'),
      end('e'),
      xor('never'),
      's->split',
      'split->a',
      'split->b',
      'a->merge',
      'b->merge',
      'merge->join',
      'never->join',
      'join->after',
      'after->e',
    );
    await holds(xml, {
      steps: [{ do: 'start' }, { do: 'complete', at: 'a' }, { do: 'complete', at: 'b' }],
      expect: [
        { after: 1, active: ['after', 'b'], completed: ['join'] },
        { after: 2, active: ['after', 'after'], completed: ['join', 'join'] },
      ],
    });
  });

  it('case 4: a flow taken twice before the join fires leaves its second token for a second firing, and the process ends', async () => {
    const xml = bpmn(
      start('s'),
      and('split'),
      user('a'),
      user('b'),
      user('c'),
      xor('merge'),
      or('join'),
      end('e'),
      's->split',
      'split->a',
      'split->b',
      'split->c',
      'a->merge',
      'b->merge',
      'merge->join',
      'c->join',
      'join->e',
    );
    await holds(xml, {
      steps: [{ do: 'start' }, { do: 'complete', at: 'a' }, { do: 'complete', at: 'b' }, { do: 'complete', at: 'c' }],
      expect: [
        { after: 1, active: ['b', 'c'], notReached: ['join'] },
        { after: 2, active: ['c'], notReached: ['join'] },
        { after: 3, ended: true, completed: ['join', 'join', 'e', 'e'], incidents: [] },
      ],
    });
  });

  it('case 5: the join waits for a task whose boundary event leads to it', async () => {
    const xml = bpmn(
      start('s'),
      and('split'),
      user('a'),
      user('b'),
      boundary('late', 'b', 'timer:PT1H'),
      or('join'),
      user('after'),
      end('elsewhere'),
      's->split',
      'split->a',
      'split->b',
      'a->join',
      'b->elsewhere',
      'late->join',
      'join->after',
    );
    await holds(xml, {
      steps: [{ do: 'start' }, { do: 'complete', at: 'a' }, { do: 'advance', by: 'PT1H' }],
      expect: [
        { after: 1, active: ['b'], notReached: ['join'] },
        { after: 2, active: ['after'], completed: ['join'] },
      ],
    });
    await holds(xml, {
      steps: [{ do: 'start' }, { do: 'complete', at: 'a' }, { do: 'complete', at: 'b' }],
      expect: [{ after: 2, active: ['after'], completed: ['join', 'elsewhere'] }],
    });
  });

  it('case 6: the join waits for a token inside an embedded subprocess upstream', async () => {
    const xml = bpmn(
      ...twoBranches.filter((part) => part !== user('b')),
      sub('b', start('bs'), sub('deeper', start('ds'), user('inner'), 'ds->inner'), 'bs->deeper'),
      ...twoFlows,
    );
    await holds(xml, {
      steps: [{ do: 'start' }, { do: 'complete', at: 'a' }, { do: 'complete', at: 'inner' }],
      expect: [
        { after: 1, active: ['inner'], notReached: ['join'] },
        { after: 2, active: ['after'], completed: ['join'] },
      ],
    });
  });

  it('case 7: a token whose only path to the join runs through the join itself is not waited for', async () => {
    // given the loop: join → a → again? → join; the token in `a` reaches the join only over its own back edge, so the fresh flow is not awaited
    const xml = bpmn(
      start('s'),
      xor('enter'),
      or('join'),
      user('a'),
      xor('again'),
      end('e'),
      's->enter',
      'enter->join',
      'join->a',
      'a->again',
      'again->join?more',
      'again->e!',
    );
    await holds(xml, {
      steps: [
        { do: 'start' },
        { do: 'complete', at: 'a', variables: { more: true } },
        { do: 'complete', at: 'a', variables: { more: false } },
      ],
      expect: [
        { after: 0, active: ['a'] },
        { after: 1, active: ['a'], completed: ['join', 'join'] },
        { after: 2, ended: true, incidents: [] },
      ],
    });
  });

  it('case 7: two tokens, of which one can reach the empty flow only through the join, do not wait for each other', async () => {
    const xml = bpmn(
      start('s'),
      and('split'),
      user('a'),
      user('b'),
      or('join'),
      user('c'),
      xor('again'),
      end('e'),
      's->split',
      'split->a',
      'split->b',
      'a->join',
      'b->join',
      'join->c',
      'c->again',
      'again->join?false',
      'again->e!',
    );
    await holds(xml, {
      steps: [{ do: 'start' }, { do: 'complete', at: 'a' }, { do: 'complete', at: 'b' }],
      expect: [
        { after: 1, active: ['b'] },
        { after: 2, active: ['c'], completed: ['join'] },
      ],
    });
  });

  it('case 8: the join waits over link events', async () => {
    const xml = bpmn(
      start('s'),
      and('split'),
      user('a'),
      user('b'),
      throwing('out', 'link:L'),
      catching('in', 'link:L'),
      or('join'),
      user('after'),
      's->split',
      'split->a',
      'split->b',
      'a->join',
      'b->out',
      'in->join',
      'join->after',
    );
    await holds(xml, {
      steps: [{ do: 'start' }, { do: 'complete', at: 'a' }, { do: 'complete', at: 'b' }],
      expect: [
        { after: 1, active: ['b'], notReached: ['join'] },
        { after: 2, active: ['after'], completed: ['out', 'in', 'join'] },
      ],
    });
  });

  it('case 8: the join waits for an event-based gateway, and fires when another event of it leads elsewhere', async () => {
    const xml = bpmn(
      start('s'),
      and('split'),
      user('a'),
      element('eventBasedGateway', 'choice'),
      catching('m', 'message:M1'),
      catching('t', 'timer:P1D'),
      or('join'),
      user('after'),
      end('elsewhere'),
      's->split',
      'split->a',
      'split->choice',
      'choice->m',
      'choice->t',
      'a->join',
      'm->join',
      't->elsewhere',
      'join->after',
    );
    await holds(xml, {
      steps: [{ do: 'start' }, { do: 'complete', at: 'a' }, { do: 'message', name: 'M1' }],
      expect: [
        { after: 1, active: ['choice'], notReached: ['join'] },
        { after: 2, active: ['after'], completed: ['m', 'join'] },
      ],
    });
    await holds(xml, {
      steps: [{ do: 'start' }, { do: 'complete', at: 'a' }, { do: 'advance', by: 'P1D' }],
      expect: [{ after: 2, active: ['after'], completed: ['t', 'elsewhere', 'join'] }],
    });
  });

  it('case 9: joins in two rounds of a multi-instance subprocess do not see each other', async () => {
    const inside = [
      start('is'),
      and('split'),
      user('a'),
      user('b'),
      or('join'),
      user('after'),
      'is->split',
      'split->a',
      'split->b',
      'a->join',
      'b->join',
      'join->after',
    ];
    const xml = bpmn(start('s'), sub('many', multiInstance({ cardinality: '2' }), ...inside), end('e'), 's->many', 'many->e');
    await holds(xml, {
      steps: [
        { do: 'start' },
        { do: 'complete', at: 'a' },
        { do: 'complete', at: 'b' },
        { do: 'complete', at: 'after' },
        { do: 'complete', at: 'a' },
        { do: 'complete', at: 'b' },
        { do: 'complete', at: 'after' },
      ],
      expect: [
        { after: 0, active: ['a', 'a', 'b', 'b'] },
        { after: 1, active: ['a', 'b', 'b'] },
        { after: 2, active: ['a', 'after', 'b'], completed: ['join'] },
        { after: 'end', ended: true, completed: ['join', 'join'] },
      ],
    });
  });

  it('two inclusive joins that wait for each other are a deadlock of the model, reported as stuck', async () => {
    // 13.4.3: the token before each join could still reach the other's empty flow, so neither may fire
    const xml = bpmn(
      start('s'),
      and('split'),
      or('j1'),
      or('j2'),
      xor('w1'),
      xor('w2'),
      end('e1'),
      end('e2'),
      's->split',
      'split->j1',
      'split->j2',
      'j1->w1',
      'w1->e1?true',
      'w1->j2',
      'j2->w2',
      'w2->e2?true',
      'w2->j1',
    );
    await holds(xml, { steps: [{ do: 'start' }], expect: [{ after: 0, stuck: true, active: [], ended: false }] });
  });

  it('of two joins that are enabled together the first of the file fires first', async () => {
    // given the token before `first` could reach both flows of `second`, so it holds neither back; once it stands in b it does
    const joins = { first: or('first'), second: or('second') };
    const rest = [
      start('s'),
      and('split'),
      xor('w'),
      xor('m'),
      user('b'),
      user('after'),
      xor('never'),
      's->split',
      'split->first',
      'never->first',
      'first->w',
      'w->b?true',
      'w->m',
      'split->m',
      'm->second',
      'b->second',
      'second->after',
    ];
    const inOrder = await played(bpmn(joins.first, joins.second, ...rest));
    expect(inOrder.active()).to.deep.equal(['b']);
    inOrder.complete('b');
    expect(inOrder.active()).to.deep.equal(['after']);
    const reversed = await played(bpmn(joins.second, joins.first, ...rest));
    expect(reversed.active()).to.deep.equal(['after', 'b']);
  });

  it('an inclusive split takes every true flow, the default only when none is true, and is an incident when nothing is left', async () => {
    const xml = (last: string) =>
      bpmn(start('s'), or('split'), end('a'), end('b'), end('d'), 's->split', 'split->a?x > 1', 'split->b?x > 2', `split->d${last}`);
    const reached = async (x: number) => (await played(xml('!'), { variables: { x } })).completed().slice(2).sort();
    expect(await reached(3)).to.deep.equal(['a', 'b']);
    expect(await reached(2)).to.deep.equal(['a']);
    expect(await reached(1)).to.deep.equal(['d']);
    const stopped = await played(xml('?x > 3'), { variables: { x: 1 } });
    expect(stopped.incidents().map(({ code, elementId }) => [code, elementId])).to.deep.equal([['NO_FLOW', 'split']]);
  });
});
