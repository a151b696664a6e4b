/** Texts of foreign files that may hold expressions → FEEL. */
import { feelOfJuel } from './juel/feel-of-juel.ts';
import type { VendorFamily } from './vendors.ts';

/** True when the text is an expression and no literal. */
export function isExpression(text: string): boolean {
  return /^\s*=/.test(text) || /[$#]\{/.test(text);
}

/** The FEEL of a text that is one expression, without a leading `=`; undefined when it cannot be said in FEEL. A text without marks is taken as FEEL. */
export function feelOf(text: string): string | undefined {
  const trimmed = text.trim();
  if (trimmed.startsWith('=')) return trimmed.slice(1).trim();
  if (!/[$#]\{/.test(trimmed)) return trimmed;
  const parts = partsOf(trimmed);
  const [only] = parts ?? [];
  return parts?.length === 1 && only?.juel !== undefined ? feelOfJuel(only.juel) : undefined;
}

/** The FEEL of a value: a literal becomes a text; texts around expressions are joined. Undefined when it cannot be said. */
export function feelOfValue(text: string, family: VendorFamily): string | undefined {
  if (family === 'zeebe') return text.trim().startsWith('=') ? feelOf(text) : JSON.stringify(text);
  const parts = partsOf(text.trim());
  if (!parts) return undefined;
  if (parts.length === 0) return '""';
  const [only] = parts;
  if (parts.length === 1) return only!.juel !== undefined ? feelOfJuel(only!.juel) : JSON.stringify(only!.text);
  const written = parts.map(({ text: literal, juel }) => (juel === undefined ? JSON.stringify(literal) : feelOfJuel(juel)));
  if (written.some((part) => part === undefined)) return undefined;
  return parts.map(({ juel }, index) => (juel === undefined ? written[index]! : `string(${written[index]!})`)).join(' + ');
}

interface Part {
  readonly text?: string;
  readonly juel?: string;
}

/** Literals and expressions of a text in their order; undefined when a bracket is not closed. */
function partsOf(text: string): Part[] | undefined {
  const parts: Part[] = [];
  let from = 0;
  for (let at = nextMark(text, 0); at >= 0; at = nextMark(text, from)) {
    if (at > from) parts.push({ text: text.slice(from, at) });
    const end = endOf(text, at + 2);
    if (end < 0) return undefined;
    parts.push({ juel: text.slice(at + 2, end) });
    from = end + 1;
  }
  if (from < text.length) parts.push({ text: text.slice(from) });
  return parts;
}

function nextMark(text: string, from: number): number {
  const found = /[$#]\{/.exec(text.slice(from));
  return found ? from + found.index : -1;
}

/** Where the expression ends: the first `}` that is not inside a text. */
function endOf(text: string, from: number): number {
  let quote = '';
  for (let at = from; at < text.length; at++) {
    const character = text[at]!;
    if (quote !== '') {
      if (character === '\\') at++;
      else if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if (character === '}') return at;
  }
  return -1;
}
