/** The analysis against every run of random models, tried one by one with a token game and a calendar of their own. `TIMES=10000` for more. */
import { expect } from 'chai';
import fc from 'fast-check';
import { checkTime, type ProcessTime } from '../../../../engine/analysis/timing.ts';
import type { Estimate } from '../../../../engine/analysis/timing.ts';
import { defaultOrganisation, type Organisation } from '../../../../engine/deadlines/organisation.ts';
import { modelOfXml } from '../../../support/bpmn.ts';
import { randomOf } from '../../../support/random-model.ts';
import {
  everyRun,
  minuteOf,
  minutesOf,
  randomTimes,
  workOn,
  type MinuteTime,
  type Reckoning,
  type TimedModel,
} from '../../../support/random-times.ts';

const numRuns = Number(process.env.TIMES ?? 150);
const mostRuns = 4_000;

/** Day 0 is Monday 2 March 2026. */
const firstDay = Date.parse('2026-03-02T00:00:00+07:00');
const closedDays = new Set([3, 4, 16, 17, 18, 31]);
const isClosed = (day: number) => day % 7 > 4 || closedDays.has(day);
const hours = { a: ['07:30-11:30', '13:00-17:00'], b: ['08:00-11:30', '13:30-17:30'] } as const;
const minutes = {
  a: minutesOf(300, isClosed, [
    [450, 690],
    [780, 1020],
  ]),
  b: minutesOf(300, isClosed, [
    [480, 690],
    [810, 1050],
  ]),
};
const dateOf = (day: number) => new Date(Date.UTC(2026, 2, 2 + day)).toISOString().slice(0, 10);
const weekly = (texts: readonly string[]) => ({ monday: texts, tuesday: texts, wednesday: texts, thursday: texts, friday: texts });
const days = [...closedDays].map((day) => ({ date: dateOf(day), kind: 'closure' as const }));
const organisation: Organisation = {
  ...defaultOrganisation,
  calendar: 'a',
  calendars: new Map([
    ['a', { id: 'a', weeklyHours: weekly(hours.a), days }],
    ['b', { id: 'b', weeklyHours: weekly(hours.b), days }],
  ]),
  units: new Map([
    ['a', { id: 'a', name: 'A', level: 'department' as const }],
    ['b', { id: 'b', name: 'B', level: 'department' as const, calendar: 'b' }],
  ]),
};

const estimatesOf = ({ steps }: TimedModel): Record<string, Estimate> =>
  Object.fromEntries(steps.map(({ id, least }) => [id, { unit: 'workingHour' as const, min: least / 60 }]));

const sums: Reckoning<number> = { start: 0, add: (time, _step, taken) => time + taken };

/** Latest and earliest end over all runs, and by step the latest end of a way that passes it; undefined when there are too many. */
function extremes(model: TimedModel, countsAlways: boolean): { worst: number; best: number; through: Map<string, number> } | undefined {
  let worst = -1;
  let best = Infinity;
  const through = new Map<string, number>();
  const most = everyRun(
    model,
    sums,
    'most',
    countsAlways,
    (ends) => {
      for (const { time, passed } of ends) {
        worst = Math.max(worst, time);
        for (const id of passed) through.set(id, Math.max(time, through.get(id) ?? 0));
      }
    },
    mostRuns,
  );
  const least = everyRun(
    model,
    sums,
    'least',
    countsAlways,
    (ends) => (best = Math.min(best, Math.max(...ends.map(({ time }) => time)))),
    mostRuns,
  );
  return most === undefined || least === undefined ? undefined : { worst, best, through };
}

/** By sums: best and worst on both clocks, and the slack of every step. */
async function comparesSums(seed: number, hasPools = false): Promise<boolean> {
  const model = randomTimes(randomOf(seed), { isMixed: false, after15: 'handoverOnly', hasPools });
  const [legal, wall] = [extremes(model, false), extremes(model, true)];
  if (!legal || !wall) return false;
  const time = await timeOf(model);
  expect(time.worst!.days * 480, 'worst').to.be.closeTo(legal.worst, 1e-3);
  expect(time.best!.days * 480, 'best').to.be.closeTo(legal.best, 1e-3);
  expect(time.wallWorst!.days * 480, 'worst on the wall').to.be.closeTo(wall.worst, 1e-3);
  expect(time.wallBest!.days * 480, 'best on the wall').to.be.closeTo(wall.best, 1e-3);
  expect(time.verdict.outcome).to.equal(legal.worst > model.deadlineMinutes + 1e-3 ? 'fails' : 'holds');
  for (const { elementId, slack } of time.steps)
    if (legal.through.has(elementId))
      expect(slack! * 480, `slack of ${elementId}`).to.be.closeTo(model.deadlineMinutes - legal.through.get(elementId)!, 1e-3);
  return true;
}

async function timeOf(model: TimedModel, options: object = {}): Promise<ProcessTime> {
  const read = await modelOfXml(model.xml);
  return checkTime(read, { organisation, estimates: estimatesOf(model), ...options }).processes[0]!;
}

/** By instants: for three receipts of one filing date, whether it breaks the plan, and when the worst of them ends. */
async function comparesInstants(seed: number, hasPools = false): Promise<boolean> {
  const random = randomOf(seed);
  const after15 = random() < 0.5 ? 'handoverOnly' : 'shiftStart';
  const model = randomTimes(random, { isMixed: true, after15, hasPools });
  const day = Math.floor(random() * 28);
  const ends: { receipt: string; end: number; due: number }[] = [];
  for (const [receipt, minute] of [
    ['opening', 450],
    ['14:59', 899],
    ['15:01', 901],
  ] as const) {
    const received = day * 1440 + minute;
    const isShifted = after15 === 'shiftStart' && (isClosed(day) || minute > 900);
    const countedFrom = isShifted ? nextOpen(day) : day;
    const begins = (calendar: 'a' | 'b') => (isShifted ? countedFrom * 1440 + (calendar === 'a' ? 450 : 480) : received);
    const reckoning: Reckoning<MinuteTime> = {
      start: { at: received, plain: 0 },
      add(time, step, taken) {
        if (step.isPlain)
          return time.plain > 0 ? { ...time, plain: time.plain + taken } : { at: Math.max(time.at, begins('a')), plain: taken };
        return { at: workOn(minutes[step.calendar], Math.max(minuteOf(time, minutes.a), begins(step.calendar)), taken), plain: 0 };
      },
    };
    let end = -1;
    const all = everyRun(
      model,
      reckoning,
      'most',
      false,
      (ways) => {
        for (const { time } of ways) end = Math.max(end, minuteOf(time, minutes.a));
      },
      mostRuns,
    );
    if (all === undefined) return false;
    let due = countedFrom;
    for (let left = model.deadlineMinutes / 480; left > 0; left--) due = nextOpen(due);
    ends.push({ receipt, end, due: due * 1440 + 1020 });
  }
  const { sweep } = await timeOf(model, { firstDate: dateOf(day), dates: 1 });
  for (const { receipt, end, due } of ends)
    expect(sweep!.receipts.find((each) => each.receipt === receipt)!.breaking.length === 1, `breaks at ${receipt}`).to.equal(end > due);
  const worst = ends.find(({ receipt }) => receipt === sweep!.worst.receipt)!;
  expect(sweep!.worst.endsAt, 'end').to.equal(new Date(firstDay + worst.end * 60_000).toISOString());
  expect(sweep!.worst.dueAt, 'due').to.equal(new Date(firstDay + worst.due * 60_000).toISOString());
  return true;
}

function nextOpen(day: number): number {
  let next = day + 1;
  while (isClosed(next)) next++;
  return next;
}

describe('time of random models', () => {
  for (const [what, compares] of [
    ['sums', comparesSums],
    ['instants of two calendars, with plain days', comparesInstants],
    ['sums, with pools that answer each other', (seed: number) => comparesSums(seed, true)],
    ['instants, with pools that answer each other', (seed: number) => comparesInstants(seed, true)],
  ] as const)
    it(`is what every run says, by ${what}`, async function () {
      this.timeout(0);
      let compared = 0;
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 0, max: 2 ** 31 }), async (seed) => {
          if (await compares(seed)) compared++;
        }),
        { numRuns, endOnFailure: true },
      );
      if (process.env.TIMES !== undefined) console.log(`      ${compared} of ${numRuns} compared`);
      expect(compared).to.be.greaterThan(numRuns * 0.8);
    });
});
