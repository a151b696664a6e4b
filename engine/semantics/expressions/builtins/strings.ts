import { checkedLength, checkedText } from '../operators.ts';
import { textOf } from '../text.ts';
import { patternFor } from '../pattern.ts';
import type { Value } from '../value.ts';
import { failArgument, failValue, type Builtin } from './builtin.ts';

function ofTwoTexts(second: string, apply: (text: string, match: string) => Value): Builtin {
  return { parameters: { string: 'string', [second]: 'string' }, apply: ([text, match]) => apply(String(text), String(match)) };
}

/** $0 is the whole match, $1 to $9 are groups; JavaScript's other $ signs mean nothing in FEEL. */
function replacementOf(replacement: string): string {
  return replacement.replace(/\$(?!\d)/g, '$$$$').replace(/\$0/g, '$$&');
}

/** Functions of texts (DMN 1.5, 10.3.4.3). Positions and lengths count characters, not UTF-16 units. */
export const stringBuiltins: Readonly<Record<string, Builtin>> = {
  contains: ofTwoTexts('match', (text, match) => text.includes(match)),
  'starts with': ofTwoTexts('match', (text, match) => text.startsWith(match)),
  'ends with': ofTwoTexts('match', (text, match) => text.endsWith(match)),
  'substring before': ofTwoTexts('match', (text, match) => text.slice(0, Math.max(text.indexOf(match), 0))),
  'substring after': ofTwoTexts('match', (text, match) => (text.includes(match) ? text.slice(text.indexOf(match) + match.length) : '')),
  'upper case': { parameters: { string: 'string' }, apply: ([text]) => String(text).toUpperCase() },
  'lower case': { parameters: { string: 'string' }, apply: ([text]) => String(text).toLowerCase() },
  trim: { parameters: { string: 'string' }, apply: ([text]) => String(text).trim() },
  'string length': { parameters: { string: 'string' }, apply: ([text]) => Array.from(String(text)).length },
  substring: {
    parameters: { string: 'string', 'start position': 'number', length: 'number?' },
    apply: ([text, start, length]) => {
      const characters = Array.from(String(text));
      const from = Number(start) < 0 ? Math.max(characters.length + Number(start), 0) : Math.max(Number(start) - 1, 0);
      return characters.slice(from, length === null ? undefined : from + Math.max(Number(length), 0)).join('');
    },
  },
  matches: {
    isSearch: true,
    parameters: { input: 'string', pattern: 'string', flags: 'string?' },
    apply: ([input, pattern, flags], call) => patternFor(String(input), String(pattern), String(flags ?? ''), call).test(String(input)),
  },
  replace: {
    isSearch: true,
    parameters: { input: 'string', pattern: 'string', replacement: 'string', flags: 'string?' },
    apply: ([input, pattern, replacement, flags], call) => {
      const found = patternFor(String(input), String(pattern), `g${String(flags ?? '')}`, call);
      return checkedText(String(input).replace(found, replacementOf(String(replacement))), call.place);
    },
  },
  split: {
    isSearch: true,
    parameters: { string: 'string', delimiter: 'string' },
    apply: ([text, delimiter], call) => String(text).split(patternFor(String(text), String(delimiter), '', call)),
  },
  'string join': {
    parameters: { list: 'list', delimiter: 'string?' },
    apply: ([list, delimiter], call) => {
      const texts = (list as readonly Value[]).filter((item) => item !== null);
      const wrong = texts.findIndex((item) => typeof item !== 'string');
      if (wrong >= 0) return failArgument(call, 1, 'string', texts[wrong] ?? null);
      const between = String(delimiter ?? '');
      checkedLength(
        (texts as readonly string[]).reduce((length, text) => length + text.length + between.length, 0),
        call.place,
      );
      return texts.join(between);
    },
  },
  string: { parameters: { from: 'any' }, apply: ([from = null], call) => (from === null ? null : checkedText(textOf(from), call.place)) },
  number: {
    parameters: { from: 'any', 'grouping separator': 'string?', 'decimal separator': 'string?' },
    apply: ([from, grouping, decimal], call) => {
      if (from === null || typeof from === 'number') return from;
      if (typeof from !== 'string') return failArgument(call, 1, 'string', from ?? null);
      const ungrouped = grouping === null ? from : from.replaceAll(String(grouping), '');
      const text = decimal === null ? ungrouped : ungrouped.replaceAll(String(decimal), '.');
      const isNumber = /^[+-]?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?$/.test(text.trim());
      return isNumber ? Number(text) : failValue(call, from, 'không phải số', 'not a number');
    },
  },
};
