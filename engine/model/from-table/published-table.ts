/** The shape of a published table of steps ("quy trình nội bộ") as the importer accepts it. Fields it does not name are never read. */

export interface TableDuration {
  readonly value: number;
  readonly unit: 'working_day' | 'calendar_day' | 'working_hour';
}

export interface TableStep {
  readonly order?: number;
  readonly label?: string;
  readonly content: string;
  readonly unit: string;
  readonly role?: string;
  readonly duration?: TableDuration | null;
  readonly durationText?: string;
  readonly stage?: string;
  readonly result?: string;
  readonly sharedBlock?: string;
}

export interface TableAppointment extends TableDuration {
  readonly order: number;
  readonly from?: string;
  readonly until?: string;
}

export interface PublishedTable {
  readonly id?: string;
  readonly name: string;
  readonly code?: string;
  readonly field?: string;
  readonly department?: string;
  readonly province?: string;
  readonly legalDeadline?: TableDuration | null;
  readonly nationalDeadline?: TableDuration | null;
  readonly alternativeDeadline?: (TableDuration & { readonly when?: string }) | null;
  readonly phaseDeadlines?: readonly (TableDuration & { readonly phase: string })[];
  readonly appointments?: readonly TableAppointment[];
  readonly legalBasis?: readonly string[];
  readonly steps: readonly TableStep[];
  readonly source?: string;
}

/** The input is no table of steps. `at` is a JSON pointer to the place. */
export class TableUnreadable extends Error {
  override readonly name = 'TableUnreadable';
  readonly code = 'TABLE_UNREADABLE';
  readonly at: string;

  constructor(at: string, vietnamese: string, english: string) {
    super(`TABLE_UNREADABLE ${at || '/'}: ${vietnamese} / ${english}`);
    this.at = at;
  }
}

/** More rows than any published table by far (24); keeps a hostile file from costing minutes. */
const mostSteps = 500;
/** The longest cells of published tables have some 2,000 letters; rules read every text with patterns. */
const longestText = 5000;
const units = ['working_day', 'calendar_day', 'working_hour'];

/**
 * The table in `value`, its texts in Unicode form C and without control characters.
 * `at` is the pointer of the table in its file. Throws TableUnreadable at the first place that does not fit.
 */
export function readTable(value: unknown, at = ''): PublishedTable {
  const table = recordAt(value, at);
  const steps = table.steps;
  if (!Array.isArray(steps) || steps.length === 0) {
    throw new TableUnreadable(`${at}/steps`, 'bảng phải có ít nhất một bước', 'a table has at least one step');
  }
  if (steps.length > mostSteps) throw new TableUnreadable(`${at}/steps`, `quá ${mostSteps} bước`, `more than ${mostSteps} steps`);
  return {
    ...textsOf(table, ['id', 'code', 'field', 'department', 'province', 'source'], at),
    name: requiredText(table, 'name', at),
    legalDeadline: durationAt(table.legalDeadline, `${at}/legalDeadline`),
    nationalDeadline: durationAt(table.nationalDeadline, `${at}/nationalDeadline`),
    alternativeDeadline: withText(table.alternativeDeadline, 'when', `${at}/alternativeDeadline`),
    phaseDeadlines: listAt(table.phaseDeadlines, `${at}/phaseDeadlines`).map((phase, index) => ({
      ...durationAt(phase, `${at}/phaseDeadlines/${index}`)!,
      phase: requiredText(recordAt(phase, at), 'phase', `${at}/phaseDeadlines/${index}`),
    })),
    appointments: listAt(table.appointments, `${at}/appointments`).map((appointment, index) => {
      const place = `${at}/appointments/${index}`;
      const order = recordAt(appointment, place).order;
      if (!Number.isInteger(order)) throw new TableUnreadable(`${place}/order`, 'thứ tự phải là số nguyên', 'order must be a whole number');
      return { ...durationAt(appointment, place)!, order: order as number };
    }),
    legalBasis: listAt(table.legalBasis, `${at}/legalBasis`).map((basis, index) => textAt(basis, `${at}/legalBasis/${index}`)),
    steps: steps.map((step, index) => readStep(step, `${at}/steps/${index}`)),
  };
}

function readStep(value: unknown, at: string): TableStep {
  const step = recordAt(value, at);
  return {
    ...textsOf(step, ['label', 'role', 'durationText', 'stage', 'result', 'sharedBlock'], at),
    content: requiredText(step, 'content', at),
    unit: step.unit === undefined || step.unit === null ? '' : textAt(step.unit, `${at}/unit`),
    duration: durationAt(step.duration, `${at}/duration`),
  };
}

function recordAt(value: unknown, at: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new TableUnreadable(at, 'phải là một đối tượng JSON', 'must be a JSON object');
  }
  return value as Record<string, unknown>;
}

function listAt(value: unknown, at: string): unknown[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw new TableUnreadable(at, 'phải là một danh sách', 'must be a list');
  return value;
}

function textAt(value: unknown, at: string): string {
  if (typeof value !== 'string') throw new TableUnreadable(at, 'phải là một chuỗi', 'must be a text');
  if (value.length > longestText) throw new TableUnreadable(at, `dài quá ${longestText} ký tự`, `longer than ${longestText} letters`);
  // XML 1.0 (2.2) forbids control characters and lone surrogates
  const allowed = value.replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, ' ');
  return allowed.normalize('NFC').replace(/\s+/g, ' ').trim();
}

function requiredText(record: Record<string, unknown>, key: string, at: string): string {
  const text = textAt(record[key], `${at}/${key}`);
  if (!text) throw new TableUnreadable(`${at}/${key}`, 'không được để trống', 'must not be empty');
  return text;
}

function textsOf<K extends string>(record: Record<string, unknown>, keys: readonly K[], at: string): Partial<Record<K, string>> {
  const texts: Partial<Record<K, string>> = {};
  for (const key of keys) {
    const value = record[key];
    if (value !== undefined && value !== null) texts[key] = textAt(value, `${at}/${key}`);
  }
  return texts;
}

function durationAt(value: unknown, at: string): TableDuration | undefined {
  if (value === undefined || value === null) return undefined;
  const { value: amount, unit } = recordAt(value, at);
  if (typeof amount !== 'number' || !Number.isFinite(amount) || amount < 0) {
    throw new TableUnreadable(`${at}/value`, 'giá trị phải là một số không âm', 'value must be a number, not negative');
  }
  if (typeof unit !== 'string' || !units.includes(unit)) {
    throw new TableUnreadable(`${at}/unit`, `đơn vị "${String(unit)}" không rõ`, `unit "${String(unit)}" is unknown`);
  }
  return { value: amount, unit: unit as TableDuration['unit'] };
}

function withText(value: unknown, key: string, at: string): (TableDuration & { when?: string }) | undefined {
  const duration = durationAt(value, at);
  return duration && { ...duration, ...textsOf(recordAt(value, at), [key as 'when'], at) };
}
