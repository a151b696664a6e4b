/** Rows copied from a spreadsheet → entries of the catalogue, the columns recognised by their headings or in the usual order. */
import type { Unit } from '../../../engine/index.ts';
import { withoutMarks } from '../admin-parts/without-marks.ts';

export interface PastedEntry {
  readonly code: string;
  readonly name: string;
  readonly department: string;
  readonly field?: string;
  readonly mandatory: boolean;
}

export interface PastedRow {
  /** As it stands in what was pasted, from 1. */
  readonly number: number;
  readonly cells: readonly string[];
  /** Absent: the row cannot be taken, and `why` says so. */
  readonly entry?: PastedEntry;
  readonly why?: readonly [string, string];
}

type Column = 'code' | 'name' | 'department' | 'field' | 'mandatory';

/** Headings without diacritics. The first that fits; what fits none is not read. */
const headings: readonly (readonly [Column, RegExp])[] = [
  ['code', /^ma\b|^code/],
  ['name', /^ten|thu tuc|^name|procedure/],
  ['field', /linh vuc|^field/],
  ['mandatory', /bat buoc|mandatory/],
  ['department', /co quan|don vi|^so\b|department|agency/],
];
const usual: readonly Column[] = ['code', 'name', 'department', 'field', 'mandatory'];
const national = /^\d\.\d{6}$/;
const no = /^(0|khong|no|false|-)?$/;

/** A row without any text is left out. Units are found by name, without diacritics too, or by id. */
export function readPasted(text: string, units: readonly Unit[], department: string | undefined): readonly PastedRow[] {
  const lines = text.normalize('NFC').split(/\r?\n/);
  const cellsOf = (line: string) => line.split('\t').map((cell) => cell.replace(/^"(.*)"$/, '$1').trim());
  const first = lines.findIndex((line) => line.trim() !== '');
  if (first < 0) return [];
  const head = cellsOf(lines[first]!).map((cell) => headings.find(([, fits]) => fits.test(withoutMarks(cell)))?.[0]);
  const hasHead = head.includes('code') && head.includes('name');
  const columns = hasHead ? head : usual;
  const byName = new Map(units.flatMap(({ id, name }) => [[withoutMarks(name), id] as const, [withoutMarks(id), id] as const]));
  return lines.flatMap((line, index): PastedRow[] => {
    if (line.trim() === '' || (hasHead && index === first)) return [];
    const cells = cellsOf(line);
    const row = { number: index + 1, cells };
    const of = (column: Column) => cells[columns.indexOf(column)] ?? '';
    const code = of('code').replace(/\s/g, '');
    if (!national.test(code))
      return [{ ...row, why: [`"${of('code')}" không phải mã dạng 1.001122`, `"${of('code')}" is no code like 1.001122`] }];
    if (of('name') === '') return [{ ...row, why: ['thiếu tên thủ tục', 'it has no name'] }];
    const unit = of('department') === '' ? department : byName.get(withoutMarks(of('department')));
    if (unit === undefined)
      return [{ ...row, why: [`không có cơ quan "${of('department')}"`, `there is no department "${of('department')}"`] }];
    const mandatory =
      columns.includes('mandatory') && cells.length > columns.indexOf('mandatory') && !no.test(withoutMarks(of('mandatory')));
    return [{ ...row, entry: { code, name: of('name'), department: unit, mandatory, ...(of('field') !== '' && { field: of('field') }) } }];
  });
}
