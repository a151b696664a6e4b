/** Data associations and input sets of an activity or event → mappings, in the order of the file (10.4.2; ADR 0062). */
import type { Moddle } from 'bpmn-moddle';
import type { Compilation } from '../compilation.ts';
import { listOf } from '../moddle-access.ts';
import type { Mapping } from '../types.ts';
import { checkOrder, type Associated } from './check-order.ts';
import { isPlaceholder } from './data-of.ts';
import { mappingsOf } from './mappings-of.ts';
import { isOwn } from './reach.ts';
import { variableOf } from './variable-of.ts';

/** What an activity or event does with BPMN's data. */
export interface DataFlow {
  readonly inputs: readonly Mapping[];
  readonly outputs: readonly Mapping[];
  /** FEEL: what fills the data input that its rounds are counted by. */
  readonly collection?: string;
  /** The variable that takes the data output in which its rounds gather their results. */
  readonly outputCollection?: string;
  /** Of each input set the variables that are to be filled before it begins: one set is enough. Absent: it never waits for data. */
  readonly requiredInputs?: readonly (readonly string[])[];
  /** What its outputs are made of: null when nobody gave it, whatever has that name outside. */
  readonly ownNames?: readonly string[];
}

const none: DataFlow = { inputs: [], outputs: [] };

export function dataFlowOf(element: Moddle, compilation: Compilation): DataFlow {
  const into = listOf(element, 'dataInputAssociations');
  const outOf = listOf(element, 'dataOutputAssociations');
  if (into.length + outOf.length === 0) return none;
  const { problems } = compilation;
  const loop = element.loopCharacteristics as Moddle | undefined;
  const [loopInput, loopOutput] = [loop?.loopDataInputRef, loop?.loopDataOutputRef].map((item) =>
    item && isOwn(item as Moddle, element) ? (item as Moddle) : undefined,
  );
  const inputs: Associated[] = [];
  const filled = new Set<Moddle>();
  let collection: string | undefined;
  for (const association of into) {
    const mappings = mappingsOf(association, element, 'input', problems);
    if (mappings.length === 0) continue;
    const target = association.targetRef as Moddle;
    // the rounds are counted before the first of them has data of its own
    if (target === loopInput && mappings.length === 1) collection = mappings[0]!.source;
    else {
      inputs.push({ association, mappings });
      filled.add(target);
    }
  }
  const outputs: Associated[] = [];
  const given = new Set<string>();
  let outputCollection: string | undefined;
  for (const association of outOf) {
    const mappings = mappingsOf(association, element, 'output', problems);
    if (mappings.length === 0) continue;
    const sources = listOf(association, 'sourceRef').filter((source) => !isPlaceholder(source));
    if (loopOutput && sources.includes(loopOutput)) outputCollection = mappings[0]!.target;
    else {
      outputs.push({ association, mappings });
      for (const source of sources) if (isOwn(source, element)) given.add(variableOf(source));
    }
  }
  checkOrder(inputs, element, problems);
  checkOrder(outputs, element, problems);
  const requiredInputs = requiredInputsOf(element, filled);
  return {
    inputs: inputs.flatMap(({ mappings }) => mappings),
    outputs: outputs.flatMap(({ mappings }) => mappings),
    ...(collection !== undefined && { collection }),
    ...(outputCollection !== undefined && { outputCollection }),
    ...(requiredInputs && { requiredInputs }),
    ...(given.size > 0 && { ownNames: [...given] }),
  };
}

/** Only what an association fills can be missing; the rest comes from whoever does the work. Optional inputs, and those that may come later, are not waited for. */
function requiredInputsOf(element: Moddle, filled: ReadonlySet<Moddle>): readonly (readonly string[])[] | undefined {
  const specification = element.ioSpecification as Moddle | undefined;
  const sets = specification ? listOf(specification, 'inputSets') : listOf(element, 'inputSet');
  const required = sets.map((set) => {
    const later = new Set([...listOf(set, 'optionalInputRefs'), ...listOf(set, 'whileExecutingInputRefs')]);
    return listOf(set, 'dataInputRefs')
      .filter((input) => filled.has(input) && !later.has(input))
      .map(variableOf);
  });
  return required.length === 0 || required.some((names) => names.length === 0) ? undefined : required;
}
