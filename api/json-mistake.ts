/** Where a text stops being JSON. Node.js says it for some mistakes only, and in words of its own. */

/** The first character (line and column, from 1) with which nothing that is JSON can go on; just after the text if it only breaks off. */
export function jsonMistake(text: string): { readonly line: number; readonly column: number } {
  const at = endOfJson(text);
  const before = text.slice(0, at);
  return { line: before.split('\n').length, column: at - before.lastIndexOf('\n') };
}

/** What may come next, between the pieces of JSON. */
type Expected = 'value' | 'valueOrEnd' | 'name' | 'nameOrEnd' | 'colon' | 'commaOrEnd' | 'nothing';

const plain = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/y;

function endOfJson(text: string): number {
  const open: ('{' | '[')[] = [];
  let expected: Expected = 'value';
  let at = 0;
  const afterValue = (): Expected => (open.length === 0 ? 'nothing' : 'commaOrEnd');
  for (;;) {
    while (at < text.length && ' \t\n\r'.includes(text[at]!)) at++;
    const next = text[at];
    if (next === undefined) return at;
    const isValue: boolean = expected === 'value' || expected === 'valueOrEnd';
    if ((next === '{' || next === '[') && isValue) {
      open.push(next);
      expected = next === '{' ? 'nameOrEnd' : 'valueOrEnd';
      at++;
    } else if (next === '}' || next === ']') {
      const empty: Expected = next === '}' ? 'nameOrEnd' : 'valueOrEnd';
      if (open.at(-1) !== (next === '}' ? '{' : '[') || (expected !== empty && expected !== 'commaOrEnd')) return at;
      open.pop();
      expected = afterValue();
      at++;
    } else if (next === ',' && expected === 'commaOrEnd') {
      expected = open.at(-1) === '{' ? 'name' : 'value';
      at++;
    } else if (next === ':' && expected === 'colon') {
      expected = 'value';
      at++;
    } else if (next === '"' && (isValue || expected === 'name' || expected === 'nameOrEnd')) {
      const string = endOfString(text, at);
      if (!string.whole) return string.at;
      at = string.at;
      expected = isValue ? afterValue() : 'colon';
    } else if (isValue) {
      plain.lastIndex = at;
      const found = plain.exec(text);
      if (!found) return at;
      at += found[0].length;
      expected = afterValue();
    } else return at;
  }
}

const escaped = /["\\/bfnrt]|u[0-9a-fA-F]{4}/y;

/** After the closing quote, or where the string goes wrong. */
function endOfString(text: string, from: number): { readonly at: number; readonly whole: boolean } {
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === '"') return { at: at + 1, whole: true };
    if (text[at]! < ' ') return { at, whole: false };
    if (text[at] !== '\\') continue;
    escaped.lastIndex = at + 1;
    const found = escaped.exec(text);
    if (!found) return { at: at + 1, whole: false };
    at += found[0].length;
  }
  return { at: text.length, whole: false };
}
