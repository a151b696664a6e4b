/** A grid with its columns named → the JSON of a published table, as the importer reads it. */
import { budgetOf, readDurationText } from '../../engine/index.ts';
import type { ColumnKind, Guess } from './guess-columns.ts';
import { roleOfUnit } from './role-of-unit.ts';
import type { Grid } from './table-grid.ts';

export type DeadlineUnit = 'working_day' | 'calendar_day' | 'working_hour';

/** What stands above the table, or is asked for. */
export interface TableHead {
  readonly name: string;
  readonly code: string;
  readonly department: string;
  readonly deadline?: { readonly value: number; readonly unit: DeadlineUnit };
}

export interface PastedStep {
  readonly label: string;
  readonly content: string;
  readonly unit: string;
  readonly durationText: string;
  readonly duration?: { readonly value: number; readonly unit: DeadlineUnit };
  readonly role?: string;
  readonly result?: string;
  readonly stage?: string;
  /** Row of the grid that it was read from. */
  readonly row: number;
}

const units = { workingDay: 'working_day', calendarDay: 'calendar_day', workingHour: 'working_hour' } as const;
const sumRow = /^(tổng (cộng|số|thời|các bước)|tổng$|cộng:?$)/iu;

/** The steps in order. Rows of sums and empty ones are left out; a heading over the whole row is the stage of what follows. */
export function stepsOfGrid(
  { rows, headings, covered }: Grid,
  { headRows, columns }: Guess,
  deadlineUnit: DeadlineUnit = 'working_day',
): PastedStep[] {
  const at = (kind: ColumnKind) => columns.indexOf(kind);
  const order = at('order');
  const time = at('duration');
  const timeHead =
    time < 0
      ? ''
      : rows
          .slice(0, headRows)
          .map((row) => row[time]!)
          .join(' ');
  const steps: PastedStep[] = [];
  let stage = '';
  let label = '';
  for (let y = headRows; y < rows.length; y++) {
    const cells = rows[y]!;
    const text = (kind: ColumnKind) => (at(kind) < 0 ? '' : cells[at(kind)]!.replace(/\s*\n\s*/gu, '; ').trim());
    const filled = [...new Set(cells.filter((cell) => cell !== ''))];
    if (filled.length === 0 || filled.some((cell) => sumRow.test(cell))) continue;
    if (
      headings.has(y) ||
      (filled.length === 1 && cells.filter((cell) => cell !== '').length === 1 && text('content') === filled[0] && isHeading(filled[0]))
    ) {
      stage = filled[0]!.replace(/\s+/gu, ' ');
      continue;
    }
    const content = text('content') || text('result') || text('unit');
    if (content === '') continue;
    const continues = order >= 0 && (cells[order] === '' || covered.has(`${y}:${order}`));
    label = continues ? label : order < 0 ? String(steps.length + 1) : text('order').replace(/\.$/u, '');
    const durationText = text('duration');
    const duration = durationOfText(durationText, timeHead, deadlineUnit);
    const unit = text('unit');
    const role = roleOfUnit(unit);
    const result = text('form') ? [text('result'), text('form')].filter(Boolean).join('; ') : text('result');
    const ownStage = text('stage') || stage;
    steps.push({
      label: continues && label !== '' ? `${label} (continued row)` : label || String(steps.length + 1),
      content,
      unit,
      // one time printed over several rows is theirs together
      durationText: time >= 0 && covered.has(`${y}:${time}`) ? '' : durationText,
      ...(duration && !(time >= 0 && covered.has(`${y}:${time}`)) && { duration }),
      ...(role !== undefined && { role }),
      ...(result !== '' && { result }),
      ...(ownStage !== '' && { stage: ownStage }),
      row: y,
    });
  }
  return steps.map((step) => ({ ...step, label: step.label.startsWith(' ') ? step.label.trim() : step.label }));
}

const isHeading = (text: string | undefined): boolean =>
  text !== undefined && (/^([ivx]+|[a-d]|\d)[.)]\s/iu.test(text) || /^(quy trình|trình tự|giai đoạn|cấp) /iu.test(text));

function durationOfText(text: string, head: string, deadlineUnit: DeadlineUnit): PastedStep['duration'] {
  const time = readDurationText(text);
  if (time.kind !== 'timed') return undefined;
  const ofHead = /giờ/iu.test(head) && !/ngày/iu.test(head) ? 'workingHour' : /ngày làm việc/iu.test(head) ? 'workingDay' : undefined;
  const plainDay = deadlineUnit === 'calendar_day' ? 'calendarDay' : 'workingDay';
  const { value, unit } = budgetOf(time.value, time.printed, (time.printed === 'none' ? ofHead : undefined) ?? plainDay);
  return { value, unit: units[unit] };
}

/** Deadline, code and name as the text above a table, or its row of sums, prints them. */
export function headOfGrid({ before, rows }: Grid): TableHead {
  const sums = rows.flatMap((row) => (row.some((cell) => sumRow.test(cell)) ? [[...new Set(row)].join(' ')] : []));
  const text = `${before}\n${sums.join('\n')}`;
  const printed =
    /(?:thời (?:hạn|gian) giải quyết|tổng (?:thời gian|cộng|số)[^:\d]{0,60})[^\d\n]{0,40}(\d+(?:[.,]\d+)?)\s*(ngày làm việc|ngày|giờ)/iu.exec(
      text,
    ) ?? undefined;
  const lines = before.split('\n').filter((line) => line !== '');
  const title = lines
    .map((line) => /(?:tên thủ tục(?: hành chính)?|thủ tục hành chính|thủ tục)\s*:?\s+(.{8,400})/iu.exec(line)?.[1])
    .find(Boolean);
  return {
    name: (title ?? lines.at(-1) ?? '')
      .replace(/^["“]|["”.;]$/gu, '')
      .trim()
      .slice(0, 400),
    code: /\b\d\.\d{6}\b/u.exec(before)?.[0] ?? '',
    department: /(?:cơ quan (?:thực hiện|giải quyết|có thẩm quyền))\s*:\s*([^\n]{3,200})/iu.exec(before)?.[1]?.replace(/[.;]$/u, '') ?? '',
    ...(printed && {
      deadline: {
        value: Number(printed[1]!.replace(',', '.')),
        unit: /giờ/iu.test(printed[2]!) ? 'working_hour' : /làm việc/iu.test(printed[2]!) ? 'working_day' : 'calendar_day',
      },
    }),
  };
}

/** What `fromTable` reads. */
export function publishedTable(head: TableHead, steps: readonly PastedStep[], basis: readonly string[] = []): object {
  return {
    name: head.name,
    ...(head.code !== '' && { code: head.code }),
    ...(head.department !== '' && { department: head.department }),
    ...(head.deadline && { legalDeadline: head.deadline }),
    ...(basis.length > 0 && { legalBasis: basis }),
    steps: steps.map(({ row: _, ...step }) => step),
  };
}

/** The texts of the column of legal bases, each once. */
export function basisOfGrid({ rows }: Grid, { headRows, columns }: Guess): string[] {
  const at = columns.indexOf('basis');
  if (at < 0) return [];
  return [
    ...new Set(
      rows
        .slice(headRows)
        .flatMap((row) => row[at]!.split(/\n|;/u))
        .map((text) => text.trim()),
    ),
  ]
    .filter((text) => text !== '')
    .slice(0, 100);
}
