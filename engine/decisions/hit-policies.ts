/** What a table gives when these rules are true (DMN 1.5, 8.2.8). */
import type { DecisionTable } from '../model/decision.ts';
import { isSame, orderOf, sumOfNumbers } from '../semantics/expressions/operators.ts';
import type { Evaluation } from '../semantics/expressions/evaluation.ts';
import { isInheritedName, type Value } from '../semantics/expressions/value.ts';
import { DecisionObstacle } from './failure.ts';

/** A rule that is true, with its results. */
export interface Hit {
  /** Counted from 1. */
  readonly number: number;
  readonly outputs: readonly Value[];
}

/**
 * The result of a table. `standard`: what stands for no hit, if anything does. `priority` gives hits in the order of their outputs.
 * Throws DecisionObstacle when UNIQUE has several hits, ANY several results, or an aggregation other values than its own.
 */
export function chosen(
  table: DecisionTable,
  hits: readonly Hit[],
  standard: readonly Value[] | undefined,
  priority: ((hits: readonly Hit[]) => readonly Hit[]) | undefined,
  evaluation: Evaluation,
): Value {
  const one = (outputs: readonly Value[] | undefined): Value => (outputs ? resultOf(table, outputs) : null);
  const all = (list: readonly Hit[]): Value => {
    if (list.length === 0 && standard) return [resultOf(table, standard)];
    return list.map(({ outputs }) => resultOf(table, outputs));
  };
  switch (table.hitPolicy) {
    case 'UNIQUE':
      if (hits.length > 1) throw several(hits, 'chỉ được đúng một quy tắc', 'only one rule may be true');
      return one(hits[0]?.outputs ?? standard);
    case 'ANY': {
      const [first, ...others] = hits;
      if (first && others.some(({ outputs }) => !isSame(outputs, first.outputs, evaluation, { text: 'ANY', offset: 0 })))
        throw several(hits, 'các quy tắc đúng phải cho cùng kết quả', 'rules that are true must give the same result');
      return one(first?.outputs ?? standard);
    }
    case 'FIRST':
      return one(hits[0]?.outputs ?? standard);
    case 'PRIORITY':
      return one((priority?.(hits) ?? hits)[0]?.outputs ?? standard);
    case 'OUTPUT ORDER':
      return all(priority?.(hits) ?? hits);
    case 'RULE ORDER':
      return all(hits);
    case 'COLLECT':
      return table.aggregation === undefined ? all(hits) : aggregated(table.aggregation, hits, standard);
  }
}

function several(hits: readonly Hit[], why: string, whyEn: string): DecisionObstacle {
  const numbers = hits.map(({ number }) => number).join(', ');
  return new DecisionObstacle(`quy tắc ${numbers} cùng đúng, ${why}`, `rules ${numbers} are true together, ${whyEn}`);
}

/** One output is its value, several are a context. */
function resultOf({ outputs }: DecisionTable, values: readonly Value[]): Value {
  if (outputs.length === 1) return values[0] ?? null;
  return Object.fromEntries(outputs.flatMap(({ name }, index) => (isInheritedName(name) ? [] : [[name, values[index] ?? null]])));
}

/** No hit: the count is 0, everything else null or the default. */
function aggregated(aggregation: 'SUM' | 'COUNT' | 'MIN' | 'MAX', hits: readonly Hit[], standard: readonly Value[] | undefined): Value {
  const values = hits.map(({ outputs }) => outputs[0] ?? null);
  if (aggregation === 'COUNT') return values.length;
  const [first, ...others] = values;
  if (first === undefined) return standard?.[0] ?? null;
  const place = { text: aggregation, offset: 0 };
  const numbers = (value: Value): number => {
    if (typeof value === 'number') return value;
    throw new DecisionObstacle('chỉ cộng được các số', 'only numbers can be added');
  };
  if (aggregation === 'SUM') return values.reduce<number>((sum, value) => sumOfNumbers(sum, numbers(value), place), 0);
  const sign = aggregation === 'MIN' ? -1 : 1;
  return others.reduce((best, value) => {
    const order = orderOf(aggregation, value, best, place);
    if (order === null) throw new DecisionObstacle('kết quả rỗng không so được', 'a null result has no order');
    return Math.sign(order) === sign ? value : best;
  }, first);
}
