/** One expression of the Unified Expression Language → FEEL that means the same, or nothing. */
import { compileExpression, isExpressionProblem } from '../../../semantics/expressions.ts';
import { parseJuel, type Juel } from './parse.ts';

/** Binding strength in FEEL: what is looser than its place stands in brackets. */
const strength: Readonly<Record<string, number>> = {
  or: 1,
  and: 2,
  '=': 3,
  '!=': 3,
  '<': 3,
  '>': 3,
  '<=': 3,
  '>=': 3,
  '+': 5,
  '-': 5,
  '*': 6,
  '/': 6,
};
const tightest = 9;

const operators: Readonly<Record<string, string>> = { '||': 'or', '&&': 'and', '==': '=' };

/** Variables of a multi-instance activity by their names elsewhere; `loopCounter` counts from 0 there and from 1 here. */
const renamed: Readonly<Record<string, Written>> = {
  nrOfInstances: { text: 'numberOfInstances', binds: tightest },
  nrOfActiveInstances: { text: 'numberOfActiveInstances', binds: tightest },
  nrOfCompletedInstances: { text: 'numberOfCompletedInstances', binds: tightest },
  loopCounter: { text: 'loopCounter - 1', binds: 5 },
};

/** What stands in a text several times must be short: each such operator in another one multiplies it. */
const mostRepeated = 200;

interface Written {
  readonly text: string;
  readonly binds: number;
}

/** What FEEL takes in one expression; longer texts are not written at all. */
const longest = 5_000;

/** `text` is what stands between `${` and `}`. Undefined when it says more than FEEL can. */
export function feelOfJuel(text: string): string | undefined {
  if (text.length > longest) return undefined;
  const parsed = parseJuel(text);
  const written = parsed && write(parsed)?.text;
  const compiled = written === undefined ? undefined : compileExpression(written);
  return compiled && !isExpressionProblem(compiled) ? written : undefined;
}

function write(juel: Juel): Written | undefined {
  switch (juel.kind) {
    case 'number':
      return Number.isFinite(Number(juel.text)) ? { text: String(Number(juel.text)), binds: tightest } : undefined;
    case 'string':
      return { text: JSON.stringify(juel.value), binds: tightest };
    case 'name':
      return writeName(juel.name);
    case 'property': {
      const of = within(write(juel.of), 8);
      return of !== undefined && isPlainName(juel.name) ? { text: `${of}.${juel.name}`, binds: tightest } : undefined;
    }
    case 'index': {
      const of = within(write(juel.of), 8);
      const place = indexOf(juel.index);
      return of !== undefined && place !== undefined ? { text: `${of}[${place}]`, binds: tightest } : undefined;
    }
    case 'unary':
      return writeUnary(juel.operator, juel.operand);
    case 'binary':
      return writeBinary(juel.operator, juel.left, juel.right);
    case 'choice': {
      const [test, then, otherwise] = [juel.test, juel.then, juel.otherwise].map((part) => within(write(part), 1));
      if (test === undefined || then === undefined || otherwise === undefined) return undefined;
      return { text: `if ${test} then ${then} else ${otherwise}`, binds: 0 };
    }
  }
}

function writeName(name: string): Written | undefined {
  if (Object.hasOwn(renamed, name)) return renamed[name];
  return isPlainName(name) || ['true', 'false', 'null'].includes(name) ? { text: name, binds: tightest } : undefined;
}

/** Words with a meaning of their own in FEEL. */
const reserved = new Set(
  'true false null if then else for in return some every satisfies and or not between instance of function external item'.split(' '),
);

function isPlainName(name: string): boolean {
  return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name) && !reserved.has(name);
}

/** FEEL counts from 1; a text is a key, which only a literal one can be. */
function indexOf(index: Juel): string | undefined {
  if (index.kind === 'number') return String(Number(index.text) + 1);
  const written = within(write(index), 5);
  return written && `${written} + 1`;
}

function writeUnary(operator: '!' | '-' | 'empty', operand: Juel): Written | undefined {
  const written = write(operand);
  if (!written) return undefined;
  if (operator === '!') return { text: `not(${written.text})`, binds: tightest };
  if (operator === '-') return { text: `-${within(written, 7)}`, binds: 7 };
  if (operand.kind === 'string' || operand.kind === 'number')
    return { text: String(operand.kind === 'string' && operand.value === ''), binds: tightest };
  // empty: null, the empty text, the empty list or map (JSR 341, 1.10)
  const value = within(written, 8);
  if (value.length > mostRepeated) return undefined;
  return {
    text: `if ${value} instance of string then ${value} = "" else if ${value} instance of list then count(${value}) = 0 else if ${value} instance of context then count(get entries(${value})) = 0 else ${value} = null`,
    binds: 0,
  };
}

function writeBinary(operator: string, left: Juel, right: Juel): Written | undefined {
  const [one, other] = [write(left), write(right)];
  if (!one || !other) return undefined;
  if (operator === '%') {
    // the remainder has the sign of the dividend there, FEEL's modulo that of the divisor
    const [dividend, divisor] = [within(one, 7), within(other, 7)];
    if (dividend.length + divisor.length > mostRepeated) return undefined;
    return { text: `${dividend} - ${divisor} * round down(${dividend} / ${divisor}, 0)`, binds: 5 };
  }
  const feel = operators[operator] ?? operator;
  const binds = strength[feel]!;
  // comparisons do not chain; and a difference or quotient on the right is one value
  return { text: `${within(one, binds === 3 ? 4 : binds)} ${feel} ${within(other, binds <= 2 ? binds : binds + 1)}`, binds };
}

function within(written: Written, binds: number): string;
function within(written: Written | undefined, binds: number): string | undefined;
function within(written: Written | undefined, binds: number): string | undefined {
  return written && (written.binds < binds ? `(${written.text})` : written.text);
}
