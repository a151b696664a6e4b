import recommended from 'bpmnlint/config/recommended.js';
import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { parseBpmn } from '../../../engine/model/parse-bpmn.ts';
import { tthcModdle } from '../../../engine/model/tthc-moddle.ts';
import { bpmnlint } from '../../../engine/rules/bpmnlint.ts';
import { lintRules } from '../../../engine/rules/lint/lint-rules.ts';
import { definitions as file, processXml } from '../../support/bpmn.ts';
import { end, start, user, xor } from '../semantics/support.ts';
import { ask, inputOf } from './support.ts';

const names = async (xml: string) => (await ask('bpmnlint', xml)).map(({ rule, elements }) => `${rule} ${elements.join(' ')}`.trim());
const named = (xml: string) => xml.replaceAll(/<(userTask|exclusiveGateway) id="(\w+)"/g, '<$1 id="$2" name="$2"');
const bpmn = (...parts: string[]) => file(processXml('P', ...parts));
const undrawn = 'bpmnlint/no-bpmndi';

describe('rule bpmnlint', () => {
  it('has the recommended rules, or a reason in docs/rules.md for leaving one out', () => {
    const documented = readFileSync(new URL('../../../docs/rules.md', import.meta.url), 'utf8');
    const kept = Object.keys(lintRules);
    for (const rule of Object.keys(recommended.rules)) if (!kept.includes(rule)) expect(documented).to.include(`\`${rule}\``);
    for (const rule of kept) {
      expect(Object.keys(recommended.rules)).to.include(rule);
      expect(documented).to.include(`\`bpmnlint/${rule}\``);
    }
  });

  it('reports what bpmnlint reports, in both languages and by the name of the element', async () => {
    const xml = named(
      bpmn(start('s'), xor('g'), user('a'), user('b'), end('e'), user('alone'), 's->g', 'g->a?x > 1', 'g->b', 'a->e', 'b->e'),
    );
    const found = await ask('bpmnlint', xml);
    expect(found.map(({ rule, elements }) => `${rule} ${elements.join(' ')}`.trim())).to.have.members([
      'bpmnlint/conditional-flows g_b',
      'bpmnlint/label-required g_a',
      'bpmnlint/no-disconnected alone',
      undrawn,
    ]);
    expect(found.find(({ rule }) => rule === 'bpmnlint/no-disconnected')!.message).to.equal('"alone": không nối với bước nào');
  });

  it('accepts a sound file whose flows are not listed at their ends, and leaves the tree as it was', async () => {
    const xml = named(bpmn(start('s'), user('a'), end('e'), 's->a', 'a->e'));
    expect(await names(xml)).to.deep.equal([undrawn]);
    const { definitions } = await parseBpmn(xml);
    const moddle = tthcModdle();
    const before = (await moddle.toXML(definitions!)).xml;
    bpmnlint.check({ ...(await inputOf(xml)), definitions: definitions! });
    expect((await moddle.toXML(definitions!)).xml).to.equal(before);
  });
});
