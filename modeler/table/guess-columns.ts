/** Which column of a pasted table is what: by the words of its head, else by what stands in it. */
import { readDurationText } from '../../engine/index.ts';
import type { Grid } from './table-grid.ts';

export const columnKinds = ['order', 'content', 'unit', 'duration', 'result', 'form', 'basis', 'stage'] as const;
export type ColumnKind = (typeof columnKinds)[number];

export interface Guess {
  /** Rows before the first step. */
  readonly headRows: number;
  /** One a column; undefined: not taken. */
  readonly columns: readonly (ColumnKind | undefined)[];
}

/** Vietnamese and English by kind. */
export const columnNames: Readonly<Record<ColumnKind, readonly [string, string]>> = {
  order: ['Thứ tự', 'Order'],
  content: ['Nội dung công việc', 'What is done'],
  unit: ['Đơn vị, người thực hiện', 'Unit, person'],
  duration: ['Thời gian', 'Time'],
  result: ['Kết quả, sản phẩm', 'Result'],
  form: ['Biểu mẫu', 'Form'],
  basis: ['Căn cứ', 'Legal basis'],
  stage: ['Giai đoạn', 'Stage'],
};

/** In this order: "Thời gian thực hiện" is a time, "Đơn vị thực hiện" a unit, "Trình tự thực hiện" the content. */
const heads: readonly (readonly [ColumnKind, RegExp])[] = [
  ['duration', /thời gian|thời hạn|số (ngày|giờ)|^ngày( làm việc)?$|^giờ( làm việc)?$|\btime\b|duration/iu],
  ['unit', /trách nhiệm|đơn vị|bộ phận|người (thực hiện|xử lý|phụ trách)|chủ thể|cơ quan|cán bộ|vị trí|nơi thực hiện|\bunit\b/iu],
  ['form', /biểu mẫu|mẫu (số|biểu)|^mẫu|\bform\b/iu],
  ['basis', /căn cứ|cơ sở pháp lý|legal basis/iu],
  ['result', /kết quả|sản phẩm|hồ sơ đầu ra|đầu ra|result|product/iu],
  ['stage', /giai đoạn|lần hẹn|^khâu/iu],
  ['order', /^(tt|stt|số tt|số thứ tự|thứ tự|bước|các bước|b|no|#)\.?( thực hiện)?( \/ ?bước)?$|^(tt|stt) ?\/|^(tt|stt)\b/iu],
  ['content', /nội dung|trình tự|công việc|các bước|bước thực hiện|hoạt động|quy trình|diễn giải|mô tả|content/iu],
];

const orderText = /^((bước|b)\s*)?\d{1,2}([.-]\d{1,2})*[a-z]?\.?(\s*\(.*\))?$/iu;

/** Never throws; a column it cannot tell is left out. */
export function guessColumns({ rows, headings, covered }: Grid): Guess {
  const width = rows[0]?.length ?? 0;
  let headRows = 0;
  let columns: (ColumnKind | undefined)[] = Array<undefined>(width).fill(undefined);
  for (let y = 0; y < Math.min(rows.length - 1, 6); y++) {
    if (headings.has(y)) continue;
    if (rows[y]!.some((cell) => orderText.test(cell))) break;
    // a second row belongs to the head only when cells of the first reach over it
    if (headRows > 0 && !rows[y]!.some((_, x) => covered.has(`${y}:${x}`)) && rows[headRows - 1]!.every((cell) => cell !== '')) break;
    const named = namedColumns(rows[y]!);
    if (named.filter(Boolean).length < 2) continue;
    // a head of two rows: the lower one says it more exactly
    columns = columns.map((kind, x) => named[x] ?? (named.includes(kind) ? undefined : kind));
    headRows = y + 1;
  }
  // "(1) (2) (3)" under the head
  while (headRows < rows.length - 1 && headRows > 0 && rows[headRows]!.every((cell) => /^\(?\d{0,2}\)?$/u.test(cell))) headRows++;
  fillByContent(rows.slice(headRows), columns);
  return { headRows, columns };
}

function namedColumns(row: readonly string[]): (ColumnKind | undefined)[] {
  const taken = new Set<ColumnKind>();
  return row.map((cell) => {
    const text = cell.replace(/\s+/gu, ' ').trim();
    // steps have sentences; heads have a few words
    if (text === '' || text.length > 60 || orderText.test(text)) return undefined;
    const kind = heads.find(([one, pattern]) => !taken.has(one) && pattern.test(text))?.[0];
    if (kind) taken.add(kind);
    return kind;
  });
}

function fillByContent(body: readonly (readonly string[])[], columns: (ColumnKind | undefined)[]): void {
  const share = (x: number, fits: (cell: string) => boolean) => {
    const cells = body.map((row) => row[x]!).filter((cell) => cell !== '');
    return cells.length === 0 ? 0 : cells.filter(fits).length / cells.length;
  };
  const put = (kind: ColumnKind, score: (x: number) => number, least: number) => {
    if (columns.includes(kind)) return;
    const free = columns.flatMap((taken, x) => (taken === undefined ? [{ x, score: score(x) }] : []));
    const best = free.toSorted((one, other) => other.score - one.score)[0];
    if (best && best.score >= least) columns[best.x] = kind;
  };
  const length = (x: number) => body.reduce((sum, row) => sum + Math.min(400, row[x]!.length), 0) / Math.max(1, body.length);
  const isTime = (cell: string) => {
    const time = readDurationText(cell);
    return (
      (time.kind === 'timed' && time.printed !== 'none') ||
      (time.kind === 'untimed' && time.why !== 'unclear' && time.why !== 'blank' && cell.length < 60)
    );
  };
  put('order', (x) => share(x, (cell) => orderText.test(cell)), 0.6);
  put('duration', (x) => share(x, isTime), 0.4);
  const unitWords =
    /sở|phòng|lãnh đạo|chuyên viên|trung tâm|bộ phận|ubnd|ủy ban|uỷ ban|văn thư|cơ quan|văn phòng|chi cục|công an|hội đồng|tổ chức|công chức/iu;
  put('unit', (x) => share(x, (cell) => cell.length < 160 && unitWords.test(cell)) - (length(x) > 120 ? 0.5 : 0), 0.5);
  put('content', length, 8);
}
