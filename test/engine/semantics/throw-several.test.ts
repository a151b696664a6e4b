import { expect } from 'chai';
import { readBpmn } from '../../../engine/model/read-bpmn.ts';
import {
  boundary,
  bpmn,
  catching,
  compensated,
  end,
  eventSub,
  expectEmpty,
  mappings,
  event,
  played,
  start,
  sub,
  throwing,
  transaction,
  user,
} from './support.ts';

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

  it('what waits to be taken back is, before the rest is thrown; several of it are one, the last completed first', async () => {
    const xml = bpmn(
      start('s'),
      user('a'),
      user('b'),
      user('c'),
      throwing('t', 'message:M1 | compensate:a | compensate?:c | signal:S1'),
      user('d'),
      ...['s->a', 'a->b', 'b->c', 'c->t', 't->d'],
      ...['a', 'b', 'c'].map((id) => compensated(id)),
    );
    const dossier = await played(xml);
    for (const id of ['a', 'b', 'c']) dossier.send({ type: 'completeTask', elementKey: `${id}#1` });
    expect(dossier.active()).to.deep.equal(['undo_c']);
    dossier.send({ type: 'completeTask', elementKey: 'undo_c#1' });
    expect(thrown(dossier.events)).to.deep.equal(['compensationThrown']);
    const last = dossier.send({ type: 'completeTask', elementKey: 'undo_a#1' });
    expect(thrown(last)).to.deep.equal(['messageThrown', 'signalThrown']);
    expect(dossier.active()).to.deep.equal(['d']);
  });

  it('what does not wait is taken back while the rest is thrown; with nothing to take back everything goes at once', async () => {
    const xml = (what: string) =>
      bpmn(start('s'), user('a'), throwing('t', what), user('d'), 's->a', 'a->t', 't->d', compensated('a'), user('b'), compensated('b'));
    const dossier = await played(xml('compensate?:a | message:M1'));
    expect(thrown(dossier.send({ type: 'completeTask', elementKey: 'a#1' }))).to.deep.equal(['compensationThrown', 'messageThrown']);
    expect(dossier.active()).to.deep.equal(['d', 'undo_a']);
    const nothing = await played(xml('compensate:b | message:M1'));
    expect(thrown(nothing.send({ type: 'completeTask', elementKey: 'a#1' }))).to.deep.equal(['compensationThrown', 'messageThrown']);
    expect(nothing.active()).to.deep.equal(['d']);
  });

  it('an error after what is taken back reaches its handler; one that nobody catches is an incident then', async () => {
    const inside = [
      start('is'),
      user('a'),
      end('bad', 'error:E1 | compensate'),
      user('other'),
      'is->other',
      'is->a',
      'a->bad',
      compensated('a'),
    ];
    const around = (...more: string[]) => bpmn(start('s'), sub('scope', ...inside), 's->scope', ...more);
    const caught = await played(around(boundary('caught', 'scope', 'error:E1'), user('repair'), 'caught->repair'));
    caught.send({ type: 'completeTask', elementKey: 'a#1' });
    expect(caught.active()).to.deep.equal(['other', 'undo_a']);
    caught.send({ type: 'completeTask', elementKey: 'undo_a#1' });
    expect(caught.active()).to.deep.equal(['repair']);

    const uncaught = await played(around());
    uncaught.send({ type: 'completeTask', elementKey: 'a#1' });
    uncaught.send({ type: 'completeTask', elementKey: 'undo_a#1' });
    expect(uncaught.incidents().map(({ code, elementId }) => [code, elementId])).to.deep.equal([['ERROR_UNCAUGHT', 'bad']]);
  });

  it('a termination comes before what is taken back, and the scope ends after it', async () => {
    for (const [what, before] of [
      ['compensate | terminate', []],
      ['compensate? | terminate | message:M1', ['messageThrown']],
    ] as const) {
      const scope = [start('is'), user('a'), user('other'), end('stop', what), 'is->a', 'is->other', 'a->stop', compensated('a')];
      const dossier = await played(bpmn(start('s'), sub('scope', ...scope), user('after'), 's->scope', 'scope->after'));
      expect(thrown(dossier.send({ type: 'completeTask', elementKey: 'a#1' })), what).to.deep.equal(['compensationThrown', ...before]);
      expect(dossier.active(), what).to.deep.equal(['undo_a']);
      dossier.send({ type: 'completeTask', elementKey: 'undo_a#1' });
      expect(dossier.active(), what).to.deep.equal(['after']);
    }
  });

  it('a transaction is cancelled and tells of it; its border may be left by cancelling or by another trigger of the same event', async () => {
    const deal = transaction(
      'deal',
      start('is'),
      user('a'),
      user('b'),
      end('no', 'cancel | message:M1'),
      'is->a',
      'a->b',
      'b->no',
      compensated('a'),
    );
    const xml = bpmn(start('s'), deal, boundary('left', 'deal', 'cancel | message:M2'), user('after'), 's->deal', 'left->after');
    const dossier = await played(xml);
    dossier.send({ type: 'completeTask', elementKey: 'a#1' });
    expect(thrown(dossier.send({ type: 'completeTask', elementKey: 'b#1' }))).to.deep.equal(['messageThrown']);
    expect(dossier.active()).to.deep.equal(['undo_a']);
    dossier.send({ type: 'completeTask', elementKey: 'undo_a#1' });
    expect(dossier.active()).to.deep.equal(['after']);

    const other = await played(xml);
    other.send({ type: 'deliverMessage', name: 'M2' });
    expect(other.active()).to.deep.equal(['after']);
  });

  it('a type of job leaves a message alone to a worker; beside others it has no effect, and that is said', async () => {
    const xml = (what: string) =>
      bpmn(start('s'), event('intermediateThrowEvent', 't', what, 'tthc:jobType="post"'), user('a'), 's->t', 't->a');
    const alone = await played(xml('message:M1'));
    expect(alone.active()).to.deep.equal(['t']);
    alone.send({ type: 'completeJob', elementKey: 't#1' });
    expect(alone.active()).to.deep.equal(['a']);
    const several = await played(xml('message:M1 | signal:S1'));
    expect(several.active()).to.deep.equal(['a']);
    expect(thrown(several.events)).to.deep.equal(['messageThrown', 'signalThrown']);
    expect((await readBpmn(xml('message:M1 | signal:S1'))).problems.map(({ code, at }) => `${code} ${at}`)).to.deep.equal(['NO_EFFECT t']);
  });

  it('is refused where it contradicts itself: a link beside others, what is caught for taking back, two ways out of a transaction', async () => {
    const problemsOf = async (...parts: string[]) =>
      (await readBpmn(bpmn(start('s'), user('a'), 's->a', ...parts))).problems.map(({ code, at }) => `${code} ${at}`);
    const wrong = ['EVENT_DEFINITION_WRONG x'];
    expect(await problemsOf(throwing('x', 'link:L | message:M1'), 'a->x')).to.deep.equal(wrong);
    expect(await problemsOf(user('b'), boundary('x', 'a', 'compensate | message:M1'), 'x->b')).to.deep.equal(wrong);
    const cancels = (what: string, all = '') =>
      problemsOf(transaction('t', end('y', 'cancel')), boundary('x', 't', what, true, '', all), end('z'), 'x->z');
    expect(await cancels('cancel | message:M1', 'parallelMultiple="true"')).to.include.members(wrong);
    expect(await cancels('cancel | message:M1')).to.deep.equal([]);
    const ends = (what: string) => problemsOf(transaction('t', end('x', what)), boundary('c', 't', 'cancel'), user('z'), 'c->z');
    for (const beside of ['terminate', 'error:E1', 'escalation:X1', 'compensate'])
      expect(await ends(`cancel | ${beside}`), beside).to.deep.equal(wrong);
    expect(await problemsOf(sub('b', user('inner')), throwing('x', 'compensate:a | compensate:inner'), 'a->x')).to.deep.equal([
      'COMPENSATION_REACH x',
    ]);
  });
});
