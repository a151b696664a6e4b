/** The regular expressions of JSON Schema (those of ECMAScript with the flag u) as a tree: only those that can be matched in one pass over the text. */

export type PatternNode =
  /** One character, by the source of its own expression: a literal, an escape, a class, the dot. */
  | { readonly kind: 'character'; readonly source: string }
  | { readonly kind: 'assertion'; readonly source: '^' | '$' | '\\b' | '\\B' }
  | { readonly kind: 'sequence'; readonly parts: readonly PatternNode[] }
  | { readonly kind: 'choice'; readonly options: readonly PatternNode[] }
  | { readonly kind: 'repeat'; readonly part: PatternNode; readonly min: number; readonly max: number };

/** No expression, or one that no single pass can match. Message: Vietnamese; `messageEn` English. */
export class PatternRefused extends Error {
  override readonly name = 'PatternRefused';
  readonly messageEn: string;

  constructor(message: string, messageEn: string) {
    super(message);
    this.messageEn = messageEn;
  }
}

const longest = 1_000;
const deepest = 50;

/** Throws PatternRefused: no valid expression, longer than 1,000 characters, deeper than 50 groups, or with references back or looks around. */
export function readPattern(source: string): PatternNode {
  if (source.length > longest) throw new PatternRefused(`dài quá ${longest} ký tự`, `longer than ${longest} characters`);
  try {
    // made, and never run: from here on the syntax is right
    new RegExp(source, 'u');
  } catch (error) {
    throw new PatternRefused('không phải biểu thức chính quy', error instanceof Error ? error.message : String(error));
  }
  let at = 0;
  let depth = 0;

  const choice = (): PatternNode => {
    const options = [sequence()];
    while (source[at] === '|') {
      at++;
      options.push(sequence());
    }
    return options.length === 1 ? options[0]! : { kind: 'choice', options };
  };
  const sequence = (): PatternNode => {
    const parts: PatternNode[] = [];
    while (at < source.length && source[at] !== '|' && source[at] !== ')') parts.push(repeated(single()));
    return parts.length === 1 ? parts[0]! : { kind: 'sequence', parts };
  };
  const repeated = (part: PatternNode): PatternNode => {
    const found = /^(?:([*+?])|\{(\d+)(?:(,)(\d*))?\})\??/.exec(source.slice(at));
    if (!found) return part;
    at += found[0].length;
    const [, sign, low, comma, high] = found;
    if (sign !== undefined) return { kind: 'repeat', part, min: sign === '+' ? 1 : 0, max: sign === '?' ? 1 : Infinity };
    return { kind: 'repeat', part, min: Number(low), max: comma === undefined ? Number(low) : high === '' ? Infinity : Number(high) };
  };
  const single = (): PatternNode => {
    const rest = source.slice(at);
    if (rest.startsWith('(')) return group(rest);
    const assertion = /^(?:[\^$]|\\[bB])/.exec(rest)?.[0];
    if (assertion !== undefined) {
      at += assertion.length;
      return { kind: 'assertion', source: assertion as '^' };
    }
    if (/^\\[1-9k]/.test(rest)) throw new PatternRefused('có tham chiếu ngược', 'it refers back to a group');
    const character =
      /^\[(?:\\.|[^\]\\])*\]/su.exec(rest) ??
      // the halves of a character beyond the first plane, written as two escapes, are one character
      /^\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}/.exec(rest) ??
      /^\\(?:u\{[0-9a-fA-F]+\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|c[A-Za-z]|[pP]\{[^}]*\}|.)/su.exec(rest) ??
      /^./su.exec(rest)!;
    at += character[0].length;
    return { kind: 'character', source: character[0] };
  };
  const group = (rest: string): PatternNode => {
    const opening = /^\((?:\?(?::|<[^=!][^>]*>))?(?!\?)/u.exec(rest)?.[0];
    if (opening === undefined) throw new PatternRefused('có nhìn trước hoặc nhìn sau', 'it looks ahead or behind');
    if (++depth > deepest) throw new PatternRefused(`lồng quá ${deepest} nhóm`, `more than ${deepest} groups in each other`);
    at += opening.length;
    const inside = choice();
    at++;
    depth--;
    return inside;
  };
  return choice();
}
