/** Widths of letters are those of the font that documents embed. */
import { expect } from 'chai';
import { createRequire } from 'node:module';
import { textWidth } from '../../../engine/drawing/font-metrics.ts';

interface Font {
  readonly unitsPerEm: number;
  glyphForCodePoint(code: number): { readonly advanceWidth: number };
}

const require = createRequire(import.meta.url);
const { openSync } = require('fontkit') as { openSync(path: string): Font };
const tinos = openSync(require.resolve('@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf'));

const plain = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at));
const vietnamese = [...'aăâeêioôơuưy'].flatMap((vowel) =>
  ['', '\u0301', '\u0300', '\u0309', '\u0303', '\u0323'].map((tone) => (vowel + tone).normalize('NFC')),
);

describe('widths of letters', () => {
  it('are those of Tinos for every letter of Vietnamese and ASCII', () => {
    const letters = [...plain, ...vietnamese, ...vietnamese.map((letter) => letter.toUpperCase()), ...'đĐ–—…“”‘’•≤≥→₫'];
    expect(letters).to.have.lengthOf(95 + 144 + 14);
    for (const letter of letters) {
      const { advanceWidth } = tinos.glyphForCodePoint(letter.codePointAt(0)!);
      expect(textWidth(letter, 1000), letter).to.equal(Math.round((advanceWidth / tinos.unitsPerEm) * 1000));
    }
  });

  it('do not depend on how a letter is composed', () => {
    const name = 'Thẩm định, phê duyệt; trả kết quả cho người nộp';
    expect(textWidth(name.normalize('NFD'), 12)).to.equal(textWidth(name, 12));
  });
});
