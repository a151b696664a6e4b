/**
 * DIV-x: by expected time, and besides a virtual due date for the steps of parallel branches, by which lists rank them before others:
 * after the fork the time to the due date divided by the number of branches and by x. Nobody is judged by it.
 * B. Kao and H. Garcia-Molina, Deadline assignment in a distributed soft real-time system, 1993.
 */
import type { SplitPolicy } from '../problem.ts';
import { finishTimes, timesAfter, type WorkGraph } from '../work-graph.ts';
import { proportionalExecution } from './proportional-execution.ts';

export const dividedFork: SplitPolicy = {
  id: 'dividedFork',
  label: 'Ưu tiên nhánh song song (DIV-x)',
  labelEn: 'Parallel branches first (DIV-x)',
  allot(problem) {
    const given = proportionalExecution.allot(problem);
    if (!('minutes' in given)) return given;
    const { graph, steps, limitMinutes, divisor } = problem;
    const finish = finishTimes(graph, given.minutes);
    const after = timesAfter(graph, given.minutes);
    const forks = innermostForks(graph);
    const priorityDueMinutes = steps.map(() => 0);
    for (const [at, { step }] of graph.nodes.entries()) {
      if (step === undefined) continue;
      const due = limitMinutes - after[at]!;
      const fork = forks[at];
      const start = fork && finish[fork.at]!;
      const virtual = fork === undefined ? due : start! + (due - start!) / (fork.branches * divisor);
      priorityDueMinutes[step] = Math.max(priorityDueMinutes[step]!, virtual);
    }
    return { ...given, priorityDueMinutes };
  },
};

interface Fork {
  readonly at: number;
  readonly branches: number;
}

/** For each node the nearest parallel split of which it lies on one branch only. */
function innermostForks({ nodes }: WorkGraph): (Fork | undefined)[] {
  const next: number[][] = nodes.map(() => []);
  for (const [at, { before }] of nodes.entries()) for (const previous of before) next[previous]!.push(at);
  const forks: (Fork | undefined)[] = nodes.map(() => undefined);
  // forks come before what they hold, so that an inner one is set last
  for (const [at, { splits }] of nodes.entries()) {
    if (!splits) continue;
    const branchOf = new Map<number, number>();
    for (const [branch, first] of next[at]!.entries()) {
      const pending = [first];
      for (let each = pending.pop(); each !== undefined; each = pending.pop()) {
        const known = branchOf.get(each);
        if (known === branch || known === -1) continue;
        branchOf.set(each, known === undefined ? branch : -1);
        pending.push(...next[each]!);
      }
    }
    for (const [each, branch] of branchOf) if (branch >= 0) forks[each] = { at, branches: next[at]!.length };
  }
  return forks;
}
