import { expect } from 'chai';
import { procedure } from '../semantics/support.ts';
import { ask, chain, deadline, timed } from './support.ts';

const days = (value: number) => ({ value, unit: 'workingDay' as const });

describe('rule faster-elsewhere', () => {
  it('names the provinces that publish a shorter time for the same code and case', async () => {
    const xml = procedure('tthc:procedureCode="1.014464" tthc:province="Hà Tĩnh"', deadline(3), ...chain(timed('a', 3)));
    const catalogue = [
      { code: '1.014464', province: 'Cà Mau', published: days(2) },
      { code: '1.014464', province: 'Sơn La', published: days(3) },
      { code: '1.014464', province: 'Hà Tĩnh', published: days(1) },
      { code: '1.014465', province: 'Nghệ An', published: days(1) },
      { code: '1.014464', province: 'Huế', caseName: 'Cấp lại', published: days(1) },
      { code: '1.014464', province: 'Vĩnh Long', published: { value: 2, unit: 'calendarDay' as const } },
    ];
    const found = await ask('faster-elsewhere', xml, { catalogue });
    expect(found.map(({ severity, message }) => [severity, message])).to.deep.equal([
      ['info', 'Nơi khác nhanh hơn (ở đây 3 ngày làm việc): Cà Mau 2 ngày làm việc'],
    ]);
  });
});
