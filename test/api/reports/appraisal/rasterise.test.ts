/** The diagram as dots. */
import { expect } from 'chai';
import { inflateSync } from 'node:zlib';
import { rasterise } from '../../../../api/reports/appraisal/rasterise.ts';

const svg = (inside: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50" width="100" height="50" font-family="Tinos"><rect width="100" height="50" fill="#ffffff"/>${inside}</svg>`;

/** Whether any byte of the picture is other than white; rows begin with a filter byte. */
function isInked(png: Buffer): boolean {
  const parts: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at))
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  return new Set(inflateSync(Buffer.concat(parts))).size > 10;
}

describe('rasterising the diagram', () => {
  it('gives a PNG of the width asked for, letters drawn without any font of the machine', async () => {
    const png = Buffer.from(await rasterise(svg('<text x="10" y="30" font-size="20">Đặng</text>'), 300));
    expect(png.toString('latin1', 1, 4)).to.equal('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).to.deep.equal([300, 150]);
    expect(isInked(png)).to.equal(true);
    expect(isInked(Buffer.from(await rasterise(svg(''), 300)))).to.equal(false);
  });

  it('is always the same', async () => {
    const text = svg('<text x="10" y="30" font-size="20">Đặng</text>');
    expect(Buffer.from(await rasterise(text, 200)).equals(Buffer.from(await rasterise(text, 200)))).to.equal(true);
  });
});
