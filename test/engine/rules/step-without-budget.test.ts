import { expect } from 'chai';
import { procedure, user } from '../semantics/support.ts';
import { chain, found, steps, timed } from './support.ts';

const id = 'step-without-budget';

describe(`rule ${id}`, () => {
  it('names the counted step without time; taking in at the counter is a note, returning the result none', async () => {
    expect(await found(id, steps(3, timed('a', 3), user('b')))).to.deep.equal(['warning b']);
    expect(
      await found(id, steps(3, user('a', '', 'tthc:step="receive"'), timed('b', 3), user('c', '', 'tthc:step="return"'))),
    ).to.deep.equal(['info a']);
  });

  it('is silent about uncounted steps, shares, and what stands in a timed subprocess', async () => {
    const block =
      '<subProcess id="box" tthc:budget="1" tthc:budgetUnit="workingDay"><startEvent id="bs"/><userTask id="x"/><sequenceFlow id="f" sourceRef="bs" targetRef="x"/></subProcess>';
    expect(
      await found(id, steps(3, timed('a', 1), user('b', '', 'tthc:counts="false"'), user('c', '', 'tthc:budgetShare="0.2"'), block)),
    ).to.deep.equal([]);
  });

  it('says once that no step has a time, and nothing without a deadline', async () => {
    expect(await found(id, steps(3, user('a'), user('b')))).to.deep.equal(['warning P a b']);
    expect(await found(id, procedure('', '', ...chain(user('a'))))).to.deep.equal([]);
  });
});
