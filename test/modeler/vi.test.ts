/** Every sentence in the source of bpmn-js, diagram-js and the minimap that is shown to people has its Vietnamese. */
import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { vi } from '../../modeler/bpmn/vi.ts';

const require = createRequire(import.meta.url);

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.js'))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
}

/** What is given to `translate` as it stands, and the labels of the replace menu, which are given to it from a list. */
function sentences(): Set<string> {
  const texts = [
    ...sources(join(dirname(require.resolve('bpmn-js/package.json')), 'lib')),
    ...sources(join(dirname(require.resolve('diagram-js/package.json')), 'lib')),
    readFileSync(require.resolve('diagram-js-minimap'), 'utf8'),
  ].map((text) => text.replace(/^\s*\*.*$/gm, ''));
  const found = new Set<string>();
  for (const text of texts) {
    for (const [, sentence] of text.matchAll(/translate\(\s*'([A-Za-z](?:[^'\\]|\\.)*)'\s*[,)]/g)) found.add(sentence!);
    for (const [, sentence] of text.matchAll(/\blabel: '([^']+)'/g)) found.add(sentence!);
    for (const [, sentence] of text.matchAll(/_ERR_MSG = '([^']+)'/g)) found.add(sentence!);
  }
  for (const way of ['left', 'center', 'right', 'top', 'middle', 'bottom']) found.add(`Align elements ${way}`);
  return found;
}

describe('the Vietnamese of bpmn-js', () => {
  it('has every sentence', () => {
    const asked = sentences();
    expect(asked.size).to.be.greaterThan(100);
    expect([...asked].filter((sentence) => !Object.hasOwn(vi, sentence)).sort()).to.deep.equal([]);
  });

  it('keeps the places that are filled in', () => {
    for (const [english, vietnamese] of Object.entries(vi))
      expect(vietnamese.match(/{\w+}/g) ?? [], english).to.deep.equal(english.match(/{\w+}/g) ?? []);
  });
});
