/** Cases 17 to 27: boundary events and multi-instance activities (BPMN 2.0.2, 13.3.7 and 13.5.4). Case 24's transactions are tested with the database. */
import { expect } from 'chai';
import { processXml } from '../../../support/bpmn.ts';
import {
  boundary,
  bpmn,
  call,
  end,
  event,
  expectEmpty,
  file,
  holds,
  multiInstance,
  played,
  script,
  start,
  sub,
  user,
  mappings,
} from '../support.ts';

describe('F3 boundary events and multi-instance', () => {
  it('case 17: an interrupting boundary event on a multi-instance activity ends all rounds and fires once', async () => {
    const xml = bpmn(
      start('s'),
      user('a', multiInstance({ cardinality: '3' })),
      boundary('stop', 'a', 'message:M1'),
      end('e'),
      user('after'),
      's->a',
      'a->e',
      'stop->after',
    );
    await holds(xml, {
      steps: [{ do: 'start' }, { do: 'complete', at: 'a' }, { do: 'message', name: 'M1' }],
      expect: [
        { after: 1, active: ['a', 'a'] },
        { after: 2, active: ['after'], completed: ['a', 'stop'], notReached: ['e'] },
      ],
    });
  });

  it('case 18: a non-interrupting cycle timer on a multi-instance activity is one subscription for the whole and ends with it', async () => {
    const xml = bpmn(
      start('s'),
      user('a', multiInstance({ cardinality: '3' })),
      boundary('tick', 'a', 'cycle:R/PT1H', false),
      end('ticked'),
      end('e'),
      's->a',
      'a->e',
      'tick->ticked',
    );
    const dossier = await played(xml);
    expect(Object.keys(dossier.state.subscriptions)).to.deep.equal(['tick#1']);
    await holds(xml, {
      steps: [
        { do: 'start' },
        { do: 'advance', by: 'PT2H' },
        { do: 'complete', at: 'a' },
        { do: 'complete', at: 'a' },
        { do: 'advance', by: 'PT1H' },
        { do: 'complete', at: 'a' },
        { do: 'advance', by: 'PT5H' },
      ],
      expect: [
        { after: 1, active: ['a', 'a', 'a'], completed: ['tick', 'tick'] },
        { after: 4, completed: ['tick', 'tick', 'tick'] },
        { after: 6, ended: true, completed: ['tick', 'tick', 'tick', 'ticked', 'ticked', 'ticked'] },
      ],
    });
  });

  it('case 19: an error of one round of a multi-instance subprocess is caught by the boundary of the whole', async () => {
    const xml = bpmn(
      start('s'),
      sub('many', multiInstance({ cardinality: '3' }), start('is'), user('a'), end('bad', 'error:E1'), 'is->a', 'a->bad'),
      boundary('caught', 'many', 'error:E1'),
      user('after'),
      end('e'),
      's->many',
      'many->e',
      'caught->after',
    );
    await holds(xml, {
      steps: [{ do: 'start' }, { do: 'complete', at: 'a' }],
      expect: [{ after: 1, active: ['after'], completed: ['caught', 'a', 'bad'], notReached: ['e'] }],
    });
  });

  it('case 19: an error thrown by an officer in one round ends the others too', async () => {
    const xml = bpmn(
      start('s'),
      user('a', multiInstance({ cardinality: '2' })),
      boundary('caught', 'a', 'error'),
      user('after'),
      's->a',
      'caught->after',
    );
    await holds(xml, {
      steps: [{ do: 'start' }, { do: 'throwError', at: 'a', code: 'E2' }],
      expect: [{ after: 1, active: ['after'], completed: ['caught'] }],
    });
  });

  it('case 20: when the completion condition holds the remaining rounds are cancelled; the output holds the completed ones in input order', async () => {
    const xml = bpmn(
      start('s'),
      user(
        'a',
        multiInstance({
          collection: 'names',
          each: 'name',
          outputCollection: 'answers',
          outputElement: 'name + answer',
          until: 'numberOfCompletedInstances >= 2',
        }),
      ),
      end('e'),
      's->a',
      'a->e',
    );
    const dossier = await played(xml, { variables: { names: ['p', 'q', 'r'] } });
    dossier.send({ type: 'completeTask', elementKey: 'a#4', variables: { answer: '!' } });
    dossier.send({ type: 'completeTask', elementKey: 'a#2', variables: { answer: '?' } });
    expectEmpty(dossier);
    expect(dossier.variable('answers')).to.deep.equal(['p?', 'r!']);
    expect(dossier.events.flatMap((each) => (each.type === 'elementInterrupted' ? [each.key] : []))).to.deep.equal(['a#3']);
    expect(dossier.completed().filter((id) => id === 'a')).to.have.length(2);
  });

  it('case 20: a parallel round that completes at once may end the rest before it was started', async () => {
    const xml = bpmn(
      start('s'),
      script('a', 'loopCounter', 'last', multiInstance({ cardinality: '5', until: 'numberOfCompletedInstances = 2' })),
      end('e'),
      's->a',
      'a->e',
    );
    const dossier = await played(xml);
    expectEmpty(dossier);
    expect(dossier.variable('last')).to.equal(2);
  });

  for (const [what, given] of [
    ['an empty collection', { collection: '[]', outputCollection: 'out', outputElement: 'x' }],
    ['a cardinality of 0', { cardinality: '0', outputCollection: 'out', outputElement: 'x' }],
  ] as const)
    it(`case 21: ${what} completes at once, arms no boundary event and gives []`, async () => {
      const xml = bpmn(
        start('s'),
        user('a', multiInstance(given)),
        boundary('stop', 'a', 'message:M1'),
        end('e'),
        end('stopped'),
        's->a',
        'a->e',
        'stop->stopped',
      );
      const dossier = await played(xml);
      expectEmpty(dossier);
      expect(dossier.variable('out')).to.deep.equal([]);
      expect(dossier.events.some(({ type }) => type === 'subscribed' || type === 'elementActivated')).to.equal(false);
      await holds(xml, { steps: [{ do: 'start' }], expect: [{ after: 0, ended: true, notReached: ['a', 'stop'], completed: ['e'] }] });
    });

  for (const cardinality of ['-1', '1.5', '"2"', 'null', '1000000'])
    it(`case 21: a cardinality of ${cardinality} is an incident`, async () => {
      const dossier = await played(bpmn(start('s'), user('a', multiInstance({ cardinality })), 's->a'));
      expect(dossier.incidents().map(({ code, elementId }) => [code, elementId])).to.deep.equal([['CARDINALITY', 'a']]);
      expect(dossier.active()).to.deep.equal([]);
    });

  it('case 22: a collection changed while the loop runs does not change the rounds; null is an element like any other', async () => {
    const xml = bpmn(
      start('s'),
      user('a', multiInstance({ sequential: true, collection: 'items', each: 'item', outputCollection: 'seen', outputElement: 'item' })),
      end('e'),
      's->a',
      'a->e',
    );
    const dossier = await played(xml, { variables: { items: [1, null, 3] } });
    dossier.complete('a', { items: ['other'] });
    expect(dossier.active()).to.deep.equal(['a']);
    dossier.send({ type: 'setVariables', variables: { items: [] } });
    dossier.complete('a');
    dossier.complete('a');
    expectEmpty(dossier);
    expect(dossier.variable('seen')).to.deep.equal([1, null, 3]);
  });

  it('case 23: of a timer and a completion at the same instant the first command wins and the other one finds nothing to do, in both orders', async () => {
    const xml = bpmn(
      start('s'),
      user('a'),
      boundary('late', 'a', 'timer:PT1H'),
      user('after'),
      user('escalated'),
      's->a',
      'a->after',
      'late->escalated',
    );
    const first = await played(xml);
    first.at('2026-03-02T09:00:00+07:00');
    first.complete('a');
    first.refuses('NOT_WAITING', { type: 'fireTimer', elementKey: 'late#1' });
    expect(first.active()).to.deep.equal(['after']);
    const second = await played(xml);
    second.at('2026-03-02T09:00:00+07:00');
    second.send({ type: 'fireTimer', elementKey: 'late#1' });
    second.refuses('NOT_WAITING', { type: 'completeTask', elementKey: 'a#1' });
    expect(second.active()).to.deep.equal(['escalated']);
  });

  it('case 24: two interrupting boundary events on nested call activities that wait for one message: exactly one takes it', async () => {
    const xml = file(
      processXml(
        'P',
        start('s'),
        call('outer', 'Q'),
        boundary('stopOuter', 'outer', 'message:M1'),
        user('afterOuter'),
        's->outer',
        'stopOuter->afterOuter',
      ),
      processXml(
        'Q',
        start('qs'),
        call('inner', 'R'),
        boundary('stopInner', 'inner', 'message:M1'),
        user('afterInner'),
        'qs->inner',
        'stopInner->afterInner',
      ),
      processXml('R', start('rs'), user('a'), 'rs->a'),
    );
    // the outer one has waited longer
    await holds(xml, {
      steps: [{ do: 'start' }, { do: 'message', name: 'M1' }],
      expect: [{ after: 1, active: ['afterOuter'], completed: ['stopOuter'], notReached: ['afterInner'] }],
    });
  });

  it('case 25: a boundary event with several outgoing flows puts a token on each, a condition decides as on any other element', async () => {
    const xml = bpmn(
      start('s'),
      user('a'),
      boundary('stop', 'a', 'message:M1'),
      user('b'),
      user('c'),
      user('d'),
      's->a',
      'stop->b',
      'stop->c',
      'stop->d?false',
    );
    await holds(xml, {
      steps: [{ do: 'start' }, { do: 'message', name: 'M1' }],
      expect: [{ after: 1, active: ['b', 'c'], completed: ['stop'] }],
    });
  });

  it('case 26: an activity that completes at once leaves no boundary timer behind', async () => {
    const dossier = await played(
      bpmn(start('s'), script('a', '1', 'one'), boundary('late', 'a', 'timer:PT1H'), user('after'), 's->a', 'a->after', 'late->after'),
    );
    expect(dossier.state.subscriptions).to.deep.equal({});
    expect(dossier.active()).to.deep.equal(['after']);
  });

  it('case 26: an error of the script itself is caught by its boundary', async () => {
    const xml = bpmn(
      start('s'),
      script('a', '1 + "x"'),
      boundary('caught', 'a', 'error'),
      user('repair'),
      end('e'),
      's->a',
      'a->e',
      'caught->repair',
    );
    await holds(xml, {
      steps: [{ do: 'start' }],
      expect: [{ after: 0, active: ['repair'], incidents: [], completed: ['caught'], notReached: ['e'] }],
    });
    const uncaught = await played(
      bpmn(start('s'), script('a', '1 + "x"'), boundary('caught', 'a', 'error:E1'), end('e'), 's->a', 'caught->e'),
    );
    expect(uncaught.incidents().map(({ elementId }) => elementId)).to.deep.equal(['a']);
  });

  it('case 27: a receive task and its own boundary event wait for the same message: the task takes it', async () => {
    const xml = bpmn(
      start('s'),
      event('receiveTask', 'r', undefined, 'messageRef="M1"'),
      boundary('also', 'r', 'message:M1'),
      end('received'),
      end('stopped'),
      's->r',
      'r->received',
      'also->stopped',
    );
    await holds(xml, {
      steps: [{ do: 'start' }, { do: 'message', name: 'M1' }],
      expect: [{ after: 1, ended: true, completed: ['r', 'received'], notReached: ['stopped'] }],
    });
  });

  it('a terminate end in one round of a multi-instance subprocess completes that round only', async () => {
    const xml = bpmn(
      start('s'),
      sub(
        'many',
        multiInstance({ cardinality: '2' }),
        start('is'),
        user('a'),
        user('b'),
        end('stop', 'terminate'),
        'is->a',
        'is->b',
        'a->stop',
      ),
      end('e'),
      's->many',
      'many->e',
    );
    await holds(xml, {
      steps: [{ do: 'start' }, { do: 'complete', at: 'a' }, { do: 'complete', at: 'b' }, { do: 'complete', at: 'a' }],
      expect: [
        { after: 1, active: ['a', 'b'] },
        { after: 2, active: ['a'] },
        { after: 3, ended: true, completed: ['a', 'a', 'b', 'e'] },
      ],
    });
  });

  it('an incident of one round is resolved while the other rounds go on', async () => {
    const xml = bpmn(
      start('s'),
      user('a', mappings({ share: 'limit / item' }) + multiInstance({ collection: 'items', each: 'item' })),
      end('e'),
      's->a',
      'a->e',
    );
    const dossier = await played(xml, { variables: { items: [1, 2], limit: 'ten' } });
    expect(dossier.incidents().map(({ code }) => code)).to.deep.equal(['EXPRESSION_FAILED', 'EXPRESSION_FAILED']);
    dossier.send({ type: 'setVariables', variables: { limit: 10 } });
    dossier.send({ type: 'resolveIncident', incidentKey: dossier.incidents()[0]!.key });
    expect(dossier.active()).to.deep.equal(['a']);
    dossier.complete('a');
    expect(dossier.state.status).to.equal('active');
    dossier.send({ type: 'resolveIncident', incidentKey: dossier.incidents()[0]!.key });
    dossier.complete('a');
    expectEmpty(dossier);
  });
});
