/** Look-ups that are made at once go to the database together. */
import { expect } from 'chai';
import type { Pool } from 'pg';
import { gathered } from '../../api/gathered.ts';

describe('gathered look-ups', () => {
  const pool = {} as Pool;

  it('ask once for all that came while one was under way, and give each its answer', async () => {
    const asked: (readonly number[])[] = [];
    let value = 10;
    const lookUp = gathered(async (_pool, questions: readonly number[]) => {
      asked.push(questions);
      const now = value;
      await new Promise((resolve) => setImmediate(resolve));
      return (question) => question * now;
    });
    const first = lookUp(pool, 1);
    // what is asked after a change is answered by it, though a look-up from before it is under way
    value = 100;
    const others = [lookUp(pool, 2), lookUp(pool, 3)];
    expect(await Promise.all([first, ...others])).to.deep.equal([10, 200, 300]);
    expect(asked).to.deep.equal([[1], [2, 3]]);
    expect(await lookUp({} as Pool, 4)).to.equal(400);
  });

  it('fail together, and go on', async () => {
    let isBroken = true;
    const lookUp = gathered(async (_pool, _questions: readonly number[]) => {
      await new Promise((resolve) => setImmediate(resolve));
      if (isBroken) throw new Error('away');
      return (question) => question;
    });
    const outcomes = await Promise.allSettled([lookUp(pool, 1), lookUp(pool, 2), lookUp(pool, 3)]);
    expect(outcomes.map(({ status }) => status)).to.deep.equal(['rejected', 'rejected', 'rejected']);
    isBroken = false;
    expect(await lookUp(pool, 5)).to.equal(5);
  });
});
