import { expect } from 'chai';
import { boundary, bpmn, catching, end, event, expectEmpty, holds, mappings, played, start, sub, throwing, user } from '../support.ts';

describe('intermediate throw event', () => {
  it('a none one just passes', async () => {
    await holds(bpmn(start('s'), throwing('t'), end('e'), 's->t', 't->e'), {
      steps: [{ do: 'start' }],
      expect: [{ after: 0, ended: true, completed: ['t', 'e'] }],
    });
  });

  it('a message one sends its input mappings', async () => {
    const dossier = await played(
      bpmn(start('s'), event('intermediateThrowEvent', 't', 'message:M1?code', '', mappings({ sum: 'x + 1' })), 's->t'),
      { variables: { x: 1, code: 'D' } },
    );
    expect(dossier.events.filter(({ type }) => type === 'messageThrown')).to.deep.equal([
      { type: 'messageThrown', elementId: 't', name: 'M1', variables: { sum: 2 }, correlationKey: 'D', delivery: 'outside' },
    ]);
  });

  it('a signal one reaches its own dossier first and brings its payload', async () => {
    const xml = bpmn(
      start('s'),
      catching('c', 'signal:S1'),
      event('intermediateThrowEvent', 't', 'signal:S1', '', mappings({ told: '"yes"' })),
      's->c',
      's->t',
    );
    const dossier = await played(xml);
    expectEmpty(dossier);
    expect(dossier.variable('told')).to.equal('yes');
  });

  it('an escalation one goes on unless its handler interrupts, and the handler runs first', async () => {
    const xml = (interrupting: boolean) =>
      bpmn(
        start('s'),
        sub('scope', start('is'), throwing('t', 'escalation:X1'), user('a'), 'is->t', 't->a'),
        boundary('caught', 'scope', 'escalation:X1', interrupting),
        user('look'),
        's->scope',
        'caught->look',
      );
    await holds(xml(false), { steps: [{ do: 'start' }], expect: [{ after: 0, active: ['a', 'look'] }] });
    await holds(xml(true), { steps: [{ do: 'start' }], expect: [{ after: 0, active: ['look'], notReached: ['a'] }] });
  });

  it('a link one goes on at its catching partner', async () => {
    await holds(bpmn(start('s'), throwing('t', 'link:L'), catching('c', 'link:L'), user('a'), 's->t', 'c->a'), {
      steps: [{ do: 'start' }],
      expect: [{ after: 0, active: ['a'], completed: ['t', 'c'] }],
    });
  });

  it('a link whose way on is blocked by an incident does not let the scope end', async () => {
    const dossier = await played(
      bpmn(start('s'), user('b'), throwing('t', 'link:L'), catching('c', 'link:L'), user('a'), 's->b', 's->t', 'c->a?ready'),
    );
    dossier.complete('b');
    expect(dossier.state.status).to.equal('active');
    dossier.send({ type: 'setVariables', variables: { ready: true } });
    dossier.send({ type: 'resolveIncident', incidentKey: dossier.incidents()[0]!.key });
    expect(dossier.active()).to.deep.equal(['a']);
  });

  it('what cannot be evaluated stops it before anything is thrown', async () => {
    const dossier = await played(
      bpmn(start('s'), event('intermediateThrowEvent', 't', 'signal:S1', '', mappings({ told: '1 + x' })), end('e'), 's->t', 't->e'),
      { variables: { x: 'text' } },
    );
    expect(dossier.incidents().map(({ elementId }) => elementId)).to.deep.equal(['t']);
    expect(dossier.events.some(({ type }) => type === 'signalThrown')).to.equal(false);
  });
});
