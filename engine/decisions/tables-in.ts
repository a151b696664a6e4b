import type { DecisionTable } from '../model/decision.ts';
import type { Boxed } from './definition.ts';

/** Every table inside an expression, outer ones first. */
export function tablesIn(boxed: Boxed): DecisionTable[] {
  switch (boxed.kind) {
    case 'table':
      return [boxed.table];
    case 'context':
      return boxed.entries.flatMap(({ value }) => tablesIn(value));
    case 'invocation':
      return [...tablesIn(boxed.called), ...boxed.bindings.flatMap(({ value }) => tablesIn(value))];
    case 'function':
      return tablesIn(boxed.body);
    case 'list':
      return boxed.items.flatMap(tablesIn);
    case 'relation':
      return boxed.rows.flat().flatMap(tablesIn);
    case 'conditional':
      return [boxed.test, boxed.then, boxed.otherwise].flatMap(tablesIn);
    case 'filter':
      return [boxed.source, boxed.match].flatMap(tablesIn);
    case 'for':
      return [boxed.source, boxed.result].flatMap(tablesIn);
    case 'quantified':
      return [boxed.source, boxed.condition].flatMap(tablesIn);
    case 'literal':
      return [];
  }
}
