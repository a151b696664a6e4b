/** The stretch against a linear program: every level of it, on random graphs. */
import { expect } from 'chai';
import fc from 'fast-check';
import { solve, type Constraint } from 'yalps';
import { toleranceMinutes, type SplitProblem, type SplitStep } from '../../../../engine/analysis/split/problem.ts';
import { rounded } from '../../../../engine/analysis/split/round-down.ts';
import { stretch } from '../../../../engine/analysis/split/stretch.ts';
import { longestMinutes, stepsOnTightPaths, type WorkNode } from '../../../../engine/analysis/split/work-graph.ts';

const runs = Number(process.env['SPLIT_RUNS'] ?? 40);
const steps = stepArbitrary();
const problemsOfSize = problemArbitrary;

function stepArbitrary(): fc.Arbitrary<SplitStep> {
  return fc
    .record({
      floor: fc.integer({ min: 0, max: 120 }),
      room: fc.option(fc.integer({ min: 0, max: 900 }), { freq: 3 }),
      weight: fc.integer({ min: 1, max: 480 }),
    })
    .map(({ floor, room, weight }) => ({
      elementId: '',
      expectedMinutes: weight,
      floorMinutes: floor,
      capMinutes: room === null ? Infinity : floor + room,
      weight,
    }));
}

/** A random graph of steps, each after up to three before it, some counted several times; every node leads to the end. */
function problemArbitrary(most: number): fc.Arbitrary<SplitProblem> {
  return fc
    .array(fc.record({ step: steps, before: fc.array(fc.nat(), { maxLength: 3 }), visits: fc.integer({ min: 1, max: 3 }) }), {
      minLength: 2,
      maxLength: most,
    })
    .chain((drawn) => {
      const nodes: WorkNode[] = drawn.map(({ before, visits }, at) => ({
        step: at,
        visits,
        waitMinutes: 0,
        before: at === 0 ? [] : [...new Set(before.map((each) => each % at))],
      }));
      const left = new Set(nodes.keys());
      for (const { before } of nodes) for (const each of before) left.delete(each);
      nodes.push({ visits: 0, waitMinutes: 0, before: [...left] });
      const graph = { nodes };
      const all = drawn.map(({ step }) => step);
      const least = longestMinutes(
        graph,
        all.map(({ floorMinutes }) => floorMinutes),
      );
      return fc.integer({ min: 0, max: 5000 }).map((more) => ({ graph, steps: all, limitMinutes: least + more, divisor: 1 }));
    });
}

const demandOf = ({ steps: all }: SplitProblem) => ({
  base: all.map(({ floorMinutes }) => floorMinutes),
  weights: all.map(({ weight }) => weight!),
});

/** The most that `objective` can be when free steps get at least `level` and the others what they have. */
function best(problem: SplitProblem, settled: ReadonlyMap<number, number>, objective: 'level' | number, level = 0): number {
  const variables: Record<string, Record<string, number>> = { level: { atLeast: 1, ...(objective === 'level' && { goal: 1 }) } };
  const constraints: Record<string, Constraint> = { atLeast: { min: level } };
  const coefficient = (variable: string, constraint: string, value: number) =>
    void ((variables[variable] ??= {})[constraint] = (variables[variable]![constraint] ?? 0) + value);
  for (const [number, { floorMinutes, capMinutes, weight }] of problem.steps.entries()) {
    const known = settled.get(number);
    if (known !== undefined) continue;
    const name = `d${number}`;
    coefficient(name, `bounds${number}`, 1);
    constraints[`bounds${number}`] = { min: floorMinutes, ...(capMinutes < Infinity && { max: capMinutes }) };
    coefficient(name, `share${number}`, 1);
    coefficient('level', `share${number}`, -weight!);
    constraints[`share${number}`] = { min: floorMinutes };
    if (objective === number) coefficient(name, 'goal', 1);
  }
  for (const [at, { step, visits, before }] of problem.graph.nodes.entries())
    for (const previous of before.length > 0 ? before : [undefined]) {
      const name = `way${at}from${previous ?? ''}`;
      coefficient(`t${at}`, name, 1);
      if (previous !== undefined) coefficient(`t${previous}`, name, -1);
      const known = step === undefined ? 0 : settled.get(step);
      if (known === undefined) coefficient(`d${step}`, name, -visits);
      constraints[name] = { min: (known ?? 0) * visits };
    }
  const last = `t${problem.graph.nodes.length - 1}`;
  coefficient(last, 'limit', 1);
  // settled values carry the rounding of the solver, from level to level
  constraints['limit'] = { max: problem.limitMinutes + 1e-4 * (1 + settled.size) };
  const { status, result } = solve({ direction: 'maximize', objective: 'goal', constraints, variables }, { precision: 1e-9 });
  if (status !== 'optimal') throw new Error(`the linear program is ${status}`);
  return result;
}

/** The lexicographic optimum by linear programs alone: raise all, settle those that cannot have more, again. */
function byPrograms(problem: SplitProblem): { readonly minutes: number[]; readonly levels: number[] } {
  const settled = new Map<number, number>();
  const levels: number[] = [];
  for (const [number, { floorMinutes, capMinutes }] of problem.steps.entries())
    if (capMinutes <= floorMinutes) settled.set(number, floorMinutes);
  while (settled.size < problem.steps.length) {
    const level = best(problem, settled, 'level');
    levels.push(level);
    const before = new Map(settled);
    for (const [number, { floorMinutes, weight }] of problem.steps.entries()) {
      if (before.has(number)) continue;
      const least = floorMinutes + level * weight!;
      if (best(problem, before, number, level - 1e-8) <= least + 1e-3) settled.set(number, least);
    }
    if (settled.size === before.size) throw new Error('no step is settled at a level');
  }
  return { minutes: problem.steps.map((_, number) => settled.get(number)!), levels };
}

describe('the lexicographic max-min stretch', () => {
  it('gives at each level what linear programs give', () => {
    fc.assert(
      fc.property(problemsOfSize(8), (problem) => {
        const minutes = stretch(problem, demandOf(problem)) as number[];
        const optimum = byPrograms(problem);
        for (const [number, each] of optimum.minutes.entries()) expect(minutes[number]).to.be.closeTo(each, 1e-2);
      }),
      { numRuns: runs },
    );
  });

  it('reaches the first level of the linear program on larger graphs', () => {
    fc.assert(
      fc.property(problemsOfSize(30), (problem) => {
        const minutes = stretch(problem, demandOf(problem)) as number[];
        const free = [...problem.steps.keys()].filter((each) => problem.steps[each]!.capMinutes > problem.steps[each]!.floorMinutes);
        if (free.length === 0) return;
        const settled = new Map([...problem.steps.keys()].filter((each) => !free.includes(each)).map((each) => [each, minutes[each]!]));
        const lowest = Math.min(...free.map((each) => (minutes[each]! - problem.steps[each]!.floorMinutes) / problem.steps[each]!.weight!));
        expect(lowest).to.be.closeTo(best(problem, settled, 'level'), 1e-4);
      }),
      { numRuns: runs },
    );
  });

  it('never breaks the limit, a floor or a cap, and leaves every step on a full path or at its cap', () => {
    fc.assert(
      fc.property(problemsOfSize(60), (problem) => {
        const { graph, limitMinutes } = problem;
        const minutes = stretch(problem, demandOf(problem)) as number[];
        expect(longestMinutes(graph, minutes)).to.be.at.most(limitMinutes + toleranceMinutes);
        const tight = stepsOnTightPaths(graph, minutes, limitMinutes, 1e-5);
        for (const [number, { floorMinutes, capMinutes }] of problem.steps.entries()) {
          expect(minutes[number]).to.be.within(floorMinutes, capMinutes + toleranceMinutes);
          expect(tight.has(number) || minutes[number]! >= capMinutes - toleranceMinutes, `step ${number}`).to.equal(true);
        }
      }),
      { numRuns: runs * 5 },
    );
  });

  it('is the same by halving as by the paths', () => {
    fc.assert(
      fc.property(problemsOfSize(20), (problem) => {
        const { base, weights } = demandOf(problem);
        const byHalving = stretch(problem, {
          at: (each, level) => base[each]! + level * weights[each]!,
          lowest: 0,
          highest: 1e5,
        }) as number[];
        const byPaths = stretch(problem, { base, weights }) as number[];
        for (const [number, each] of byPaths.entries()) expect(byHalving[number]).to.be.closeTo(each, 1e-4);
      }),
      { numRuns: runs * 2 },
    );
  });

  it('rounds without breaking the limit, and leaves no whole unit that was lost', () => {
    fc.assert(
      fc.property(problemsOfSize(40), fc.constantFrom(120, 240), (problem, unit) => {
        const { graph, limitMinutes } = problem;
        const minutes = stretch(problem, demandOf(problem)) as number[];
        const given = rounded(graph, problem.steps, minutes, unit, limitMinutes);
        expect(longestMinutes(graph, given)).to.be.at.most(limitMinutes + toleranceMinutes);
        for (const [number, each] of given.entries()) {
          const { floorMinutes, capMinutes } = problem.steps[number]!;
          expect(each).to.be.within(floorMinutes, capMinutes + toleranceMinutes);
          const part = minutes[number]! < unit ? unit / 16 : unit;
          expect(each % part === 0 || each === floorMinutes, `${each} of ${minutes[number]}`).to.equal(true);
          if (each >= minutes[number]! - toleranceMinutes) continue;
          const next = given.map((other, at) => (at === number ? (Math.floor(each / unit) + 1) * unit : other));
          const fits = longestMinutes(graph, next) <= limitMinutes + toleranceMinutes && next[number]! <= capMinutes;
          expect(fits, `step ${number} could have a unit more`).to.equal(false);
        }
      }),
      { numRuns: runs * 5 },
    );
  });
});
