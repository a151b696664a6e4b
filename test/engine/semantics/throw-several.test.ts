import { expect } from 'chai';
import { boundary, bpmn, catching, end, eventSub, expectEmpty, mappings, event, played, start, sub, throwing, user } from './support.ts';

const thrown = (events: readonly { readonly type: string }[]) => events.map(({ type }) => type).filter((type) => type.endsWith('Thrown'));

describe('events that throw several things', () => {
  it('all are thrown in document order, with the same data, and the token goes on', async () => {
    const xml = bpmn(
      start('s'),
      user('a'),
      event('intermediateThrowEvent', 't', 'signal:S1 | message:M1 | escalation:X1', '', mappings({ text: '"hi"' })),
      user('b'),
      's->a',
      'a->t',
      't->b',
      eventSub('esc', 'escalation:X1', false, 'escTask', user('escTask')),
      eventSub('sig', 'signal:S1', false, 'sigTask', user('sigTask')),
      eventSub('msg', 'message:M1', false, 'msgTask', user('msgTask')),
    );
    const dossier = await played(xml);
    const events = dossier.send({ type: 'completeTask', elementKey: 'a#1' });
    expect(thrown(events)).to.deep.equal(['signalThrown', 'messageThrown', 'escalationThrown']);
    expect(dossier.active()).to.deep.equal(['b', 'escTask', 'msgTask', 'sigTask']);
    expect(dossier.events.flatMap((each) => (each.type === 'triggered' ? each.elementId : []))).to.deep.equal([
      'esc_start',
      'sig_start',
      'msg_start',
    ]);
    expect(dossier.variable('text')).to.equal('hi');
  });

  it('an end event throws them all and ends its token; an error among them interrupts', async () => {
    const xml = bpmn(
      start('s'),
      sub('scope', start('is'), end('bad', 'message:M1 | error:E1'), user('other'), 'is->bad', 'is->other'),
      boundary('caught', 'scope', 'error:E1'),
      user('repair'),
      's->scope',
      'caught->repair',
    );
    const dossier = await played(xml);
    expect(dossier.active()).to.deep.equal(['repair']);
    expect(thrown(dossier.events)).to.deep.equal(['messageThrown', 'errorThrown']);
    const plain = await played(bpmn(start('s'), end('e', 'signal:S1 | message:M1'), 's->e'));
    expectEmpty(plain);
    expect(thrown(plain.events)).to.deep.equal(['signalThrown', 'messageThrown']);
  });

  it('an error that nobody catches stops the event before anything is thrown', async () => {
    const dossier = await played(bpmn(start('s'), end('e', 'message:M1 | error:E1'), 's->e'));
    expect(dossier.incidents().map(({ code, elementId }) => [code, elementId])).to.deep.equal([['ERROR_UNCAUGHT', 'e']]);
    expect(thrown(dossier.events)).to.deep.equal([]);
  });

  it('a termination beside others ends the scope; what is thrown reaches handlers outside', async () => {
    const xml = bpmn(
      start('s'),
      sub(
        'scope',
        start('is'),
        end('stop', 'terminate | escalation:X1 | signal:S1'),
        user('other'),
        'is->other',
        'is->stop',
        eventSub('inner', 'escalation:X2', false, 'innerTask', user('innerTask')),
      ),
      boundary('up', 'scope', 'escalation:X1', false),
      user('told'),
      user('after'),
      's->scope',
      'scope->after',
      'up->told',
    );
    const dossier = await played(xml);
    expect(dossier.active()).to.deep.equal(['after', 'told']);
  });

  it('a signal of several is not heard by the event that waits for it later, a message is', async () => {
    const xml = bpmn(start('s'), throwing('t', 'signal:S1 | message:M1'), catching('c', 'signal:S1'), 's->t', 't->c');
    expect((await played(xml)).active()).to.deep.equal(['c']);
  });
});
