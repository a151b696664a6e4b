/** One thing, one file, one line in a list: each list is compared with its folder. */
import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';
import { soundnessProperties } from '../engine/analysis/report.ts';
import { timeRules } from '../engine/analysis/timing/time-findings.ts';
import { rules } from '../engine/rules/index.ts';
import { elements } from '../engine/semantics/elements/index.ts';

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const filesIn = (folder: string) => readdirSync(new URL(`../${folder}`, import.meta.url), { encoding: 'utf8' });

describe('lists and folders', () => {
  it('have one file for each element the engine runs, named after it', () => {
    const files = filesIn('engine/semantics/elements').filter((name) => !['index.ts', 'behavior.ts'].includes(name));
    expect(files.sort()).to.deep.equal(
      Object.keys(elements)
        .map((name) => `${kebab(name)}.ts`)
        .sort(),
    );
    for (const [name, behavior] of Object.entries(elements)) expect(behavior.type).to.equal(name);
  });

  it('have one test for each element', () => {
    expect(filesIn('test/engine/semantics/elements').sort()).to.deep.equal(
      Object.keys(elements)
        .map((name) => `${kebab(name)}.test.ts`)
        .sort(),
    );
  });

  it('have a line in docs/supported.md for each element the engine runs', () => {
    const supported = readFileSync(new URL('../docs/supported.md', import.meta.url), 'utf8');
    for (const name of Object.keys(elements)) expect(supported).to.include(`\`${name}\``);
  });

  it('have one file, one test and one row of docs/rules.md for each rule, and no others', () => {
    const ids = rules.map(({ id }) => id);
    const frame = ['index.ts', 'rule.ts', 'finding.ts', 'check-rules.ts'];
    const files = filesIn('engine/rules').filter((name) => name.endsWith('.ts') && !frame.includes(name));
    expect(files.sort()).to.deep.equal(ids.map((id) => `${id}.ts`).sort());
    const tests = filesIn('test/engine/rules').filter((name) => name.endsWith('.test.ts'));
    expect(tests.sort()).to.deep.equal(ids.map((id) => `${id}.test.ts`).sort());
    const documented = readFileSync(new URL('../docs/rules.md', import.meta.url), 'utf8');
    const rows = [...documented.matchAll(/^\| `([a-z0-9-]+)` \| (error|warning|info) \|/gm)].map(([, id, severity]) => [id, severity]);
    expect(rows).to.deep.equal(rules.map(({ id, severity }) => [id, severity]));
  });

  it('say in docs/rules.md what every finding of soundness and of time means, and no others', () => {
    const documented = readFileSync(new URL('../docs/rules.md', import.meta.url), 'utf8');
    const rows = [...documented.matchAll(/^\| `((?:soundness\.|time-)[a-zA-Z-]+)` \|/gm)].map(([, id]) => id!);
    const properties = [...soundnessProperties, 'messageFlow', 'notDecided'].map((each) => `soundness.${each}`);
    expect(rows.toSorted()).to.deep.equal([...properties, ...timeRules.map(({ id }) => id)].sort());
  });

  it('have one file for each command of the command line', () => {
    const files = filesIn('api/commands').filter((name) => name.endsWith('.ts'));
    const listed = [
      ...readFileSync(new URL('../api/cli.ts', import.meta.url), 'utf8').matchAll(/import\('\.\/commands\/([\w-]+)\.ts'\)/g),
    ].map((match) => `${match[1]}.ts`);
    expect(files.sort()).to.deep.equal(listed.sort());
  });

  it('number the decision records without gaps and list them', () => {
    const records = filesIn('docs/adr')
      .filter((name) => /^\d{4}-/.test(name))
      .sort();
    expect(records.map((name) => Number(name.slice(0, 4)))).to.deep.equal(records.map((_, index) => index + 1));
    const list = readFileSync(new URL('../docs/adr/README.md', import.meta.url), 'utf8');
    for (const name of records) expect(list).to.include(name);
  });
});
