/** Tables out of HTML that a spreadsheet, Word or a page put on the clipboard: texts only, nothing of the markup is ever shown or run. */

export interface TableCell {
  readonly text: string;
  readonly columns: number;
  readonly rows: number;
}

export interface FoundTable {
  /** The text between the table before and this one: titles, deadline. */
  readonly before: string;
  readonly rows: readonly (readonly TableCell[])[];
}

/** Wider or longer spans than any table of steps has. */
const mostColumns = 60;
const mostRows = 1000;

const token = /<!--[\s\S]*?(?:-->|$)|<(\/?)([a-z][a-z0-9:]*)((?:[^>"']|"[^"]*"|'[^']*')*)>|[^<]+|</giu;
const unseen = new Set(['style', 'script', 'head', 'title', 'xml', 'template']);
const breaks = new Set(['p', 'div', 'br', 'li', 'tr', 'td', 'th', 'table', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6']);

/** The outermost tables, in order; tables inside a cell count as its text. */
export function htmlTables(html: string): FoundTable[] {
  const tables: FoundTable[] = [];
  let before = '';
  let rows: TableCell[][] = [];
  let cell: { text: string; columns: number; rows: number } | undefined;
  let depth = 0;
  let hidden = '';
  const add = (text: string) => {
    if (cell) cell.text += text;
    else if (depth === 0) before += text;
  };
  const closeCell = () => {
    if (cell) rows.at(-1)?.push({ ...cell, text: tidy(cell.text) });
    cell = undefined;
  };
  for (const [part, slash, tag = '', attributes = ''] of html.matchAll(token)) {
    const name = tag.toLowerCase();
    if (hidden !== '') {
      if (slash === '/' && name === hidden) hidden = '';
      continue;
    }
    if (name === '') {
      if (!part.startsWith('<!--')) add(decoded(part).replace(/\s+/gu, ' '));
      continue;
    }
    if (unseen.has(name) && slash === '' && !attributes.endsWith('/')) {
      hidden = name;
      continue;
    }
    if (breaks.has(name)) add('\n');
    if (name === 'table') {
      depth += slash === '/' ? -1 : 1;
      if (slash === '' && depth === 1) rows = [];
      if (slash === '/' && depth === 0) {
        closeCell();
        tables.push({ before: tidy(before), rows });
        before = '';
      }
      depth = Math.max(0, depth);
    } else if (depth === 1 && name === 'tr') {
      closeCell();
      if (slash === '' && rows.length < mostRows) rows.push([]);
    } else if (depth === 1 && (name === 'td' || name === 'th')) {
      closeCell();
      if (slash === '') cell = { text: '', columns: span(attributes, 'colspan', mostColumns), rows: span(attributes, 'rowspan', mostRows) };
    }
  }
  return tables.filter((table) => table.rows.some((row) => row.length > 0));
}

function span(attributes: string, name: string, most: number): number {
  const value = Number(new RegExp(`${name}\\s*=\\s*["']?(\\d{1,4})`, 'iu').exec(attributes)?.[1] ?? 1);
  return Math.min(most, Math.max(1, value));
}

/** One line a paragraph, without the spaces of the file. */
function tidy(text: string): string {
  return text
    .normalize('NFC')
    .split('\n')
    .map((line) => line.replace(/[\s\u00a0]+/gu, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');
}

/** Letters with marks that old pages name: `agrave` is a with a grave. */
const marks: Readonly<Record<string, string>> = { grave: '\u0300', acute: '\u0301', tilde: '\u0303', circ: '\u0302', uml: '\u0308' };
const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  ldquo: '“',
  rdquo: '”',
  lsquo: '‘',
  rsquo: '’',
};

function decoded(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,10}));/giu, (whole, decimal: string, hex: string, name: string) => {
    if (name === undefined) {
      const code = decimal === undefined ? parseInt(hex, 16) : Number(decimal);
      return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : ' ';
    }
    const marked = /^([a-z])(grave|acute|tilde|circ|uml)$/iu.exec(name);
    return named[name] ?? (marked ? (marked[1]! + marks[marked[2]!.toLowerCase()]!).normalize('NFC') : whole);
  });
}
