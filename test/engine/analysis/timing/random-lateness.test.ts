/**
 * What is said of time against the engine, on random small processes: where the deadline is said to hold no run is late, where it is said to be missed some run is.
 * RUNS=1000 SEED=7 npx mocha test/engine/analysis/timing/random-lateness.test.ts compares more, or others, and prints the figures.
 */
import { expect } from 'chai';
import { checkTime } from '../../../../engine/analysis/timing.ts';
import { defaultOrganisation } from '../../../../engine/deadlines/organisation.ts';
import { modelOfXml } from '../../../support/bpmn.ts';
import { latenessOf } from '../../../support/lateness.ts';
import { randomTimed } from '../../../support/random-timed.ts';

const runs = Number(process.env.RUNS ?? 60);
const firstSeed = Number(process.env.SEED ?? 1);
const mostStates = process.env.RUNS ? 6_000 : 1_000;

describe('time of random processes', () => {
  it(`is what the engine shows (${runs} from seed ${firstSeed})`, async function () {
    this.timeout(0);
    const seen = { holds: 0, fails: 0, notDecided: 0, tooMany: 0 };
    for (let seed = firstSeed; seed < firstSeed + runs; seed++) {
      const model = await modelOfXml(randomTimed(seed));
      const [time] = checkTime(model, { organisation: defaultOrganisation, processId: 'P', firstDate: '2026-03-02', dates: 1 }).processes;
      const { outcome } = time!.limits[0]!.verdict;
      const found = latenessOf(model, 'P', [{ k: true }, { k: false }], mostStates);
      if (!found) {
        seen.tooMany++;
        continue;
      }
      const over = found.late.get('deadline') ?? 0;
      const about = `SEED=${seed} RUNS=1: ${time!.worst?.days} days at the worst`;
      if (outcome === 'holds') expect(over, about).to.equal(0);
      else if (outcome === 'fails' && found.isWhole) expect(over, about).to.be.greaterThan(0);
      if (outcome !== 'notApplicable') seen[outcome]++;
    }
    if (process.env.RUNS) console.log(seen);
    expect(seen.holds).to.be.greaterThan(runs / 5);
    expect(seen.fails).to.be.greaterThan(runs / 10);
  });
});
