/** All published tables and curated procedures: the five tables that do not add up are found, two of them take too long, and nobody else is accused. */
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
    checked = await checkFiles(await findFiles([published, curated]), { firstDate: '2026-01-01' });
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

  it('take too long in the two of them whose steps add up to more', () => {
    expect(filesWith('time-exceeds-deadline')).to.deep.equal(['P056', 'P082']);
  });

  it('have no other error', () => {
    const errors = checked.flatMap(({ findings }) => findings.filter(({ severity }) => severity === 'error'));
    expect(errors.map(({ rule }) => rule).sort()).to.deep.equal([
      ...Array.from({ length: 5 }, () => 'sum-differs-from-deadline'),
      ...Array.from({ length: 2 }, () => 'time-exceeds-deadline'),
    ]);
    expect(checked.filter(({ ok }) => !ok).map(({ file }) => file.split('#')[1])).to.deep.equal(['P029', 'P056', 'P082', 'P105', 'P113']);
  });

  it('are all sound, without a warning', () => {
    for (const { file, soundness } of checked)
      expect(
        Object.values(soundness).map(({ outcome }) => outcome),
        file,
      ).to.deep.equal(['holds', 'holds', 'holds', 'holds']);
    expect(checked.flatMap(({ findings }) => findings.filter(({ from }) => from === 'soundness'))).to.deep.equal([]);
  });

  it('are either in time, too late, or said to be undecided for want of times or a deadline', () => {
    const verdicts = checked.map(({ time: { verdict } }) =>
      verdict.outcome === 'notDecided' || verdict.outcome === 'notApplicable' ? verdict.reason.code : verdict.outcome,
    );
    const count = (of: string) => verdicts.filter((each) => each === of).length;
    expect(['holds', 'fails', 'STEPS_WITHOUT_TIME', 'NO_DEADLINE'].map(count)).to.deep.equal([137, 3, 24, 6]);
  });

  it('are not told that tables have no diagram', () => {
    expect(filesWith('bpmnlint/no-bpmndi')).to.deep.equal([]);
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
