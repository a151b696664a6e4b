/** Mappings are made one after the other: none may take what another has just made for what was there before. */
import type { Moddle } from 'bpmn-moddle';
import { freeNames } from '../../semantics/expressions.ts';
import { problem } from '../problems.ts';
import type { Mapping, Problem } from '../types.ts';

/** An association with what it stands for. */
export interface Associated {
  readonly association: Moddle;
  readonly mappings: readonly Mapping[];
}

/** A later association that reads a name under which an earlier one has put something else is a problem. */
export function checkOrder(associated: readonly Associated[], element: Moddle, problems: Problem[]): void {
  const made = new Set<string>();
  for (const { association, mappings } of associated) {
    const taken = mappings.flatMap(({ source, target }) => freeNames(source).filter((name) => name !== target));
    const mistaken = taken.find((name) => made.has(name));
    if (mistaken !== undefined) problems.push(problem('DATA_HIDDEN', mistaken, association.id ?? element.id));
    for (const { source, target } of mappings) if (source !== target) made.add(target);
  }
}
