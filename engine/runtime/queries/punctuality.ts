/** Who keeps to the time: dossiers against their appointments, steps against their budgets, in a period. */
import { findUnit } from '../../deadlines/organisation.ts';
import type { QueryContext } from './context.ts';
import { placeOf } from './cursor.ts';
import { dossierPunctuality, type DossierCounts } from './dossier-punctuality.ts';
import { instantIn } from './filter-values.ts';
import { limitOf, pageOf, type Page, type Paging } from './page.ts';
import { stepPunctuality, type StepCounts } from './step-punctuality.ts';

interface Period {
  /** Ended (dossiers) or left (steps) at this instant or later … */
  readonly from: string;
  /** … and before this one. */
  readonly to: string;
  /** Of this unit or one below it: as competent agency of the dossier, or as unit of the step. */
  readonly department?: string;
  /** Of one of these only, in the same sense. */
  readonly units?: readonly string[];
}

export interface DossierPunctualityFilter extends Period {
  /** Days and months are those of the organisation's calendar. */
  readonly by: 'procedure' | 'department' | 'month' | 'day';
  readonly versionIds?: readonly string[];
  /** Any version of this procedure. */
  readonly processKey?: string;
}

export interface StepPunctualityFilter extends Period {
  readonly by: 'unit' | 'officer';
  /** Only this officer's steps. */
  readonly holder?: string;
}

type By = DossierPunctualityFilter['by'] | StepPunctualityFilter['by'];

export interface PunctualityReport<Counts> extends Page<PunctualityRow & Counts> {
  /** Of all rows, on whatever page. */
  readonly total: Counts;
}

export interface PunctualityRow {
  /** Process key, unit, officer, `2026-03` or `2026-03-02`; absent for dossiers that have no competent agency. */
  readonly key?: string;
  readonly name?: string;
}

/** The report, its rows by key. Throws INVALID_VALUE. */
export async function punctuality(
  context: QueryContext,
  filter: (DossierPunctualityFilter | StepPunctualityFilter) & Paging,
): Promise<PunctualityReport<DossierCounts> | PunctualityReport<StepCounts>> {
  instantIn(filter.from, 'from');
  instantIn(filter.to, 'to');
  return isOfSteps(filter)
    ? paged(context, filter, await stepPunctuality(context, filter))
    : paged(context, filter, await dossierPunctuality(context, filter));
}

function isOfSteps(filter: DossierPunctualityFilter | StepPunctualityFilter): filter is StepPunctualityFilter {
  return filter.by === 'unit' || filter.by === 'officer';
}

/** The rows of a period are counted anew for each page: there are as many as procedures or officers, a page or a few. */
async function paged<Counts>(
  context: QueryContext,
  filter: { readonly by: By } & Paging,
  { rows, total }: { readonly rows: readonly ({ readonly key?: string } & Counts)[]; readonly total: Counts },
): Promise<PunctualityReport<Counts>> {
  const limit = limitOf(filter);
  const after = placeOf(filter.cursor, ['text']);
  const keyOf = ({ key = '' }: PunctualityRow) => key;
  const rest = rows
    .filter((row) => after === undefined || keyOf(row) > String(after[0]))
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
    .slice(0, limit + 1);
  const nameOf = await namesOf(
    context,
    filter.by,
    rest.flatMap(({ key }) => key ?? []),
  );
  const named = rest.map((row) => {
    const name = row.key === undefined ? undefined : nameOf(row.key);
    return { ...row, ...(name !== undefined && { name }) };
  });
  return { ...pageOf(named, limit, (row) => [keyOf(row)]), total };
}

async function namesOf(
  { pool, organisation }: QueryContext,
  by: By,
  keys: readonly string[],
): Promise<(key: string) => string | undefined> {
  if (by === 'department' || by === 'unit') return (key) => findUnit(organisation(), key)?.name;
  if (by === 'officer') return (key) => organisation().officers.get(key)?.name;
  if (by !== 'procedure') return () => undefined;
  const { rows } = await pool.query<{ key: string; name: string | null }>(
    'select distinct on (process_key) process_key as key, name from process_versions where process_key = any($1::text[]) order by process_key, version desc',
    [keys],
  );
  const names = new Map(rows.map(({ key, name }) => [key, name ?? undefined]));
  return (key) => names.get(key);
}
