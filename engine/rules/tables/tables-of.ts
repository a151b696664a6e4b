import type { DecisionTable } from '../../model/decision.ts';
import type { ProcessModel } from '../../model/types.ts';

/** Every decision table that business rule tasks of the file's own rest on, once, with the tasks that ask it. */
export function tablesOf(model: ProcessModel): { readonly table: DecisionTable; readonly elements: readonly string[] }[] {
  const elements = new Map<DecisionTable, string[]>();
  for (const { id, decision, container } of model.nodes.values())
    if (decision && !container.linked)
      for (const table of decision.tables) {
        const asking = elements.get(table);
        if (asking) asking.push(id);
        else elements.set(table, [id]);
      }
  return [...elements].map(([table, asking]) => ({ table, elements: asking }));
}
