/** How much a person loads before the first page is there: everything the first address needs, and not the editor of diagrams. */
import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildWebApp, builtFolder } from '../../api/build-web-app.ts';

interface Chunk {
  readonly file: string;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
}

/** In bytes: what comes as gzip, and the letters beside it, which are woff2. */
const budget = 300_000;
const lettersBudget = 70_000;

describe('the first load', function () {
  this.timeout(120_000);
  let manifest: Readonly<Record<string, Chunk>>;
  before(async () => {
    await buildWebApp();
    manifest = JSON.parse(readFileSync(join(builtFolder, '.vite', 'manifest.json'), 'utf8')) as typeof manifest;
  });

  /** Files of a chunk and of all that it imports at once. */
  function filesOf(name: string, met = new Set<string>()): Set<string> {
    const { file, imports = [], css = [] } = manifest[name]!;
    if (met.has(file)) return met;
    for (const each of [file, ...css]) met.add(each);
    for (const each of imports) filesOf(each, met);
    return met;
  }
  const bytesOf = (file: string) => readFileSync(join(builtFolder, file));

  it('is at most 300 kB of gzip, and 70 kB of letters, for the first page and for the catalogue', () => {
    const entry = Object.keys(manifest).find((name) => manifest[name]!.isEntry)!;
    const letters = readdirSync(join(builtFolder, 'assets')).filter((name) =>
      /be-vietnam-pro-(latin|vietnamese)-[46]00-normal.*\.woff2$/.test(name),
    );
    expect(letters.length).to.equal(4);
    expect(letters.reduce((total, name) => total + bytesOf(`assets/${name}`).length, 0)).to.be.at.most(lettersBudget);
    const pages = ['pages/home/index.tsx', 'pages/procedures/index.tsx'].filter((page) => manifest[page]);
    expect(pages).to.include('pages/home/index.tsx');
    for (const page of pages) {
      const files = [...new Set([...filesOf(entry), ...filesOf(page)])];
      const sizes = files.map((file) => [file, gzipSync(bytesOf(file), { level: 9 }).length] as const);
      const sum = sizes.reduce((total, [, size]) => total + size, 0);
      expect(sum, `${page}: ${sizes.map(([file, size]) => `${file} ${size}`).join(', ')}`).to.be.at.most(budget);
      // neither diagrams nor documents come before somebody wants them
      for (const file of files.filter((each) => each.endsWith('.js')))
        expect(/bpmn:Definitions|bjs-container|djs-palette/.test(bytesOf(file).toString()), `${file} holds bpmn-js`).to.equal(false);
    }
  });
});
