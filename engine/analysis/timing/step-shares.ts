/** What each step is of the deadline: its share, its slack, when it may begin and must be done on the longest ways. */
import type { Duration } from '../../model/types.ts';
import { daysIn } from './amount.ts';
import type { Longest } from './longest.ts';
import type { Routes } from './routes.ts';
import type { StepShare } from './time-report.ts';
import type { Take } from './time-graph.ts';
import type { Unfolded } from './unfold.ts';

/** Sums of decimal fractions differ by less than this. */
export const smallest = 1e-9;

export function stepShares(
  graph: Unfolded,
  routes: Routes,
  longest: Longest,
  daysOf: (take: Take) => number,
  deadline: Duration | undefined,
): StepShare[] {
  const whole = deadline && daysIn(deadline, deadline.unit);
  const found = new Map<string, StepShare & { readonly through: number }>();
  const partners = new Map(
    graph.vertices.flatMap(({ element, partner }) => (element && partner !== undefined ? [[element.id, partner]] : [])),
  );
  routes.forEach(({ vertex, take: taken }, index) => {
    const take = vertex.take;
    const [before, after] = [longest.before[index]!, longest.after[index]!];
    if (!take?.element.step || before === -Infinity || after === -Infinity) return;
    const days = take.counts ? daysOf(take) : 0;
    const own = taken ? days : 0;
    const through = before + own + after;
    const id = take.element.id;
    const known = found.get(id);
    const earliestStart = Math.min(before, known?.earliestStart ?? Infinity);
    if (known && known.through >= through) {
      found.set(id, { ...known, earliestStart });
      return;
    }
    const visits = graph.endless.has(id) ? undefined : visitsOf(graph, id);
    const counted = take.shared !== undefined ? 1 : (visits ?? 1);
    found.set(id, {
      elementId: id,
      ...(partners.has(id) && { processId: partners.get(id)! }),
      ...(take.element.name !== undefined && { name: take.element.name }),
      ...(visits !== undefined && { visits }),
      budgetDays: days,
      ...(whole !== undefined && whole > 0 && { share: rounded((counted * days) / whole) }),
      ...(whole !== undefined && { slack: rounded(whole - through), latestFinish: rounded(whole - after) }),
      earliestStart,
      isCritical: through >= longest.days - smallest,
      clock: take.counts ? 'runs' : 'excluded',
      through,
    });
  });
  return [...found.values()].map(({ through: _through, ...step }) => ({
    ...step,
    budgetDays: rounded(step.budgetDays),
    earliestStart: rounded(step.earliestStart),
  }));
}

/** How often a way may come by: copies of its entry. */
function visitsOf(graph: Unfolded, id: string): number {
  let known = visits.get(graph);
  if (!known) {
    visits.set(graph, (known = new Map()));
    for (const { element, side } of graph.vertices)
      if (element && side === 'enter') known.set(element.id, (known.get(element.id) ?? 0) + 1);
  }
  return known.get(id) ?? 1;
}

const visits = new WeakMap<Unfolded, Map<string, number>>();

/** A billionth of a day is no time, and not printed. */
export function rounded(days: number): number {
  return Math.round(days * 1e9) / 1e9;
}
