import { expect } from 'chai';
import { namedReason } from '../../modeler/split/named-reason.ts';

const vi = (text: string) => text;
const names = new Map([
  ['a', 'Tiếp nhận'],
  ['b', 'Thẩm định'],
]);
const reason = (list: string) => ({
  code: 'NO_FIGURES',
  message: `Chưa có tỷ lệ trễ hạn của bước ${list}`,
  messageEn: `No rate of ${list}`,
});

describe('why a policy of splitting gives nothing', () => {
  it('names the first steps and counts the others', () => {
    expect(namedReason(reason('"a"'), names, vi)).to.equal('Chưa có tỷ lệ trễ hạn của bước “Tiếp nhận”');
    expect(namedReason(reason('"a", "b", "c", "d"'), names, vi)).to.equal(
      'Chưa có tỷ lệ trễ hạn của bước “Tiếp nhận”, “Thẩm định” và 2 bước nữa',
    );
    expect(namedReason(reason('"c"'), names, (_, en) => en)).to.equal('No rate of “c”');
  });

  it('leaves other reasons as they are', () => {
    const other = { code: 'X', message: 'Bước "a" không có đường đi', messageEn: '' };
    expect(namedReason(other, names, vi)).to.equal('Bước "a" không có đường đi');
  });
});
