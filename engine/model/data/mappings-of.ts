/** One data association → the mappings that it stands for (10.4.2); what it joins and cannot is a problem at it. */
import type { Moddle } from 'bpmn-moddle';
import { freeNames } from '../../semantics/expressions.ts';
import { expressionOf, listOf } from '../moddle-access.ts';
import { problem } from '../problems.ts';
import type { Mapping, Problem } from '../types.ts';
import { isPlaceholder } from './data-of.ts';
import { isOwn, reachOf } from './reach.ts';
import { variableOf } from './variable-of.ts';

/**
 * None for an association that names no data of the activity itself: what it is drawn to is a variable that the activity sees, and writes by its name.
 * None, with a warning, where it leads to a data store: what lies there is not known here.
 */
export function mappingsOf(association: Moddle, element: Moddle, direction: 'input' | 'output', problems: Problem[]): Mapping[] {
  const at = association.id ?? element.id!;
  const sources = listOf(association, 'sourceRef').filter((source) => !isPlaceholder(source));
  const given = association.targetRef as Moddle | undefined;
  const target = given && !isPlaceholder(given) ? given : undefined;
  const transformation = expressionOf(association.transformation as Moddle | undefined, at, problems);
  const assignments = listOf(association, 'assignment');
  const refuse = (code: Parameters<typeof problem>[0], value = ''): Mapping[] => {
    problems.push(problem(code, value, at));
    return [];
  };
  const store = [...sources, ...(target ? [target] : [])].find(({ $type }) => /DataStore/.test($type));
  if (store) return refuse('NO_EFFECT', `dataStore "${store.name ?? store.id ?? ''}"`);
  const says = transformation !== undefined || assignments.length > 0;
  if (!says && (direction === 'input' ? !target : sources.length === 0)) return [];
  if (!target) return refuse('REFERENCE_MISSING', 'targetRef');
  // an activity takes in its own data and gives to what is around it
  if (isOwn(target, element) !== (direction === 'input')) return refuse('DATA_ELSEWHERE', nameOf(target));
  for (const item of [...sources, target]) {
    if (isOwn(item, element)) continue;
    const reach = reachOf(item, element);
    if (reach === 'outside') return refuse('DATA_OUT_OF_REACH', nameOf(item));
    if (reach === 'hidden') return refuse('DATA_HIDDEN', variableOf(item));
  }
  const variable = variableOf(target);
  if (transformation === undefined && assignments.length === 0) {
    if (sources.length === 0) return refuse('NO_EFFECT', 'dataInputAssociation');
    if (sources.length > 1) return refuse('DATA_SOURCES_SEVERAL');
    return [{ source: variableOf(sources[0]!), target: variable }];
  }
  const mappings: Mapping[] = transformation === undefined ? [] : [{ source: transformation, target: variable }];
  for (const assignment of assignments) {
    const from = expressionOf(assignment.from as Moddle | undefined, at, problems);
    const path = pathIn(String((assignment.to as Moddle | undefined)?.body ?? ''), target);
    if (from === undefined) return refuse('REFERENCE_MISSING', 'from');
    if (!path) return refuse('DATA_ASSIGNMENT', String((assignment.to as Moddle | undefined)?.body ?? ''));
    // a part of data of its own is put into what is empty yet, not into what has its name outside
    if (path.length > 0 && mappings.length === 0 && direction === 'input') mappings.push({ source: 'null', target: variable });
    mappings.push({ source: put(variable, path, from), target: variable });
  }
  return mappings;
}

function nameOf(item: Moddle): string {
  return item.name ?? item.id ?? '';
}

/** Where in its target an assignment puts its value: nowhere in particular is the whole. Undefined for what is no path of names. */
function pathIn(to: string, target: Moddle): readonly string[] | undefined {
  const text = to.normalize('NFC').trim().replace(/^=\s*/, '');
  const whole = [variableOf(target), target.name, target.id].filter((name): name is string => !!name);
  if (text === '' || whole.includes(text)) return [];
  const prefix = whole.find((name) => text.startsWith(`${name}.`));
  const path = (prefix === undefined ? text : text.slice(prefix.length + 1)).split('.').map((part) => part.trim());
  return path.every((part) => freeNames(part).length === 1 && freeNames(part)[0] === part) ? path : undefined;
}

/** FEEL: the value of `place` with one part of it replaced. What is not there yet is made. */
function put(place: string, [part, ...inner]: readonly string[], value: string): string {
  if (part === undefined) return value;
  return `context put(if ${place} = null then {} else ${place}, ${JSON.stringify(part)}, ${put(`${place}.${part}`, inner, value)})`;
}
