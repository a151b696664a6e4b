/** Which part of which index of `dossiers` a filter asks for. */
import { idsIn, instantIn, invalid } from './filter-values.ts';
import type { Parameters } from './parameters.ts';
import type { Leading, Order, Range } from './ranges.ts';

export interface DossierFilter {
  /** Absent: open, that is active or suspended; with `code` or `groupId` any. */
  readonly status?: 'open' | 'active' | 'suspended' | 'ended';
  /** The competent agency is this unit or one below it. */
  readonly department?: string;
  readonly versionIds?: readonly string[];
  /** Any version of this procedure. */
  readonly processKey?: string;
  /** True: only open dossiers that will miss their appointment or have missed it, by the forecast of their last change. */
  readonly forecastMisses?: boolean;
  /** The appointment is before this instant. */
  readonly dueBefore?: string;
  readonly code?: string;
  readonly groupId?: string;
  /** Only dossiers that one of these units has or had a step or a hand-off of, or whose agency it is. */
  readonly seenBy?: readonly string[];
  /**
   * Absent: `due`, for ended dossiers `ended`. `due` and `forecast`: first by appointment and by forecast, those without last.
   * `started` and `ended`: the latest first.
   */
  readonly order?: DossierOrder;
}

export type DossierOrder = 'due' | 'forecast' | 'started' | 'ended';

const id = { name: 'id', type: 'bigint' } as const;

export const dossierOrders: Record<DossierOrder, Order> = {
  due: { columns: [{ name: 'appointment_due_at', type: 'timestamptz' }, id], nullable: true },
  forecast: { columns: [{ name: 'forecast_at', type: 'timestamptz' }, id], nullable: true },
  // numbers are given in the order of the starts
  started: { columns: [id], descending: true },
  ended: { columns: [{ name: 'ended_at', type: 'timestamptz' }, id], descending: true },
};

/** In these words the partial indexes on dossiers are defined. */
const open = `s.status <> 'ended'`;
const ended = `s.status = 'ended'`;
const suspended = `s.status = 'suspended'`;
/** Nobody can be late with a dossier that was finished in time and only waits for the applicant: it lies in an index of its own. */
const finished = `s.result in ('early', 'onTime')`;
const unfinished = `(s.result is null or s.result = 'late')`;
/** A clock that stands is measured by when it stopped. */
const misses = [
  open,
  'case when s.stands_since is null then s.forecast_at > s.appointment_due_at else s.stands_since >= s.appointment_due_at end',
  's.result is null',
];

/** A filter whose names were looked up. */
export interface DossierSelection extends Omit<DossierFilter, 'department' | 'processKey'> {
  readonly departments?: readonly string[];
}

/**
 * The order of a filter, and the narrowest index that holds it in that order; in another order, an index whose part is small and is sorted: one group of
 * dossiers, one procedure's open ones, the suspended ones, those that miss. Throws INVALID_VALUE for what contradicts itself.
 */
export function dossierRanges(
  parameters: Parameters,
  selection: DossierSelection,
): { readonly order: DossierOrder; readonly ranges: readonly Range[] } {
  const { departments, versionIds, code, groupId, forecastMisses, dueBefore } = selection;
  const status = selection.status ?? (code === undefined && groupId === undefined ? 'open' : undefined);
  const order = selection.order ?? (status === 'ended' ? 'ended' : 'due');
  if ((order === 'ended') !== (status === 'ended')) throw invalid('order', order);
  if (status === 'ended' && forecastMisses) throw invalid('forecastMisses', forecastMisses);
  if (status === 'ended' && dueBefore !== undefined) throw invalid('dueBefore', dueBefore);
  const range = (indexOrder: DossierOrder | undefined, where: readonly string[], by: Leading, ...byIndex: Criterion[]): Range => ({
    table: 'dossiers',
    where,
    by: [by],
    also: [...rest(parameters, { ...selection, status }, byIndex), ...seen(parameters, selection)],
    gathered: indexOrder !== order,
  });
  const ordered = (...ranges: Range[]) => ({ order, ranges });
  const ofDepartments: Leading = { column: 'department', type: 'text', ...(departments && { values: departments }) };
  if (selection.seenBy && code === undefined && groupId === undefined)
    return ordered(seenRange(parameters, { ...selection, status }, order, selection.seenBy));
  const ofVersions: Leading = { column: 'version_id', type: 'bigint', values: idsIn(versionIds ?? [], 'versionIds') };
  if (code !== undefined) return ordered(range(undefined, [], { column: 'code', type: 'text', values: [code] }));
  if (groupId !== undefined)
    return ordered(range(undefined, ['s.group_id is not null'], { column: 'group_id', type: 'text', values: [groupId] }));
  if (status === 'ended')
    return ordered(
      versionIds
        ? range('ended', [ended], ofVersions, 'status', 'versions')
        : range('ended', [ended], ofDepartments, 'status', 'departments'),
    );
  if (status === 'suspended' && !forecastMisses) return ordered(range('due', [suspended], ofDepartments, 'status', 'departments'));
  const byOpen: Criterion[] = status === 'open' ? ['status'] : [];
  if (forecastMisses) return ordered(range('due', misses, ofDepartments, 'departments', 'misses', ...byOpen));
  if (versionIds) return ordered(range('due', [open], ofVersions, 'versions', ...byOpen));
  if (order === 'due' || dueBefore !== undefined)
    return ordered(...[unfinished, finished].map((part) => range('due', [open, part], ofDepartments, 'departments', ...byOpen)));
  return ordered(range(order, [open], ofDepartments, 'departments', ...byOpen));
}

/**
 * What some units see, by what they see: in the order of the table, or, for the others, all that they have open. A dossier that several of them see
 * is taken from the first.
 */
function seenRange(parameters: Parameters, selection: DossierSelection, order: DossierOrder, units: readonly string[]): Range {
  const isEnded = selection.status === 'ended';
  return {
    table: `(select u.unit, u.ended_at, u.dossier_id as id, d.status, d.department, d.version_id, d.appointment_due_at, d.forecast_at, d.stands_since, d.result
       from dossier_units u join dossiers d on d.id = u.dossier_id)`,
    where: [isEnded ? 's.ended_at is not null' : 's.ended_at is null'],
    by: [{ column: 'unit', type: 'text', values: units }],
    also: [
      `not exists (select from dossier_units f where f.dossier_id = s.id and f.unit < s.unit and f.unit = any(${parameters.add([...units], 'text[]')}))`,
      ...rest(parameters, selection, isEnded || selection.status === 'open' ? ['status'] : []),
    ],
    gathered: order !== 'started' && order !== 'ended',
  };
}

/** In SQL: the dossier has come by one of the units or desks. */
export function seenByUnits(dossierId: string, units: string): string {
  return `exists (select from dossier_units u where u.dossier_id = ${dossierId} and u.unit = any(${units}))`;
}

function seen(parameters: Parameters, { seenBy }: DossierSelection): readonly string[] {
  if (!seenBy) return [];
  return [seenByUnits('s.id', parameters.add([...seenBy], 'text[]'))];
}

type Criterion = 'status' | 'departments' | 'versions' | 'misses' | 'due';

/** Conditions for what the index does not take care of. */
function rest(parameters: Parameters, selection: DossierSelection, byIndex: readonly Criterion[]): readonly string[] {
  const { status, departments, versionIds, forecastMisses } = selection;
  const dueBefore = instantIn(selection.dueBefore, 'dueBefore');
  const conditions: Record<Criterion, () => readonly string[]> = {
    status: () => (status === undefined ? [] : status === 'open' ? [open] : [`s.status = ${parameters.add(status, 'text')}`]),
    departments: () => (departments ? [`s.department = any(${parameters.add(departments, 'text[]')})`] : []),
    versions: () => (versionIds ? [`s.version_id = any(${parameters.add(idsIn(versionIds, 'versionIds'), 'bigint[]')})`] : []),
    misses: () => (forecastMisses ? misses : []),
    due: () => (dueBefore === undefined ? [] : [`s.appointment_due_at < ${parameters.add(dueBefore, 'timestamptz')}`]),
  };
  return (Object.keys(conditions) as Criterion[])
    .filter((criterion) => !byIndex.includes(criterion))
    .flatMap((criterion) => conditions[criterion]());
}
