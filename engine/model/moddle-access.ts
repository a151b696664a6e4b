/** Reading moddle elements: lists, ids, FEEL texts and our numbers, with problems noted. */
import type { Moddle } from 'bpmn-moddle';
import { problem } from './problems.ts';
import type { Problem } from './types.ts';

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
