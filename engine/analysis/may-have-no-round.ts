import type { LoopCharacteristics } from '../model/types.ts';

/** What decides of the rounds may say that there is none: a condition that is asked first, a collection, a number that is not written down. */
export function mayHaveNoRound(loop: LoopCharacteristics): boolean {
  if (loop.kind === 'standard') return loop.maximum === 0 || (loop.testBefore && loop.condition !== undefined);
  return loop.cardinality === undefined || !/^\s*0*[1-9]\d*\s*$/.test(loop.cardinality);
}
