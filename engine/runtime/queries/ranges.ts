/**
 * The first rows of an order over several ranges of an index. One index lies in the order of a list only within one unit, say; so the first rows of each
 * unit are read and the first of those are taken: what is read grows with the units and the page, never with the table.
 */
import { placeOf, type Place, type PlaceType } from './cursor.ts';
import type { Parameters } from './parameters.ts';

/** Rows that lie together in one index, once its leading columns are fixed. */
export interface Range {
  /** The table; its alias is `s`. */
  readonly table: string;
  /** Conditions of the partial index, in its own words, for the planner proves nothing about parameters. */
  readonly where: readonly string[];
  /** The leading columns of the index. */
  readonly by?: readonly Leading[];
  /** Further conditions on `s`. */
  readonly also?: readonly string[];
  /** The index lies in another order: all rows of the range are read and sorted, so it must be a small one. */
  readonly gathered?: boolean;
}

export interface Leading {
  readonly column: string;
  readonly type: 'text' | 'bigint';
  /** Absent: every value there is, and rows without one; only of the first column. */
  readonly values?: readonly string[];
}

export interface Order {
  /** The columns, of which the last ones name one row. Upwards, or all downwards. */
  readonly columns: readonly { readonly name: string; readonly type: PlaceType }[];
  readonly descending?: true;
  /** Rows without the first column exist and come last; only upwards. */
  readonly nullable?: boolean;
}

/** A statement's beginning: `with …` and the name of what was found in it. */
export interface Found {
  /** Ends with a common table expression `page` of the order's columns, at most `limit` rows, in no order that is promised. */
  readonly text: string;
  /** `order by` for a select from `page p`. */
  readonly orderBy: string;
}

/** The first `limit` rows after a cursor, over all ranges. Throws INVALID_VALUE for a cursor of another order. */
export function firstOf(parameters: Parameters, ranges: readonly Range[], order: Order, cursor: string | undefined, limit: number): Found {
  const names = order.columns.map(({ name }) => `s.${name}`).join(', ');
  const ordered = (alias: string) => order.columns.map(({ name }) => `${alias}.${name}${order.descending ? ' desc' : ''}`).join(', ');
  const after = placeOf(
    cursor,
    order.columns.map(({ type }) => type),
  );
  const phases = phasesOf(parameters, order, after);
  const first = (from: string, where: string, lead = '') =>
    `(select ${names} from ${from} where ${where} order by ${lead}${ordered('s')} limit ${limit})`;
  const parts = partsOf(parameters, ranges, (from, where, { gathered, without }) => {
    // "offset 0" keeps the planner from walking another index in the wanted order, in the hope of meeting the few rows of the range early
    if (gathered) return first(`(select ${names} from ${from} where ${where} offset 0) s`, phases.join(' or '));
    // "is null" fixes a column as "=" does, but the planner does not know it: the column is named in the order, too
    const lead = without && `${without}${order.descending ? ' desc' : ''}, `;
    return phases.map((phase) => first(from, `${where} and ${phase}`, lead)).join(' union all ');
  });
  return {
    text: `with recursive ${[...parts.names, `page as (select * from (${parts.text}) s order by ${ordered('s')} limit ${limit})`].join(', ')}`,
    orderBy: `order by ${ordered('p')}`,
  };
}

/** What `select` makes of every range and every value of its leading columns, put together by `union all`. */
export function partsOf(
  parameters: Parameters,
  ranges: readonly Range[],
  select: (from: string, where: string, about: { readonly gathered: boolean; readonly without?: string }) => string,
): { readonly names: readonly string[]; readonly text: string } {
  const names: string[] = [];
  const texts = ranges.flatMap(({ table, where, by = [], also = [], gathered = false }) => {
    const from = `${table} s`;
    const [first, ...rest] = by.map(({ column, type, values }, index) => ({
      column: `s.${column}`,
      group: `g${index}`,
      values: values && `unnest(${parameters.add([...new Set(values)], `${type}[]`)})`,
    }));
    const part = (groups: readonly (typeof rest)[number][], without?: string) => {
      const fixed = groups.map(({ column, group }) => `${column} = ${group}.value`);
      const missing = without === undefined ? [] : [`${without} is null`];
      const one = select(from, [...where, ...fixed, ...missing, ...also].join(' and ') || 'true', {
        gathered,
        ...(without !== undefined && { without }),
      });
      const of = groups.map(({ values, group }) => `${values} ${group}(value)`).join(' cross join ');
      return of === '' ? `(${one})` : `(select k.* from ${of} cross join lateral (${one}) k)`;
    };
    if (!first || first.values !== undefined) return part(first ? [first, ...rest] : []);
    const each = `each_${names.length}`;
    names.push(valuesThereAre(each, from, first.column, where));
    return [part([{ ...first, values: `(select value from ${each} where value is not null)` }, ...rest]), part(rest, first.column)];
  });
  return { names, text: texts.join(' union all ') };
}

/** The condition of all rows of a range, for counting: in no order, so that it needs no lateral. */
export function whereOf(parameters: Parameters, { where, by = [], also = [] }: Range): string {
  const fixed = by.flatMap(({ column, type, values }) => (values ? [`s.${column} = any(${parameters.add(values, `${type}[]`)})`] : []));
  return [...where, ...fixed, ...also].join(' and ') || 'true';
}

/** The distinct values of an index's first column, by one probe each: the planner would read every row. */
function valuesThereAre(name: string, from: string, column: string, where: readonly string[]): string {
  const first = (than: string) => `(select ${column} from ${from} where ${[...where, than].join(' and ')} order by ${column} limit 1)`;
  return `${name}(value) as (${first(`${column} is not null`)} union all select ${first(`${column} > e.value`)} from ${name} e where e.value is not null)`;
}

/** What lies after a place, in one or two conditions: row comparison does not see rows without a value. */
function phasesOf(parameters: Parameters, { columns, descending, nullable }: Order, after: Place | undefined): readonly string[] {
  if (!after) return ['true'];
  const beyond = (from: number) => {
    const rest = columns.slice(from);
    const values = rest.map(({ type }, index) => parameters.add(after[from + index], type));
    return `(${rest.map(({ name }) => `s.${name}`).join(', ')}) ${descending ? '<' : '>'} (${values.join(', ')})`;
  };
  const missing = `s.${columns[0]!.name} is null`;
  if (after[0] === null) return [`${missing} and ${beyond(1)}`];
  return nullable ? [beyond(0), missing] : [beyond(0)];
}
