import { expect } from 'chai';
import { procedure } from '../semantics/support.ts';
import { ask, chain, deadline, found, steps, timed } from './support.ts';

const id = 'unit-differs-from-deadline';

describe(`rule ${id}`, () => {
  it('names calendar days under a deadline in working days, with the cure', async () => {
    const [finding] = await ask(id, steps(10, timed('a', 3, 'calendarDay'), timed('b', 4)));
    expect(finding!.elements).to.deep.equal(['a', 'P']);
    expect(finding!.fix!.changes).to.deep.equal([{ do: 'setAttribute', element: 'a', name: 'tthc:budgetUnit', value: 'workingDay' }]);
  });

  it("goes by the step's own phase and lets hours be", async () => {
    const xml = procedure(
      '',
      deadline(10) + deadline(15, 'calendarDay', 'kind="published" phase="x"'),
      ...chain(timed('a', 15, 'calendarDay', 'tthc:phase="x"'), timed('b', 10)),
    );
    expect(await found(id, xml)).to.deep.equal([]);
    expect(await found(id, procedure('', deadline(10, 'calendarDay'), ...chain(timed('a', 4, 'workingHour'))))).to.deep.equal([]);
  });
});
