import { unaryTest } from 'feelin';
import { readDecisions } from '../../../engine/index.ts';
import { decision, dmn, table } from '../../support/dmn.ts';
import type { Row } from '../row.ts';

const zones = ['town', 'plain', 'hill', 'mountain', 'island'];
/** 50 rules of four tests: a text, two ranges of numbers and a truth; only the last one is true. */
const rules = Array.from({ length: 50 }, (_, index) => {
  const low = Math.floor(index / 10) * 100;
  return [`"${zones[index % 5]!}"`, `[${low}..${low + 100})`, index % 10 < 5 ? '< 18' : '>= 18', 'true', String(index * 1000)] as const;
});
const variables: Readonly<Record<string, unknown>> = { zone: 'island', area: 450, age: 30, resident: true };
const names = Object.keys(variables);

/** One table of 50 rules and four inputs, compiled beforehand as a deployed one is. */
export const decisionTable: Row = {
  name: 'decision-table',
  unit: 'decision table of 50 rules with 4 inputs',
  show: 'microseconds',
  async prepare() {
    const written = rules.map((rule) => `${rule.slice(0, 4).join(' | ')} -> ${rule[4]}`);
    const inputs = Object.fromEntries(names.map((name) => [name, {}]));
    const { decisions } = await readDecisions({ 'fee.dmn': dmn(decision('fee', table('U', inputs, { fee: {} }, ...written))) });
    const count = 20_000;
    return {
      count,
      run() {
        for (let index = 0; index < count; index++) {
          const outcome = decisions[0]!.evaluate((name) => variables[name], '2026-03-02T01:00:00.000Z');
          if (outcome.failed || outcome.value !== 49_000) throw new Error('another rule was true');
        }
      },
    };
  },
};

/** The same tests asked of feelin, text by text, to compare with. */
export const decisionTableFeelin: Row = {
  name: 'decision-table-feelin',
  unit: 'the same tests by feelin',
  show: 'microseconds',
  prepare() {
    const count = 20;
    return Promise.resolve({
      count,
      run() {
        for (let index = 0; index < count; index++) {
          const hits = rules.filter((rule) =>
            names.every((name, column) => unaryTest(rule[column]!, { ...variables, '?': variables[name] }).value === true),
          );
          if (hits.length !== 1) throw new Error('another rule was true');
        }
      },
    });
  },
};
