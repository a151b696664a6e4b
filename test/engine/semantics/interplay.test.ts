/** Elements against each other: what interrupts, throws, ends and waits in one another's way. */
import { expect } from 'chai';
import { content, element, processXml } from '../../support/bpmn.ts';
import {
  and,
  boundary,
  bpmn,
  call,
  catching,
  end,
  eventSub,
  expectEmpty,
  file,
  holds,
  loop,
  multiInstance,
  or,
  played,
  script,
  start,
  sub,
  throwing,
  user,
  xor,
} from './support.ts';

describe('interplay', () => {
  it('an event-based gateway that finds messages kept for two of its events takes one and leaves the other', async () => {
    const xml = file(
      `<collaboration id="c"><participant id="pa" processRef="A"/><participant id="pb" processRef="B"/><messageFlow id="f0" sourceRef="t0" targetRef="bs"/><messageFlow id="f1" sourceRef="t1" targetRef="m1"/><messageFlow id="f2" sourceRef="t2" targetRef="m2"/></collaboration>`,
      processXml(
        'A',
        start('s'),
        throwing('t0', 'message:M3'),
        throwing('t2', 'message:M2'),
        throwing('t1', 'message:M1'),
        's->t0',
        't0->t2',
        't2->t1',
      ),
      processXml(
        'B',
        start('bs', 'message:M3'),
        user('b'),
        element('eventBasedGateway', 'g'),
        catching('m1', 'message:M1'),
        catching('m2', 'message:M2'),
        user('one'),
        user('two'),
        'bs->b',
        'b->g',
        'g->m1',
        'g->m2',
        'm1->one',
        'm2->two',
      ),
    );
    const dossier = await played(xml, { process: 'A' });
    dossier.complete('b');
    // subscriptions are armed in the order of the flows: m1 is offered its message first
    expect(dossier.active()).to.deep.equal(['one']);
    expect(Object.values(dossier.state.messages).map(({ name }) => name)).to.deep.equal(['M2']);
  });

  it('an interrupting start in one pool leaves the other pool alone', async () => {
    const xml = file(
      `<collaboration id="c"><participant id="pa" processRef="A"/><participant id="pb" processRef="B"/><messageFlow id="f" sourceRef="t" targetRef="bs"/></collaboration>`,
      processXml(
        'A',
        start('s'),
        throwing('t', 'message:M1'),
        user('a'),
        's->t',
        't->a',
        eventSub('stop', 'message:M2', true, 'stopA', user('stopA')),
      ),
      processXml('B', start('bs', 'message:M1'), user('b'), 'bs->b', eventSub('stopToo', 'signal:S1', true, 'stopB', user('stopB'))),
    );
    const dossier = await played(xml, { process: 'A' });
    dossier.send({ type: 'deliverMessage', name: 'M2' });
    expect(dossier.active()).to.deep.equal(['b', 'stopA']);
    dossier.send({ type: 'broadcastSignal', name: 'S1' });
    expect(dossier.active()).to.deep.equal(['stopA', 'stopB']);
  });

  it('an error event subprocess inside a multi-instance subprocess handles its own round only', async () => {
    const inside = [
      start('is'),
      user('a'),
      end('bad', 'error:E1'),
      'is->a',
      'a->bad',
      eventSub('handler', 'error:E1', true, 'repair', user('repair')),
    ];
    await holds(bpmn(start('s'), sub('many', multiInstance({ cardinality: '3' }), ...inside), end('e'), 's->many', 'many->e'), {
      steps: [
        { do: 'start' },
        { do: 'complete', at: 'a' },
        { do: 'complete', at: 'repair' },
        { do: 'complete', at: 'a' },
        { do: 'complete', at: 'a' },
        { do: 'complete', at: 'repair' },
        { do: 'complete', at: 'repair' },
      ],
      expect: [
        { after: 1, active: ['a', 'a', 'repair'] },
        { after: 2, active: ['a', 'a'] },
        { after: 6, ended: true, completed: ['many', 'many', 'many', 'e'] },
      ],
    });
  });

  it('an escalation of each round reaches the non-interrupting boundary of the whole each time', async () => {
    const xml = bpmn(
      start('s'),
      sub('many', multiInstance({ cardinality: '3' }), throwing('up', 'escalation:X1'), user('a'), 'up->a'),
      boundary('look', 'many', 'escalation:X1', false),
      user('seen'),
      's->many',
      'look->seen',
    );
    await holds(xml, { steps: [{ do: 'start' }], expect: [{ after: 0, active: ['a', 'a', 'a', 'seen', 'seen', 'seen'] }] });
  });

  it('an interrupting escalation of the first round ends the rounds that were still to start', async () => {
    const xml = bpmn(
      start('s'),
      sub('many', multiInstance({ cardinality: '3' }), throwing('up', 'escalation:X1'), user('a'), 'up->a'),
      boundary('stop', 'many', 'escalation:X1'),
      user('after'),
      's->many',
      'stop->after',
    );
    const dossier = await played(xml);
    expect(dossier.active()).to.deep.equal(['after']);
    expect(dossier.completed().filter((id) => id === 'up')).to.have.length(1);
  });

  it('an escalation out of a non-interrupting event subprocess goes outward, not to its sibling', async () => {
    const xml = bpmn(
      start('s'),
      sub(
        'scope',
        user('a'),
        eventSub('note', 'message:M1', false, 'up', throwing('up', 'escalation:X1')),
        eventSub('sibling', 'escalation:X1', false, 'never', user('never')),
      ),
      boundary('outside', 'scope', 'escalation:X1', false),
      user('seen'),
      's->scope',
      'outside->seen',
    );
    await holds(xml, {
      steps: [{ do: 'start' }, { do: 'message', name: 'M1' }],
      expect: [{ after: 1, active: ['a', 'seen'], notReached: ['never'] }],
    });
  });

  it('a signal thrown by a branch that its own interrupting boundary ends: the throw has happened, the rest of the branch has too until it waits', async () => {
    const xml = bpmn(
      start('s'),
      sub('scope', start('is'), throwing('t', 'signal:S1'), script('mark', '1', 'marked'), user('a'), 'is->t', 't->mark', 'mark->a'),
      boundary('stop', 'scope', 'signal:S1'),
      user('after'),
      's->scope',
      'stop->after',
    );
    const dossier = await played(xml);
    expect(dossier.active()).to.deep.equal(['after']);
    expect(dossier.variable('marked')).to.equal(1);
  });

  it('a subprocess that ends by itself before its signal comes back is over: the boundary is not there any more', async () => {
    const xml = bpmn(
      start('s'),
      sub('scope', start('is'), end('t', 'signal:S1'), 'is->t'),
      boundary('stop', 'scope', 'signal:S1'),
      user('after'),
      user('stopped'),
      's->scope',
      'scope->after',
      'stop->stopped',
    );
    await holds(xml, { steps: [{ do: 'start' }], expect: [{ after: 0, active: ['after'], notReached: ['stopped'] }] });
  });

  it('terminate inside an event subprocess ends that one, the scope around it goes on', async () => {
    const xml = bpmn(
      start('s'),
      user('a'),
      's->a',
      eventSub(
        'aside',
        'message:M1',
        false,
        'split',
        and('split'),
        user('x'),
        user('y'),
        end('stop', 'terminate'),
        'split->x',
        'split->y',
        'x->stop',
      ),
    );
    await holds(xml, {
      steps: [{ do: 'start' }, { do: 'message', name: 'M1' }, { do: 'message', name: 'M1' }, { do: 'complete', at: 'x' }],
      expect: [
        { after: 2, active: ['a', 'x', 'x', 'y', 'y'] },
        { after: 3, active: ['a', 'x', 'y'] },
      ],
    });
  });

  it('a boundary event on a call activity and an event subprocess in the called process: one message goes to the inner one', async () => {
    const xml = file(
      processXml('P', start('s'), call('c', 'Q'), boundary('outer', 'c', 'message:M1'), user('stopped'), 's->c', 'outer->stopped'),
      processXml('Q', start('qs'), user('a'), 'qs->a', eventSub('inner', 'message:M1', false, 'noted', user('noted'))),
    );
    await holds(xml, { steps: [{ do: 'start' }, { do: 'message', name: 'M1' }], expect: [{ after: 1, active: ['a', 'noted'] }] });
  });

  it('an interrupting start in a called process completes the call with what its event subprocess did', async () => {
    const xml = file(
      processXml('P', start('s'), call('c', 'Q'), user('after'), 's->c', 'c->after'),
      processXml('Q', start('qs'), user('a'), 'qs->a', eventSub('stop', 'message:M1', true, 'write', script('write', '"stopped"', 'how'))),
    );
    const dossier = await played(xml);
    dossier.send({ type: 'deliverMessage', name: 'M1' });
    expect([dossier.active(), dossier.variable('how')]).to.deep.equal([['after'], 'stopped']);
  });

  it('a boundary error inside a loop body leaves the loop', async () => {
    const xml = bpmn(
      start('s'),
      sub(
        'again',
        loop('true'),
        start('is'),
        user('a'),
        xor('way'),
        end('ok'),
        end('bad', 'error:E1'),
        'is->a',
        'a->way',
        'way->bad?fail',
        'way->ok!',
      ),
      boundary('out', 'again', 'error:E1'),
      user('after'),
      's->again',
      'out->after',
    );
    await holds(xml, {
      given: { variables: { fail: false } },
      steps: [{ do: 'start' }, { do: 'complete', at: 'a' }, { do: 'complete', at: 'a', variables: { fail: true } }],
      expect: [
        { after: 1, active: ['a'] },
        { after: 2, active: ['after'], completed: ['a', 'a', 'ok', 'bad', 'out'] },
      ],
    });
  });

  it('an inclusive join does not wait for an event subprocess of its own scope', async () => {
    const xml = bpmn(
      start('s'),
      or('split'),
      user('a'),
      user('b'),
      or('join'),
      user('after'),
      's->split',
      'split->a?true',
      'split->b?true',
      'a->join',
      'b->join',
      'join->after',
      eventSub('note', 'message:M1', false, 'noted', user('noted')),
    );
    await holds(xml, {
      steps: [{ do: 'start' }, { do: 'message', name: 'M1' }, { do: 'complete', at: 'a' }, { do: 'complete', at: 'b' }],
      expect: [{ after: 3, active: ['after', 'noted'] }],
    });
  });

  it('an inclusive join waits for a multi-instance activity as a whole, and fires when it is interrupted away', async () => {
    const xml = bpmn(
      start('s'),
      and('split'),
      user('a'),
      user('b', multiInstance({ cardinality: '2' })),
      boundary('x', 'b', 'message:M1'),
      end('away'),
      or('join'),
      user('after'),
      's->split',
      'split->a',
      'split->b',
      'a->join',
      'b->join',
      'x->away',
      'join->after',
    );
    await holds(xml, {
      steps: [{ do: 'start' }, { do: 'complete', at: 'a' }, { do: 'complete', at: 'b' }, { do: 'message', name: 'M1' }],
      expect: [
        { after: 2, active: ['b'] },
        { after: 3, active: ['after'] },
      ],
    });
  });

  it('a non-interrupting boundary event fires while its host holds an incident; the host goes with its incident when interrupted', async () => {
    const xml = bpmn(
      start('s'),
      element('serviceTask', 'job'),
      boundary('note', 'job', 'message:M1', false),
      boundary('stop', 'job', 'message:M2'),
      user('noted'),
      end('e'),
      's->job',
      'note->noted',
      'stop->e',
    );
    const dossier = await played(xml);
    dossier.send({ type: 'failJob', elementKey: 'job#1', retries: 0 });
    dossier.send({ type: 'deliverMessage', name: 'M1' });
    expect(dossier.active()).to.deep.equal(['job', 'noted']);
    dossier.send({ type: 'deliverMessage', name: 'M2' });
    expect(dossier.incidents()).to.deep.equal([]);
    dossier.complete('noted');
    expectEmpty(dossier);
  });

  it('several branches that start without a start event are joined like any others', async () => {
    await holds(
      file(`<process id="P">${content(user('a'), user('b'), and('join'), user('after'), 'a->join', 'b->join', 'join->after')}</process>`),
      {
        steps: [{ do: 'start' }, { do: 'complete', at: 'b' }, { do: 'complete', at: 'a' }],
        expect: [{ after: 2, active: ['after'] }],
      },
    );
  });

  it('an interrupting timer event subprocess and a boundary timer due at one instant: the inner one first, then the boundary ends it all', async () => {
    const xml = bpmn(
      start('s'),
      sub('scope', user('a'), eventSub('late', 'timer:PT1H', true, 'lateTask', user('lateTask'))),
      boundary('over', 'scope', 'timer:PT1H'),
      user('after'),
      's->scope',
      'over->after',
    );
    await holds(xml, {
      steps: [{ do: 'start' }, { do: 'advance', by: 'PT1H' }],
      expect: [{ after: 1, active: ['after'], completed: ['late_start', 'over'], order: [['late_start', 'over']] }],
    });
  });
});
