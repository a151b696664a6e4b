import { expect } from 'chai';
import type { Unit } from '../../engine/index.ts';
import { readPasted } from '../../modeler/pages/admin-catalogue/read-pasted.ts';

const units: readonly Unit[] = [
  { id: 'so-y-te', name: 'Sở Y tế', level: 'department' },
  { id: 'so-noi-vu', name: 'Sở Nội vụ', level: 'department' },
];

describe('a catalogue pasted from a spreadsheet', () => {
  it('is read by its headings, in any order, units by name without diacritics', () => {
    const text =
      'STT\tTên thủ tục hành chính\tMã TTHC\tCơ quan thực hiện\tBắt buộc\n1\tCấp bản sao\t2.000908\tso noi vu\tx\n2\tCấp thẻ\t1.009999\tSở Y tế\t\n';
    expect(readPasted(text, units, undefined).map(({ entry }) => entry)).to.deep.equal([
      { code: '2.000908', name: 'Cấp bản sao', department: 'so-noi-vu', mandatory: true },
      { code: '1.009999', name: 'Cấp thẻ', department: 'so-y-te', mandatory: false },
    ]);
  });

  it('is read in the usual order without headings, for the department chosen where none is named', () => {
    expect(readPasted('1.009999\tCấp thẻ\t\tY tế\tcó', units, 'so-y-te')).to.deep.equal([
      {
        number: 1,
        cells: ['1.009999', 'Cấp thẻ', '', 'Y tế', 'có'],
        entry: { code: '1.009999', name: 'Cấp thẻ', department: 'so-y-te', field: 'Y tế', mandatory: true },
      },
    ]);
  });

  it('says of each row that cannot be taken why', () => {
    const rows = readPasted('1.00\tCấp thẻ\tSở Y tế\n\n1.009999\t\tSở Y tế\n1.009998\tCấp thẻ\tSở Lạ\n1.009997\tCấp thẻ', units, undefined);
    expect(rows.map(({ number, why }) => `${number} ${why?.[0]}`)).to.deep.equal([
      '1 "1.00" không phải mã dạng 1.001122',
      '3 thiếu tên thủ tục',
      '4 không có cơ quan "Sở Lạ"',
      '5 không có cơ quan ""',
    ]);
    expect(readPasted(' \n', units, 'so-y-te')).to.deep.equal([]);
  });
});
