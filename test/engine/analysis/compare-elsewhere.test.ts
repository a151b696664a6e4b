import { expect } from 'chai';
import { compareElsewhere } from '../../../engine/analysis/compare-elsewhere.ts';
import { catalogueEntries } from '../../../engine/rules/catalogue/catalogue-entry.ts';
import { modelOfXml } from '../../support/bpmn.ts';
import { chain, deadline, timed } from '../rules/support.ts';
import { procedure } from '../semantics/support.ts';

const model = (province: string, days: number, code = '1.014464') =>
  modelOfXml(
    procedure(
      `tthc:procedureCode="${code}" tthc:province="${province}"`,
      deadline(days),
      ...chain(timed('a', days / 2), timed('b', days / 2)),
    ),
  );

describe('a procedure elsewhere', () => {
  it('is set beside ours by its code, in other provinces only', async () => {
    const others = await Promise.all([
      model('Cà Mau', 2),
      model('Sơn La', 3),
      model('Hà Tĩnh', 1),
      model('Huế', 1, '1.000001'),
      model('Vĩnh Long', 4),
    ]);
    const compared = compareElsewhere(await model('Hà Tĩnh', 3), others.flatMap(catalogueEntries));
    expect(compared.map(({ there, deadline: verdict }) => [there.province, there.steps, there.stepDays, verdict])).to.deep.equal([
      ['Cà Mau', 2, 2, 'shorterThere'],
      ['Sơn La', 2, 3, 'same'],
      ['Vĩnh Long', 2, 4, 'longerThere'],
    ]);
  });
});
