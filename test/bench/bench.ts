/**
 * The benchmark: `npm run bench [-- --quick] [--json] [--only NAME]`. Rows without a database are the median of several rounds, and their ratio to
 * a fixed piece of work (parsing 1 MB of JSON) measured in the same run, so that figures of two machines or two days can be compared. Rows with one
 * have theirs beside them: hand-written SQL for the same steps.
 */
import { parseArgs } from 'node:util';
import { onStop } from '../support/on-stop.ts';
import { startBenchServer } from './durable/bench-server.ts';
import { rounded } from './durable/statistics.ts';
import { full, quick } from './effort.ts';
import type { EngineRow } from './engine-row.ts';
import { measureRow, shown, yardstick } from './measure-row.ts';
import type { Report } from './report.ts';
import type { Row } from './row.ts';
import { advance } from './rows/advance.ts';
import { advanceInPlace } from './rows/advance-in-place.ts';
import { calendarAdd, calendarBetween } from './rows/calendar.ts';
import { catalogue } from './rows/catalogue.ts';
import { checkPublished } from './rows/check-published.ts';
import { condition } from './rows/condition.ts';
import { decisionTable, decisionTableFeelin } from './rows/decision-table.ts';
import { durable } from './rows/durable.ts';
import { flags } from './rows/flags.ts';
import { growth } from './rows/growth.ts';
import { http } from './rows/http.ts';
import { importTables } from './rows/import-tables.ts';
import { liveChecks } from './rows/live-checks.ts';
import { manyRounds } from './rows/many-rounds.ts';
import { memory } from './rows/memory.ts';
import { nestedScopes } from './rows/nested-scopes.ts';
import { outlook } from './rows/outlook.ts';
import { plannedFlags } from './rows/planned-flags.ts';
import { readFile } from './rows/read-file.ts';
import { scenariosPerSecond } from './rows/scenarios.ts';
import { signalSubscribers } from './rows/signal-subscribers.ts';
import { size } from './rows/size.ts';
import { split } from './rows/split.ts';
import { soundness } from './rows/soundness.ts';
import { start } from './rows/start.ts';
import { straightProcess } from './rows/straight-process.ts';
import { timing } from './rows/timing.ts';

const rows: readonly Row[] = [
  advance,
  advanceInPlace,
  condition,
  decisionTable,
  decisionTableFeelin,
  calendarAdd,
  calendarBetween,
  plannedFlags,
  outlook,
  readFile,
  scenariosPerSecond,
  importTables,
  checkPublished,
  straightProcess,
  manyRounds,
  nestedScopes,
  signalSubscribers,
  timing,
  split,
  ...soundness,
];

const engineRows: readonly EngineRow[] = [liveChecks, size, durable, flags, http, start, memory, growth, catalogue];

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true },
  },
});
const names = [...rows, ...engineRows].map(({ name }) => name);
const unknown = (values.only ?? []).filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`không có hàng / there is no row: ${unknown.join(', ')}\nnhững hàng có / the rows there are: ${names.join(', ')}`);
  process.exit(2);
}
const effort = values.quick ? quick : full;
const isWanted = ({ name }: { readonly name: string }) => values.only?.includes(name) ?? true;
const say = (text: string) => (values.json ? undefined : console.log(text));
const line = (name: string, value: string, unit: string, ...rest: string[]) =>
  say([name.padEnd(34), value.padStart(14), '', unit.padEnd(42), ...rest.filter((text) => text !== '')].join(' '));
const aim = (goal: string | undefined) => (goal === undefined ? '' : `  goal ${goal}`);

const { seconds: yardstickSeconds, megabytes } = await yardstick(effort.rounds);
say(`thước đo / yardstick: parsing ${megabytes.toFixed(2)} MB of JSON ${(yardstickSeconds * 1e3).toFixed(2)} ms\n`);

const secondsOf = new Map<string, number>();
const results = [];
for (const row of rows.filter(isWanted)) {
  const seconds = await measureRow(row, effort.rounds);
  const ratio = seconds / yardstickSeconds;
  secondsOf.set(row.name, seconds);
  results.push({ name: row.name, unit: row.unit, goal: row.goal, seconds, ratio });
  line(row.name, shown[row.show](seconds), row.unit, `${ratio.toExponential(2)} of the yardstick`, aim(row.goal));
}

const micros = (row: Row) => secondsOf.get(row.name)! * 1e6;
const figures: Partial<Report> = {
  ...(isWanted(advance) && { advance: { perSecond: Math.round(1e6 / micros(advance)) } }),
  ...(isWanted(calendarAdd) &&
    isWanted(calendarBetween) && {
      calendar: { addMicros: rounded(micros(calendarAdd), 3), betweenMicros: rounded(micros(calendarBetween), 3) },
    }),
};
const server = await startBenchServer();
onStop(() => {
  // connections break now, in the middle of whatever a row does
  process.on('uncaughtException', () => undefined);
  void server.stop().finally(() => process.exit(130));
});
try {
  for (const row of engineRows.filter(isWanted)) {
    const { json, lines } = await row.measure(server, effort);
    Object.assign(figures, json);
    for (const { name, value, unit, goal } of lines) line(name, value, unit, aim(goal));
  }
} finally {
  await server.stop();
}
for (const what of effort.shortened) say(`${effort.name}: ${what}`);
const report: Report = { effort: effort.name, shortened: effort.shortened, yardstickSeconds, ...figures, rows: results };
if (values.json) console.log(JSON.stringify(report, undefined, 1));
