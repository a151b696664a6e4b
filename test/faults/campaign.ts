/**
 * `npm run faults`, with `-- --quick`, `--seed N`, `--kills N`, `--restarts N`, `--pauseMs N` … as in `CampaignSize`: runs the campaign and says what
 * it found; ends with 1 when anything is wrong.
 */
import { randomInt } from 'node:crypto';
import { onStop } from '../support/on-stop.ts';
import { runCampaign } from './run-campaign.ts';
import { long, quick } from './sizes.ts';

const given = (name: string): number | undefined => {
  const place = process.argv.indexOf(`--${name}`);
  return place < 0 ? undefined : Number(process.argv[place + 1]);
};
const base = process.argv.includes('--quick') ? quick : long;
const wanted = Object.keys(base).flatMap((name) => (given(name) === undefined ? [] : [[name, given(name)]]));
const seed = given('seed') ?? randomInt(2 ** 31);
const began = performance.now();
const seconds = () => `${Math.round((performance.now() - began) / 1000)} s`;

console.log(`faults: seed ${seed}`);
const stopped = new AbortController();
onStop((name) => stopped.abort(new Error(`stopped by ${name}`)));
const { findings, summary } = await runCampaign({ ...base, ...Object.fromEntries(wanted) }, seed, {
  say: (text) => console.log(`  ${seconds()}: ${text}`),
  signal: stopped.signal,
});
for (const [name, value] of Object.entries(summary)) console.log(`${name.padEnd(24)} ${value}`);
for (const [check, found] of Object.entries(findings)) {
  console.log(`${found.length === 0 ? 'holds' : 'FAILS'}: ${check}`);
  for (const finding of found.slice(0, 10)) console.log(`    ${finding}`);
  if (found.length > 10) console.log(`    … ${found.length - 10} more`);
}
const failed = Object.values(findings).some((found) => found.length > 0);
console.log(`faults: ${failed ? 'something is wrong' : 'nothing lost, nothing doubled'}; seed ${seed}, ${seconds()}`);
process.exitCode = failed ? 1 : 0;
