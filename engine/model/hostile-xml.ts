/** What is refused before any parser sees it, for BPMN and DMN alike. */
import { problem } from './problems.ts';
import type { Problem } from './types.ts';

/** 2,000 tasks with a diagram are about 1 MB; a file above this is not a procedure. */
const mostCharacters = 5_000_000;
const deepestNesting = 4_500;
const mostElements = 120_000;

/** Refuses what would cost the parser time or memory out of proportion. Reads the text once. */
export function refuseHostile(xml: string): Problem | undefined {
  if (xml.length > mostCharacters) return problem('XML_TOO_LARGE', String(xml.length));
  const doctype = /<!(DOCTYPE|ENTITY)/i.exec(xml);
  if (doctype) return problem('XML_DOCTYPE', '', undefined, lineAt(xml, doctype.index));
  // eslint has no quarrel with a class built from ranges: everything XML 1.0 (2.2) forbids, lone surrogates included
  const forbidden = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u.exec(xml);
  if (forbidden) return problem('XML_CHARACTER', `U+${forbidden[0].codePointAt(0)!.toString(16)}`, undefined, lineAt(xml, forbidden.index));
  let depth = 0;
  let elements = 0;
  for (let at = xml.indexOf('<'); at >= 0; at = xml.indexOf('<', at + 1)) {
    const next = xml.charCodeAt(at + 1);
    if (next === 47 /* / */) depth--;
    else if (next === 33 /* ! */ || next === 63 /* ? */) {
      const end = xml.startsWith('<!--', at) ? '-->' : xml.startsWith('<![CDATA[', at) ? ']]>' : '>';
      const until = xml.indexOf(end, at + 2);
      if (until < 0) return problem('XML_MALFORMED', end, undefined, lineAt(xml, at));
      at = until;
    } else {
      elements++;
      const end = endOfTag(xml, at);
      if (end < 0) return problem('XML_MALFORMED', '<', undefined, lineAt(xml, at));
      if (xml.charCodeAt(end - 1) !== 47) depth++;
      if (depth > deepestNesting) return problem('XML_TOO_DEEP', String(depth), undefined, lineAt(xml, at));
      if (elements > mostElements) return problem('XML_TOO_MANY_ELEMENTS', String(elements), undefined, lineAt(xml, at));
    }
  }
  return undefined;
}

/** Where a tag ends: in a value in quotes `>` is a character like others. */
function endOfTag(xml: string, from: number): number {
  let end = xml.indexOf('>', from);
  for (let quote = firstQuote(xml, from, end); quote >= 0;) {
    const closing = xml.indexOf(xml[quote]!, quote + 1);
    if (closing < 0) return end;
    if (closing > end) end = xml.indexOf('>', closing);
    if (end < 0) return -1;
    quote = firstQuote(xml, closing + 1, end);
  }
  return end;
}

function firstQuote(xml: string, from: number, until: number): number {
  for (let at = from; at < until; at++) {
    const code = xml.charCodeAt(at);
    if (code === 34 /* " */ || code === 39 /* ' */) return at;
  }
  return -1;
}

function lineAt(text: string, index: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < index; at = text.indexOf('\n', at + 1)) line++;
  return line;
}
