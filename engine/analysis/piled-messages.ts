/** Processes side by side of which one sends faster than another takes: messages are kept, and two of them are not two tokens in one place. */
import type { Decision } from './decide-net.ts';
import { playOf } from './play-net.ts';
import type { TokenNet } from './token-net.ts';

/** The decision without an unsafe run that only puts a second message on its way; what is unsafe besides was not looked for. */
export function piledMessages(net: TokenNet, decision: Decision): Decision {
  const { unsafe, ...rest } = decision;
  if (!unsafe) return decision;
  const play = playOf(net);
  const tokens = play.initial();
  for (const transition of unsafe) play.move(tokens, transition);
  const doubled = net.places.filter((_, place) => tokens[place]! > 1);
  if (doubled.length === 0 || doubled.some(({ kind }) => kind !== 'message')) return decision;
  return { ...rest, isComplete: false, gaveUp: decision.gaveUp ?? 'unbounded' };
}
