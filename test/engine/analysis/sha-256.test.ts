import { expect } from 'chai';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { sha256 } from '../../../engine/analysis/sha-256.ts';

describe('SHA-256', () => {
  it("gives the standard's digests", () => {
    expect(sha256('abc')).to.equal('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(sha256('')).to.equal('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });

  it('gives what Node gives, of any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(sha256(text)).to.equal(createHash('sha256').update(text, 'utf8').digest('hex'));
      }),
    );
    const long = 'thủ tục '.repeat(3000);
    expect(sha256(long)).to.equal(createHash('sha256').update(long, 'utf8').digest('hex'));
  });
});
