import { expect } from 'chai';
import { readBpmn } from '../../../engine/model/read-bpmn.ts';
import { definitions, element } from '../../support/bpmn.ts';
import { boundary, bpmn, catching, event, eventSub, expectEmpty, mappings, played, script, start, sub, user } from './support.ts';

const catchingAll = (id: string, what: string) => event('intermediateCatchEvent', id, what, 'parallelMultiple="true"');
const kept = (came: readonly { readonly subscription: { readonly definition?: number } }[] | undefined) =>
  came?.map(({ subscription: { definition = 0 } }) => definition);

describe('multiple events: any one of several triggers', () => {
  it('a catch goes on by the first that comes and gives up the others', async () => {
    const xml = bpmn(start('s'), catching('c', 'message:M1 | timer:PT1H | signal:S1'), user('a'), 's->c', 'c->a');
    const triggers = [
      { type: 'deliverMessage', name: 'M1' },
      { type: 'broadcastSignal', name: 'S1' },
      { type: 'fireTimer', elementKey: 'c#2' },
    ] as const;
    for (const command of triggers) {
      const dossier = await played(xml);
      expect(Object.values(dossier.state.subscriptions).map(({ key, type, definition }) => [key, type, definition])).to.deep.equal([
        ['c#1', 'message', undefined],
        ['c#2', 'timer', 1],
        ['c#3', 'signal', 2],
      ]);
      if (command.type === 'fireTimer') dossier.at('2026-03-02T09:00:00+07:00');
      dossier.send(command);
      expect(dossier.active()).to.deep.equal(['a']);
      expect(dossier.state.subscriptions).to.deep.equal({});
    }
  });

  it('an interrupting boundary comes once; one that does not interrupt comes by each, and a timer of it is used up', async () => {
    const xml = (interrupting: boolean) =>
      bpmn(start('s'), user('a'), boundary('x', 'a', 'message:M1 | timer:PT1H', interrupting), user('b'), 's->a', 'x->b');
    const once = await played(xml(true));
    once.send({ type: 'deliverMessage', name: 'M1' });
    expect([once.active(), once.state.subscriptions]).to.deep.equal([['b'], {}]);
    const often = await played(xml(false));
    often.send({ type: 'deliverMessage', name: 'M1' });
    often.send({ type: 'deliverMessage', name: 'M1' });
    often.at('2026-03-02T09:00:00+07:00');
    often.send({ type: 'fireTimer', elementKey: 'x#2' });
    expect(often.active()).to.deep.equal(['a', 'b', 'b', 'b']);
    expect(Object.keys(often.state.subscriptions)).to.deep.equal(['x#1']);
  });

  it('an error among the triggers is caught, and such an event always interrupts', async () => {
    const dossier = await played(bpmn(start('s'), user('a'), boundary('x', 'a', 'message:M1 | error:E1'), user('b'), 's->a', 'x->b'));
    dossier.send({ type: 'throwError', elementKey: 'a#1', code: 'E1' });
    expect(dossier.active()).to.deep.equal(['b']);
    const { problems } = await readBpmn(bpmn(start('s'), user('a'), boundary('x', 'a', 'message:M1 | error:E1', false), 's->a'));
    expect(problems.map(({ code, at }) => [code, at])).to.deep.equal([['BOUNDARY_INTERRUPTS', 'x']]);
  });

  it('an event subprocess starts by any of its triggers', async () => {
    const xml = bpmn(start('s'), user('a'), 's->a', eventSub('x', 'signal:S1 | when:n > 3', false, 'b', user('b')));
    const dossier = await played(xml, { variables: { n: 1 } });
    dossier.send({ type: 'setVariables', variables: { n: 4 } });
    dossier.send({ type: 'broadcastSignal', name: 'S1' });
    expect(dossier.active()).to.deep.equal(['a', 'b', 'b']);
  });

  it('a shared definition is that of every event that refers to it, after its own', async () => {
    const definition =
      '<conditionalEventDefinition id="shared"><condition xsi:type="tFormalExpression">=n &gt; 3</condition></conditionalEventDefinition>';
    const xml = definitions(
      '<message id="M1" name="M1"/>',
      definition,
      `<process id="P" isExecutable="true">${start('s')}${user('a')}${event('boundaryEvent', 'x', 'message:M1', 'attachedToRef="a"', '').replace('</boundaryEvent>', '<eventDefinitionRef>shared</eventDefinitionRef></boundaryEvent>')}<sequenceFlow id="f" sourceRef="s" targetRef="a"/></process>`,
    );
    const dossier = await played(xml);
    expect(dossier.model.nodes.get('x')!.events).to.deep.equal([
      { type: 'message', messageName: 'M1' },
      { type: 'conditional', condition: 'n > 3' },
    ]);
    dossier.send({ type: 'setVariables', variables: { n: 4 } });
    expectEmpty(dossier);
  });

  it('refuses a link beside others, an error where all are needed, a condition that is not said', async () => {
    const codes = async (...parts: string[]) =>
      (await readBpmn(bpmn(start('s'), user('a'), 's->a', ...parts))).problems.map(({ code, at }) => `${code} ${at}`);
    expect(await codes(catching('x', 'link:L | message:M1'), 'a->x')).to.deep.equal(['EVENT_DEFINITION_WRONG x']);
    expect(await codes(boundary('x', 'a', 'message:M1 | error:E1', true, '', 'parallelMultiple="true"'))).to.deep.equal([
      'EVENT_DEFINITION_WRONG x',
    ]);
    expect(await codes(element('intermediateCatchEvent', 'x', '<conditionalEventDefinition/>'), 'a->x')).to.deep.equal([
      'CONDITION_MISSING x',
    ]);
    expect(await codes(catching('x', 'when:n >'), 'a->x')).to.deep.equal(['EXPRESSION_INVALID x']);
  });
});

describe('parallel multiple events: all of several triggers', () => {
  it('a catch keeps what has come until all is there; data arrive together, in the order of coming', async () => {
    const xml = bpmn(start('s'), catchingAll('c', 'message:M1 | signal:S1 | when:n > 3'), user('a'), 's->c', 'c->a');
    const dossier = await played(xml, { variables: { n: 1 } });
    dossier.send({ type: 'broadcastSignal', name: 'S1', variables: { x: 'signal', y: 1 } });
    expect(dossier.active()).to.deep.equal(['c']);
    expect(dossier.variable('x')).to.equal(undefined);
    expect(kept(dossier.state.subscriptions['c#1']!.came)).to.deep.equal([1]);
    dossier.refuses('NOT_WAITING', { type: 'broadcastSignal', name: 'S1' });
    dossier.send({ type: 'deliverMessage', name: 'M1', variables: { x: 'message' } });
    expect(kept(dossier.state.subscriptions['c#3']!.came)).to.deep.equal([1, 0]);
    expect(dossier.active()).to.deep.equal(['c']);
    dossier.send({ type: 'setVariables', variables: { n: 4 } });
    expect(dossier.active()).to.deep.equal(['a']);
    expect([dossier.variable('x'), dossier.variable('y')]).to.deep.equal(['message', 1]);
    expect(dossier.events.filter(({ type }) => type === 'triggerKept').length).to.equal(2);
  });

  it('a boundary event that does not interrupt waits for all anew, and is over when a timer of it comes no more', async () => {
    const xml = (what: string) =>
      bpmn(start('s'), user('a'), boundary('x', 'a', what, false, '', 'parallelMultiple="true"'), user('b'), 's->a', 'x->b');
    const dossier = await played(xml('message:M1 | message:M2'));
    for (const name of ['M1', 'M2', 'M2', 'M1', 'M1']) dossier.send({ type: 'deliverMessage', name });
    expect(dossier.active()).to.deep.equal(['a', 'b', 'b']);
    dossier.refuses('NOT_WAITING', { type: 'deliverMessage', name: 'M1' });
    dossier.complete('a');
    expect(dossier.state.subscriptions).to.deep.equal({});
    const timed = await played(xml('message:M1 | timer:PT1H'));
    timed.at('2026-03-02T09:00:00+07:00');
    timed.send({ type: 'fireTimer', elementKey: timed.armed('x').replace('1', '2') });
    timed.send({ type: 'deliverMessage', name: 'M1' });
    expect([timed.active(), timed.state.subscriptions]).to.deep.equal([['a', 'b'], {}]);
    const round = await played(xml('message:M1 | cycle:R3/PT1H'));
    round.at('2026-03-02T09:00:00+07:00');
    round.send({ type: 'fireTimer', elementKey: 'x#2' });
    round.send({ type: 'deliverMessage', name: 'M1' });
    expect(Object.values(round.state.subscriptions).map(({ type, dueAt, roundsLeft }) => [type, dueAt, roundsLeft])).to.deep.equal([
      ['message', undefined, undefined],
      ['timer', '2026-03-02T03:00:00.000Z', 2],
    ]);
  });

  it('a condition that is needed with others has come when it held once, and comes again after it did not hold', async () => {
    const xml = bpmn(
      start('s'),
      user('a'),
      boundary('x', 'a', 'message:M1 | when:n > 3', false, '', 'parallelMultiple="true"'),
      user('b'),
      's->a',
      'x->b',
    );
    const dossier = await played(xml, { variables: { n: 4 } });
    dossier.send({ type: 'setVariables', variables: { n: 1 } });
    dossier.send({ type: 'deliverMessage', name: 'M1' });
    expect(dossier.active()).to.deep.equal(['a', 'b']);
    dossier.send({ type: 'deliverMessage', name: 'M1' });
    dossier.send({ type: 'setVariables', variables: { n: 5 } });
    expect(dossier.active()).to.deep.equal(['a', 'b', 'b']);
    // it still holds: not a change
    dossier.send({ type: 'deliverMessage', name: 'M1' });
    dossier.send({ type: 'setVariables', variables: { n: 6 } });
    expect(dossier.active()).to.deep.equal(['a', 'b', 'b']);
  });

  it('an event subprocess interrupts when all is there, and not before; an escalation may be one of them', async () => {
    const xml = bpmn(
      start('s'),
      sub('scope', start('is'), user('a'), 'is->a', eventSub('x', 'all message:M1 | escalation:X1', true, 'b', user('b'))),
      's->scope',
    );
    const dossier = await played(xml);
    dossier.send({ type: 'throwEscalation', elementKey: 'a#1', code: 'X1' });
    expect(dossier.active()).to.deep.equal(['a']);
    dossier.send({ type: 'deliverMessage', name: 'M1' });
    expect(dossier.active()).to.deep.equal(['b']);
    dossier.complete('b');
    expectEmpty(dossier);
  });

  it('a mapping that fails with the last is an incident; what has come is not lost', async () => {
    const xml = bpmn(
      start('s'),
      event('intermediateCatchEvent', 'c', 'message:M1 | message:M2', 'parallelMultiple="true"', mappings({}, { sum: 'x + y' })),
      script('t', '1'),
      's->c',
      'c->t',
    );
    const dossier = await played(xml);
    dossier.send({ type: 'deliverMessage', name: 'M1', variables: { x: 'text' } });
    dossier.send({ type: 'deliverMessage', name: 'M2', variables: { y: 2 } });
    const [incident] = dossier.incidents();
    expect([incident!.code, incident!.elementKey]).to.deep.equal(['EXPRESSION_FAILED', 'c#2']);
    dossier.send({ type: 'cancel' });
    expectEmpty(dossier);
  });
});
