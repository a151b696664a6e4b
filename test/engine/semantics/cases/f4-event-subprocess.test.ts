/** Cases 28 to 35: event subprocesses (BPMN 2.0.2, 13.5.4). Case 34 is about conditional events (ADR 0048). */
import { expect } from 'chai';
import { processXml } from '../../../support/bpmn.ts';
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
  mappings,
  or,
  played,
  script,
  start,
  sub,
  throwing,
  user,
  xor,
} from '../support.ts';

describe('F4 event subprocess', () => {
  it('case 28: an interrupting start ends everything in its scope, running event subprocesses and waiting joins included, and nothing outside', async () => {
    const xml = bpmn(
      start('s'),
      and('fork'),
      user('outside'),
      sub(
        'scope',
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
        eventSub('aside', 'message:M1', false, 'asideTask', user('asideTask')),
        eventSub('stop', 'message:M2', true, 'stopTask', user('stopTask')),
      ),
      user('after'),
      's->fork',
      'fork->outside',
      'fork->scope',
      'scope->after',
    );
    await holds(xml, {
      steps: [
        { do: 'start' },
        { do: 'complete', at: 'a' },
        { do: 'message', name: 'M1' },
        { do: 'message', name: 'M2' },
        { do: 'complete', at: 'stopTask' },
      ],
      expect: [
        { after: 2, active: ['asideTask', 'b', 'outside'] },
        { after: 3, active: ['outside', 'stopTask'], incidents: [] },
        { after: 4, active: ['after', 'outside'], notReached: ['join'] },
      ],
    });
  });

  it('case 29: triggered while a non-interrupting instance of a sibling runs, it is activated once', async () => {
    const xml = bpmn(
      start('s'),
      user('a'),
      's->a',
      eventSub('one', 'message:M1', false, 'oneTask', user('oneTask')),
      eventSub('two', 'message:M2', false, 'twoTask', user('twoTask')),
    );
    await holds(xml, {
      steps: [{ do: 'start' }, { do: 'message', name: 'M1' }, { do: 'message', name: 'M2' }],
      expect: [{ after: 2, active: ['a', 'oneTask', 'twoTask'], completed: ['one_start', 'two_start'] }],
    });
  });

  it('case 30: after an interrupting one has started, a second trigger of it or of a sibling does nothing', async () => {
    const xml = bpmn(
      start('s'),
      user('a'),
      's->a',
      eventSub('one', 'signal:S1', true, 'oneTask', user('oneTask')),
      eventSub('two', 'message:M2', false, 'twoTask', user('twoTask')),
    );
    await holds(xml, {
      steps: [
        { do: 'start' },
        { do: 'signal', name: 'S1' },
        { do: 'signal', name: 'S1' },
        { do: 'message', name: 'M2' },
        { do: 'complete', at: 'oneTask' },
      ],
      expect: [
        { after: 1, active: ['oneTask'] },
        { after: 3, active: ['oneTask'], completed: ['one_start'], notReached: ['twoTask'] },
        { after: 4, ended: true },
      ],
    });
  });

  it('case 31: the same message on a subprocess and on its inner event subprocess: the inner one takes it', async () => {
    const xml = bpmn(
      start('s'),
      sub('scope', start('is'), user('a'), 'is->a', eventSub('inner', 'message:M1', true, 'innerTask', user('innerTask'))),
      boundary('outer', 'scope', 'message:M1'),
      user('after'),
      user('stopped'),
      's->scope',
      'scope->after',
      'outer->stopped',
    );
    await holds(xml, {
      steps: [{ do: 'start' }, { do: 'message', name: 'M1' }, { do: 'message', name: 'M1' }],
      expect: [
        { after: 1, active: ['innerTask'] },
        // the second one finds only the boundary event left
        { after: 2, active: ['stopped'], completed: ['outer', 'inner_start'] },
      ],
    });
    await holds(xml, {
      steps: [{ do: 'start' }, { do: 'trigger', at: 'outer' }, { do: 'message', name: 'M1' }],
      expect: [{ after: 2, active: ['stopped'], notReached: ['innerTask'], completed: ['outer'] }],
    });
  });

  it('case 31: a signal reaches both, the inner one first (ADR 0020)', async () => {
    const xml = (interrupting: boolean) =>
      bpmn(
        start('s'),
        sub('scope', start('is'), user('a'), 'is->a', eventSub('inner', 'signal:S1', interrupting, 'innerTask', user('innerTask'))),
        boundary('outer', 'scope', 'signal:S1', false),
        user('aside'),
        's->scope',
        'outer->aside',
      );
    await holds(xml(true), {
      steps: [{ do: 'start' }, { do: 'signal', name: 'S1' }],
      expect: [{ after: 1, active: ['aside', 'innerTask'], order: [['inner_start', 'outer']] }],
    });
    await holds(xml(false), {
      steps: [{ do: 'start' }, { do: 'signal', name: 'S1' }],
      expect: [{ after: 1, active: ['a', 'aside', 'innerTask'] }],
    });
  });

  it('case 32: a non-interrupting cycle timer is armed again while the scope lives and gone when it ends; the scope waits for its instances', async () => {
    const xml = bpmn(
      start('s'),
      sub('scope', start('is'), user('a'), 'is->a', eventSub('tick', 'cycle:R/PT1H', false, 'tickTask', user('tickTask'))),
      user('after'),
      's->scope',
      'scope->after',
    );
    await holds(xml, {
      steps: [
        { do: 'start' },
        { do: 'advance', by: 'PT2H' },
        { do: 'complete', at: 'a' },
        { do: 'complete', at: 'tickTask' },
        { do: 'complete', at: 'tickTask' },
        { do: 'advance', by: 'PT9H' },
      ],
      expect: [
        { after: 1, active: ['a', 'tickTask', 'tickTask'] },
        { after: 2, active: ['tickTask', 'tickTask'] },
        { after: 3, active: ['tickTask'] },
        { after: 5, active: ['after'] },
      ],
    });
  });

  it('case 33: an error in an event subprocess goes outward, never to itself or a sibling', async () => {
    const xml = bpmn(
      start('s'),
      sub(
        'scope',
        start('is'),
        user('a'),
        'is->a',
        eventSub('failing', 'message:M1', false, 'failed', end('failed', 'error:E1')),
        eventSub('sibling', 'error:E1', true, 'siblingTask', user('siblingTask')),
      ),
      boundary('outward', 'scope', 'error:E1'),
      user('repair'),
      's->scope',
      'outward->repair',
    );
    await holds(xml, {
      steps: [{ do: 'start' }, { do: 'message', name: 'M1' }],
      expect: [{ after: 1, active: ['repair'], notReached: ['siblingTask'], completed: ['outward'] }],
    });
  });

  it('case 33: an error event subprocess that fails itself goes outward', async () => {
    const xml = bpmn(
      start('s'),
      sub(
        'scope',
        start('is'),
        user('a'),
        end('bad', 'error:E1'),
        'is->a',
        'a->bad',
        eventSub('handler', 'error:E1', true, 'again', end('again', 'error:E1')),
      ),
      boundary('outward', 'scope', 'error'),
      user('repair'),
      's->scope',
      'outward->repair',
    );
    await holds(xml, {
      steps: [{ do: 'start' }, { do: 'complete', at: 'a' }],
      expect: [{ after: 1, active: ['repair'], completed: ['handler_start', 'outward'] }],
    });
    const uncaught = await played(
      bpmn(
        start('s'),
        user('a'),
        end('bad', 'error:E1'),
        's->a',
        'a->bad',
        eventSub('handler', 'error:E1', true, 'again', end('again', 'error:E1')),
      ),
    );
    uncaught.complete('a');
    expect(uncaught.incidents().map(({ code, elementId }) => [code, elementId])).to.deep.equal([['ERROR_UNCAUGHT', 'again']]);
  });

  it('case 34: a conditional start that is already true comes before the start of its own scope', async () => {
    const xml = (interrupting: boolean) =>
      bpmn(
        start('s'),
        sub('scope', start('is'), user('a'), 'is->a', eventSub('when', 'when:level > 3', interrupting, 'whenTask', user('whenTask'))),
        's->scope',
      );
    await holds(xml(true), {
      steps: [{ do: 'start', variables: { level: 4 } }],
      expect: [{ after: 0, active: ['whenTask'], notReached: ['is', 'a'] }],
    });
    await holds(xml(false), {
      steps: [{ do: 'start', variables: { level: 4 } }],
      expect: [{ after: 0, active: ['a', 'whenTask'], order: [['when_start', 'is']] }],
    });
    // not yet, and null is not yet
    await holds(xml(true), { steps: [{ do: 'start' }], expect: [{ after: 0, active: ['a'], incidents: [] }] });
  });

  it('case 34: it becomes true by a change in a child scope, not by what is local there', async () => {
    const xml = bpmn(
      start('s'),
      sub('inner', mappings({ local: '0' }), start('is'), user('a'), user('b'), 'is->a', 'a->b'),
      's->inner',
      eventSub('when', 'when:level > 3', false, 'whenTask', user('whenTask')),
      eventSub('never', 'when:local > 3', false, 'neverTask', user('neverTask')),
    );
    const dossier = await played(xml, { variables: { level: 1 } });
    dossier.complete('a', { level: 4, local: 4 });
    expect(dossier.active()).to.deep.equal(['b', 'whenTask']);
    expect(dossier.state.scopes['inner#1']!.variables).to.deep.equal({ local: 4 });
  });

  it('case 34: what is set twice in one command is asked once, when the branches have come to rest', async () => {
    const xml = (last: string) =>
      bpmn(
        start('s'),
        user('a'),
        script('up', '4', 'level'),
        script('on', last, 'level'),
        user('b'),
        's->a',
        'a->up',
        'up->on',
        'on->b',
        eventSub('when', 'when:level > 3', false, 'whenTask', user('whenTask')),
      );
    const through = await played(xml('1'));
    through.complete('a');
    expect(through.active()).to.deep.equal(['b']);
    const twice = await played(xml('5'));
    twice.complete('a');
    expect(twice.active()).to.deep.equal(['b', 'whenTask']);
    // once per change from not true to true
    twice.send({ type: 'setVariables', variables: { level: 9 } });
    expect(twice.active()).to.deep.equal(['b', 'whenTask']);
    twice.send({ type: 'setVariables', variables: { level: null } });
    twice.send({ type: 'setVariables', variables: { level: 4 } });
    expect(twice.active()).to.deep.equal(['b', 'whenTask', 'whenTask']);
  });

  it('case 35: an event subprocess is armed before the start of its own scope runs', async () => {
    const xml = bpmn(
      start('s'),
      throwing('shout', 'signal:S1'),
      user('a'),
      's->shout',
      'shout->a',
      eventSub('heard', 'signal:S1', false, 'heardTask', user('heardTask')),
    );
    await holds(xml, { steps: [{ do: 'start' }], expect: [{ after: 0, active: ['a', 'heardTask'] }] });
    const nested = bpmn(
      start('s'),
      sub('scope', start('is'), end('bad', 'error:E1'), 'is->bad', eventSub('handler', 'error:E1', true, 'handled', user('handled'))),
      's->scope',
    );
    await holds(nested, { steps: [{ do: 'start' }], expect: [{ after: 0, active: ['handled'], incidents: [] }] });
  });

  it('nested event subprocesses: an inner one interrupts the outer one only, and is gone with it', async () => {
    const xml = bpmn(
      start('s'),
      user('a'),
      's->a',
      eventSub('outer', 'message:M1', false, 'work', user('work'), eventSub('inner', 'message:M2', true, 'undo', user('undo'))),
    );
    await holds(xml, {
      steps: [
        { do: 'start' },
        { do: 'message', name: 'M1' },
        { do: 'message', name: 'M1' },
        { do: 'message', name: 'M2' },
        { do: 'complete', at: 'undo' },
        { do: 'complete', at: 'a' },
        { do: 'complete', at: 'work' },
        { do: 'message', name: 'M2' },
      ],
      expect: [
        { after: 2, active: ['a', 'work', 'work'] },
        { after: 3, active: ['a', 'undo', 'work'] },
        { after: 'end', ended: true, completed: ['inner_start'] },
      ],
    });
  });

  it('an interrupting event subprocess while inclusive and parallel joins inside wait empties both', async () => {
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
      eventSub('stop', 'message:M1', true, 'stopTask', user('stopTask')),
    );
    const dossier = await played(xml);
    dossier.complete('a');
    dossier.send({ type: 'deliverMessage', name: 'M1' });
    expect(dossier.active()).to.deep.equal(['stopTask']);
    expect(dossier.state.scopes['P#1']!.tokens).to.deep.equal({});
    dossier.complete('stopTask');
    expectEmpty(dossier);
  });

  it('starts that are still to come are given up when the scope is interrupted or terminated before they ran', async () => {
    // given a process without start event: its first branch ends everything before the second has begun
    const interrupted = bpmn(
      xor('first'),
      user('b'),
      end('bad', 'error:E1'),
      'first->bad',
      eventSub('handler', 'error:E1', true, 'handled', user('handled')),
    );
    expect((await played(interrupted)).active()).to.deep.equal(['handled']);
    const terminated = await played(bpmn(script('first', '1'), end('stop', 'terminate'), user('second'), 'first->stop'));
    expectEmpty(terminated);
    expect(terminated.completed()).to.deep.equal(['first', 'stop']);
  });

  it('a boundary event on a call activity clears the called process with its event subprocesses', async () => {
    const xml = file(
      processXml('P', start('s'), call('c', 'Q'), boundary('stop', 'c', 'message:M2'), user('after'), 's->c', 'stop->after'),
      processXml('Q', start('qs'), user('a'), 'qs->a', eventSub('aside', 'message:M1', false, 'asideTask', user('asideTask'))),
    );
    const dossier = await played(xml);
    dossier.send({ type: 'deliverMessage', name: 'M1' });
    expect(dossier.active()).to.deep.equal(['a', 'asideTask']);
    dossier.send({ type: 'deliverMessage', name: 'M2' });
    expect(dossier.active()).to.deep.equal(['after']);
    expect(Object.keys(dossier.state.scopes)).to.deep.equal(['P#1']);
    expect(dossier.state.subscriptions).to.deep.equal({});
  });

  it('what the trigger brings is seen inside the event subprocess and written where the name lives', async () => {
    const xml = bpmn(
      start('s'),
      user('a'),
      catching('end', 'message:M3'),
      's->a',
      'a->end',
      eventSub('note', 'message:M1', false, 'noteTask', user('noteTask', mappings({ text: 'message' }))),
    );
    const dossier = await played(xml, { variables: { message: 'old' } });
    dossier.send({ type: 'deliverMessage', name: 'M1', variables: { message: 'new' } });
    expect(dossier.state.scopes['noteTask#1']!.variables).to.deep.equal({ text: 'new' });
    expect(dossier.variable('message')).to.equal('new');
  });

  it('a subprocess whose end met an incident waits for an event subprocess that started meanwhile', async () => {
    const xml = bpmn(
      start('s'),
      sub('scope', mappings({}, { out: '1 + text' }), user('a'), eventSub('aside', 'message:M1', false, 'asideTask', user('asideTask'))),
      user('after'),
      's->scope',
      'scope->after',
    );
    const dossier = await played(xml, { variables: { text: 'x' } });
    dossier.complete('a');
    expect(dossier.incidents().map(({ elementKey }) => elementKey)).to.deep.equal(['scope#1']);
    dossier.send({ type: 'deliverMessage', name: 'M1' });
    dossier.send({ type: 'setVariables', variables: { text: 1 } });
    dossier.send({ type: 'resolveIncident', incidentKey: dossier.incidents()[0]!.key });
    expect(dossier.active()).to.deep.equal(['asideTask']);
    dossier.complete('asideTask');
    expect(dossier.active()).to.deep.equal(['after']);
    expect(dossier.variable('out')).to.equal(2);
  });
});
