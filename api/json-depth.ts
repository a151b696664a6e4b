/** Bodies nested without end: reading them is cheap, but whoever walks through them afterwards runs out of stack. */
import { Problem } from './problem.ts';

/** Forms nest a handful of levels. */
const deepest = 100;

/** RFC 8259: JSON is UTF-8. In another encoding the bytes that are looked at would be no brackets, and those that are brackets would be missed. */
export function checkUtf8(encoding: string): void {
  if (encoding !== 'utf-8')
    throw new Problem(415, 'ENCODING_UNSUPPORTED', 'Nội dung JSON phải dùng bảng mã UTF-8', 'A JSON body must be UTF-8');
}

/** Throws BODY_TOO_DEEP for JSON text with more than a hundred arrays and objects in each other; looks at bytes only, before anything is parsed. */
export function checkDepth(text: Uint8Array): void {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const byte = text[at];
    if (quoted) {
      if (byte === backslash) at++;
      else if (byte === quote) quoted = false;
    } else if (byte === quote) quoted = true;
    else if (byte === openBracket || byte === openBrace) {
      if (++depth > deepest)
        throw new Problem(400, 'BODY_TOO_DEEP', `Nội dung lồng quá ${deepest} tầng`, `The body nests more than ${deepest} levels`);
    } else if (byte === closeBracket || byte === closeBrace) depth--;
  }
}

const quote = 0x22;
const backslash = 0x5c;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;
