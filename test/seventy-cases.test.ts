/** Seventy cases that engines are known to get wrong: each is a test whose name begins with its number. */
import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';

const here = new URL('./', import.meta.url);

describe('the seventy cases', () => {
  it('are tests by number, all of them', () => {
    const named = new Map<number, string[]>();
    for (const name of readdirSync(here, { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.test.ts')) continue;
      for (const [, numbers] of readFileSync(new URL(name, here), 'utf8').matchAll(/['"`](case \d+(?:, case \d+)*):/g))
        for (const [number] of numbers!.matchAll(/\d+/g)) named.set(Number(number), [...(named.get(Number(number)) ?? []), name]);
    }
    const missing = Array.from({ length: 70 }, (_, index) => index + 1).filter((number) => !named.has(number));
    expect(missing).to.deep.equal([]);
    expect([...named.keys()].filter((number) => number < 1 || number > 70)).to.deep.equal([]);
  });
});
