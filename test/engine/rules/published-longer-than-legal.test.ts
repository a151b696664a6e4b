import { expect } from 'chai';
import { procedure } from '../semantics/support.ts';
import { ask, chain, deadline, found, timed } from './support.ts';

const id = 'published-longer-than-legal';
const xml = (published: string, other: string, attributes = '') => procedure(attributes, published + other, ...chain(timed('a', 1)));

describe(`rule ${id}`, () => {
  it('compares with the law and the national procedure', async () => {
    expect(await found(id, xml(deadline(10), deadline(10, 'workingDay', 'kind="legal"')))).to.deep.equal([]);
    const [finding] = await ask(id, xml(deadline(12), deadline(10, 'workingDay', 'kind="national"')));
    expect(finding).to.include({ severity: 'error' });
    expect(finding!.message).to.include('12 ngày làm việc').and.include('10 ngày làm việc');
    expect(await found(id, xml(deadline(81, 'workingHour'), deadline(10, 'workingDay', 'kind="legal"')))).to.have.length(1);
  });

  it('does not compare different kinds of day, phases or cases, nor with "at once"', async () => {
    expect(await found(id, xml(deadline(12), deadline(10, 'calendarDay', 'kind="legal"')))).to.deep.equal([]);
    expect(await found(id, xml(deadline(12), deadline(10, 'workingDay', 'kind="legal" phase="x"')))).to.deep.equal([]);
    expect(await found(id, xml(deadline(12), deadline(10, 'workingDay', 'kind="legal" when="=simple"')))).to.deep.equal([]);
    expect(await found(id, xml(deadline(12), deadline(0, 'workingDay', 'kind="legal"')))).to.deep.equal([]);
  });

  it('knows the national deadline from the catalogue by the code', async () => {
    const catalogue = [{ code: '1.234567', national: { value: 10, unit: 'workingDay' as const } }];
    expect(await found(id, xml(deadline(12), '', 'tthc:procedureCode="1.234567.H12"'), { catalogue })).to.deep.equal(['error P']);
    expect(await found(id, xml(deadline(12), '', 'tthc:procedureCode="1.234568"'), { catalogue })).to.deep.equal([]);
  });
});
