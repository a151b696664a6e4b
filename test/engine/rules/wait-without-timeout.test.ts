import { expect } from 'chai';
import { boundary, bpmn, catching, end, eventSub, start, sub, throwing, user } from '../semantics/support.ts';
import { element } from '../../support/bpmn.ts';
import { chain, found } from './support.ts';

const id = 'wait-without-timeout';
const receive = (attributes = '') => element('receiveTask', 'w', '', `messageRef="M1" ${attributes}`);

describe(`rule ${id}`, () => {
  it('names receive tasks and messages that are waited for without a timer', async () => {
    expect(await found(id, bpmn(...chain(receive())))).to.deep.equal(['warning w']);
    expect(await found(id, bpmn(...chain(catching('w', 'message:M1'))))).to.deep.equal(['warning w']);
    expect(await found(id, bpmn(...chain(catching('w', 'timer:P3D'))))).to.deep.equal([]);
  });

  it('is a note where the time does not count', async () => {
    expect(await found(id, bpmn(...chain(receive('tthc:counts="false"'))))).to.deep.equal(['info w']);
    expect(await found(id, bpmn(...chain(receive('tthc:purpose="payment"'))))).to.deep.equal(['info w']);
  });

  it('accepts a timer on the wait, beside it, around it, or in an event subprocess', async () => {
    expect(await found(id, bpmn(...chain(receive()), boundary('b', 'w', 'timer:P3D'), end('e2'), 'b->e2'))).to.deep.equal([]);
    expect(await found(id, bpmn(...chain(receive()), boundary('b', 'w', 'timer:P3D', false), end('e2'), 'b->e2'))).to.deep.equal([
      'warning w',
    ]);
    const race = bpmn(
      start('s'),
      element('eventBasedGateway', 'g'),
      catching('w', 'message:M1'),
      catching('t', 'timer:P3D'),
      end('e'),
      's->g',
      'g->w',
      'g->t',
      'w->e',
      't->e',
    );
    expect(await found(id, race)).to.deep.equal([]);
    const inside = sub('box', start('bs'), catching('w', 'message:M1'), 'bs->w');
    expect(await found(id, bpmn(...chain(inside), boundary('b', 'box', 'timer:P3D'), end('e2'), 'b->e2'))).to.deep.equal([]);
    const lapse = (interrupting: boolean) =>
      sub('box', start('bs'), catching('w', 'message:M1'), 'bs->w', eventSub('late', 'timer:P3D', interrupting, 'x', user('x')));
    expect(await found(id, bpmn(...chain(lapse(true))))).to.deep.equal([]);
    expect(await found(id, bpmn(...chain(lapse(false))))).to.deep.equal(['warning w']);
  });

  it('is no outside matter when the file itself sends the message', async () => {
    expect(await found(id, bpmn(...chain(throwing('t', 'message:M1'), catching('w', 'message:M1'))))).to.deep.equal([]);
  });
});
