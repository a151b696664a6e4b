/** The contents of an ad-hoc subprocess: people choose what is done, until nothing more is chosen (BPMN 2.0.2, 13.3.5; ADR 0053). */
import type { Container, FlowNode } from '../../model/types.ts';
import { isChosen } from '../../semantics/ad-hoc.ts';
import type { TokenTransition } from '../token-net.ts';
import { waits } from '../waits.ts';
import type { NetInWork } from './net-in-work.ts';

/** The transitions of the contents, which happen while more may be chosen; those that end that; and those of what still runs then. */
export function choosingFreely(net: NetInWork, container: Container): TokenTransition[] {
  const { element } = container;
  const { completionCondition, cancelsRemaining } = container.adHoc!;
  const open = net.placeOf({ kind: 'open', elementId: container.id, container });
  const closing = net.placeOf({ kind: 'closing', elementId: container.id, container });
  const work = net.places.flatMap(({ kind, node, container: own }, place) =>
    own === container && kind === 'active' && node!.step !== undefined ? [place] : [],
  );
  const alone = oneAfterTheOther(net, container, work);
  /** What still runs, and event subprocesses that wait, outlast the choosing; tokens on flows and events do not. */
  const armed = net.places.flatMap(({ kind }, place) => (kind === 'armed' ? [place] : []));
  const clears = { clears: container, ...(!cancelsRemaining && { spares: [...work, ...armed] }) };
  const transitions = net.transitions.flatMap((each): TokenTransition[] => {
    // what is in front of a join goes with the choosing
    if (each.act === 'start' || each.join) return [each];
    const { act, node, consume, produce } = each;
    const chosen = isChosen(node) && (act === 'pass' || act === 'skip' || (act === 'throw' && !waits(node)));
    const waitsAnew = act === 'complete' && node.step === undefined && node.incoming.length === 0 ? net.activation(node) : [];
    const one: TokenTransition = {
      ...each,
      consume: [...consume, open],
      // an interrupting event subprocess takes the place of all that was chosen
      produce: [...produce, ...waitsAnew, each.clears === container ? closing : open],
      ...(chosen && alone(node).length > 0 && { unless: [...(each.unless ?? []), ...alone(node)] }),
    };
    const found = [one];
    if (completionCondition !== undefined && isDone(each)) {
      const { unless } = one;
      found.push({ act, node, consume: one.consume, produce: [closing], taken: {}, ...(unless && { unless }), ...clears, closes: true });
    }
    if (outlasts(each, cancelsRemaining))
      found.push({
        ...each,
        consume: [...consume, closing],
        produce: [...produce.filter((place) => net.places[place]!.kind !== 'flow'), closing],
        taken: {},
        // a condition that came to hold with the last of the work is looked at before the end
        ...(each.whileAtWork && each.node.events.some(({ type }) => type === 'conditional') && { whileAtWork: false }),
      });
    return found;
  });
  const byPeople: TokenTransition = { act: 'close', node: element!, consume: [open], produce: [closing], taken: {}, ...clears };
  return completionCondition === undefined ? [...transitions, byPeople] : transitions;
}

/** The completion condition is asked: an activity is done. */
function isDone({ act, node }: TokenTransition): boolean {
  return isChosen(node) && (act === 'complete' || act === 'skip' || (act === 'pass' && !waits(node)));
}

/** It may happen when nothing more is chosen: to what runs then, or to an event subprocess. */
function outlasts({ act, node, host }: TokenTransition, cancelsRemaining: boolean): boolean {
  if (act !== 'complete' && act !== 'trigger' && act !== 'throw') return false;
  const subject: FlowNode = host ?? node;
  if (subject.contents?.kind === 'eventSubProcess' || subject.container.kind === 'eventSubProcess') return true;
  return !cancelsRemaining && subject.step !== undefined && waits(subject);
}

/**
 * Places that keep an activity from being chosen: in sequence all of what is at work. Side by side, too, as activities do not wait for each other:
 * soundness looks at them one after the other, but for those that never end.
 */
function oneAfterTheOther(net: NetInWork, { adHoc }: Container, work: readonly number[]): (node: FlowNode) => readonly number[] {
  if (adHoc!.isSequential) return () => work;
  if (net.options.repeats === Infinity) return () => [];
  const ends = (node: FlowNode) => {
    const contents = node.contents ?? node.called;
    return !contents || net.options.inside?.(contents).canComplete !== false;
  };
  const ending = work.filter((place) => ends(net.places[place]!.node!));
  return (node) => (ends(node) ? ending : []);
}
