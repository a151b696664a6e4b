/** Cases 11 to 16: parallel joins and loops (BPMN 2.0.2, 13.4.1). */
import { expect } from 'chai';
import { and, boundary, bpmn, end, expectEmpty, holds, played, start, sub, user, xor } from '../support.ts';

describe('F2 parallel join and loops', () => {
  it('case 11: two tokens through the same incoming flow do not stand for the other flow', async () => {
    const xml = bpmn(
      start('s'),
      and('split'),
      user('a'),
      user('b'),
      user('c'),
      xor('merge'),
      and('join'),
      user('after'),
      's->split',
      'split->a',
      'split->b',
      'split->c',
      'a->merge',
      'b->merge',
      'merge->join',
      'c->join',
      'join->after',
    );
    await holds(xml, {
      steps: [{ do: 'start' }, { do: 'complete', at: 'a' }, { do: 'complete', at: 'b' }, { do: 'complete', at: 'c' }],
      expect: [
        { after: 2, active: ['c'], notReached: ['join'] },
        // then one firing; the second token of the merged flow can never join
        { after: 3, active: ['after'], completed: ['join'] },
      ],
    });
    await holds(xml, {
      steps: [
        { do: 'start' },
        { do: 'complete', at: 'a' },
        { do: 'complete', at: 'b' },
        { do: 'complete', at: 'c' },
        { do: 'complete', at: 'after' },
      ],
      expect: [{ after: 4, stuck: true, incidents: ['join'], ended: false }],
    });
  });

  it('case 12: an exclusive choice before a parallel join leaves the join waiting, and the dossier is reported as stuck, not ended', async () => {
    const xml = bpmn(
      start('s'),
      xor('choice'),
      user('a'),
      user('b'),
      and('join'),
      end('e'),
      's->choice',
      'choice->a?true',
      'choice->b!',
      'a->join',
      'b->join',
      'join->e',
    );
    const dossier = await played(xml);
    dossier.complete('a');
    expect(dossier.incidents().map(({ code, elementId }) => [code, elementId])).to.deep.equal([['STUCK', 'join']]);
    expect(dossier.state.status).to.equal('active');
    // resolving without a change brings it back
    dossier.send({ type: 'resolveIncident', incidentKey: dossier.incidents()[0]!.key });
    expect(dossier.incidents().map(({ code }) => code)).to.deep.equal(['STUCK']);
    dossier.send({ type: 'cancel' });
    expectEmpty(dossier);
  });

  it('case 12: a join inside a subprocess that can never fire is reported although tasks outside go on', async () => {
    const xml = bpmn(
      start('s'),
      and('split'),
      user('outside'),
      sub(
        'inside',
        start('is'),
        xor('choice'),
        user('a'),
        user('b'),
        and('join'),
        'is->choice',
        'choice->a?true',
        'choice->b!',
        'a->join',
        'b->join',
      ),
      's->split',
      'split->outside',
      'split->inside',
    );
    await holds(xml, {
      steps: [{ do: 'start' }, { do: 'complete', at: 'a' }],
      expect: [{ after: 1, stuck: true, incidents: ['join'], active: ['outside'] }],
    });
  });

  it('case 13: a non-interrupting boundary event leads back into the same join twice', async () => {
    // given the boundary's tokens go to the same flow as the host's own
    const xml = bpmn(
      start('s'),
      and('split'),
      user('a'),
      user('b'),
      boundary('more', 'a', 'message:M1', false),
      xor('merge'),
      and('join'),
      end('e'),
      's->split',
      'split->a',
      'split->b',
      'a->merge',
      'more->merge',
      'merge->join',
      'b->join',
      'join->e',
    );
    await holds(xml, {
      steps: [
        { do: 'start' },
        { do: 'message', name: 'M1' },
        { do: 'message', name: 'M1' },
        { do: 'complete', at: 'b' },
        { do: 'complete', at: 'a' },
      ],
      expect: [
        { after: 2, active: ['a', 'b'], notReached: ['join'], completed: ['more', 'more'] },
        { after: 3, active: ['a'], completed: ['join', 'e'] },
        { after: 4, stuck: true, completed: ['join'] },
      ],
    });
  });

  it('case 14: a loop back to before the split while a branch waits: the join fires as often as the flow with the fewest tokens', async () => {
    const xml = bpmn(
      start('s'),
      xor('again'),
      and('split'),
      user('a'),
      user('b'),
      xor('back'),
      and('join'),
      user('after'),
      's->again',
      'again->split',
      'split->a',
      'split->b',
      'a->join',
      'b->back',
      'back->again?more',
      'back->join!',
      'join->after',
    );
    await holds(xml, {
      given: { variables: { more: false } },
      steps: [
        { do: 'start' },
        { do: 'complete', at: 'a' },
        { do: 'complete', at: 'b', variables: { more: true } },
        { do: 'complete', at: 'b', variables: { more: false } },
        { do: 'complete', at: 'a' },
        { do: 'complete', at: 'after' },
      ],
      expect: [
        { after: 2, active: ['a', 'b'], notReached: ['join'] },
        { after: 3, active: ['a', 'after'], completed: ['join'] },
        // two tokens came from a, one from b: min(2, 1) firings
        { after: 4, active: ['after'], completed: ['join'] },
        { after: 5, stuck: true, completed: ['join'] },
      ],
    });
  });

  it('case 15: a join inside a subprocess that was interrupted with one flow taken starts from zero the next time', async () => {
    const inside = [
      start('is'),
      and('split'),
      user('a'),
      user('b'),
      and('join'),
      end('ie'),
      'is->split',
      'split->a',
      'split->b',
      'a->join',
      'b->join',
      'join->ie',
    ];
    const xml = bpmn(
      start('s'),
      xor('again'),
      sub('inside', ...inside),
      boundary('back', 'inside', 'message:M1'),
      end('e'),
      's->again',
      'again->inside',
      'back->again',
      'inside->e',
    );
    await holds(xml, {
      steps: [
        { do: 'start' },
        { do: 'complete', at: 'a' },
        { do: 'message', name: 'M1' },
        { do: 'complete', at: 'b' },
        { do: 'complete', at: 'a' },
      ],
      expect: [
        { after: 1, active: ['b'] },
        { after: 2, active: ['a', 'b'] },
        { after: 3, active: ['a'], notReached: ['join'] },
        { after: 4, ended: true, completed: ['join', 'e'] },
      ],
    });
  });

  it('case 15: the same when an interrupting event subprocess inside empties the join', async () => {
    const inside = [
      start('is'),
      and('split'),
      user('a'),
      user('b'),
      and('join'),
      'is->split',
      'split->a',
      'split->b',
      'a->join',
      'b->join',
      `<subProcess id="stop" triggeredByEvent="true"><startEvent id="stopped"><messageEventDefinition messageRef="M1"/></startEvent></subProcess>`,
    ];
    const xml = bpmn(
      start('s'),
      xor('again'),
      sub('inside', ...inside),
      user('check'),
      's->again',
      'again->inside',
      'inside->check',
      'check->again',
    );
    await holds(xml, {
      steps: [
        { do: 'start' },
        { do: 'complete', at: 'a' },
        { do: 'message', name: 'M1' },
        { do: 'complete', at: 'check' },
        { do: 'complete', at: 'b' },
      ],
      expect: [
        { after: 2, active: ['check'] },
        { after: 4, active: ['a'], notReached: ['join'], incidents: [] },
      ],
    });
  });

  it('case 16: a parallel split merged by an exclusive gateway runs the successor once a token: two tasks of the same element', async () => {
    const xml = bpmn(
      start('s'),
      and('split'),
      xor('merge'),
      user('a'),
      end('e'),
      's->split',
      'split->merge[f1]',
      'split->merge[f2]',
      'merge->a',
      'a->e',
    );
    await holds(xml, {
      steps: [{ do: 'start' }, { do: 'complete', at: 'a' }, { do: 'complete', at: 'a' }],
      expect: [
        { after: 0, active: ['a', 'a'], completed: ['merge', 'merge'] },
        { after: 1, active: ['a'], ended: false },
        { after: 2, ended: true, completed: ['a', 'a', 'e', 'e'] },
      ],
    });
  });

  it('branches that become active together keep the order of their flows (ADR 0003)', async () => {
    const xml = bpmn(start('s'), and('split'), user('c'), user('a'), user('b'), 's->split', 'split->b', 'split->c', 'split->a');
    const dossier = await played(xml);
    const activated = dossier.events.flatMap((event) => (event.type === 'elementActivated' ? [event.element.elementId] : []));
    expect(activated).to.deep.equal(['b', 'c', 'a']);
  });
});
