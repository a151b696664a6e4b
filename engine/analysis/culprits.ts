/** Where to look first when a run goes wrong: mostly a join and the split that feeds it, found along the run and in the flows that lead to the join. */
import { upstream } from '../semantics/inclusive-join.ts';
import type { FlowNode, ProcessModel, SequenceFlow } from '../model/types.ts';
import type { Run } from './decide-net.ts';
import { playOf } from './play-net.ts';
import { lacksData } from './lacks-data.ts';
import { explanationOf, type FaultCode } from './explanations.ts';
import type { Evidence } from './soundness-report.ts';
import { isWork, type Place, type TokenNet, type TokenTransition } from './token-net.ts';

export type Fault = { readonly kind: 'stuck' | 'unsafe' | 'unbounded' | 'improper' } | { readonly kind: 'livelock'; readonly around: Run };

interface Marked extends Place {
  readonly count: number;
}

interface Blame {
  readonly code: FaultCode;
  readonly nodes: readonly (FlowNode | undefined)[];
}

/** The kind of mistake, its elements, and a sentence in two languages. */
export function explain(
  model: ProcessModel,
  net: TokenNet,
  run: Run,
  fault: Fault,
): Pick<Evidence, 'culprits' | 'code' | 'message' | 'messageEn'> {
  const play = playOf(net);
  const tokens = play.initial();
  for (const transition of run) play.move(tokens, transition);
  const marked = net.places.flatMap((place, number): Marked[] => (tokens[number]! > 0 ? [{ ...place, count: tokens[number]! }] : []));
  const { code, nodes } = blame(model, run, marked, fault);
  const known = [...new Set(nodes.filter((node) => node !== undefined))];
  return { culprits: known.map(({ id }) => id), code, ...explanationOf(code, known) };
}

function blame(model: ProcessModel, run: Run, marked: readonly Marked[], fault: Fault): Blame {
  switch (fault.kind) {
    case 'stuck':
      return blameStuck(model, run, marked);
    case 'livelock': {
      const turning = new Set(fault.around.map(({ node }) => node));
      const waiting = joinsWaiting(marked).filter((join) => !turning.has(join));
      return waiting.length > 0 ? blameStuck(model, run, marked) : blameLoop([...turning]);
    }
    case 'unsafe':
      return blameTwice(run, doubled(marked));
    case 'unbounded':
      return blameGrowing(run);
    case 'improper': {
      const end = marked.find(
        ({ kind, node }) => kind === 'ended' && marked.some((other) => other.kind === 'ended' && other.node === node),
      )?.node;
      const twice = marked.filter(({ kind }) => kind === 'ended').map(({ node }) => node!);
      const repeated = twice.find((node, index) => twice.indexOf(node) !== index) ?? end;
      return { code: 'END_TWICE', nodes: [repeated, repeated && lastFork(run, repeated)?.fork] };
    }
  }
}

function joinsWaiting(marked: readonly Marked[]): FlowNode[] {
  const targets = marked.flatMap(({ kind, flow }) => (kind === 'flow' ? [flow!.target] : []));
  return [...new Set(targets)].filter(
    ({ type, incoming }) => incoming.length > 1 && (type === 'parallelGateway' || type === 'inclusiveGateway'),
  );
}

function blameStuck(model: ProcessModel, run: Run, marked: readonly Marked[]): Blame {
  const uncaught = marked.find(
    ({ kind, flow }) => kind === 'flow' && flow!.target.type === 'endEvent' && flow!.target.event?.type === 'error',
  );
  if (uncaught) return { code: 'UNCAUGHT_ERROR', nodes: [uncaught.flow!.target] };
  const empty = marked
    .flatMap(({ kind, flow, node }) => (kind === 'flow' ? [flow!.target] : kind === 'start' ? [node!] : []))
    .find(lacksData);
  if (empty) return { code: 'DATA_NEVER_THERE', nodes: [empty] };
  const waiting = joinsWaiting(marked);
  const parallel = waiting.filter(({ type }) => type === 'parallelGateway');
  const isMarked = (flow: SequenceFlow) => marked.some((place) => place.flow === flow);
  const missing = (join: FlowNode) => join.incoming.filter((flow) => !isMarked(flow));
  // one that waits for nothing another stuck join could still give is where it began
  const first =
    parallel.find(
      (join) => !parallel.some((other) => other !== join && missing(join).some((flow) => upstream(join).get(flow)!.has(other))),
    ) ?? parallel[0];
  if (first) {
    const split = missing(first)
      .map((flow) => lastChoiceAgainst(run, upstream(first).get(flow)!))
      .find(Boolean);
    return { code: 'XOR_SPLIT_AND_JOIN', nodes: [first, split ?? missing(first)[0]?.source] };
  }
  if (waiting.length > 0) return { code: 'OR_JOINS_WAIT', nodes: waiting };
  const complex = marked.flatMap(({ kind, flow }) => (kind === 'flow' && flow!.target.type === 'complexGateway' ? [flow!.target] : []))[0];
  if (complex) {
    const split = complex.incoming
      .filter((flow) => !isMarked(flow))
      .map((flow) => lastChoiceAgainst(run, upstream(complex).get(flow)!))
      .find(Boolean);
    return { code: 'COMPLEX_WAITS', nodes: [complex, split] };
  }
  const gathering = marked.flatMap(({ kind, flow }) => (kind === 'flow' && flow!.target.startQuantity !== undefined ? [flow!.target] : []));
  if (gathering.length > 0) return { code: 'TOO_FEW_TOKENS', nodes: gathering };
  const active = marked.filter(({ kind }) => kind === 'active').map(({ node }) => node!);
  const messages = active.filter(({ type, event }) => type === 'receiveTask' || event?.type === 'message');
  if (messages.length > 0) return { code: 'NO_MESSAGE', nodes: [...startsWithoutMessage(model), ...messages] };
  return { code: 'WAITS_FOR_EVER', nodes: active.length > 0 ? active : [run.at(-1)?.node] };
}

/** Message starts of processes of the file to which no message flow leads. */
function startsWithoutMessage({ processes, messageFlows }: ProcessModel): FlowNode[] {
  return [...processes.values()].flatMap(({ startEvents, linked }) =>
    linked
      ? []
      : startEvents.filter(
          (start) => start.event?.type === 'message' && !messageFlows.some(({ target }) => target === start || target === start.container),
        ),
  );
}

/** The last element that could have sent the token where it is missed, and did not: a split, or an activity left by one of its events. */
function lastChoiceAgainst(run: Run, leads: ReadonlySet<SequenceFlow | FlowNode>): FlowNode | undefined {
  for (const { node, host, taken } of run.toReversed()) {
    const flows = Object.values(taken).flat();
    if (flows.some((flow) => leads.has(flow))) continue;
    const decider = host ?? node.attachedTo ?? node;
    const ways =
      decider.type === 'eventBasedGateway'
        ? decider.outgoing.flatMap(({ target }) => target.outgoing)
        : [...decider.outgoing, ...decider.boundaryEvents.flatMap(({ outgoing }) => outgoing)];
    if (ways.length > 1 && ways.some((flow) => leads.has(flow))) return decider;
  }
  return undefined;
}

/** Gateways that lost a way out come first, then those where the loop begins again. */
function blameLoop(turning: readonly FlowNode[]): Blame {
  const rank = ({ type, incoming, outgoing }: FlowNode) =>
    !type.endsWith('Gateway') ? (outgoing.length > 1 ? 2 : 3) : outgoing.length === 1 && incoming.length === 1 ? 0 : 1;
  return { code: 'LOOP_WITHOUT_EXIT', nodes: turning.toSorted((a, b) => rank(a) - rank(b)) };
}

function doubled(marked: readonly Marked[]): FlowNode | undefined {
  const place = marked.find((each) => each.count > 1 && isWork(each)) ?? marked.find(({ count }) => count > 1);
  return place?.flow?.source ?? place?.node;
}

/** Back from the place with two tokens to the first element where two branches meet that were running at once. */
function blameTwice(run: Run, from: FlowNode | undefined): Blame {
  const pending = from ? [from] : [];
  const seen = new Set(pending);
  for (let node = pending.shift(); node; node = pending.shift()) {
    const found = node.incoming.length > 1 && node.type !== 'parallelGateway' ? lastFork(run, node) : undefined;
    if (found) return { code: 'AND_SPLIT_XOR_JOIN', nodes: [node, found.fork] };
    if (node.completionQuantity !== undefined) return { code: 'SEVERAL_TOKENS', nodes: [node] };
    for (const source of sourcesOf(node))
      if (!seen.has(source)) {
        seen.add(source);
        pending.push(source);
      }
  }
  const growing = blameGrowing(run);
  return { ...growing, nodes: [...growing.nodes, from] };
}

function sourcesOf(node: FlowNode): FlowNode[] {
  const links = node.event?.type === 'link' ? node.container.nodes.filter(({ linkTarget }) => linkTarget === node) : [];
  return [...node.incoming.map(({ source }) => source), ...(node.attachedTo ? [node.attachedTo] : []), ...links];
}

/** The last step of the run that set two branches going which meet at `join` over different flows. */
function lastFork(run: Run, join: FlowNode): { readonly fork: FlowNode } | undefined {
  const paths = upstream(join);
  for (const transition of run.toReversed()) {
    const branches = branchesOf(transition);
    if (branches.length < 2) continue;
    const arrives = branches.map((branch) => join.incoming.filter((flow) => flow === branch || paths.get(flow)!.has(branch)));
    const isMeeting = arrives.some((some, index) =>
      arrives.slice(index + 1).some((others) => some.some((one) => others.some((other) => other !== one))),
    );
    if (isMeeting) return { fork: transition.node };
  }
  return undefined;
}

/** Where tokens are after a step that makes several: flows, and the host of an event that does not interrupt. */
function branchesOf({ node, host, taken }: TokenTransition): (SequenceFlow | FlowNode)[] {
  const flows = Object.values(taken).flat();
  return host && node.type === 'boundaryEvent' && !node.interrupting ? [...flows, host] : flows;
}

/** The last element that set several branches going, and where its loop begins again. */
function blameGrowing(run: Run): Blame {
  const fork = run.findLast((transition) => branchesOf(transition).length > 1)?.node;
  const merge = run.findLast(({ node }) => node.type !== 'parallelGateway' && node.incoming.length > 1)?.node;
  return { code: 'TOKENS_PILE_UP', nodes: [fork, merge] };
}
