import { expect } from 'chai';
import fc from 'fast-check';
import { jsonMistake } from '../../api/json-mistake.ts';

describe('the place of a mistake in JSON', () => {
  it('is the first character that cannot be there', () => {
    const places: readonly (readonly [string, number, number])[] = [
      ['{"a": 1,}', 1, 9],
      ['{"a": x}', 1, 7],
      ['{\n  "a": 1\n  "b": 2\n}', 3, 3],
      ["{'a': 1}", 1, 2],
      ['[1, 2', 1, 6],
      ['', 1, 1],
      ['{"a" 1}', 1, 6],
      ['["a\nb"]', 1, 4],
      ['["\\x"]', 1, 4],
      ['[1] 2', 1, 5],
      ['[01]', 1, 2],
      ['[1}', 1, 3],
      ['{"a": undefined}', 1, 7],
    ];
    for (const [text, line, column] of places) {
      expect(() => void JSON.parse(text), text).to.throw();
      expect(jsonMistake(text), text).to.deep.equal({ line, column });
    }
  });

  it('is after the end of whatever is JSON, and of whatever begins it', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), (text, cut) => {
        expect(jsonMistake(text)).to.deep.equal({ line: 1, column: text.length + 1 });
        // a word or a number that is cut off is where the mistake begins
        const length = cut % (text.length + 1);
        const { column } = jsonMistake(text.slice(0, length));
        const rest = text.slice(column - 1, length);
        expect(rest).to.match(/^(?:|[-\w.+]+|u[0-9a-fA-F]*)$/);
      }),
    );
  });
});
