/** The tables of a spreadsheet (.xlsx): the texts of its sheets and how cells are merged; nothing is computed, what a formula gave last is taken. */
import type { FoundTable, TableCell } from './html-tables.ts';
import { zipEntries, type ZipEntries } from './zip-entries.ts';

/** More than any table of steps has. */
const mostRows = 1000;
const mostColumns = 60;

/** One a sheet, in the order of the workbook, empty sheets left out. Throws RangeError for what is no spreadsheet. */
export async function xlsxTables(content: ArrayBuffer): Promise<FoundTable[]> {
  const zip = zipEntries(content);
  const [workbook, relations, strings] = await Promise.all(
    ['xl/workbook.xml', 'xl/_rels/workbook.xml.rels', 'xl/sharedStrings.xml'].map((name) => zip.text(name)),
  );
  if (workbook === undefined || relations === undefined) throw new RangeError('this is no spreadsheet');
  const targets = new Map(elementsOf(relations, 'Relationship').map(({ attributes }) => [attributes.get('Id'), attributes.get('Target')]));
  const shared = elementsOf(strings ?? '', 'si').map(({ inside }) => textOf(inside));
  const sheets = elementsOf(workbook, 'sheet')
    .filter(({ attributes }) => (attributes.get('state') ?? 'visible') === 'visible')
    .flatMap(({ attributes }) => targets.get(attributes.get('r:id')) ?? []);
  const tables = await Promise.all(sheets.map((target) => sheetTable(zip, target, shared)));
  return tables.filter(({ rows }) => rows.length > 0);
}

async function sheetTable(zip: ZipEntries, target: string, shared: readonly string[]): Promise<FoundTable> {
  const sheet = (await zip.text(target.startsWith('/') ? target.slice(1) : `xl/${target}`)) ?? '';
  const texts: string[][] = [];
  for (const row of elementsOf(sheet, 'row')) {
    const y = Number(row.attributes.get('r') ?? texts.length + 1) - 1;
    if (!(y >= 0 && y < mostRows)) continue;
    const cells = (texts[y] ??= []);
    for (const { attributes, inside } of elementsOf(row.inside, 'c')) {
      const x = placeOf(attributes.get('r') ?? '')?.x ?? cells.length;
      if (x < mostColumns) cells[x] = cellText(attributes.get('t'), inside, shared);
    }
  }
  // rows and cells that the file leaves out are empty
  const rows = Array.from(texts, (row) => row ?? []);
  const width = Math.max(0, ...rows.map(({ length }) => length));
  return tableOf(
    rows.map((row) => Array.from({ length: width }, (_, x) => row[x] ?? '')),
    elementsOf(sheet, 'mergeCell').flatMap(({ attributes }) => rangeOf(attributes.get('ref') ?? '') ?? []),
  );
}

function cellText(type: string | undefined, inside: string, shared: readonly string[]): string {
  if (type === 'inlineStr') return textOf(inside);
  const value = elementsOf(inside, 'v')[0]?.inside ?? '';
  if (type === 's') return shared[Number(value)] ?? '';
  if (type === 'e') return '';
  // numbers are kept as computers add them: 0.1 + 0.2 is shown as people write it
  if (type === undefined || type === 'n')
    return value === '' || !Number.isFinite(Number(value)) ? decoded(value) : String(Number(Number(value).toPrecision(12)));
  return tidy(decoded(value));
}

interface Range {
  readonly x: number;
  readonly y: number;
  readonly columns: number;
  readonly rows: number;
}

/** Rows that hold one text only stand before the table: its title. Merged cells become one that spans. */
function tableOf(texts: readonly (readonly string[])[], merged: readonly Range[]): FoundTable {
  const filled = (row: readonly string[]) => row.filter((text) => text !== '').length;
  const first = texts.findIndex((row) => filled(row) > 1);
  if (first < 0) return { before: '', rows: [] };
  const before = texts.slice(0, first).flatMap((row) => row.filter((text) => text !== ''));
  const spans = new Map(merged.map((range) => [`${range.y}:${range.x}`, range]));
  const covered = new Set(
    merged.flatMap(({ x, y, columns, rows }) =>
      Array.from({ length: rows * columns }, (_, at) => `${y + Math.floor(at / columns)}:${x + (at % columns)}`).slice(1),
    ),
  );
  const rows: TableCell[][] = [];
  for (const [y, row] of texts.entries()) {
    if (y < first || (filled(row) === 0 && !row.some((_, x) => covered.has(`${y}:${x}`)))) continue;
    rows.push(
      row.flatMap((text, x) => {
        if (covered.has(`${y}:${x}`)) return [];
        const { columns = 1, rows: down = 1 } = spans.get(`${y}:${x}`) ?? {};
        return [{ text, columns: Math.min(columns, row.length - x), rows: Math.min(down, texts.length - y) }];
      }),
    );
  }
  return { before: before.join('\n'), rows };
}

/** `C2` → third column, second row, from zero. */
function placeOf(name: string): { readonly x: number; readonly y: number } | undefined {
  const [, letters, digits] = /^([A-Z]{1,3})(\d{1,7})$/.exec(name) ?? [];
  if (letters === undefined || digits === undefined) return undefined;
  const x = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { x, y: Number(digits) - 1 };
}

function rangeOf(reference: string): Range | undefined {
  const [from, to] = reference.split(':').map(placeOf);
  if (!from || !to || to.x < from.x || to.y < from.y || to.x >= mostColumns || to.y >= mostRows) return undefined;
  return { x: from.x, y: from.y, columns: to.x - from.x + 1, rows: to.y - from.y + 1 };
}

interface XmlElement {
  readonly attributes: ReadonlyMap<string, string>;
  readonly inside: string;
}

/** The elements of a name that lie in none of the same name, with or without a prefix. Spreadsheets nest none of those that are asked for. */
function elementsOf(xml: string, name: string): XmlElement[] {
  const pattern = new RegExp(`<(?:\\w+:)?${name}((?:\\s[^>]*?)?)(?:/>|>([\\s\\S]*?)</(?:\\w+:)?${name}>)`, 'g');
  return [...xml.matchAll(pattern)].map(([, attributes = '', inside = '']) => ({
    attributes: new Map([...attributes.matchAll(/([\w:]+)="([^"]*)"/g)].map(([, key, value]) => [key!, decoded(value!)])),
    inside,
  }));
}

/** The text of a string: its runs one after the other, without how they sound (rPh). */
const textOf = (inside: string): string =>
  tidy(
    elementsOf(inside.replace(/<(?:\w+:)?rPh[\s\S]*?<\/(?:\w+:)?rPh>/g, ''), 't')
      .map(({ inside: text }) => decoded(text))
      .join(''),
  );

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decoded(text: string): string {
  return text
    .replace(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(amp|lt|gt|quot|apos));/g, (_, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return named[name]!;
      const code = decimal === undefined ? parseInt(hex!, 16) : Number(decimal);
      return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : ' ';
    })
    .replace(/_x000D_/g, '');
}

/** One line a paragraph. */
const tidy = (text: string): string =>
  text
    .normalize('NFC')
    .split(/\r?\n/)
    .map((line) => line.replace(/[\s\u00a0]+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');
