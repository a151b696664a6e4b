/** The README's examples run as they are printed. */
import { expect } from 'chai';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { definitions, element, processXml } from './support/bpmn.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const xml = definitions(processXml('p', element('startEvent', 's'), element('userTask', 'a'), element('endEvent', 'e'), 's->a', 'a->e'));

describe('the README', function () {
  this.timeout(60_000);
  const examples = [...readFileSync(join(root, 'README.md'), 'utf8').matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code]) => code!);

  for (const [index, code] of examples.entries())
    it(`has an example that runs: ${/from '([^']+)'/.exec(code)?.[1] ?? index}`, async () => {
      // inside the package, so that its name means itself
      const folder = mkdtempSync(join(root, 'test', 'readme-'));
      try {
        const file = join(folder, 'example.ts');
        const named = code.replaceAll("'.taicho'", JSON.stringify(join(folder, 'data')));
        writeFileSync(file, `const xml = ${JSON.stringify(xml)};\n${named}\nexport const done = true;\n`);
        expect(await import(pathToFileURL(file).href)).to.have.property('done', true);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });
});
