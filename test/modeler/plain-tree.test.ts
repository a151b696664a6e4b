/** A tree that went to the worker as plain data is compiled and checked like the one it was made of. */
import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';
import { modelHash } from '../../engine/analysis/model-hash.ts';
import { modelOf } from '../../engine/model/model-of.ts';
import { parseBpmn } from '../../engine/model/parse-bpmn.ts';
import { checkRules } from '../../engine/rules/check-rules.ts';
import { plainOf, treeOf } from '../../modeler/checks/plain-tree.ts';
import { definitions, processXml } from '../support/bpmn.ts';
import { randomModel } from '../support/random-model.ts';

const procedures = new URL('../../procedures/', import.meta.url);

async function compare(xml: string, name: string): Promise<void> {
  const { definitions: tree } = await parseBpmn(xml);
  const copy = treeOf(structuredClone(plainOf(tree!)));
  const [before, after] = [modelOf(tree!), modelOf(copy)];
  expect(after.problems, name).to.deep.equal(before.problems);
  expect(after.model !== undefined, name).to.equal(before.model !== undefined);
  if (!before.model || !after.model) return;
  expect(modelHash(after.model), name).to.equal(modelHash(before.model));
  expect(checkRules({ model: after.model, definitions: copy }), name).to.deep.equal(
    checkRules({ model: before.model, definitions: tree! }),
  );
}

describe('a drawing as plain data', () => {
  it('is the same for every curated procedure, with its diagram', async () => {
    const files = readdirSync(procedures, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.bpmn'));
    expect(files.length).to.be.greaterThanOrEqual(12);
    for (const file of files) await compare(readFileSync(new URL(file, procedures), 'utf8'), file);
  });

  it('is the same for random models of every element', async () => {
    for (let seed = 1; seed <= 60; seed++) await compare(randomModel(seed), `seed ${seed}`);
  });

  it('keeps what another vendor wrote out of the way', async () => {
    const xml = definitions(
      processXml(
        'P',
        '<extensionElements><other:properties xmlns:other="http://example.org/other"><other:property name="a" value="b"/></other:properties></extensionElements>',
        '<startEvent id="s"/>',
        '<userTask id="a" other:assignee="An" xmlns:other="http://example.org/other"/>',
        '<endEvent id="e"/>',
        's->a',
        'a->e',
      ),
    );
    await compare(xml, 'foreign');
  });
});
