/** The time of every step on both sides, beside each other. Pure. */
import type { Duration, FlowNode, ProcessModel } from '../../engine/index.ts';

export interface BudgetRow {
  readonly elementId: string;
  readonly side: 'before' | 'after';
  readonly name: string;
  /** Absent: the step is not there. `undefined` inside: it has no time of its own. */
  readonly before?: { readonly budget?: Duration };
  readonly after?: { readonly budget?: Duration };
  /** Working minutes more (negative: fewer); absent where the units cannot be compared. */
  readonly minutes?: number;
}

/** In the order of the side after, what is gone at its end. Steps of people, and others that have a time. */
export function budgetsOf(before: ProcessModel, after: ProcessModel): readonly BudgetRow[] {
  const then = stepsOf(before);
  const now = stepsOf(after);
  const used = new Set<FlowNode>();
  const rows = now.map((node): BudgetRow => {
    const was = before.nodes.get(node.id) ?? onlyNamed(then, node);
    if (was) used.add(was);
    return rowOf(node, 'after', was && given(was), given(node));
  });
  return [...rows, ...then.filter((node) => !used.has(node)).map((node) => rowOf(node, 'before', given(node), undefined))];
}

const stepsOf = (model: ProcessModel): FlowNode[] =>
  [...model.nodes.values()].filter(
    ({ type, step, id }) => !id.includes('@') && (type === 'userTask' || type === 'manualTask' || step?.budget !== undefined),
  );

function onlyNamed(nodes: readonly FlowNode[], { name, type }: FlowNode): FlowNode | undefined {
  const same = nodes.filter((node) => name !== undefined && node.name === name && node.type === type);
  return same.length === 1 ? same[0] : undefined;
}

const given = ({ step }: FlowNode): { readonly budget?: Duration } => (step?.budget ? { budget: step.budget } : {});

function rowOf({ id, name }: FlowNode, side: BudgetRow['side'], before: BudgetRow['before'], after: BudgetRow['after']): BudgetRow {
  const [was, is] = [minutesOf(before), minutesOf(after)];
  return {
    elementId: id,
    side,
    name: name ?? id,
    ...(before && { before }),
    ...(after && { after }),
    ...(was !== undefined && is !== undefined && { minutes: is - was }),
  };
}

/** A working day has 8 working hours; plain days are of another kind. */
function minutesOf(side: BudgetRow['before']): number | undefined {
  if (!side?.budget) return side === undefined ? 0 : undefined;
  const { value, unit } = side.budget;
  if (unit === 'calendarDay') return undefined;
  return value * (unit === 'workingDay' ? 480 : 60);
}
