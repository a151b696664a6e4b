/** Who of the same file answers a process that waits for a message: the processes that it starts itself, straight away or one through the other. */
import type { Container, FlowNode, MessageFlow, ProcessModel } from '../../model/types.ts';

/** What is laid open beside a process because it waits for it. */
export interface Partners {
  /** In the order of the file; none has a bound of its own, each begins at a message. */
  readonly processes: readonly Container[];
  /** By what receives a message (waits, and the starts of partners): the elements that send it, all of them known. */
  readonly sendersOf: ReadonlyMap<FlowNode, readonly FlowNode[]>;
  /** By what receives a message: the pools it comes from, also where nobody can follow it. */
  readonly poolsOf: ReadonlyMap<FlowNode, readonly Container[]>;
}

/**
 * A message is followed along a drawn flow from an element to an element or pool. Where a sender is a black box or a pool as a whole, where both ends have
 * correlation keys that read differently, or where nothing of this dossier starts the sender, it is not.
 */
export function messagePartners(model: ProcessModel, process: Container): Partners {
  const { sent, pools, untold } = sendersIn(model);
  if (sent.size === 0) return { processes: [], sendersOf: new Map(), poolsOf: pools };
  const within = new Map<FlowNode, Container>();
  const starts = new Map<FlowNode, readonly FlowNode[]>();
  enter(process);
  const known = new Set([process]);
  for (let size = 0; size !== known.size;) {
    size = known.size;
    for (const other of model.processes.values()) {
      if (known.has(other)) continue;
      if (!other.startEvents.some((start) => sent.get(start)?.some((sender) => within.has(sender)))) continue;
      known.add(other);
      enter(other);
    }
  }
  // senders that were found after a start are senders of it too
  for (const [start, senders] of sent)
    if (start.type === 'startEvent' && known.has(start.container) && start.container !== process)
      starts.set(
        start,
        senders.filter((sender) => within.has(sender)),
      );

  const sendersOf = new Map<FlowNode, readonly FlowNode[]>();
  const needed = new Set([process]);
  for (const each of needed) {
    for (const [node, owner] of within) {
      if (owner !== each) continue;
      const senders = isWait(node) && !untold.has(node) ? (sent.get(node) ?? []) : each === process ? [] : (starts.get(node) ?? []);
      if (senders.length === 0 || !senders.every((sender) => within.has(sender))) continue;
      sendersOf.set(node, senders);
      for (const sender of senders) needed.add(within.get(sender)!);
    }
  }
  needed.delete(process);
  return { processes: [...model.processes.values()].filter((each) => needed.has(each)), sendersOf, poolsOf: pools };

  function enter(owner: Container): void {
    const pending = [owner];
    const seen = new Set(pending);
    for (const container of pending) {
      for (const node of container.nodes) {
        if (!within.has(node)) within.set(node, owner);
        for (const inner of [node.contents, node.called]) {
          if (!inner || seen.has(inner)) continue;
          seen.add(inner);
          pending.push(inner);
        }
      }
    }
  }
}

function isWait({ type, event }: FlowNode): boolean {
  return type === 'receiveTask' || (type === 'intermediateCatchEvent' && event?.type === 'message');
}

/** Drawn message flows by what receives: its senders, their pools, and those of which some sender cannot be told. */
function sendersIn({ messageFlows, nodes }: ProcessModel) {
  const sent = new Map<FlowNode, FlowNode[]>();
  const pools = new Map<FlowNode, Container[]>();
  const untold = new Set<FlowNode>();
  const followed = new Set<FlowNode>();
  const add = <T>(map: Map<FlowNode, T[]>, node: FlowNode, value: T) => {
    const all = map.get(node) ?? [];
    if (!all.includes(value)) map.set(node, [...all, value]);
  };
  for (const flow of messageFlows) {
    const sender = flow.source && 'type' in flow.source ? flow.source : undefined;
    // an element sends along the first of its flows that leads to somebody of the file
    if (sender && (followed.has(sender) || !flow.target)) continue;
    if (sender) followed.add(sender);
    for (const receiver of receiversOf(flow, nodes)) {
      const pool = flow.source && (sender ? rootOf(sender.container) : (flow.source as Container));
      if (pool) add(pools, receiver, pool);
      if (sender && keysMayAgree(sender, receiver)) add(sent, receiver, sender);
      else untold.add(receiver);
    }
  }
  return { sent, pools, untold };
}

/** A flow to a pool is for what there catches a message of that name. */
function receiversOf({ source, target, messageName }: MessageFlow, nodes: ProcessModel['nodes']): FlowNode[] {
  if (!target) return [];
  if ('type' in target) return [target];
  const name = (source && 'type' in source ? nameIn(source) : undefined) ?? messageName;
  return [...nodes.values()].filter(
    (node) => rootOf(node.container) === target && (isWait(node) || node.type === 'startEvent') && nameIn(node) === name,
  );
}

function nameIn({ event, messageName }: FlowNode): string | undefined {
  return event?.type === 'message' ? event.messageName : messageName;
}

function keysMayAgree(sender: FlowNode, receiver: FlowNode): boolean {
  const [some, other] = [sender, receiver].map(({ event, correlationKey }) =>
    event?.type === 'message' ? event.correlationKey : correlationKey,
  );
  return some === undefined || other === undefined || some === other;
}

function rootOf(container: Container): Container {
  let root = container;
  while (root.parent) root = root.parent;
  return root;
}
