/**
 * A container as a net of tokens, by the rules that `advance` follows. Subprocesses and called processes are one place in the net around them and nets of their own.
 * Data are free: every way a split could decide is a transition.
 */
import type { Container, FlowNode, ProcessModel } from '../model/types.ts';
import { startingGateway } from '../model/triggers-of.ts';
import type { CompileOptions } from './compile-options.ts';
import { addComplexResets, addComplexStarts, regionsOf } from './compile/add-complex-gateway.ts';
import { addEventSubProcess } from './compile/add-event-sub-process.ts';
import { addWaiting } from './compile/add-waiting.ts';
import { choosingFreely } from './compile/choosing-freely.ts';
import { effectsOf } from './compile/effects-of.ts';
import { entriesOf } from './compile/entries-of.ts';
import { startedPlaces, waitingPlaces } from './compile/message-effects.ts';
import { netInWork, type NetInWork } from './compile/net-in-work.ts';
import { roundsApart } from './compile/rounds-apart.ts';
import { addBreaks } from './compile/add-breaks.ts';
import { addStart } from './compile/starts.ts';
import { keepIdle, type Watched } from './idle-places.ts';
import { lacksData } from './lacks-data.ts';
import { isStartedByMessage, missedSenders } from './message-places.ts';
import { startsByCondition } from './splits.ts';
import { takesBack } from './throws-of.ts';
import type { TokenNet } from './token-net.ts';
import { choosesEvent, waits } from './waits.ts';

/** The net of one container, or of the processes of a file together. */
export function compileNet(model: ProcessModel, containers: readonly Container[], options: CompileOptions): TokenNet {
  const net = netInWork(model, containers, options);
  const { places, transitions, drawn } = net;
  const { collapsed } = options;
  const initial: number[] = [];
  for (const container of containers) {
    if (!collapsed) for (const flow of container.flows) net.onFlow(flow);
    const isStarted = isStartedByMessage(container, drawn);
    const isStartedInside = options.together === true && (isStarted || missedSenders(container, containers, drawn).length > 0);
    // it may begin without a message, too
    const begins = !isStartedInside || container.starts.length > 0;
    if (begins) {
      const begin = net.placeOf({ kind: 'begin', elementId: container.id, container });
      initial.push(begin);
      addStart(net, container, begin, isStartedInside);
    }
    if (isStartedInside && isStarted) initial.push(startedPlaces(net, container)[begins ? 'after' : 'before']);
    for (const node of container.nodes) {
      if (collapsed?.gone.has(node)) continue;
      if (collapsed) node.incoming.forEach(net.onFlow);
      addNode(net, node);
      for (const flow of node.incoming)
        if (collapsed?.merges(flow)) {
          const place = net.onFlow(flow);
          net.add({ act: 'pass', node, consume: [place, place], produce: [place], taken: {}, merges: true });
        }
    }
  }
  if (options.breaksOff) for (const container of containers) addBreaks(net, container);
  const complex = containers.flatMap(({ nodes }) => nodes.filter(startsByCondition));
  for (const gateway of complex) addComplexResets(net, gateway);
  const regions = complex.flatMap((gateway) => {
    const into = gateway.incoming.map(net.onFlow);
    return regionsOf(net, gateway).map((from, flow) => ({ into: into[flow]!, places: from }));
  });
  const adHoc = containers.find((container) => container.adHoc);
  const watched = places.flatMap((place, idle): Watched[] =>
    place.kind === 'idle' ? [{ idle, places: new Set(waitingPlaces(net, place.node!)), container: place.container }] : [],
  );
  const rounds = roundsApart(net);
  initial.push(...[...watched, ...rounds.watched].map(({ idle }) => idle));
  const isWatched = watched.length + rounds.watched.length > 0;
  return {
    containers,
    inCall: net.inCall,
    places,
    transitions: isWatched
      ? keepIdle(transitions, [...watched, ...rounds.watched], rounds.needs)
      : adHoc
        ? choosingFreely(net, adHoc)
        : transitions,
    ...(adHoc && options.repeats !== Infinity && { isCapped: true }),
    initial,
    ...(regions.length > 0 && { regions }),
  };
}

function addNode(net: NetInWork, node: FlowNode): void {
  // no token reaches what only takes back: a throw of compensation passes when it has been done (soundness asks for handlers apart)
  if (node.isHandler || takesBack(node.contents)) return;
  // its token stays in front of it
  if (lacksData(node)) return;
  if (node.contents?.kind === 'eventSubProcess') {
    if (net.options.eventSubProcesses) addEventSubProcess(net, node);
    return;
  }
  // its trigger starts the process; only behind a parallel gateway others are waited for
  if (node.instantiate) return;
  const gateway = startingGateway(node);
  if (gateway) {
    if (gateway.waitsForAll) addWaiting(net, node);
    return;
  }
  if (startsByCondition(node)) return addComplexStarts(net, node);
  const isBehindGateway = node.incoming.some(({ source }) => choosesEvent(source));
  if (node.type === 'inclusiveGateway' && node.incoming.length > 1)
    for (const { produce, taken } of net.waysOut(node, node.id)) net.add({ act: 'pass', node, consume: [], produce, taken, join: node });
  else
    for (const { consume, from } of entriesOf(net, node)) {
      // never on the flow itself: the gateway decides and the event passes at once
      const flow = isBehindGateway ? net.places[consume[0]!]!.flow : undefined;
      if (flow && choosesEvent(flow.source)) continue;
      for (const { act = 'pass', needs = [], takes = [], ...effect } of effectsOf(net, node, from))
        if (needs.length + takes.length > 0)
          net.add({ act, node, consume: [...consume, ...takes, ...needs], ...effect, produce: [...effect.produce, ...needs] });
        else net.add({ act, node, consume, ...effect });
    }
  if (waits(node)) addWaiting(net, node);
}
