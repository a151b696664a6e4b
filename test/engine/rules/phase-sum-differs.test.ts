import { expect } from 'chai';
import { procedure, user } from '../semantics/support.ts';
import { ask, chain, deadline, timed } from './support.ts';

const id = 'phase-sum-differs';
const phase = (name: string, days: number) => deadline(days, 'workingDay', `kind="published" phase="${name}"`);
const inPhase = (step: string, name: string, days: number) => timed(step, days, 'workingDay', `tthc:phase="${name}"`);

describe(`rule ${id}`, () => {
  it('adds up the steps of each phase', async () => {
    const xml = (days: number) =>
      procedure('', phase('xa', 3) + phase('tinh', 5), ...chain(inPhase('a', 'xa', 3), inPhase('b', 'tinh', days), timed('c', 9)));
    expect(await ask(id, xml(5))).to.deep.equal([]);
    const [finding] = await ask(id, xml(4));
    expect(finding!.elements).to.deep.equal(['P', 'b']);
    expect(finding!.message).to.include('"tinh"').and.include('5 ngày làm việc').and.include('4 ngày làm việc');
  });

  it('is silent about a phase with a step without time', async () => {
    const xml = procedure('', phase('xa', 3), ...chain(inPhase('a', 'xa', 2), user('b', '', 'tthc:phase="xa"')));
    expect(await ask(id, xml)).to.deep.equal([]);
  });
});
