import type { FlowNode } from '../../model/types.ts';

const tasksOfPeople: readonly string[] = ['userTask', 'manualTask'];

/** Whether what is active at one element can go on at the other: the same kind, waiting for the same kind of thing, repeated in the same way. */
export function isAlike(some: FlowNode, other: FlowNode): boolean {
  const sameType = some.type === other.type || (tasksOfPeople.includes(some.type) && tasksOfPeople.includes(other.type));
  return (
    sameType &&
    kindsOf(some) === kindsOf(other) &&
    some.contents?.kind === other.contents?.kind &&
    some.isTransaction === other.isTransaction &&
    some.isHandler === other.isHandler &&
    repetition(some) === repetition(other)
  );
}

function repetition({ loop }: FlowNode): string {
  if (!loop) return 'once';
  return loop.kind === 'standard' ? 'loop' : loop.sequential ? 'sequential' : 'parallel';
}

const kindsOf = ({ events }: FlowNode) => events.map(({ type }) => type).join();
