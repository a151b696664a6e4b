/** Results of scenarios by label: which constructs hold, and what differs where one does not. */
import type { ScenarioResult } from '../../engine/index.ts';

type Filed = ScenarioResult & { readonly file: string };

/** Prints for each label, in order of name, how many hold, fail and are disputed, and the differences; as JSON for machines. */
export function reportByLabel(results: readonly Filed[], json: boolean): void {
  const labels = [...new Set(results.flatMap((result) => result.labels))].sort();
  const rows = labels.map((label) => {
    const own = results.filter((result) => result.labels.includes(label));
    const failed = own.filter(({ ok, disputed }) => !ok && disputed === undefined);
    return {
      label,
      passed: own.filter(({ ok }) => ok).length,
      failed: failed.length,
      disputed: own.filter(({ ok, disputed }) => !ok && disputed !== undefined).length,
      failures: failed.flatMap(({ id, file, failures }) => failures.map((failure) => ({ id, file, ...failure }))),
    };
  });
  if (json) return void console.log(JSON.stringify(rows, undefined, 1));
  for (const { label, passed, failed, disputed, failures } of rows) {
    console.log(
      `${failed > 0 ? 'SAI ' : 'đạt '} ${label}: ${passed} đạt / hold, ${failed} không đạt / fail, ${disputed} bất đồng / disputed`,
    );
    for (const { id, after, what, expected, actual } of failures)
      console.log(`   ${id} sau/after ${after}: ${what}: cần/expected ${JSON.stringify(expected)}, có/actual ${JSON.stringify(actual)}`);
  }
}
