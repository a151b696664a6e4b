/** What a throw does to the container it happens in. */
import type { Container, FlowNode } from '../../model/types.ts';
import { fromOf, type Throw } from '../throws-of.ts';
import type { Effect, NetInWork } from './net-in-work.ts';

/** What a throw does whose handler is not on the throwing activity itself. An error that nobody handles does nothing: it stays where it was thrown. */
export function thrownEffects(net: NetInWork, thrown: Throw, node: FlowNode, from: FlowNode | Container, at: string): Effect[] {
  const { options } = net;
  const handlers = options.throws.handlersOf(thrown, from, net.inCall);
  return handlers.flatMap((handler): Effect[] => {
    if (!handler) return thrown.type === 'error' ? [] : [{ produce: [], taken: {} }];
    const told = { ...thrown, handler };
    const start = handler.type === 'startEvent' ? handler.container : undefined;
    const isHere = start?.parent === node.container;
    if (handler.interrupting) {
      const goesOn = isHere && options.eventSubProcesses ? net.activation(start.element!) : [net.ended(node, at)];
      return [{ produce: goesOn, taken: {}, clears: node.container, thrown: told, ...(!isHere && { leaves: true }) }];
    }
    const beside = isHere && options.eventSubProcesses ? net.activation(start.element!) : [];
    return [{ produce: beside, taken: {}, thrown: told }];
  });
}

/** A throw by an activity: its own boundary event goes on, or it is as if an event had thrown. */
export function throwsFrom(net: NetInWork, node: FlowNode, thrown: Throw, from: string): Effect[] {
  const [handler] = net.options.throws.handlersOf(thrown, node, net.inCall);
  if (handler?.attachedTo !== node)
    return thrownEffects(net, thrown, node, fromOf(node), from).map((effect) => ({ ...effect, act: 'throw' }));
  return net.waysOut(handler, handler.id).map((way) => ({ ...way, act: 'throw', thrown: { ...thrown, handler } }));
}
