/** All published tables and curated procedures: the five tables that do not add up are found, and nobody else is accused. */
import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { checkFiles } from '../../../api/check/check-files.ts';
import { findFiles } from '../../../api/check/find-files.ts';

interface Oracle {
  readonly id: string;
  readonly sumEqualsDeadline: boolean | null;
  readonly tags: readonly string[];
}

const published = fileURLToPath(new URL('../../fixtures/published-procedures.json', import.meta.url));
const curated = fileURLToPath(new URL('../../../procedures', import.meta.url));
const oracle = JSON.parse(readFileSync(published, 'utf8')) as readonly Oracle[];

describe('published and curated procedures', function () {
  this.timeout(120_000);
  let checked: Awaited<ReturnType<typeof checkFiles>>;
  before(async () => {
    checked = await checkFiles(await findFiles([published, curated]));
  });
  const filesWith = (rule: string) =>
    checked.filter(({ findings }) => findings.some((each) => each.rule === rule)).map(({ file }) => file.split('#')[1] ?? file);

  it('are all read', () => {
    expect(checked).to.have.length(oracle.length + 14);
    expect(checked.every(({ readable }) => readable)).to.equal(true);
  });

  it('have exactly the arithmetic errors that are known', () => {
    const known = oracle.filter(({ tags }) => tags.includes('sum-mismatch')).map(({ id }) => id);
    expect(known).to.have.length(5);
    expect(filesWith('sum-differs-from-deadline')).to.deep.equal(known);
    for (const { id, sumEqualsDeadline } of oracle)
      if (sumEqualsDeadline) expect(filesWith('sum-differs-from-deadline')).to.not.include(id);
  });

  it('have no other error', () => {
    const errors = checked.flatMap(({ findings }) => findings.filter(({ severity }) => severity === 'error'));
    expect([...new Set(errors.map(({ rule }) => rule))]).to.deep.equal(['sum-differs-from-deadline']);
    expect(errors).to.have.length(5);
  });

  it('have hits of the checks that the tables were chosen for', () => {
    for (const rule of [
      'step-over-60-percent',
      'step-without-budget',
      'many-short-steps',
      'faster-elsewhere',
      'mixed-units',
      'table/duplicate-label',
      'table/swapped-columns',
      'table/several-roles-in-step',
    ])
      expect(filesWith(rule), rule).to.not.deep.equal([]);
    expect(filesWith('table/duplicate-label')).to.deep.equal(['P080']);
    expect(filesWith('step-over-60-percent').length).to.be.within(40, 60);
  });
});
