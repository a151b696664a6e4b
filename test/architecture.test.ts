/** The walls of the house: who may import whom, and that the pure part has no clock, no chance and no outside world. */
import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

interface SourceFile {
  readonly path: string;
  readonly text: string;
  /** Imported files of this project by path, packages by name. */
  readonly imports: readonly string[];
}

function sourcesOf(folder: string): SourceFile[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|tsx|js)$/.test(name))
    .map((name) => {
      const path = join(folder, name);
      const text = readFileSync(join(root, path), 'utf8');
      const named = [...text.matchAll(/^(?:import|export)\b[^;]*?\bfrom '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gm)].map(
        ([, ...names]) => names.find(Boolean)!,
      );
      return { path, text, imports: named.map((name) => (name.startsWith('.') ? normalize(join(dirname(path), name)) : name)) };
    });
}

/** Decisions pass values of FEEL to each other that are no JSON: they see inside the expressions. */
const isFeelForDecisions = (path: string, name: string) =>
  path.startsWith('engine/decisions/') && name.startsWith('engine/semantics/expressions/');

/** A process is read with the DMN files beside it. */
const isReading = (path: string, name: string) => path === 'engine/model/read-bpmn.ts' && name === 'engine/decisions/read-decisions.ts';

const engine = sourcesOf('engine');
const pure = engine.filter(({ path }) => !path.startsWith('engine/runtime/'));

describe('the walls of the house', () => {
  it('keep the pure engine to itself and pure libraries', () => {
    const allowed = ['bpmn-moddle', 'dmn-moddle', 'lezer-feel', '@lezer/common', 'temporal-polyfill', 'croner'];
    for (const { path, imports } of pure)
      for (const name of imports) {
        const own = name.startsWith('engine/') && !name.startsWith('engine/runtime/');
        expect(own || allowed.includes(name) || name.startsWith('bpmnlint/'), `${path} imports ${name}`).to.equal(true);
      }
  });

  it('keep clock, chance and the outside world out of the pure engine', () => {
    const forbidden = [
      /\bDate\.now\b/,
      /\bnew Date\(\s*\)/,
      /\bMath\.random\b/,
      /\bprocess\.(env|argv|exit|cwd|std\w+|nextTick|hrtime|on|memoryUsage)\b/,
      /\bfetch\s*\(/,
      /\bperformance\b/,
      /\bsetTimeout\b/,
      /\bglobalThis\b/,
      /\beval\s*\(/,
      /\bnew Function\b/,
      /Temporal\.Now/,
    ];
    for (const { path, text } of pure) {
      const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*$/gm, '');
      for (const pattern of forbidden) expect(pattern.test(code), `${path} has ${String(pattern)}`).to.equal(false);
    }
  });

  it('let arrows inside the engine go one way', () => {
    const mayImport: Record<string, readonly string[]> = {
      model: ['model'],
      decisions: ['model', 'decisions'],
      deadlines: ['model', 'deadlines'],
      semantics: ['model', 'deadlines', 'semantics'],
      scenarios: ['model', 'decisions', 'deadlines', 'semantics', 'scenarios'],
      drawing: ['model', 'drawing'],
      rules: ['model', 'deadlines', 'semantics', 'rules'],
      analysis: ['model', 'deadlines', 'semantics', 'rules', 'scenarios', 'analysis'],
    };
    for (const { path, imports } of pure) {
      const folder = path.split('/')[1]!;
      if (folder === 'index.ts') continue;
      expect(mayImport, `${path} is in no known folder`).to.have.property(folder);
      for (const name of imports)
        // expressions know nothing of models: they lie below everything
        if (
          name.startsWith('engine/') &&
          name !== 'engine/semantics/expressions.ts' &&
          !isFeelForDecisions(path, name) &&
          !isReading(path, name)
        )
          expect(mayImport[folder], `${path} imports ${name}`).to.include(name.split('/')[1]);
    }
  });

  it('keep what decides out of what applies: apply knows no model, elements know no commands', () => {
    const applying = engine.filter(({ path }) => /semantics\/apply(-\w+)?\.ts$/.test(path));
    expect(applying).to.have.length.above(1);
    for (const name of applying.flatMap(({ imports }) => imports))
      expect(name).to.match(/engine\/(semantics\/(events|state|moved-state|apply-\w+)|deadlines\/flags)\.ts$/);
    for (const { path, imports } of engine.filter(({ path }) => path.startsWith('engine/semantics/elements/')))
      for (const name of imports) expect(name, path).not.to.match(/semantics\/(advance|handle)\.ts$/);
  });

  it('let the modeler see the engine through its public face only, and the API nothing of the modeler', () => {
    for (const { path, imports } of sourcesOf('modeler'))
      for (const name of imports) {
        // the descriptor of our attributes is data
        if (name.startsWith('engine/')) expect(name, path).to.be.oneOf(['engine/index.ts', 'engine/model/tthc.json']);
      }
    for (const { path, imports } of [...engine, ...sourcesOf('api')])
      for (const name of imports) expect(name.startsWith('modeler/'), `${path} imports ${name}`).to.equal(false);
  });

  it('have no file over 300 lines without a reason in its first line', () => {
    for (const { path, text } of [...engine, ...sourcesOf('api')]) {
      const lines = text.split('\n');
      if (lines.length > 300)
        expect(lines[0], `${path} has ${lines.length} lines`).to.match(/^\/\*\*? .*(one|single|together|because|table|whole)/i);
    }
  });

  it('name files in kebab-case', () => {
    for (const { path } of engine) expect(relative('engine', path)).to.match(/^[a-z0-9/-]+(\.d)?\.ts$/);
  });
});
