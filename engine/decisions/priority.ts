/** The order of output values, for the hit policies PRIORITY and OUTPUT ORDER. */
import type { DecisionTable } from '../model/decision.ts';
import { isList, type Value } from '../semantics/expressions/value.ts';
import { isSame } from '../semantics/expressions/operators.ts';
import { compileLiteral } from './compile-boxed.ts';
import type { Asking, Building, Compiled } from './compiled.ts';
import type { Hit } from './hit-policies.ts';

/** Puts hits into the order of their outputs, the first column that orders them decides; undefined for tables that need no order. */
export function priorityOf(
  { hitPolicy, outputs }: DecisionTable,
  building: Building,
  noted: (part: Compiled) => Compiled,
): ((asking: Asking) => (hits: readonly Hit[]) => readonly Hit[]) | undefined {
  if (hitPolicy !== 'PRIORITY' && hitPolicy !== 'OUTPUT ORDER') return undefined;
  const place = { text: hitPolicy, offset: 0 };
  // the values are written as unary tests: a list of expressions
  const orders = outputs.map(({ allowed }) => (allowed === undefined ? undefined : noted(compileLiteral(`[${allowed}]`, building))));
  return (asking) => {
    const lists = orders.map((order) => order?.evaluate(asking) ?? []);
    const rankOf = (values: Value, value: Value): number => {
      const index = isList(values) ? values.findIndex((each) => isSame(each, value, asking, place)) : -1;
      return index < 0 ? Number.MAX_SAFE_INTEGER : index;
    };
    return (hits) => {
      const ranked = hits.map((hit) => ({ hit, ranks: lists.map((values, column) => rankOf(values, hit.outputs[column] ?? null)) }));
      ranked.sort((one, other) => {
        const column = one.ranks.findIndex((rank, index) => rank !== other.ranks[index]);
        return column < 0 ? one.hit.number - other.hit.number : one.ranks[column]! - other.ranks[column]!;
      });
      return ranked.map(({ hit }) => hit);
    };
  };
}
