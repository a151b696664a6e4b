/** A table as a grid of texts: merged cells are spread, so that every row has every column. */
import { htmlTables, type FoundTable } from './html-tables.ts';

export interface Grid {
  /** What stood before the table. */
  readonly before: string;
  /** Every row has the same number of columns. */
  readonly rows: readonly (readonly string[])[];
  /** By row: the first column of a cell that is merged over the whole row, a heading between the steps. */
  readonly headings: ReadonlySet<number>;
  /** `row:column` of the places that a merged cell above covers. */
  readonly covered: ReadonlySet<string>;
}

/** Spreads the cells of a table; a text merged over several rows stands in each of them. */
export function gridOf({ before, rows }: FoundTable): Grid {
  const cells: (string | undefined)[][] = [];
  const covered = new Set<string>();
  const headings = new Set<number>();
  rows.forEach((row, y) => {
    let x = 0;
    for (const cell of row) {
      while (cells[y]?.[x] !== undefined) x++;
      for (let dy = 0; dy < cell.rows && y + dy < rows.length; dy++)
        for (let dx = 0; dx < cell.columns; dx++) {
          (cells[y + dy] ??= [])[x + dx] ??= dx === 0 ? cell.text : '';
          if (dy > 0) covered.add(`${y + dy}:${x + dx}`);
        }
      x += cell.columns;
    }
    if (row.length === 1 && row[0]!.columns > 2) headings.add(y);
  });
  const width = Math.max(0, ...cells.map((row) => row?.length ?? 0));
  const filled = rows.map((_, y) => Array.from({ length: width }, (_, x) => cells[y]?.[x] ?? ''));
  return { before, rows: filled, headings, covered };
}

/** The grids of pasted HTML, the likeliest table of steps first: the one with most cells. */
export function gridsOfHtml(html: string): Grid[] {
  return htmlTables(html)
    .map(gridOf)
    .filter(({ rows }) => rows.length > 1 && rows[0]!.length > 1);
}

/** Pasted text with tabs: a cell with line breaks or quotes is in quotes, as spreadsheets write it. Semicolons or commas when there are no tabs. */
export function gridOfText(text: string): Grid {
  const source = text.normalize('NFC').replace(/\r\n?/gu, '\n').replace(/\n+$/u, '');
  const separator = source.includes('\t') ? '\t' : source.includes(';') ? ';' : ',';
  const rows: string[][] = [[]];
  let at = 0;
  while (at <= source.length) {
    let cell = '';
    if (source[at] === '"') {
      at++;
      while (at < source.length && (source[at] !== '"' || source[at + 1] === '"')) {
        if (source[at] === '"') at++;
        cell += source[at++];
      }
      at++;
    }
    while (at < source.length && source[at] !== separator && source[at] !== '\n') cell += source[at++];
    rows.at(-1)!.push(cell.trim());
    if (source[at] === '\n') rows.push([]);
    at++;
  }
  const width = Math.max(...rows.map((row) => row.length));
  return {
    before: '',
    rows: rows.filter((row) => row.some((cell) => cell !== '')).map((row) => [...row, ...Array<string>(width - row.length).fill('')]),
    headings: new Set(),
    covered: new Set(),
  };
}
