/** The time of one process: its graph, the longest and shortest ways, and every limit it has to keep; they share one reading of it, so over 300 lines. */
import type { Organisation } from '../../deadlines/organisation.ts';
import type { Calendar } from '../../deadlines/calendar.ts';
import type { Container } from '../../model/types.ts';
import type { Outcome } from '../outcome.ts';
import type { Throws } from '../throws-of.ts';
import type { TimeOptions } from '../timing.ts';
import { daysIn } from './amount.ts';
import { buildGraph } from './build-graph.ts';
import { changesOf } from './changes.ts';
import { provenWays } from './cut-short.ts';
import { withoutDeadTimers } from './dead-timers.ts';
import { walkOf } from './instants.ts';
import { limitsOf, milestoneOf, type Limit, type LimitedWays } from './limits.ts';
import { longestOf, type Longest } from './longest.ts';
import type { Partners } from './message-partners.ts';
import { noteUnmetWaits } from './message-waits.ts';
import { openNotes, type Notes, type Unbounded } from './notes.ts';
import { probabilityOf } from './probability.ts';
import { routesOf, type Routes } from './routes.ts';
import { shortestOf } from './shortest.ts';
import { rounded, stepShares } from './step-shares.ts';
import { sweepOf } from './sweep.ts';
import type { Surroundings } from './takes.ts';
import type { Extent, LimitTime, ProcessTime, Sweep, TooLate } from './time-report.ts';
import type { Take, TimeGraph } from './time-graph.ts';
import { unfold, type Unfolded } from './unfold.ts';
import { isOneMeasure, verdictOf } from './verdict.ts';

type Options = TimeOptions & { readonly organisation: Organisation };

/** `calendar` is that of the competent agency, `partners` are the processes that it waits for. */
export function processTime(process: Container, calendar: Calendar, partners: Partners, throws: Throws, options: Options): ProcessTime {
  const { procedure } = process;
  const notes = openNotes();
  const surroundings: Surroundings = {
    organisation: options.organisation,
    estimates: options.estimates ?? {},
    participants: options.participants ?? {},
    instances: options.instances ?? {},
    officers: options.officers ?? {},
    notes,
    ...(procedure && { procedure }),
  };
  const graph = withoutDeadTimers(buildGraph(surroundings, process, partners, throws), notes);
  const unfolded = unfold(graph, notes);
  noteUnmetWaits(unfolded, notes);
  const limited = limitsOf(unfolded, procedure, notes);
  const routesFor = rememberedRoutes(unfolded, notes);
  const mainWays = mainOf(limited);
  const whole = mainWays?.question ?? { sources: [unfolded.start], ...milestoneOf(unfolded) };
  const unit = mainWays ? dayUnit(mainWays.limit) : usualUnit(unfolded);
  const daysOf = (take: Take) => (take.most ? daysIn(take.most, unit) : 0);
  const leastOf = (take: Take) => (take.least ? daysIn(take.least, unit) : daysOf(take));

  const routes = routesFor(whole, counts);
  const longest = longestOf(routes, daysOf);
  const exact = mainWays
    ? isOneMeasure(routes, mainWays.limit, calendar)
    : isOneMeasure(routes, { kind: 'deadline', value: 0, unit }, calendar);
  const extentOf = (days: number | undefined, isExact: boolean, isUnbounded: boolean): Extent | undefined =>
    days === undefined || Math.abs(days) === Infinity
      ? undefined
      : { days: rounded(days), unit, isExact, ...(isUnbounded && { isUnbounded }) };
  const extents = (question: Question, isCounted: (take: Take) => boolean) => {
    const all = routesFor(question, isCounted);
    const shortest = shortestOf(routesFor(question, isCounted, 'everyVisit'), leastOf);
    if (shortest && !shortest.isExact) noteBound(notes);
    const open = unboundedOn(notes, all).filter((each) => each.counts || isCounted === always);
    return {
      worst: extentOf(longestOf(all, daysOf).days, exact && !notes.approximations().some(({ code }) => inexact.has(code)), open.length > 0),
      best: extentOf(shortest?.days, exact && shortest?.isExact === true, false),
    };
  };
  const legal = extents(whole, counts);
  const wall = extents(whole, always);
  const provenOf = provenWays(unfolded);
  const limits = limited.map((each) => limitTime({ each, routesFor, provenOf, procedure, notes, calendar, options }));
  const main = limits[limited.indexOf(mainWays!)];
  const deadline = mainWays?.limit;
  const probability =
    deadline && options.estimates ? probabilityOf(routesFor(whole, counts, 'everyVisit'), deadline, options.estimates) : undefined;
  const steps = stepShares(unfolded, routes, longest, daysOf, deadline);
  return {
    processId: process.id,
    ...(process.name !== undefined && { name: process.name }),
    ...(deadline && { deadline }),
    ...(legal.best && { best: legal.best }),
    ...(legal.worst && { worst: legal.worst }),
    ...(wall.best && { wallBest: wall.best }),
    ...(wall.worst && { wallWorst: wall.worst }),
    verdict: overall(limits),
    limits,
    criticalPath: elementsOn(longest.paths[0]),
    criticalPaths: longest.paths.map((path) => ({ days: rounded(path.days), elements: elementsOn(path) })),
    steps,
    unbounded: unboundedOn(notes, routesFor(whole, always)),
    timers: notes.timers,
    untimed: untimedOn(notes, routes),
    ...(main?.sweep && { sweep: main.sweep }),
    ...(probability && { probability }),
    changes:
      deadline && exact && daysIn(deadline, unit) >= 1 && !legal.worst?.isUnbounded
        ? changesOf({
            graph,
            limit: deadline,
            most: daysIn(deadline, unit),
            routes,
            longest,
            steps,
            daysOf,
            worstWith: (id, returns) => worstWith({ graph, procedure, index: limited.indexOf(mainWays!), id, returns, daysOf }),
          })
        : [],
    approximations: notes.approximations(),
  };
}

const counts = (take: Take) => take.counts;
const always = () => true;
/** Notes after which a worst case is a bound. */
const inexact = new Set([
  'SHARED_BUDGETS_UNTOLD',
  'TIMER_MIXED',
  'TIMER_UNKNOWN',
  'TIMER_REPEATS',
  'LIMIT_INSIDE',
  'LOOP_TOO_LONG',
  'PARTNER_ASKED_BEFORE',
  'COMPLEX_GATEWAY',
  'ROUND_EVENTS',
]);

function limitTime({
  each: { limit, restarted, isBound, question },
  routesFor,
  provenOf,
  procedure,
  notes,
  calendar,
  options,
}: {
  each: LimitedWays;
  routesFor: RoutesFor;
  provenOf: ReturnType<typeof provenWays>;
  procedure: Container['procedure'];
  notes: Notes;
  calendar: Calendar;
  options: Options;
}): LimitTime {
  const unit = dayUnit(limit);
  const daysOf = (take: Take) => (take.most ? daysIn(take.most, unit) : 0);
  const routes = routesFor(question, counts);
  const longest = longestOf(routes, daysOf);
  const most = daysIn(limit, limit.unit);
  const proven = provenOf(longest);
  const exact = isOneMeasure(routes, limit, calendar);
  const isCancelled = options.isCancelled ?? (() => false);
  const sweep = options.firstDate === undefined || routes.length === 0 ? undefined : swept(options.firstDate);
  const open = unboundedOn(notes, routes).filter((one) => one.counts);
  const names = new Map(routes.map(({ vertex: { element } }) => [element?.id, element?.name ?? element?.id]));
  const verdict: Outcome<TooLate> =
    isCancelled() || (options.firstDate !== undefined && routes.length > 0 && !sweep)
      ? {
          outcome: 'notDecided',
          reason: { code: 'CANCELLED', message: 'Đã dừng phân tích giữa chừng', messageEn: 'The analysis was cancelled' },
        }
      : verdictOf({
          limit,
          routes,
          longest: proven.days > most ? proven : longest,
          isOneMeasure: exact,
          ...(sweep && { sweep }),
          unbounded: open.map(({ elementId }) => `"${names.get(elementId) ?? elementId}"`),
          untimed: untimedOn(notes, routes).map((id) => `"${names.get(id) ?? id}"`),
          isSound: options.isSound,
          isBound: isBound || (proven !== longest && proven.days <= most) || notes.approximations().some(({ code }) => inexact.has(code)),
        });
  return {
    limit,
    restarted,
    worst: { days: rounded(Math.max(0, longest.days)), unit, isExact: exact, ...(open.length > 0 && { isUnbounded: true }) },
    verdict,
    elements: (longest.paths[0]?.places ?? []).flatMap(({ take }) => (take ? [take.element.id] : [])),
    ...(sweep && { sweep }),
  };

  function swept(firstDate: string): Sweep | undefined {
    return sweepOf({
      walk: walkOf(exact ? routes : routesFor(question, counts, 'mayWait'), ({ take }) => take?.most, notes),
      organisation: options.organisation,
      calendar,
      limit,
      rules: {
        after15: procedure?.after15 ?? 'handoverOnly',
        // sector law lengthens what is counted from receipt
        extraWorkingDays: limit.kind !== 'appointment' || limit.order === 1 ? (options.extraWorkingDays ?? 0) : 0,
      },
      firstDate,
      days: options.dates ?? threeYears,
      isCancelled,
    });
  }
}

const threeYears = 1_096;

type Question = LimitedWays['question'];
type RoutesFor = (question: Question, isCounted: (take: Take) => boolean, visits?: 'everyVisit' | 'mayWait') => Routes;

/** The same ways are asked for several times. */
function rememberedRoutes(unfolded: Unfolded, notes: Notes): RoutesFor {
  const isAllCounted = !unfolded.vertices.some(({ take }) => take && !take.counts);
  const known = new Map<Question, Map<string, Routes>>();
  return (question, isCounted, visits) => {
    const name = `${isAllCounted || isCounted === always} ${visits ?? ''}`;
    const routes = known.get(question) ?? new Map<string, Routes>();
    known.set(question, routes);
    const found =
      routes.get(name) ??
      routesOf(unfolded, { ...question, isCounted, everyVisit: visits === 'everyVisit', mayWait: visits === 'mayWait' }, notes);
    routes.set(name, found);
    return found;
  };
}

/** The published deadline of the whole, else the legal one, else the national one, else the first appointment. */
function mainOf(limited: readonly LimitedWays[]): LimitedWays | undefined {
  const first = limited.filter(({ restarted }) => !restarted);
  for (const of of ['published', 'legal', 'national'] as const) {
    const found = first.find(({ limit }) => limit.kind === 'deadline' && limit.of === of);
    if (found) return found;
  }
  return first.find(({ limit, fromReceipt }) => limit.kind === 'appointment' && fromReceipt);
}

function dayUnit({ unit }: Pick<Limit, 'unit'>): 'workingDay' | 'calendarDay' {
  return unit === 'calendarDay' ? unit : 'workingDay';
}

/** Without a limit: plain days where every step has them. */
function usualUnit({ vertices }: Unfolded): 'workingDay' | 'calendarDay' {
  const amounts = vertices.flatMap(({ take }) => (take?.most && !('iso' in take.most) ? [take.most] : []));
  return amounts.length > 0 && amounts.every(({ unit }) => unit === 'calendarDay') ? 'calendarDay' : 'workingDay';
}

function elementsOn(path: Longest['paths'][number] | undefined): string[] {
  const ids = (path?.places ?? []).flatMap(({ vertex: { element } }) => (element ? [element.id] : []));
  return ids.filter((id, index) => id !== ids[index - 1]);
}

function unboundedOn({ unbounded }: Notes, routes: Routes): Unbounded[] {
  const on = new Set(routes.map(({ vertex: { element } }) => element?.id));
  return unbounded.filter(({ elementId, elements }) => on.has(elementId) || elements.some((each) => on.has(each)));
}

function untimedOn({ untimed }: Notes, routes: Routes): string[] {
  const on = new Set(routes.map(({ vertex: { element } }) => element?.id));
  return [...new Set(untimed)].filter((id) => on.has(id));
}

/** The process keeps its limits when it keeps each that binds; what the ministry published does not where the province or the law has its own. */
function overall(limits: readonly LimitTime[]): Outcome<TooLate> {
  const binding = limits.filter(
    ({ limit }) =>
      limit.of !== 'national' ||
      !limits.some(({ limit: other }) => other.of !== undefined && other.of !== 'national' && other.phase === limit.phase),
  );
  if (binding.length === 0)
    return {
      outcome: 'notApplicable',
      reason: {
        code: 'NO_DEADLINE',
        message: 'Quy trình không có thời hạn hay lịch hẹn',
        messageEn: 'The process has no deadline and no appointment',
      },
    };
  for (const outcome of ['fails', 'notDecided'] as const) {
    const found = binding.find(({ verdict }) => verdict.outcome === outcome);
    if (found) return found.verdict;
  }
  return { outcome: 'holds' };
}

function worstWith({
  graph,
  procedure,
  index,
  id,
  returns,
  daysOf,
}: {
  graph: TimeGraph;
  procedure: Container['procedure'];
  index: number;
  id: string;
  returns: number;
  daysOf: (take: Take) => number;
}): number | undefined {
  const notes = openNotes();
  const edges = graph.edges.map((edge) =>
    edge.mostReturns !== undefined && edge.from.element?.id === id ? { ...edge, mostReturns: returns } : edge,
  );
  const unfolded = unfold({ ...graph, edges }, notes);
  const ways = limitsOf(unfolded, procedure, notes)[index];
  if (!ways || notes.unbounded.length > 0) return undefined;
  return longestOf(routesOf(unfolded, { ...ways.question, isCounted: counts }, notes), daysOf).days;
}

function noteBound(notes: Notes): void {
  notes.note(
    'BEST_IS_BOUND',
    undefined,
    'Có quá nhiều cách chạy: trường hợp nhanh nhất chỉ là giới hạn dưới',
    'There are too many runs: the best case is a lower bound only',
  );
}
