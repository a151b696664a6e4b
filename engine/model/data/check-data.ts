/** Data of a subprocess that is easily taken for data of the process around it: names that hide others, and names that are read where they are not (ADR 0062). */
import { freeNames } from '../../semantics/expressions.ts';
import { feelTextsOf } from '../feel-texts.ts';
import { problem } from '../problems.ts';
import type { Container, FlowNode, Problem } from '../types.ts';

/** Warnings for a process and what is inside it; a process whose subprocesses declare nothing costs a walk over its subprocesses. */
export function checkData(process: Container): Problem[] {
  const places = placesIn(process);
  const declaring = places.filter(({ locals }) => locals !== undefined);
  if (declaring.length === 0) return [];
  const names = new Map(places.map((place) => [place, new Set(place.data?.map(({ variable }) => variable))]));
  /** Does this place or one around it declare a variable of that name? */
  const declares = (from: Container | undefined, name: string): boolean => {
    for (let place = from; place; place = place.parent) if (names.get(place)?.has(name)) return true;
    return false;
  };
  const problems = declaring.flatMap((place) =>
    (place.data ?? []).flatMap(({ id, variable }) =>
      variable !== undefined && declares(place.parent, variable) ? [problem('DATA_HIDES_OUTER', variable, id)] : [],
    ),
  );
  const onlyInside = new Set(declaring.flatMap(({ locals }) => Object.keys(locals!)));
  for (const { variable } of process.data ?? []) if (variable !== undefined) onlyInside.delete(variable);
  for (const place of places)
    for (const node of place.nodes) for (const name of writtenBy(node)) if (!declares(place, name)) onlyInside.delete(name);
  const found = new Set<string>();
  for (const { at, text, reads, seenFrom, node } of feelTextsOf(process)) {
    const own = node ? ownNamesOf(node) : [];
    for (const name of reads ?? freeNames(text)) {
      if (!onlyInside.has(name) || declares(seenFrom, name) || own.includes(name) || found.has(`${at} ${name}`)) continue;
      found.add(`${at} ${name}`);
      problems.push(problem('DATA_ONLY_INSIDE', name, at));
    }
  }
  return problems;
}

function placesIn(process: Container): Container[] {
  const places = [process];
  // grows while it is walked: nesting may be deep
  for (const { nodes } of places) for (const { contents } of nodes) if (contents) places.push(contents);
  return places;
}

function writtenBy({ outputs, resultVariable, loop }: FlowNode): string[] {
  const collection = loop?.kind === 'multiInstance' ? loop.outputCollection : undefined;
  return [...outputs.map(({ target }) => target), ...[resultVariable, collection].filter((name) => name !== undefined)];
}

/** Names that an activity has for itself while it is at work. */
function ownNamesOf({ inputs, ownNames = [], loop, resultVariable }: FlowNode): string[] {
  const item = loop?.kind === 'multiInstance' ? loop.elementVariable : undefined;
  return [...inputs.map(({ target }) => target), ...ownNames, ...[item, resultVariable].filter((name) => name !== undefined)];
}
