/** Cursors come from outside: whatever they say, no statement fails on them. */
import { expect } from 'chai';
import { cursorOf, placeOf, type PlaceType } from '../../../../engine/runtime/queries/cursor.ts';
import { EngineRefused } from '../../../../engine/runtime/requests.ts';

const types: readonly PlaceType[] = ['timestamptz', 'bigint', 'text', 'integer'];
const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('a cursor', () => {
  it('names the place it was made of', () => {
    const place = ['2026-03-02T01:00:00.000Z', '9007199254740993', 'thẩm định#1', 3];

    expect(placeOf(cursorOf(place), types)).to.deep.equal(place);
    expect(placeOf(cursorOf([null, ...place.slice(1)]), types)).to.deep.equal([null, ...place.slice(1)]);
  });

  it('is absent on the first page', () => {
    expect(placeOf(undefined, types)).to.equal(undefined);
  });

  const at = '2026-03-02T01:00:00.000Z';
  const wrong: Record<string, string> = {
    'that is no text of ours': 'abc',
    'that is empty': '',
    'of another order': encoded([at, '1']),
    'without a list': encoded({ length: 4 }),
    'with an instant that is none': encoded(['2026-13-45T01:00:00.000Z', '1', 'a', 1]),
    'with a day for an instant': encoded(['2026-03-02', '1', 'a', 1]),
    'with an instant beyond the years of the database': encoded(['+275760-09-13T00:00:00.000Z', '1', 'a', 1]),
    'with SQL for an id': encoded([at, '1; drop table dossiers', 'a', 1]),
    'with an id beyond a bigint': encoded([at, '9999999999999999999', 'a', 1]),
    'without an id': encoded([at, null, 'a', 1]),
    'with a number for a text': encoded([at, '1', 7, 1]),
    'with a fraction for a whole number': encoded([at, '1', 'a', 1.5]),
    'with a number beyond an integer': encoded([at, '1', 'a', 2 ** 31]),
    'with U+0000, which the database cannot keep': encoded([at, '1', '\0', 1]),
    'with half a surrogate pair': encoded([at, '1', '\ud800', 1]),
  };
  for (const [what, cursor] of Object.entries(wrong))
    it(`${what} is refused`, () => {
      expect(() => placeOf(cursor, types))
        .to.throw(EngineRefused)
        .with.property('code')
        .oneOf(['INVALID_VALUE', 'INVALID_TEXT']);
    });
});
