import { expect } from 'chai';
import { boundary, bpmn, end, eventSub, start, sub, user, xor } from '../semantics/support.ts';
import { found } from './support.ts';

const id = 'supplement-asked-twice';
const request = (interrupting: boolean) =>
  eventSub('ask', 'message:M1', interrupting, 'w', user('w')).replace(
    '<startEvent id="ask_start"',
    '<startEvent id="ask_start" tthc:purpose="supplementRequest"',
  );
const box = (interrupting = true) => sub('box', start('bs'), user('a'), 'bs->a', request(interrupting));

describe(`rule ${id}`, () => {
  it('finds the subprocess that is entered again, and the request that stays armed', async () => {
    const again = bpmn(start('s'), xor('m'), box(), xor('x'), end('e'), 's->m', 'm->box', 'box->x', 'x->m?supplemented', 'x->e!');
    expect(await found(id, again)).to.deep.equal(['warning ask_start']);
    expect(await found(id, bpmn(start('s'), box(false), end('e'), 's->box', 'box->e'))).to.deep.equal(['warning ask_start']);
    const aside = boundary('b', 'a', 'message:M1', false).replace('id="b"', 'id="b" tthc:purpose="supplementRequest"');
    expect(await found(id, bpmn(start('s'), user('a'), aside, end('e'), 's->a', 'a->e', 'b->e'))).to.deep.equal(['warning b']);
  });

  it('accepts one interrupting request that is passed once', async () => {
    expect(await found(id, bpmn(start('s'), box(), end('e'), 's->box', 'box->e'))).to.deep.equal([]);
  });

  it('counts several places that can ask', async () => {
    const other = box()
      .replaceAll('"box"', '"box2"')
      .replaceAll('ask_start', 'ask2_start')
      .replaceAll('"ask"', '"ask2"')
      .replaceAll('"w"', '"w2"')
      .replaceAll('"a"', '"a2"')
      .replaceAll('"bs"', '"bs2"')
      .replaceAll('bs_a', 'bs2_a2')
      .replaceAll('ask2_start_w', 'ask2_start_w2');
    expect(await found(id, bpmn(start('s'), box(), other, end('e'), 's->box', 'box->box2', 'box2->e'))).to.deep.equal([
      'warning ask_start ask2_start',
    ]);
  });
});
