import { expect } from 'chai';
import { procedure, user } from '../semantics/support.ts';
import { ask, chain, timed } from './support.ts';

const id = 'appointment-sum-differs';
const appointments = (first: number, second: number) =>
  `<tthc:appointment order="1" value="${first}" unit="workingDay" until="b"/><tthc:appointment order="2" value="${second}" unit="workingDay" from="pay"/>`;
const pay = '<receiveTask id="pay" tthc:counts="false" tthc:purpose="payment"/>';

describe(`rule ${id}`, () => {
  it('adds up the steps before the first promise and after the payment', async () => {
    const xml = (first: number, second: number) =>
      procedure('', appointments(first, second), ...chain(timed('a', 2), timed('b', 3), pay, timed('c', 4)));
    expect(await ask(id, xml(5, 4))).to.deep.equal([]);
    const found = await ask(id, xml(6, 3));
    expect(found.map(({ elements }) => elements)).to.deep.equal([
      ['P', 'a', 'b'],
      ['P', 'c'],
    ]);
    expect(found[0]!.message).to.include('Hẹn lần 1 là 6 ngày làm việc').and.include('5 ngày làm việc');
  });

  it('is silent where a step of its part has no time', async () => {
    expect(await ask(id, procedure('', appointments(6, 4), ...chain(timed('a', 2), user('b'), pay, timed('c', 4))))).to.deep.equal([]);
  });
});
