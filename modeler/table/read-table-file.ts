/** A file with tables of steps: Word, a spreadsheet, JSON of published tables, text with tabs or commas, a saved page. */
import { gridOf, gridOfText, gridsOfHtml, type Grid } from './table-grid.ts';
import { xlsxTables } from './xlsx-tables.ts';

/** Grids whose columns are to be named, or tables that say what their parts are. */
export type TableSource =
  | { readonly kind: 'grids'; readonly name: string; readonly grids: readonly Grid[] }
  | { readonly kind: 'json'; readonly name: string; readonly tables: readonly { readonly name?: unknown; readonly id?: unknown }[] };

/** Larger than any decision's appendix; what is larger is refused before it is read. */
const mostBytes = 10 * 1024 * 1024;

/** The file is none that can be read. */
export class FileUnreadable extends Error {
  override readonly name = 'FileUnreadable';
  readonly messageEn: string;

  constructor(message: string, messageEn: string) {
    super(message);
    this.messageEn = messageEn;
  }
}

/** Throws FileUnreadable. */
export async function readTableFile(file: File): Promise<TableSource> {
  if (file.size > mostBytes) throw new FileUnreadable('Tệp lớn hơn 10 MB', 'The file is larger than 10 MB');
  const { name } = file;
  if (/\.docx$/iu.test(name)) return withGrids(name, gridsOfHtml(await htmlOfWord(file)));
  if (/\.xlsx$/iu.test(name)) return withGrids(name, await gridsOfSpreadsheet(file));
  if (/\.(json|csv|tsv|txt|html?)$/iu.test(name)) {
    const text = (await file.text()).replace(/^\uFEFF/u, '');
    if (/\.json$/iu.test(name)) return jsonSource(name, text);
    return withGrids(name, /\.html?$/iu.test(name) ? gridsOfHtml(text) : [gridOfText(text)]);
  }
  throw new FileUnreadable(
    `Không đọc được tệp "${name}": cần .docx, .xlsx, .json, .csv hoặc bảng dán vào. Tệp .doc, .xls cũ: mở ra rồi lưu thành .docx, .xlsx`,
    `The file "${name}" cannot be read: .docx, .xlsx, .json, .csv, or a pasted table are. An old .doc or .xls: save it as .docx or .xlsx first`,
  );
}

/** What was pasted: the table of the markup if there is one, else the text. Undefined when there is no table in it. */
export function readPasted(html: string, text: string): TableSource | undefined {
  const grids = gridsOfHtml(html);
  if (grids.length > 0) return { kind: 'grids', name: '', grids };
  if (/^\s*[[{]/u.test(text)) {
    try {
      return jsonSource('', text);
    } catch {
      return undefined;
    }
  }
  const grid = gridOfText(text);
  return grid.rows.length > 1 && grid.rows[0]!.length > 1 ? { kind: 'grids', name: '', grids: [grid] } : undefined;
}

function withGrids(name: string, grids: readonly Grid[]): TableSource {
  if (grids.length === 0) throw new FileUnreadable(`Không thấy bảng nào trong tệp "${name}"`, `There is no table in the file "${name}"`);
  return { kind: 'grids', name, grids };
}

function jsonSource(name: string, text: string): TableSource {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new FileUnreadable(`Tệp "${name}" không phải JSON đúng`, `The file "${name}" is no valid JSON`);
  }
  const tables = (Array.isArray(value) ? value : [value]) as { name?: unknown }[];
  if (tables.length === 0 || !tables.every((table) => typeof table === 'object' && table !== null))
    throw new FileUnreadable(`Tệp "${name}" không có bảng nào`, `The file "${name}" has no table`);
  return { kind: 'json', name, tables };
}

async function htmlOfWord(file: File): Promise<string> {
  const { default: mammoth } = await import('mammoth');
  try {
    const { value } = await mammoth.convertToHtml(
      { arrayBuffer: await file.arrayBuffer() },
      // pictures are of no use here
      { convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })) },
    );
    return value;
  } catch {
    throw new FileUnreadable(
      `Tệp "${file.name}" không phải tệp Word đúng (.docx)`,
      `The file "${file.name}" is no valid Word file (.docx)`,
    );
  }
}

async function gridsOfSpreadsheet(file: File): Promise<Grid[]> {
  try {
    const tables = await xlsxTables(await file.arrayBuffer());
    return tables.map(gridOf).filter(({ rows }) => rows.length > 1 && rows[0]!.length > 1);
  } catch (error) {
    // what was unpacked is no error of ours, whatever the browser calls it
    if (!(error instanceof RangeError || error instanceof TypeError)) throw error;
    throw new FileUnreadable(
      `Tệp "${file.name}" không phải bảng tính đúng (.xlsx)`,
      `The file "${file.name}" is no valid spreadsheet (.xlsx)`,
    );
  }
}
