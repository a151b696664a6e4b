/** Which part of which index of `steps` a filter of tasks asks for. */
import { idsIn, instantIn } from './filter-values.ts';
import type { Parameters } from './parameters.ts';
import type { Leading, Range } from './ranges.ts';

export interface TaskFilter {
  /** Units as the steps have them; for a department `unitsBelow` of it. */
  readonly units?: readonly string[];
  readonly desks?: readonly string[];
  /** Units and desks: only tasks whose unit or desk is one of them. */
  readonly places?: readonly string[];
  readonly holder?: string;
  /** True: only tasks that nobody holds. */
  readonly unclaimed?: boolean;
  /** Tasks whose gravest flag is one of these. */
  readonly flags?: readonly string[];
  /** Due before this instant; tasks that are not due at all are left out then, as with `dueAfter`. */
  readonly dueBefore?: string;
  /** Due at this instant or later. */
  readonly dueAfter?: string;
  readonly dossierId?: string;
  /** BPMN types of the activity; absent: userTask and manualTask, what people do. */
  readonly types?: readonly string[];
}

export interface TaskRange extends Range {
  /** Whether a row `s` is unclaimed, in SQL. */
  readonly unclaimed: string;
}

/** In these words the partial indexes on open steps are defined; each lies in one of three by unit: unclaimed, claimed or automatic. */
const open = 's.left_at is null';
const person = `s.type in ('userTask', 'manualTask')`;
const automatic = `s.type not in ('userTask', 'manualTask')`;
const personTypes = ['userTask', 'manualTask'];

/** The narrowest index that the filter allows, and what of the filter remains to be looked at row by row. Throws INVALID_VALUE. */
export function taskRanges(parameters: Parameters, filter: TaskFilter): readonly TaskRange[] {
  const { units, desks, holder, flags, dossierId, places, types = personTypes } = filter;
  const range = (where: readonly string[], by: readonly Leading[], unclaimed: string, ...byIndex: Criterion[]): TaskRange => ({
    table: 'steps',
    where,
    by,
    also: rest(parameters, filter, byIndex),
    unclaimed,
  });
  const unknown = 's.holder is null';
  if (dossierId !== undefined)
    return [
      { ...range([open], [{ column: 'dossier_id', type: 'bigint', values: idsIn([dossierId], 'dossierId') }], unknown), gathered: true },
    ];
  if (holder !== undefined)
    return [range([open, 's.holder is not null'], [{ column: 'holder', type: 'text', values: [holder] }], 'false', 'holder')];
  if (places && !units && !desks) {
    const { places: _places, ...others } = filter;
    return [...taskRanges(parameters, { ...others, units: places }), elsewhere(parameters, filter, places)];
  }
  const ofUnits: Leading = { column: 'unit', type: 'text', ...(units && { values: units }) };
  if (flags)
    return [range([open, 's.flag is not null'], [ofUnits, { column: 'flag', type: 'text', values: flags }], unknown, 'units', 'flags')];
  if (desks) return [range([open, 's.desk is not null'], [{ column: 'desk', type: 'text', values: desks }], unknown, 'desks')];
  const ranges: TaskRange[] = [];
  const everyPerson: Criterion[] = personTypes.every((type) => types.includes(type)) ? ['types'] : [];
  if (types.some((type) => personTypes.includes(type))) {
    ranges.push(range([open, 's.holder is null', person], [ofUnits], 'true', 'units', 'unclaimed', ...everyPerson));
    if (!filter.unclaimed) ranges.push(range([open, 's.holder is not null', person], [ofUnits], 'false', 'units', ...everyPerson));
  }
  if (types.some((type) => !personTypes.includes(type))) ranges.push(range([open, automatic], [ofUnits], unknown, 'units'));
  return ranges.length > 0 ? ranges : [{ table: 'steps', where: ['false'], unclaimed: unknown }];
}

/** Tasks at desks among the places whose unit is none of them. */
function elsewhere(parameters: Parameters, filter: TaskFilter, places: readonly string[]): TaskRange {
  const units = parameters.add(places, 'text[]');
  return {
    table: 'steps',
    where: ['s.left_at is null', 's.desk is not null'],
    by: [{ column: 'desk', type: 'text', values: places }],
    also: [`(s.unit is null or s.unit <> all(${units}))`, ...rest(parameters, filter, ['desks', 'places'])],
    unclaimed: 's.holder is null',
  };
}

type Criterion = 'units' | 'desks' | 'places' | 'holder' | 'unclaimed' | 'flags' | 'due' | 'types';

/** Conditions for what the index does not take care of. */
function rest(parameters: Parameters, filter: TaskFilter, byIndex: readonly Criterion[]): readonly string[] {
  const { units, desks, places, holder, unclaimed, flags, dueBefore, dueAfter, types = personTypes } = filter;
  const any = (column: string, values: readonly string[] | undefined) =>
    values ? [`s.${column} = any(${parameters.add(values, 'text[]')})`] : [];
  const compared = (compare: string, instant: string | undefined) =>
    instant === undefined ? [] : [`s.due_at ${compare} ${parameters.add(instant, 'timestamptz')}`];
  const conditions: Record<Criterion, () => readonly string[]> = {
    units: () => any('unit', units),
    desks: () => any('desk', desks),
    places: () => {
      if (!places) return [];
      const given = parameters.add(places, 'text[]');
      return [`(s.unit = any(${given}) or s.desk = any(${given}))`];
    },
    holder: () => (holder === undefined ? [] : any('holder', [holder])),
    unclaimed: () => (unclaimed ? ['s.holder is null'] : []),
    flags: () => any('flag', flags),
    due: () => [...compared('<', instantIn(dueBefore, 'dueBefore')), ...compared('>=', instantIn(dueAfter, 'dueAfter'))],
    types: () => any('type', types),
  };
  return (Object.keys(conditions) as Criterion[])
    .filter((criterion) => !byIndex.includes(criterion))
    .flatMap((criterion) => conditions[criterion]());
}
