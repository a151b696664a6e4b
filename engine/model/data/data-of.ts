/** The data that a process, subprocess, activity or event declares (10.4.1; ADR 0062). */
import type { Moddle } from 'bpmn-moddle';
import { defined, listOf } from '../moddle-access.ts';
import type { DataItem } from '../types.ts';
import { calledAs, objectOf, statesOf, variableOf } from './variable-of.ts';

/** In document order: objects and stores, then properties, inputs and outputs. */
export function dataOf(element: Moddle): DataItem[] {
  const specification = element.ioSpecification as Moddle | undefined;
  const drawn = listOf(element, 'flowElements').flatMap((child): DataItem[] => {
    if (child.$type === 'bpmn:DataStoreReference') return [itemOf(child, 'store')];
    // a reference without its object stands for one
    const declares = child.$type === 'bpmn:DataObject' || (child.$type === 'bpmn:DataObjectReference' && objectOf(child) === child);
    return declares ? [itemOf(child, 'object')] : [];
  });
  return [
    ...drawn,
    ...listOf(element, 'properties')
      .filter((property) => !isPlaceholder(property))
      .map((property) => itemOf(property, 'property')),
    ...(specification ? listOf(specification, 'dataInputs') : []).map((input) => itemOf(input, 'input')),
    ...(specification ? listOf(specification, 'dataOutputs') : []).map((output) => itemOf(output, 'output')),
  ];
}

/** What drawing programs put where an association must have an end and nobody has named one. */
export function isPlaceholder({ $type, name }: Moddle): boolean {
  return $type === 'bpmn:Property' && /^__(source|target)Ref_placeholder$/.test(name ?? '');
}

function itemOf(item: Moddle, kind: DataItem['kind']): DataItem {
  const states = statesOf(item);
  return defined({
    id: item.id ?? '',
    kind,
    variable: kind === 'store' ? undefined : variableOf(item),
    name: calledAs(item) ?? (item.dataStoreRef as Moddle | undefined)?.name,
    isCollection: item.isCollection === true ? (true as const) : undefined,
    states: states.length > 0 ? states : undefined,
  });
}
