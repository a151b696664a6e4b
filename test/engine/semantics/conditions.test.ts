import { expect } from 'chai';
import {
  and,
  boundary,
  bpmn,
  call,
  catching,
  end,
  event,
  eventSub,
  expectEmpty,
  file,
  mappings,
  played,
  start,
  sub,
  user,
  xor,
  script,
} from './support.ts';
import { element, processXml } from '../../support/bpmn.ts';

describe('conditional events', () => {
  it('a catch waits until its condition holds, passes at once when it does already, and asks only when something it sees was set', async () => {
    const xml = bpmn(start('s'), catching('dry', 'when:level < 3'), user('a'), 's->dry', 'dry->a');
    expect((await played(xml, { variables: { level: 1 } })).active()).to.deep.equal(['a']);
    const dossier = await played(xml, { variables: { level: 5 } });
    expect(dossier.active()).to.deep.equal(['dry']);
    expect(dossier.state.subscriptions['dry#1']).to.deep.equal({
      key: 'dry#1',
      elementId: 'dry',
      owner: 'dry#1',
      scope: 'P#1',
      type: 'conditional',
      sequence: 1,
    });
    dossier.send({ type: 'setVariables', variables: { level: null } });
    expect(dossier.active()).to.deep.equal(['dry']);
    expect(dossier.send({ type: 'setVariables', variables: { level: 2 } }).map(({ type }) => type)).to.deep.equal([
      'variablesSet',
      'elementCompleted',
      'flowTaken',
      'elementActivated',
    ]);
  });

  it('a boundary event looks into its activity; an interrupting one is used up, the other comes again after it was not true', async () => {
    const xml = (interrupting: boolean) =>
      bpmn(
        start('s'),
        user('a', mappings({ seen: 'level + 1' })),
        boundary('high', 'a', 'when:seen > 3 and level > 0', interrupting),
        user('b'),
        's->a',
        'high->b',
      );
    const dossier = await played(xml(false), { variables: { level: 1 } });
    dossier.send({ type: 'setVariables', variables: { seen: 4 }, scope: 'a#1' });
    expect(dossier.active()).to.deep.equal(['a', 'b']);
    expect(dossier.state.subscriptions['high#1']!.holds).to.equal(true);
    dossier.send({ type: 'setVariables', variables: { level: 2 } });
    dossier.send({ type: 'setVariables', variables: { level: 0 } });
    expect(dossier.state.subscriptions['high#1']!.holds).to.equal(undefined);
    dossier.send({ type: 'setVariables', variables: { level: 1 } });
    expect(dossier.active()).to.deep.equal(['a', 'b', 'b']);
    const interrupted = await played(xml(true), { variables: { level: 3 } });
    expect(interrupted.active()).to.deep.equal(['b']);
    expect(interrupted.state.subscriptions).to.deep.equal({});
  });

  it('an event that is already true comes before its activity begins', async () => {
    const xml = bpmn(
      start('s'),
      sub('work', start('is'), user('a'), 'is->a'),
      boundary('stop', 'work', 'when:true'),
      user('b'),
      's->work',
      'stop->b',
    );
    const dossier = await played(xml);
    expect(dossier.active()).to.deep.equal(['b']);
    expect(dossier.completed()).to.deep.equal(['s', 'stop']);
  });

  it('all conditions are asked before the first of them comes, and come in the order of their arming', async () => {
    const xml = bpmn(
      start('s'),
      user('a'),
      's->a',
      eventSub('one', 'when:n = 1', false, 'undo', script('undo', '0', 'n')),
      eventSub('two', 'when:n = 1', false, 'twoTask', user('twoTask')),
    );
    const dossier = await played(xml, { variables: { n: 0 } });
    dossier.send({ type: 'setVariables', variables: { n: 1 } });
    expect(dossier.active()).to.deep.equal(['a', 'twoTask']);
    expect(dossier.events.flatMap((each) => (each.type === 'triggered' ? each.elementId : []))).to.deep.equal(['one_start', 'two_start']);
    // both hold no more
    expect(Object.values(dossier.state.subscriptions).map(({ holds }) => holds)).to.deep.equal([undefined, undefined]);
  });

  it('conditions come after the branches of the command, and before inclusive joins', async () => {
    const xml = bpmn(
      start('s'),
      and('split'),
      user('a'),
      user('b'),
      element('inclusiveGateway', 'join'),
      catching('wait', 'when:go'),
      user('after'),
      end('e'),
      's->split',
      'split->a',
      'split->wait',
      'a->b',
      'b->join',
      'wait->join',
      'join->after',
      'after->e',
    );
    const dossier = await played(xml);
    dossier.complete('a');
    dossier.complete('b', { go: true });
    expect(dossier.active()).to.deep.equal(['after']);
    expect(dossier.completed().filter((id) => id === 'join')).to.deep.equal(['join']);
    dossier.complete('after');
    expectEmpty(dossier);
  });

  it('one that cannot be evaluated is an incident of the event, and is asked again when it is resolved', async () => {
    const xml = bpmn(start('s'), user('a'), boundary('high', 'a', 'when:level > 3'), user('b'), 's->a', 'high->b');
    const dossier = await played(xml, { variables: { level: 'x' } });
    expect(dossier.active()).to.deep.equal(['a']);
    expect(dossier.incidents().map(({ code, elementId, elementKey }) => [code, elementId, elementKey])).to.deep.equal([
      ['CONDITION_FAILED', 'high', 'high#1'],
    ]);
    dossier.send({ type: 'setVariables', variables: { level: 4 } });
    expect(dossier.active()).to.deep.equal(['a']);
    dossier.send({ type: 'resolveIncident', incidentKey: dossier.incidents()[0]!.key });
    expect(dossier.active()).to.deep.equal(['b']);
    expect(dossier.incidents()).to.deep.equal([]);
    // while it waits, too
    const later = await played(xml, { variables: { level: 1 } });
    later.send({ type: 'setVariables', variables: { level: 'x' } });
    expect(later.incidents().map(({ elementKey }) => elementKey)).to.deep.equal(['high#1']);
    later.complete('a');
    expectEmpty(later);
  });

  it('nobody looks into a called process from outside, nor out of it', async () => {
    const xml = file(
      processXml(
        'P',
        start('s'),
        call('c', 'Q', mappings({ m: '0' })),
        boundary('out', 'c', 'when:n > 3 or m > 3'),
        user('b'),
        's->c',
        'out->b',
      ),
      processXml('Q', start('qs'), user('a'), 'qs->a', eventSub('in', 'when:n > 3', false, 'inTask', user('inTask'))),
    );
    const dossier = await played(xml, { process: 'P', variables: { n: 1 } });
    dossier.send({ type: 'setVariables', variables: { m: 4 }, scope: 'c#1' });
    expect(dossier.active()).to.deep.equal(['a']);
    dossier.send({ type: 'setVariables', variables: { n: 4 }, scope: 'c#1' });
    expect(dossier.active()).to.deep.equal(['a', 'inTask']);
    dossier.send({ type: 'setVariables', variables: { n: 4 } });
    expect(dossier.active()).to.deep.equal(['b']);
  });

  it('behind an event-based gateway the first condition that holds wins; one that is true in a circle is a loop without a wait', async () => {
    const gateway = bpmn(
      start('s'),
      element('eventBasedGateway', 'g'),
      catching('one', 'when:n > 3'),
      catching('two', 'when:n > 2'),
      user('a'),
      user('b'),
      's->g',
      'g->one',
      'g->two',
      'one->a',
      'two->b',
    );
    expect((await played(gateway, { variables: { n: 4 } })).active()).to.deep.equal(['a']);
    const dossier = await played(gateway, { variables: { n: 1 } });
    dossier.send({ type: 'setVariables', variables: { n: 3 } });
    expect(dossier.active()).to.deep.equal(['b']);
    const circle = await played(
      bpmn(start('s'), xor('m'), catching('w', 'when:true'), xor('x'), end('e'), 's->m', 'm->w', 'w->x', 'x->m?true', 'x->e!'),
    );
    expect(circle.incidents().map(({ code }) => code)).to.deep.equal(['LOOP_WITHOUT_WAIT']);
  });

  it('a process starts at the conditional start that is named; the condition is asked by who holds the facts', async () => {
    const dossier = await played(bpmn(start('s', 'when:level > 3'), user('a'), 's->a'), { at: 's' });
    expect(dossier.active()).to.deep.equal(['a']);
    expect(event('startEvent', 's', 'when:a > 1')).to.include('a &gt; 1');
  });
});
