/** The order of output values, for the hit policies PRIORITY and OUTPUT ORDER. */
import type { DecisionTable } from '../model/decision.ts';
import { isList, type Value } from '../semantics/expressions/value.ts';
import { isSame } from '../semantics/expressions/operators.ts';
import { compileLiteral } from './compile-boxed.ts';
import type { Asking, Building, Compiled } from './compiled.ts';
import type { Hit } from './hit-policies.ts';

/** Compares two hits by their outputs, the first column that orders them decides; undefined for tables that need no order. */
export function priorityOf(
  { hitPolicy, outputs }: DecisionTable,
  building: Building,
  noted: (part: Compiled) => Compiled,
): ((asking: Asking) => (one: Hit, other: Hit) => number) | undefined {
  if (hitPolicy !== 'PRIORITY' && hitPolicy !== 'OUTPUT ORDER') return undefined;
  // the values are written as unary tests: a list of expressions
  const orders = outputs.map(({ allowed }) => (allowed === undefined ? undefined : noted(compileLiteral(`[${allowed}]`, building))));
  return (asking) => {
    const lists = orders.map((order) => order?.evaluate(asking) ?? []);
    const rankOf = (values: Value, value: Value): number => {
      const index = isList(values) ? values.findIndex((each) => isSame(each, value)) : -1;
      return index < 0 ? Number.MAX_SAFE_INTEGER : index;
    };
    return (one, other) => {
      for (const [column, values] of lists.entries()) {
        const order = rankOf(values, one.outputs[column] ?? null) - rankOf(values, other.outputs[column] ?? null);
        if (order !== 0) return order;
      }
      return one.number - other.number;
    };
  };
}
