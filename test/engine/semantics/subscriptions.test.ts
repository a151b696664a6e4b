/** What waits: plans are evaluated before anything is armed, triggers by hand, order of arming. */
import { expect } from 'chai';
import { boundary, bpmn, catching, end, eventSub, expectEmpty, played, start, sub, user } from './support.ts';

describe('subscriptions', () => {
  it('a cycle fired ahead of its time by hand goes on with the round after that one', async () => {
    const dossier = await played(bpmn(start('s'), user('a'), boundary('tick', 'a', 'cycle:R/PT1H', false), end('x'), 's->a', 'tick->x'));
    dossier.send({ type: 'trigger', elementKey: 'tick#1' });
    expect(dossier.state.subscriptions['tick#1']!.dueAt).to.equal('2026-03-02T03:00:00.000Z');
  });

  it('nothing is armed when one of several plans cannot be evaluated', async () => {
    const dossier = await played(
      bpmn(
        start('s'),
        sub('scope', user('a'), eventSub('in', 'message:M1', false, 'x', user('x'))),
        boundary('b1', 'scope', 'message:M2'),
        boundary('b2', 'scope', 'timer:=wait'),
        's->scope',
      ),
    );
    expect(dossier.state.subscriptions).to.deep.equal({});
    expect(dossier.state.elements).to.deep.equal({});
    expect(dossier.incidents().map(({ code, elementId }) => [code, elementId])).to.deep.equal([['TIMER_FAILED', 'b2']]);
    dossier.send({ type: 'setVariables', variables: { wait: 'P1D' } });
    dossier.send({ type: 'resolveIncident', incidentKey: dossier.incidents()[0]!.key });
    expect(Object.values(dossier.state.subscriptions).map(({ elementId }) => elementId)).to.deep.equal(['in_start', 'b1', 'b2']);
  });

  it('a boundary event sees the inputs of its own activity', async () => {
    const inputs = '<extensionElements><tthc:input source="base + 1" target="local"/></extensionElements>';
    const dossier = await played(
      bpmn(start('s'), user('a', inputs), boundary('m', 'a', 'message:M1?"K" + string(local)'), user('b'), 's->a', 'm->b'),
      { variables: { base: 1 } },
    );
    expect(dossier.state.subscriptions['m#1']!.correlationKey).to.equal('K2');
  });

  it('every kind can be triggered by hand, errors and escalations too', async () => {
    for (const what of ['message:M1', 'signal:S1', 'timer:P1D', 'error:E1', 'escalation:X1']) {
      const dossier = await played(bpmn(start('s'), user('a'), boundary('b', 'a', what), user('after'), 's->a', 'b->after'));
      dossier.send({ type: 'trigger', elementKey: 'b#1', variables: { x: 1 } });
      expect([dossier.active(), dossier.variable('x')], what).to.deep.equal([['after'], 1]);
    }
  });

  it('when the start of an event subprocess fails, its incident goes with its scope', async () => {
    const xml = bpmn(
      start('s'),
      sub('scope', user('a'), eventSub('in', 'message:M1', false, 'x', user('x')).replace('in_start->x', '')),
      user('after'),
      's->scope',
      'scope->after',
    );
    const failing = xml.replace(
      '<sequenceFlow id="in_start_x" sourceRef="in_start" targetRef="x">',
      '$&<conditionExpression xsi:type="tFormalExpression">missing</conditionExpression>',
    );
    const dossier = await played(failing);
    dossier.send({ type: 'deliverMessage', name: 'M1' });
    expect(dossier.incidents().map(({ elementId }) => elementId)).to.deep.equal(['in_start']);
    dossier.refuses('NOT_WAITING', { type: 'deliverMessage', name: 'M1' });
    dossier.complete('a');
    expect(dossier.incidents()).to.deep.equal([]);
    dossier.complete('after');
    expectEmpty(dossier);
  });

  it('what waits is in the queue in the order in which it came to wait', async () => {
    const dossier = await played(
      bpmn(start('s'), catching('one', 'message:M1'), catching('two', 'message:M1'), end('e'), 's->two', 's->one', 'one->e', 'two->e'),
    );
    dossier.send({ type: 'deliverMessage', name: 'M1' });
    expect(dossier.active()).to.deep.equal(['one']);
  });
});
