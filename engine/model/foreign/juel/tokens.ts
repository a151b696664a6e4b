/** The text between `${` and `}` as tokens of the Unified Expression Language (JSR 341, 1.19). */

export type Token =
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'name'; readonly text: string }
  /** Operators in their symbolic spelling, and brackets. */
  | { readonly kind: 'sign'; readonly text: string };

/** Operators that are spelt as words. */
const words: Readonly<Record<string, string>> = {
  and: '&&',
  or: '||',
  not: '!',
  eq: '==',
  ne: '!=',
  lt: '<',
  gt: '>',
  le: '<=',
  ge: '>=',
  div: '/',
  mod: '%',
  empty: 'empty',
};

const number = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const name = /[\p{L}_$][\p{L}\p{N}_$]*/uy;
const sign = /&&|\|\||==|!=|<=|>=|[-+*/%<>!?:.,()[\]]/y;

/** Undefined when something in the text is no token of the language. */
export function tokensOf(text: string): Token[] | undefined {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length;) {
    const character = text[at]!;
    if (/\s/.test(character)) {
      at++;
      continue;
    }
    if (character === '"' || character === "'") {
      const read = stringAt(text, at);
      if (!read) return undefined;
      tokens.push({ kind: 'string', text: read.value });
      at = read.end;
      continue;
    }
    const found = matchAt(number, text, at) ?? matchAt(name, text, at) ?? matchAt(sign, text, at);
    if (found === undefined) return undefined;
    tokens.push(tokenOf(found));
    at += found.length;
  }
  return tokens;
}

function tokenOf(text: string): Token {
  if (/^[\d.]+\d|^\d/.test(text)) return { kind: 'number', text };
  if (Object.hasOwn(words, text)) return { kind: 'sign', text: words[text]! };
  return { kind: /^[\p{L}_$]/u.test(text) ? 'name' : 'sign', text };
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function stringAt(text: string, from: number): { value: string; end: number } | undefined {
  let value = '';
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === text[from]) return { value, end: at + 1 };
    if (text[at] === '\\') at++;
    value += text[at] ?? '';
  }
  return undefined;
}
