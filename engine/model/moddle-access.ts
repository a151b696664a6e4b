/** Reading moddle elements: lists, ids, FEEL texts and our numbers, with problems noted. */
import type { Moddle } from 'bpmn-moddle';
import { problem } from './problems.ts';
import type { Duration, Problem } from './types.ts';

/** False when the element cannot be named. Names of Object.prototype are refused, so that states may be plain JSON objects. */
export function checkId(element: Moddle, problems: Problem[]): boolean {
  if (!element.id) problems.push(problem('ID_MISSING', element.$type.replace('bpmn:', '')));
  else if (element.id in Object.prototype) problems.push(problem('ID_RESERVED', element.id, element.id));
  else return true;
  return false;
}

export function listOf(element: Moddle, property: string): Moddle[] {
  const value = element.get(property);
  return Array.isArray(value) ? (value as Moddle[]) : value ? [value as Moddle] : [];
}

/** The text of a FEEL expression without a leading `=`; another language is refused with its name. Empty = absent. */
export function expressionOf(element: Moddle | undefined, at: string, problems: Problem[]): string | undefined {
  const text = String(element?.body ?? '').trim();
  if (!element || !text) return undefined;
  const language = String(element.language ?? '');
  if (language && !/feel/i.test(language)) problems.push(problem('EXPRESSION_LANGUAGE', language, at));
  return text.startsWith('=') ? text.slice(1).trim() : text;
}

/** A number of the `tthc` namespace: decimal point or comma; a text that is no number is a problem. */
export function numberOf(element: Moddle, name: string, problems: Problem[]): number | undefined {
  const text = element.get(`tthc:${name}`);
  if (text === undefined || text === '') return undefined;
  const value = Number(String(text).trim().replace(',', '.'));
  if (Number.isFinite(value) && value >= 0) return value;
  problems.push(problem('VALUE_INVALID', `${name}="${String(text)}"`, element.id));
  return undefined;
}

const timeUnits = ['workingDay', 'calendarDay', 'workingHour'] as const;

/** Longer than any deadline of the law, and far inside the calendar. */
const mostDays = 3_650;

export function durationOf(element: Moddle, valueName: string, unitName: string, problems: Problem[], at?: string): Duration | undefined {
  const value = numberOf(element, valueName, problems);
  const unit = oneOf(element, unitName, timeUnits, problems, at);
  if (value === undefined) return undefined;
  if (!unit) problems.push(problem('VALUE_INVALID', `${unitName}="${String(element.get(`tthc:${unitName}`) ?? '')}"`, element.id ?? at));
  else if (value > mostDays * (unit === 'workingHour' ? 8 : 1))
    problems.push(problem('VALUE_INVALID', `${valueName}="${value}"`, element.id ?? at));
  else return { value, unit };
  return undefined;
}

export function oneOf<T extends string>(
  element: Moddle,
  name: string,
  allowed: readonly T[],
  problems: Problem[],
  at?: string,
): T | undefined {
  const value = element.get(`tthc:${name}`);
  if (value === undefined || value === '') return undefined;
  const known = allowed.find((candidate) => candidate === value);
  if (!known) problems.push(problem('VALUE_INVALID', `${name}="${String(value)}"`, element.id ?? at));
  return known;
}

/** The same record without the keys whose value is undefined: states and files carry no empty keys. */
export function defined<T extends object>(record: T): T {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T;
}

export function extensionsOf(element: Moddle): Moddle[] {
  const extensions = element.extensionElements as Moddle | undefined;
  return extensions ? listOf(extensions, 'values') : [];
}

/** A FEEL text in an attribute of ours, without a leading `=`. */
export function feelAttribute(element: Moddle, name: string): string | undefined {
  const text = String(element.get(`tthc:${name}`) ?? element[name] ?? '').trim();
  return text === '' ? undefined : text.startsWith('=') ? text.slice(1).trim() : text;
}

const documentationOnly = ['resources', 'conversations', 'conversationLinks', 'auditing', 'monitoring'] as const;

/** What BPMN knows there and the engine neither runs nor needs is reported, never silently ignored. */
export function noteDocumentation(element: Moddle, problems: Problem[]): void {
  for (const property of documentationOnly)
    if (listOf(element, property).length > 0) problems.push(problem('NO_EFFECT', property, element.id));
}
