/** A drawn procedure as the lines of the table that a decision's appendix prints, in Vietnamese. */
import { processTables, tthcModdle, type ProcessTable, type TableRow } from '../../../engine/index.ts';

type Duration = NonNullable<ProcessTable['deadline']>;

export const printedHeads = [
  'TT',
  'Nội dung công việc',
  'Đơn vị, người thực hiện',
  'Thời gian',
  'Kết quả/sản phẩm',
  'Biểu mẫu',
  'Căn cứ',
] as const;

export type PrintedLine =
  | { readonly kind: 'step'; readonly cells: readonly string[]; readonly isGroup: boolean }
  /** Over the whole width: a branch, or where one goes on. */
  | { readonly kind: 'heading'; readonly text: string };

export interface PrintedTable {
  readonly name: string;
  readonly deadline?: string;
  readonly sum: string;
  readonly lines: readonly PrintedLine[];
}

/** One a process. Throws what bpmn-moddle cannot read. `unitName` gives the name of a unit of the organisation. */
export async function printedTables(bpmn: string, unitName: (id: string) => string | undefined): Promise<PrintedTable[]> {
  const { rootElement } = await tthcModdle().fromXML(bpmn);
  return processTables(rootElement)
    .filter(({ rows }) => rows.some(({ order }) => order !== ''))
    .map((table) => ({
      name: table.name,
      ...(table.deadline && { deadline: durationText(table.deadline) }),
      sum: sumText(table),
      lines: table.rows.flatMap((row) => linesOf(row, table.rows, unitName)),
    }));
}

function linesOf(row: TableRow, rows: readonly TableRow[], unitName: (id: string) => string | undefined): PrintedLine[] {
  const branch = row.branch ?? (row.isDefault ? 'còn lại' : undefined);
  const heading = (text: string): PrintedLine => ({ kind: 'heading', text });
  if (row.kind === 'jump') return [heading(`Trường hợp ${branch ?? 'khác'}: ${whereTo(rows.find(({ id }) => id === row.target))}`)];
  if (row.kind === 'gateway') return row.name === '' ? [] : [heading(row.name)];
  if (row.kind === 'event') return branch === undefined ? [] : [heading(`Trường hợp ${branch}: ${row.name || 'kết thúc'}`)];
  const unit = unitName(row.unit) ?? row.unit;
  const step: PrintedLine = {
    kind: 'step',
    isGroup: row.kind === 'block',
    cells: [row.order, wholeContent(row), personOf(row.role, unit), timeText(row), row.product ?? '', row.form ?? '', row.legalBasis ?? ''],
  };
  return branch === undefined ? [step] : [heading(`Trường hợp ${branch}:`), step];
}

function whereTo(target: TableRow | undefined): string {
  if (!target) return 'kết thúc';
  return target.order === '' ? `thực hiện tiếp từ “${target.name || 'bước chung'}”` : `thực hiện tiếp từ bước ${target.order}`;
}

/** The name in the diagram is short; an imported step has its whole text in its documentation, after its label. */
function wholeContent({ name, documentation = '' }: TableRow): string {
  const text = /^[^:\n]{1,60}: (.+)$/mu.exec(documentation.split('\n')[0]!)?.[1] ?? '';
  const begins = (whole: string, part: string) => letters(whole).startsWith(letters(part.replace(/…$/u, '')).slice(0, 24));
  return text.length > name.length && begins(text, name) ? text : name;
}

const letters = (text: string): string => text.toLocaleLowerCase('vi').replace(/\s+/gu, ' ');

/** As decisions put it: "Chuyên viên Phòng …", "Lãnh đạo Phòng …". */
function personOf(role: string | undefined, unit: string): string {
  if (!/^(phòng|chi cục|ban) /iu.test(unit)) return unit;
  return role === 'specialist' ? `Chuyên viên ${unit}` : role === 'divisionLeader' ? `Lãnh đạo ${unit}` : unit;
}

const unitWords = { workingDay: 'ngày làm việc', calendarDay: 'ngày', workingHour: 'giờ làm việc' } as const;

const number = (value: number): string => String(Math.round(value * 1000) / 1000).replace('.', ',');

const durationText = ({ value, unit }: Duration): string => `${number(value)} ${unitWords[unit]}`;

function timeText({ budget, budgetShare, durationText: printed, counts }: TableRow): string {
  if (budget) return counts ? durationText(budget) : `${durationText(budget)} (không tính vào thời hạn)`;
  if (budgetShare !== undefined) return `${number(budgetShare * 100)}% thời hạn`;
  return printed ?? (counts ? '' : 'Không tính thời gian');
}

function sumText({ sum: { workingDays, calendarDays } }: ProcessTable): string {
  const parts = [
    ...(workingDays > 0 || calendarDays === 0 ? [`${number(workingDays)} ngày làm việc`] : []),
    ...(calendarDays > 0 ? [`${number(calendarDays)} ngày`] : []),
  ];
  return parts.join(' và ');
}
