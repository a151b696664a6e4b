/** When a complex gateway may start, as far as the tokens in front of it decide that (BPMN 2.0.2, 13.4.5; ADR 0052). */
import type { FlowNode } from '../../model/types.ts';
import { evaluateCondition, freeNames } from '../../semantics/expressions.ts';

/** Tokens on each incoming flow, in their order, that start it. */
export type Activation = (counts: readonly number[]) => boolean;

/** Any instant does: a condition that asks for it is one that data decide. */
const anyInstant = '2026-01-05T01:00:00.000Z';

/** It needs no more than the tokens; undefined when data decide, too. */
export function activationOf({ activationCondition, incoming }: FlowNode): Activation | undefined {
  if (activationCondition === undefined) return () => true;
  // of a called version ids have a prefix, conditions have not
  const names = incoming.map(({ id }) => id.slice(id.lastIndexOf('/') + 1));
  const isKnown = (name: string) => name === 'activationCount' || names.includes(name);
  if (!freeNames(activationCondition).every(isKnown) || /\b(now|today)\s*\(/.test(activationCondition)) return undefined;
  const known = new Map<string, boolean>();
  return (counts) => {
    const name = counts.join();
    let holds = known.get(name);
    if (holds === undefined) {
      const values = new Map([...names.map((each, index) => [each, counts[index]!] as const), ['activationCount', sum(counts)] as const]);
      // what is neither true nor false is an incident: it does not start
      holds = evaluateCondition(activationCondition, (each) => values.get(each), anyInstant) === true;
      known.set(name, holds);
    }
    return holds;
  };
}

function sum(counts: readonly number[]): number {
  return counts.reduce((all, each) => all + each, 0);
}
