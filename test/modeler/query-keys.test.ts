/** What pages keep of the service's answers, they keep by keys: two questions under one key would give a page the answer of another. */
import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('../../modeler/', import.meta.url);
const options = /,? *(enabled|staleTime|gcTime|retry|refetchInterval|initialPageParam)\b.*$/;

/** Every question with a key: the key with `*` for what is not written out, and the first line of how it is asked. */
function questionsIn(text: string): { readonly key: string; readonly asks: string }[] {
  return text
    .split(/\bqueryKey: /)
    .slice(1)
    .flatMap((rest) => {
      const written = /^\[[^\]]*\]/.exec(rest)?.[0];
      const asked = /^[\s\S]{0,300}?\bqueryFn(?:: | ?\(\) \{\s*)(.*)/.exec(rest)?.[1];
      if (written === undefined || asked === undefined) return [];
      const key = written
        .slice(1, -1)
        .split(',')
        .map((part) => (/^\s*'/.test(part) ? part.trim() : '*'))
        .join(' ');
      return [
        {
          key,
          asks: asked
            .replace(options, '')
            .replace(/[\s})\];]*$/, '')
            .replace(/\(\w+/g, '(*'),
        },
      ];
    });
}

describe('the keys of what pages ask', () => {
  it('stand for one question each', () => {
    const asked = new Map<string, Set<string>>();
    for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
      if (/\.tsx?$/.test(file))
        for (const { key, asks } of questionsIn(readFileSync(new URL(file, folder), 'utf8')))
          asked.set(key, (asked.get(key) ?? new Set()).add(asks));
    expect(asked.size).to.be.greaterThan(50);
    expect([...asked].filter(([, ways]) => ways.size > 1).map(([key, ways]) => [key, ...ways])).to.deep.equal([]);
  });
});
