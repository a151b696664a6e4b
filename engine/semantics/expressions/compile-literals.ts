import type { Evaluate } from './evaluation.ts';
import { dateAndTimeFromText, dateFromText, durationFromText, timeFromText } from './temporal.ts';
import { childrenOf, type SyntaxNode } from './parse.ts';
import { fail } from './problem.ts';
import { placeOf, sourceOf, type Compilation } from './scope.ts';
import type { Value } from './value.ts';

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', "'": "'", '\\': '\\' };

/** The text between the quotes; an escape that FEEL does not know stays as written, so that "\d" is a pattern. */
export function textOfLiteral(source: string): string {
  return source
    .slice(1, -1)
    .replace(/\\(?:u([\da-fA-F]{4})|U([\da-fA-F]{6})|([nrt"'\\]))/g, (whole, short?: string, long?: string, simple?: string) => {
      if (simple !== undefined) return escapes[simple] ?? whole;
      const codePoint = Number.parseInt(short ?? long ?? '', 16);
      return codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : whole;
    });
}

/** The value of a literal node; undefined for other nodes. Numbers are JavaScript's: 15 to 16 digits. */
export function literalValue(compilation: Compilation, node: SyntaxNode): Value | undefined {
  const source = sourceOf(compilation, node);
  switch (node.name) {
    case 'NumericLiteral': {
      const digits = /(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?$/.exec(source)?.[0] ?? '';
      const number = Number(digits);
      if (!Number.isFinite(number))
        return fail('FEEL_LIMIT', placeOf(compilation, node), `Số quá lớn: "${source}"`, `Too large a number: "${source}"`);
      return node.firstChild && number !== 0 ? -number : number;
    }
    case 'StringLiteral':
      return textOfLiteral(source);
    case 'BooleanLiteral':
      return source === 'true';
    case 'null':
      return null;
    case 'AtLiteral':
      return atLiteral(compilation, node);
    default:
      return undefined;
  }
}

function atLiteral(compilation: Compilation, node: SyntaxNode): Value {
  const [literal] = childrenOf(node);
  const text = literal ? textOfLiteral(sourceOf(compilation, literal)) : '';
  const value = dateFromText(text) ?? timeFromText(text) ?? durationFromText(text) ?? dateAndTimeFromText(text);
  if (value !== undefined) return value;
  const message = `@"${text}" không phải ngày, giờ hay khoảng thời gian, ví dụ @"2026-03-02"`;
  return fail(
    'FEEL_INVALID_ARGUMENT',
    placeOf(compilation, node),
    message,
    `@"${text}" is no date, time or duration, for example @"2026-03-02"`,
  );
}

/** A closure for a value known when compiling. */
export function constant(value: Value): Evaluate {
  return () => value;
}
