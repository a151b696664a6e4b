/** What breaks a plan, or restores one that is broken: how much one budget, timer or number of returns may change by itself. */
import type { Limit } from './limits.ts';
import { longestOf, type Longest } from './longest.ts';
import type { Routes } from './routes.ts';
import { rounded, smallest } from './step-shares.ts';
import type { Change, StepShare } from './time-report.ts';
import type { Take, TimeGraph } from './time-graph.ts';

export interface ChangeQuestion {
  readonly graph: TimeGraph;
  readonly limit: Limit;
  /** Days of the limit. */
  readonly most: number;
  readonly routes: Routes;
  readonly longest: Longest;
  readonly steps: readonly StepShare[];
  readonly daysOf: (take: Take) => number;
  /** Days of the longest way when a flow that leads back may be taken `returns` times at most; undefined when it is no longer bounded. */
  readonly worstWith: (elementId: string, returns: number) => number | undefined;
}

/** Places looked at while changes are tried, so that a process of thousands of steps does not take minutes. */
const mostWork = 200_000;

/** Loops of which fewer returns are tried. */
const mostLoops = 10;

/** Changes of one thing each, the smallest first. */
export function changesOf(question: ChangeQuestion): Change[] {
  const { most, longest, steps } = question;
  const over = longest.days - most;
  if (over <= smallest)
    return steps
      .filter(({ clock, slack, budgetDays }) => clock === 'runs' && slack !== undefined && budgetDays > 0)
      .map(({ elementId, name, slack, visits = 1, share = 0, budgetDays }) => {
        const times = Math.max(1, Math.round((share * most) / budgetDays) || 1);
        const by = rounded(Math.max(0, slack!) / Math.min(times, visits));
        return change(
          'budget',
          elementId,
          'mayGrow',
          by,
          `Bước "${name ?? elementId}" còn tăng được ${days(by)} ngày`,
          `"${name ?? elementId}" may grow by ${daysEn(by)} days`,
        );
      })
      .sort((a, b) => a.by - b.by);
  return [...shorterSteps(question, over), ...fewerReturns(question)].sort((a, b) => a.by - b.by);
}

/** A shorter budget of one step is enough when every way without it fits. */
function shorterSteps({ routes, longest, most, daysOf }: ChangeQuestion, over: number): Change[] {
  const found: Change[] = [];
  const seen = new Map<string, Take>();
  for (const { take } of longest.paths[0]?.places ?? []) if (take) seen.set(take.element.id, take);
  // the largest first: a step shorter than what is over cannot make good for it
  const tried = [...seen.values()].sort((a, b) => daysOf(b) - daysOf(a)).slice(0, Math.floor(mostWork / routes.length));
  for (const take of tried) {
    const { id, name, step, type } = take.element;
    const without = longestOf(routes, (each) => (each.element.id === id ? 0 : daysOf(each))).days;
    if (without > most + smallest) continue;
    const visits = routes.filter((place) => place.take?.element.id === id).length;
    const by = rounded(leastCut(routes, id, most, over, visits, daysOf));
    const isTimer = !step || type === 'boundaryEvent';
    found.push(
      change(
        isTimer ? 'timer' : 'budget',
        id,
        'mustShrink',
        by,
        `Chỉ cần giảm ${isTimer ? 'hẹn giờ' : 'thời gian'} của "${name ?? id}" đi ${days(by)} ngày`,
        `It is enough to shorten ${isTimer ? 'the timer' : 'the time'} of "${name ?? id}" by ${daysEn(by)} days`,
      ),
    );
  }
  return found;
}

/** A way passes the step once or more often, so that the cut lies between; found by halving, because the longest way falls with the cut. */
function leastCut(routes: Routes, id: string, most: number, over: number, visits: number, daysOf: (take: Take) => number): number {
  if (visits === 1) return over;
  let [low, high] = [0, over];
  for (let round = 0; round < 30; round++) {
    const cut = (low + high) / 2;
    const left = longestOf(routes, (each) => Math.max(0, daysOf(each) - (each.element.id === id ? cut : 0))).days;
    if (left <= most + smallest) high = cut;
    else low = cut;
  }
  // halving leaves a trace of its steps
  return Math.round(high * 1e6) / 1e6;
}

function fewerReturns({ graph, most, worstWith }: ChangeQuestion): Change[] {
  const found: Change[] = [];
  const seen = new Set<string>();
  for (const { from, mostReturns } of graph.edges) {
    const id = from.element?.id;
    if (mostReturns === undefined || mostReturns === 0 || id === undefined || seen.has(id) || seen.size >= mostLoops) continue;
    seen.add(id);
    for (let returns = mostReturns - 1; returns >= Math.max(0, mostReturns - mostLoops); returns--) {
      const worst = worstWith(id, returns);
      if (worst === undefined || worst > most + smallest) continue;
      const name = from.element?.name ?? id;
      found.push(
        change(
          'loop',
          id,
          'mustShrink',
          returns,
          `Chỉ cần giới hạn quay lại ở "${name}" còn ${returns} lần`,
          `It is enough to allow ${returns} returns at "${name}"`,
        ),
      );
      break;
    }
  }
  return found;
}

function change(what: Change['what'], elementId: string, does: Change['does'], by: number, message: string, messageEn: string): Change {
  return { what, elementId, does, by, message, messageEn };
}

/** A number of days as people write it in Vietnamese: at most two decimals, decimal comma. */
export function days(value: number): string {
  return daysEn(value).replace('.', ',');
}

/** The same in English: decimal point. */
export function daysEn(value: number): string {
  return String(Math.round(value * 100) / 100);
}
