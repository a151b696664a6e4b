/**
 * The benchmark: `npm run bench [-- --quick] [--json]`. Each row is the median of several rounds, and its ratio to a fixed piece of work
 * (parsing 1 MB of JSON) measured in the same run, so that figures of two machines or two days can be compared.
 */
import { parseArgs } from 'node:util';
import type { Row } from './row.ts';
import { advance } from './rows/advance.ts';
import { advanceInPlace } from './rows/advance-in-place.ts';
import { calendarAdd, calendarBetween } from './rows/calendar.ts';
import { condition } from './rows/condition.ts';
import { importTables } from './rows/import-tables.ts';
import { manyRounds } from './rows/many-rounds.ts';
import { outlook } from './rows/outlook.ts';
import { plannedFlags } from './rows/planned-flags.ts';
import { readFile } from './rows/read-file.ts';
import { scenariosPerSecond } from './rows/scenarios.ts';
import { straightProcess } from './rows/straight-process.ts';

const rows: readonly Row[] = [
  advance,
  advanceInPlace,
  condition,
  calendarAdd,
  calendarBetween,
  plannedFlags,
  outlook,
  readFile,
  scenariosPerSecond,
  importTables,
  straightProcess,
  manyRounds,
];

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false }, json: { type: 'boolean', default: false } } });
const rounds = values.quick ? 3 : 9;

/** Median seconds of one unit. */
async function measure(row: Pick<Row, 'prepare'>): Promise<number> {
  const { count, run } = await row.prepare();
  await run();
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    await run();
    times.push((performance.now() - start) / 1000 / count);
  }
  return times.sort((a, b) => a - b)[Math.floor(rounds / 2)]!;
}

const document = JSON.stringify(
  Array.from({ length: 10_000 }, (_, index) => ({
    id: `element#${index}`,
    name: 'Tiếp nhận hồ sơ',
    at: '2026-03-02T01:00:00.000Z',
    value: index / 7,
  })),
);
const yardstick = await measure({
  prepare: async () => ({ count: 5, run: () => void Array.from({ length: 5 }, () => JSON.parse(document)) }),
});

const shown = {
  perSecond: (seconds: number) => `${Math.round(1 / seconds).toLocaleString('en')}/s`,
  microseconds: (seconds: number) => `${(seconds * 1e6).toFixed(2)} µs`,
  milliseconds: (seconds: number) => `${(seconds * 1e3).toFixed(2)} ms`,
};

const results = [];
if (!values.json)
  console.log(`thước đo / yardstick: parsing ${(document.length / 1e6).toFixed(2)} MB of JSON ${(yardstick * 1e3).toFixed(2)} ms\n`);
for (const row of rows) {
  const seconds = await measure(row);
  results.push({ name: row.name, unit: row.unit, goal: row.goal, seconds, ratio: seconds / yardstick });
  if (!values.json)
    console.log(
      `${row.name.padEnd(34)} ${shown[row.show](seconds).padStart(14)}  ${row.unit.padEnd(34)} ${(seconds / yardstick).toExponential(2)} of the yardstick${row.goal ? `   goal ${row.goal}` : ''}`,
    );
}
if (values.json) console.log(JSON.stringify({ yardstickSeconds: yardstick, rows: results }, undefined, 1));
