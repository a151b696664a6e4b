/** The Unified Expression Language, as far as it can be said in FEEL: no calls, no assignments, no lambdas. */
import { tokensOf, type Token } from './tokens.ts';

export type Juel =
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'property'; readonly of: Juel; readonly name: string }
  | { readonly kind: 'index'; readonly of: Juel; readonly index: Juel }
  | { readonly kind: 'unary'; readonly operator: '!' | '-' | 'empty'; readonly operand: Juel }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Juel; readonly right: Juel }
  | { readonly kind: 'choice'; readonly test: Juel; readonly then: Juel; readonly otherwise: Juel };

/** From the loosest to the tightest (JSR 341, 1.15). */
const levels: readonly (readonly string[])[] = [['||'], ['&&'], ['==', '!='], ['<', '>', '<=', '>='], ['+', '-'], ['*', '/', '%']];

/** Operands in brackets inside each other; conditions of real files have three. */
const deepest = 50;

interface Reader {
  readonly tokens: readonly Token[];
  at: number;
  depth: number;
}

/** Undefined for whatever is not understood. */
export function parseJuel(text: string): Juel | undefined {
  const tokens = tokensOf(text);
  if (!tokens || tokens.length === 0) return undefined;
  const reader: Reader = { tokens, at: 0, depth: 0 };
  const parsed = choice(reader);
  return reader.at === tokens.length ? parsed : undefined;
}

function takes(reader: Reader, text: string): boolean {
  const token = reader.tokens[reader.at];
  if (token?.kind !== 'sign' || token.text !== text) return false;
  reader.at++;
  return true;
}

function choice(reader: Reader): Juel | undefined {
  if (++reader.depth > deepest) return undefined;
  const test = binary(reader, 0);
  let read = test;
  if (test && takes(reader, '?')) {
    const then = choice(reader);
    const otherwise = then && takes(reader, ':') ? choice(reader) : undefined;
    read = then && otherwise && { kind: 'choice', test, then, otherwise };
  }
  reader.depth--;
  return read;
}

function binary(reader: Reader, level: number): Juel | undefined {
  const operators = levels[level];
  if (!operators) return unary(reader);
  let left = binary(reader, level + 1);
  while (left) {
    const operator = operators.find((candidate) => takes(reader, candidate));
    if (operator === undefined) return left;
    const right = binary(reader, level + 1);
    left = right && { kind: 'binary', operator, left, right };
  }
  return undefined;
}

function unary(reader: Reader): Juel | undefined {
  const operator = (['!', '-', 'empty'] as const).find((candidate) => takes(reader, candidate));
  if (operator === undefined) return postfix(reader);
  if (++reader.depth > deepest) return undefined;
  const operand = unary(reader);
  reader.depth--;
  return operand && { kind: 'unary', operator, operand };
}

function postfix(reader: Reader): Juel | undefined {
  let read = variableOfExecution(reader) ?? primary(reader);
  while (read) {
    if (takes(reader, '.')) {
      const name = nameAt(reader);
      read = name === undefined ? undefined : { kind: 'property', of: read, name };
    } else if (takes(reader, '[')) {
      const index = choice(reader);
      if (!index || !takes(reader, ']')) return undefined;
      read = index.kind === 'string' ? { kind: 'property', of: read, name: index.value } : { kind: 'index', of: read, index };
    } else return read;
  }
  return undefined;
}

/** `execution.getVariable("x")` is the one call that only reads a variable. */
function variableOfExecution(reader: Reader): Juel | undefined {
  const from = reader.at;
  const [object, point, method, open, name, close] = reader.tokens.slice(from, from + 6);
  const reads =
    object?.text === 'execution' &&
    point?.text === '.' &&
    method?.text === 'getVariable' &&
    open?.text === '(' &&
    name?.kind === 'string' &&
    close?.text === ')';
  if (!reads) return undefined;
  reader.at += 6;
  return { kind: 'name', name: name.text };
}

function primary(reader: Reader): Juel | undefined {
  if (takes(reader, '(')) {
    const inside = choice(reader);
    return inside && takes(reader, ')') ? inside : undefined;
  }
  const token = reader.tokens[reader.at];
  if (token?.kind === 'number') {
    reader.at++;
    return { kind: 'number', text: token.text };
  }
  if (token?.kind === 'string') {
    reader.at++;
    return { kind: 'string', value: token.text };
  }
  const name = nameAt(reader);
  return name === undefined ? undefined : { kind: 'name', name };
}

function nameAt(reader: Reader): string | undefined {
  const token = reader.tokens[reader.at];
  if (token?.kind !== 'name') return undefined;
  reader.at++;
  return token.text;
}
