import { expect } from 'chai';
import { procedure, user } from '../semantics/support.ts';
import { chain, found } from './support.ts';

const id = 'repealed-law';
const xml = (basis: string, product = '') =>
  procedure('', `<tthc:legalBasis>${basis}</tthc:legalBasis>`, ...chain(user('a', '', product && `tthc:product="${product}"`)));

describe(`rule ${id}`, () => {
  it('finds replaced texts in the basis and old numbers of forms in the steps', async () => {
    expect(await found(id, xml('Nghị định số 61/2018/NĐ-CP ngày 23/4/2018'))).to.deep.equal(['warning P']);
    expect(await found(id, xml('Thông tư số 01/2018/TT-VPCP'))).to.deep.equal(['warning P']);
    expect(await found(id, xml('Nghị định 118/2025/NĐ-CP', 'Phiếu kiểm soát quá trình giải quyết hồ sơ (mẫu số 05)'))).to.deep.equal([
      'warning P a',
    ]);
  });

  it('leaves alone what is in force, and the title of a text that replaces', async () => {
    expect(await found(id, xml('Nghị định 118/2025/NĐ-CP', 'Phiếu kiểm soát quá trình giải quyết hồ sơ (mẫu số 06)'))).to.deep.equal([]);
    expect(await found(id, xml('Nghị định 118/2025/NĐ-CP thay thế Nghị định số 61/2018/NĐ-CP'))).to.deep.equal([]);
    expect(await found(id, xml('Thông tư 101/2018/TT-VPCP'))).to.deep.equal([]);
  });
});
