/** When every branch has come to rest: what waited for that. */
import type { ModelUses } from '../model/types.ts';
import { endClosing } from './ad-hoc.ts';
import { askChanged } from './conditions.ts';
import { moveComplexGateways } from './elements/complex-gateway.ts';
import { fireInclusiveJoin } from './elements/inclusive-gateway.ts';
import type { Run } from './run.ts';

/** What asks whether it can move now, in this order, which is part of the semantics. A model without a use of it does not ask. */
const waiting: readonly { readonly use: keyof ModelUses; move(run: Run): boolean }[] = [
  { use: 'inclusiveJoin', move: fireInclusiveJoin },
  { use: 'adHoc', move: endClosing },
  { use: 'complexGateway', move: moveComplexGateways },
];

/** Moves the first that can; false when none can, and the command is done. Conditional events come before all others. */
export function moveAtRest(run: Run): boolean {
  if (askChanged(run)) return true;
  // where a loop without a wait was stopped, the rest is asked when that is resolved
  return run.movesLeft >= 0 && waiting.some(({ use, move }) => run.model.uses[use] && move(run));
}
