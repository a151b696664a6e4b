/** A proposal of what each element of a version becomes in another one: by id, then by name, then by neighbours. People look at it before it is used. */
import type { Container, FlowNode, ProcessModel } from '../../model/types.ts';
import { isAlike } from './is-alike.ts';

/** How it was found, and so how sure it is. `none`: nothing in the other version is like it. */
export type Because = 'id' | 'name' | 'neighbours' | 'flow' | 'only' | 'none';

export interface Mapping {
  readonly kind: 'process' | 'element' | 'flow';
  readonly from: string;
  /** Absent: gone. */
  readonly to?: string;
  readonly because: Because;
  /** 1: certain; below 0.8 somebody should look. */
  readonly confidence: number;
}

const confidences: Readonly<Record<Because, number>> = { id: 1, flow: 1, only: 0.9, name: 0.9, neighbours: 0.6, none: 1 };

interface Found {
  readonly to: { readonly id: string };
  readonly because: Because;
}

/** Every process, element and flow of `from`, in document order. */
export function planMigration(from: ProcessModel, to: ProcessModel): Mapping[] {
  const found = new Map<string, Found>();
  const taken = new Set<string>();
  const pair = (a: { readonly id: string }, b: { readonly id: string }, because: Because) => {
    found.set(a.id, { to: b, because });
    taken.add(b.id);
  };
  pairProcesses(from, to, pair, found, taken);
  const containers: [Container, Container][] = [];
  for (const process of from.processes.values()) {
    const other = to.processes.get(found.get(process.id)?.to.id ?? '');
    if (other) containers.push([process, other]);
  }
  const sameIds = new Map([...to.nodes.values()].map((node) => [bare(node.id), node]));
  for (const node of from.nodes.values()) {
    const other = sameIds.get(bare(node.id));
    if (other && isAlike(node, other) && !taken.has(other.id)) pair(node, other, 'id');
  }
  // grows while it is walked: a subprocess that has found its partner has contents to be paired
  for (const [some, others] of containers) {
    pairByName(some, others, pair, found, taken);
    pairByNeighbours(some, others, pair, found, taken);
    for (const { id, contents } of some.nodes) {
      const partner = to.nodes.get(found.get(id)?.to.id ?? '')?.contents;
      if (contents && partner) containers.push([contents, partner]);
    }
  }
  for (const flow of from.flows.values()) {
    const source = found.get(flow.source.id)?.to.id;
    const target = found.get(flow.target.id)?.to.id;
    const same = [...to.flows.values()].filter((other) => other.source.id === source && other.target.id === target);
    const other =
      same.find(({ id }) => bare(id) === bare(flow.id)) ?? (same.length === 1 ? same[0] : undefined) ?? endOf(to, flow.id, target);
    if (other) pair(flow, other, 'flow');
  }
  const mapping =
    (kind: Mapping['kind']) =>
    ({ id }: { readonly id: string }): Mapping => {
      const partner = found.get(id);
      const because = partner?.because ?? 'none';
      return { kind, from: id, ...(partner && { to: partner.to.id }), because, confidence: confidences[because] };
    };
  return [
    ...[...from.processes.values()].map(mapping('process')),
    ...[...from.nodes.values()].map(mapping('element')),
    ...[...from.flows.values()].map(mapping('flow')),
  ];
}

/** What a plan says beyond "the same id": id → id, null for what is gone. */
export function idsOfPlan(mappings: readonly Mapping[]): Record<string, string | null> {
  const ids: Record<string, string | null> = {};
  for (const { from, to } of mappings) if (to !== from) ids[from] = to ?? null;
  return ids;
}

/** A flow of the same id that still leads to the same place, though it comes from another one. */
function endOf(to: ProcessModel, id: string, target: string | undefined) {
  const flow = to.flows.get(id);
  return flow && flow.target.id === target ? flow : undefined;
}

type Pair = (a: { readonly id: string }, b: { readonly id: string }, because: Because) => void;

function pairProcesses(from: ProcessModel, to: ProcessModel, pair: Pair, found: ReadonlyMap<string, Found>, taken: ReadonlySet<string>) {
  for (const process of from.processes.values()) {
    const other = [...to.processes.values()].find(({ id }) => bare(id) === bare(process.id));
    if (other) pair(process, other, 'id');
  }
  const left = [...from.processes.values()].filter(({ id, linked }) => !linked && !found.has(id));
  const free = [...to.processes.values()].filter(({ id, linked }) => !linked && !taken.has(id));
  if (left.length === 1 && free.length === 1) pair(left[0]!, free[0]!, 'only');
}

/** Ids of called versions carry the version: `capGiayPhep@3/approve`. */
function bare(id: string): string {
  return id.replace(/@\d+\//, '@/');
}

const nameOf = ({ name = '' }: FlowNode) => name.trim().toLowerCase();

function pairByName(some: Container, others: Container, pair: Pair, found: ReadonlyMap<string, Found>, taken: ReadonlySet<string>): void {
  for (const node of some.nodes) {
    if (found.has(node.id) || nameOf(node) === '') continue;
    const twins = some.nodes.filter((twin) => !found.has(twin.id) && isAlike(twin, node) && nameOf(twin) === nameOf(node));
    const named = others.nodes.filter((other) => !taken.has(other.id) && isAlike(node, other) && nameOf(other) === nameOf(node));
    if (twins.length === 1 && named.length === 1) pair(node, named[0]!, 'name');
  }
}

/** Of the same kind, and between partners of what it lay between; on the partner of its host. Asked again until nothing more is found. */
function pairByNeighbours(some: Container, others: Container, pair: Pair, found: ReadonlyMap<string, Found>, taken: ReadonlySet<string>) {
  const partnerOf = (node: FlowNode) => found.get(node.id)?.to.id;
  const lie = (nodes: readonly FlowNode[], wanted: readonly FlowNode[]) =>
    nodes.length > 0 && nodes.every((node) => wanted.some(({ id }) => id === partnerOf(node)));
  for (let before = -1; before !== found.size;) {
    before = found.size;
    for (const node of some.nodes) {
      if (found.has(node.id)) continue;
      const beside = others.nodes.filter(
        (other) =>
          !taken.has(other.id) &&
          isAlike(node, other) &&
          (node.attachedTo
            ? other.attachedTo?.id === partnerOf(node.attachedTo)
            : lie(
                node.incoming.map(({ source }) => source),
                other.incoming.map(({ source }) => source),
              ) ||
              lie(
                node.outgoing.map(({ target }) => target),
                other.outgoing.map(({ target }) => target),
              )),
      );
      if (beside.length === 1) pair(node, beside[0]!, 'neighbours');
    }
  }
}
