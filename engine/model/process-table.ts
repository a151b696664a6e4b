/** A drawn process as the table that a decision prints: steps in their order, branches below their gateway. Reads any tree, also one that cannot run. */
import type { Moddle } from 'bpmn-moddle';
import { listOf } from './moddle-access.ts';
import { branchOf, budgetOf, daysOf, deadlineOf, textOf, textsOf } from './read-table-row.ts';
import type { ProcessTable, TableRow, TableSum } from './table-row.ts';

/** One table a process that has steps, in the order of the file. */
export function processTables(definitions: Moddle): ProcessTable[] {
  const roots = listOf(definitions, 'rootElements');
  const pools = roots.filter(({ $type }) => $type === 'bpmn:Collaboration').flatMap((each) => listOf(each, 'participants'));
  return roots
    .filter((root) => root.$type === 'bpmn:Process' && nodesIn(root).length > 0)
    .map((process) => {
      const pool = pools.find(({ processRef }) => processRef === process);
      const writer = tableWriter(process);
      const sum = writer.writeAll(process, 0, '', { name: pool?.name ?? process.name ?? '' });
      const deadline = deadlineOf(process);
      return {
        processId: process.id ?? '',
        name: process.name ?? pool?.name ?? '',
        rows: withPrintedTargets(writer.rows, process),
        sum,
        ...(deadline && { deadline }),
      };
    });
}

const nothing: TableSum = { workingDays: 0, calendarDays: 0 };
const plus = (one: TableSum, other: TableSum): TableSum => ({
  workingDays: one.workingDays + other.workingDays,
  calendarDays: one.calendarDays + other.calendarDays,
});
/** A working day takes 7/5 calendar days: enough to tell which branch is longer. */
const weight = ({ workingDays, calendarDays }: TableSum): number => workingDays * 1.4 + calendarDays;
const longest = (sums: readonly TableSum[]): TableSum => sums.reduce((best, each) => (weight(each) > weight(best) ? each : best), nothing);

const nodesIn = (container: Moddle): Moddle[] => listOf(container, 'flowElements').filter((each) => each.$instanceOf('bpmn:FlowNode'));
const targetOf = (flow: Moddle): Moddle | undefined => flow.targetRef as Moddle | undefined;

/** Whose work it is where nothing nearer says so. */
interface Home {
  readonly name: string;
}

function tableWriter(process: Moddle) {
  const laneOf = lanesOf(process);
  const rows: TableRow[] = [];
  const seen = new Set<Moddle>();
  const counters = new Map<string, number>();

  const numberBelow = (prefix: string): string => {
    const count = (counters.get(prefix) ?? 0) + 1;
    counters.set(prefix, count);
    return prefix === '' ? String(count) : `${prefix}.${count}`;
  };

  /** Everything in a process or subprocess: from its starts on, then what nothing leads to. */
  function writeAll(container: Moddle, depth: number, prefix: string, home: Home): TableSum {
    const nodes = nodesIn(container);
    const attached = (node: Moddle) => node.$type === 'bpmn:BoundaryEvent' || node.triggeredByEvent === true;
    const flows = listOf(container, 'flowElements').filter(({ $type }) => $type === 'bpmn:SequenceFlow');
    const outgoing = new Map<Moddle, Moddle[]>();
    const entered = new Set<Moddle>();
    for (const flow of flows) {
      const source = flow.sourceRef as Moddle | undefined;
      const target = targetOf(flow);
      if (!source || !target) continue;
      outgoing.set(source, [...(outgoing.get(source) ?? []), flow]);
      entered.add(target);
    }
    const hosted = new Map<Moddle, Moddle[]>();
    for (const node of nodes)
      if (node.$type === 'bpmn:BoundaryEvent') {
        const host = node.attachedToRef as Moddle;
        hosted.set(host, [...(hosted.get(host) ?? []), node]);
      }
    const walk = walker({ outgoing, hosted, prefix, home });
    const ordinary = nodes.filter((node) => !attached(node));
    const starts = ordinary.filter((node) => !entered.has(node));
    const first = starts.length > 0 ? starts.toSorted((one, other) => rankOf(one) - rankOf(other)) : ordinary.slice(0, 1);
    let sum = nothing;
    for (const node of [...first, ...ordinary]) if (!seen.has(node)) sum = longestOf(sum, walk(node, depth, new Set()));
    for (const node of nodes) if (node.triggeredByEvent === true && !seen.has(node)) walk(node, depth, new Set());
    return sum;
  }

  interface Surroundings {
    readonly outgoing: ReadonlyMap<Moddle, readonly Moddle[]>;
    readonly hosted: ReadonlyMap<Moddle, readonly Moddle[]>;
    readonly prefix: string;
    readonly home: Home;
  }

  function walker({ outgoing, hosted, prefix, home }: Surroundings) {
    const flowsOf = (node: Moddle) => outgoing.get(node) ?? [];

    /** What one comes to from a node, nearest first, without what is printed. */
    function reach(from: Moddle | undefined): Set<Moddle> {
      const found = new Set<Moddle>();
      const queue = from && !seen.has(from) ? [from] : [];
      for (const node of queue) {
        if (found.has(node)) continue;
        found.add(node);
        for (const flow of flowsOf(node)) {
          const target = targetOf(flow)!;
          if (!found.has(target) && !seen.has(target)) queue.push(target);
        }
      }
      return found;
    }

    function jump(flow: Moddle, depth: number): void {
      const target = targetOf(flow)!;
      rows.push({
        id: flow.id ?? '',
        kind: 'jump',
        type: flow.$type,
        depth,
        order: '',
        name: '',
        unit: '',
        counts: true,
        target: target.id ?? '',
        ...branchOf(flow),
      });
    }

    return function walk(from: Moddle, depth: number, stops: ReadonlySet<Moddle>, by?: Moddle): TableSum {
      let sum = nothing;
      let node: Moddle | undefined = from;
      let flow = by;
      while (node) {
        if (seen.has(node) || stops.has(node)) {
          if (flow) jump(flow, depth);
          return sum;
        }
        seen.add(node);
        sum = plus(sum, write(node, depth, prefix, home, flow));
        const onward = flowsOf(node);
        for (const boundary of hosted.get(node) ?? []) {
          seen.add(boundary);
          write(boundary, depth + 1, prefix, home, undefined);
          const main = new Set([...stops, ...onward.flatMap((each) => [...reach(targetOf(each))])]);
          for (const each of flowsOf(boundary)) walk(targetOf(each)!, depth + 1, main, each);
        }
        if (onward.length <= 1) {
          // a join by itself says nothing in a table
          flow = undefined;
          const next: Moddle | undefined = onward[0] && targetOf(onward[0]);
          if (next && (seen.has(next) || stops.has(next)) && !stops.has(next)) flow = onward[0];
          node = next && stops.has(next) ? undefined : next;
          continue;
        }
        const reached = onward.map((each) => reach(targetOf(each)));
        const merge = meeting(reached, stops);
        if (merge) {
          const inner = new Set([...stops, merge]);
          sum = plus(sum, longest(onward.map((each) => walk(targetOf(each)!, depth + 1, inner, each))));
          flow = undefined;
          node = merge;
          continue;
        }
        // no branch comes back: the longest one is the way on, the others are exceptions
        const widest = reached.reduce((best, each, at) => (each.size > reached[best]!.size ? at : best), 0);
        const others = onward.filter((_, at) => at !== widest);
        const inner = new Set([...stops, ...reached[widest]!]);
        const aside = longest(others.map((each) => walk(targetOf(each)!, depth + 1, inner, each)));
        const main = walk(targetOf(onward[widest]!)!, depth, stops, onward[widest]);
        return plus(sum, longest([main, aside]));
      }
      return sum;
    };
  }

  function write(node: Moddle, depth: number, prefix: string, home: Home, by: Moddle | undefined): TableSum {
    const isStep = node.$instanceOf('bpmn:Activity');
    const isBlock = node.$instanceOf('bpmn:SubProcess');
    const isGateway = node.$instanceOf('bpmn:Gateway');
    const order = isStep ? numberBelow(prefix) : '';
    const lane = laneOf.get(node);
    const unit = textOf(node, 'unit') ?? textOf(node, 'department') ?? lane?.name ?? home.name;
    const budget = budgetOf(node);
    const counts = node.get('tthc:counts') !== false;
    const share = Number(String(node.get('tthc:budgetShare') ?? '').replace(',', '.'));
    // a gateway that only joins is drawn, not printed
    if (!(isGateway && listOf(node, 'outgoing').length <= 1 && !node.name))
      rows.push({
        id: node.id ?? '',
        kind: isBlock ? 'block' : isStep ? 'step' : isGateway ? 'gateway' : 'event',
        type: node.$type,
        depth,
        order,
        name: node.name ?? '',
        ...(by && branchOf(by)),
        ...(lane && { laneId: lane.id ?? '' }),
        unit,
        counts,
        ...(budget && { budget }),
        ...(share > 0 && { budgetShare: share }),
        ...textsOf(node),
      });
    const inside = isBlock ? writeAll(node, depth + 1, order, { name: unit }) : nothing;
    if (!counts) return nothing;
    return budget ? daysOf(budget) : inside;
  }

  return { rows, writeAll };
}

/** A join is not printed: who jumps there goes on at the row after it. */
function withPrintedTargets(rows: readonly TableRow[], process: Moddle): TableRow[] {
  const printed = new Set(rows.map(({ id }) => id));
  const after = new Map<string, string>();
  const read = (container: Moddle) => {
    for (const element of listOf(container, 'flowElements')) {
      const source = element.sourceRef as Moddle | undefined;
      if (source?.id !== undefined && !printed.has(source.id)) after.set(source.id, targetOf(element)?.id ?? '');
      if (element.$instanceOf('bpmn:SubProcess')) read(element);
    }
  };
  read(process);
  return rows.map((row) => {
    if (row.target === undefined) return row;
    const passed = new Set<string>();
    let { target } = row;
    while (!printed.has(target) && after.has(target) && !passed.has(target)) {
      passed.add(target);
      target = after.get(target)!;
    }
    return { ...row, target };
  });
}

const longestOf = (one: TableSum, other: TableSum): TableSum => longest([one, other]);

/** The node at which most branches meet again, the nearest of them. */
function meeting(reached: readonly ReadonlySet<Moddle>[], stops: ReadonlySet<Moddle>): Moddle | undefined {
  const counts = new Map<Moddle, number>();
  for (const each of reached) for (const node of each) if (!stops.has(node)) counts.set(node, (counts.get(node) ?? 0) + 1);
  let best: Moddle | undefined;
  for (const [node, count] of counts) if (count > 1 && (best === undefined || count > counts.get(best)!)) best = node;
  return best;
}

/** Start events before what nothing leads to. */
const rankOf = (node: Moddle): number => (node.$type === 'bpmn:StartEvent' ? 0 : 1);

/** The innermost lane of each node. */
function lanesOf(process: Moddle): Map<Moddle, Moddle> {
  const found = new Map<Moddle, Moddle>();
  const read = (set: Moddle | undefined) => {
    for (const lane of set ? listOf(set, 'lanes') : []) {
      for (const node of listOf(lane, 'flowNodeRef')) found.set(node, lane);
      read(lane.childLaneSet as Moddle | undefined);
    }
  };
  for (const set of listOf(process, 'laneSets')) read(set);
  return found;
}
