/** Where a dossier of a version would arrive first: asked before it is begun, when no row says where it lies. */
import type { Container, FlowNode, ProcessModel } from '../engine/index.ts';
import type { TaskPlace } from './see.ts';

export interface Beginning {
  /** Start event, where there are several. */
  readonly at?: string;
  /** Kind of unit → unit. */
  readonly participants?: Readonly<Record<string, string>>;
}

const waiting = new Set(['userTask', 'manualTask', 'serviceTask', 'receiveTask', 'sendTask']);

/** Units, departments and desks of the activities that come before all others; of those that have none, the agency of the procedure. */
export function receivingPlaces(model: ProcessModel, { at, participants = {} }: Beginning): TaskPlace[] {
  const bound = (name: string | undefined) => (name !== undefined && Object.hasOwn(participants, name) ? participants[name] : name);
  const own = [...model.processes.values()].filter(({ linked }) => !linked);
  const first = at === undefined ? own.flatMap(startsOf) : own.flatMap(({ nodes }) => nodes.filter(({ id }) => id === at));
  const places: TaskPlace[] = [];
  const seen = new Set(first);
  // a set is walked in the order of insertion, what is added on the way included
  for (const node of seen) {
    const inside = node.contents ?? node.called;
    const { unit, kind, department, desk } = node.step ?? {};
    const place = kind !== undefined && Object.hasOwn(participants, kind) ? participants[kind] : unit;
    if (waiting.has(node.type) && (place ?? department ?? desk) !== undefined)
      places.push({
        ...(place !== undefined && { unit: place }),
        ...(department !== undefined && { department }),
        ...(desk !== undefined && { desk }),
      });
    else {
      const next = inside
        ? startsOf(inside)
        : [...node.outgoing.map(({ target }) => target), ...(node.linkTarget ? [node.linkTarget] : [])];
      for (const each of next) seen.add(each);
    }
  }
  if (places.length > 0) return places;
  return own.flatMap(({ procedure }) => {
    const department = bound(procedure?.department);
    return department === undefined ? [] : [{ department }];
  });
}

const startsOf = ({ starts, startEvents }: Container): readonly FlowNode[] => (starts.length > 0 ? starts : startEvents);
