/** Who declares a data element, and whether an activity or event sees it by its name (10.4.1: data is seen inside what declares it). */
import type { Moddle } from 'bpmn-moddle';
import { dataOf } from './data-of.ts';
import { objectOf, variableOf } from './variable-of.ts';

/** The process, subprocess, activity or event that declares it. */
export function declarerOf(item: Moddle): Moddle | undefined {
  const parent = objectOf(item).$parent;
  return parent?.$type === 'bpmn:InputOutputSpecification' ? parent.$parent : parent;
}

/** Does this activity or event declare it? By ids: a called global task stands in for its caller. */
export function isOwn(item: Moddle, element: Moddle): boolean {
  return declarerOf(item)?.id === element.id;
}

/** `outside`: nothing around the element declares it. `hidden`: something nearer declares another of the same name. */
export function reachOf(item: Moddle, element: Moddle): 'seen' | 'hidden' | 'outside' {
  const declarer = declarerOf(item);
  const variable = variableOf(item);
  let isHidden = false;
  for (let place = element.$parent; place; place = place.$parent) {
    if (place === declarer) return isHidden ? 'hidden' : 'seen';
    isHidden ||= variablesIn(place).has(variable);
  }
  return 'outside';
}

const variables = new WeakMap<Moddle, ReadonlySet<string>>();

function variablesIn(place: Moddle): ReadonlySet<string> {
  if (!place.$instanceOf('bpmn:FlowElementsContainer')) return new Set();
  let known = variables.get(place);
  if (!known) variables.set(place, (known = new Set(dataOf(place).flatMap(({ variable }) => variable ?? []))));
  return known;
}
