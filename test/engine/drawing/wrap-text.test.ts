/** Text set into a room: nothing lost, nothing too wide. */
import { expect } from 'chai';
import fc from 'fast-check';
import { textWidth } from '../../../engine/drawing/font-metrics.ts';
import { balancedText, fitText, wrapText } from '../../../engine/drawing/wrap-text.ts';

const name = 'Thẩm định hồ sơ, ký duyệt và trả kết quả cho người nộp';

describe('wrapping text', () => {
  it('breaks at spaces and keeps every word', () => {
    const lines = wrapText(name, 100, 12);
    expect(lines.length).to.be.greaterThan(2);
    expect(lines.join(' ')).to.equal(name);
  });

  it('is never wider than the room and loses no letter, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80, unit: 'grapheme' }), fc.integer({ min: 20, max: 200 }), (text, widest) => {
        const whole = text.normalize('NFC');
        for (const lines of [wrapText(whole, widest, 10), balancedText(whole, widest, 10)]) {
          for (const line of lines) expect([...line].length < 2 || textWidth(line, 10) <= widest).to.equal(true);
          expect(lines.join('').replace(/\s/gu, '')).to.equal(whole.replace(/\s/gu, ''));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('leaves no single word for the last line when the lines can be about equal', () => {
    expect(wrapText('Kiểm tra thành phần hồ sơ', 120, 12)).to.deep.equal(['Kiểm tra thành phần hồ', 'sơ']);
    expect(balancedText('Kiểm tra thành phần hồ sơ', 120, 12)).to.deep.equal(['Kiểm tra thành', 'phần hồ sơ']);
  });

  it('keeps the line breaks of the text', () => {
    expect(wrapText('một\nhai\r\nba\n', 100, 12)).to.deep.equal(['một', 'hai', 'ba']);
  });

  it('sets a long text smaller, and cuts it with an ellipsis when that is not enough', () => {
    expect(fitText(name, 130, 50, [13, 12, 11]).size).to.equal(13);
    expect(fitText(name, 130, 30, [13, 12, 11, 10, 9]).size).to.be.lessThan(13);
    const cut = fitText(name.repeat(10), 60, 30, [13, 9]);
    expect(cut.size).to.equal(9);
    expect(cut.lines).to.have.lengthOf(2);
    expect(cut.lines[1]).to.match(/…$/);
  });
});
