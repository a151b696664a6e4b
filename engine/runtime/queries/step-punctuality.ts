/** Finished steps within and over their budgets. */
import type { QueryContext } from './context.ts';
import { largestRemainder } from './largest-remainder.ts';
import { openParameters } from './parameters.ts';
import type { StepPunctualityFilter } from './punctuality.ts';
import { partsOf, type Range } from './ranges.ts';
import { unitsWithin } from './units-within.ts';

/** Finished steps of units. What was not completed and was not over either says nothing of anybody's work and is counted apart. */
export interface StepCounts {
  /** Completed by their due instant. */
  readonly within: number;
  /** Completed or interrupted after it: an overrun stays with its holder. */
  readonly over: number;
  /** In percent with one decimal; they add up to 100.0, or are both 0. */
  readonly shares: { readonly within: number; readonly over: number };
  /** They had no due instant: no budget, or their clock stood when they ended. */
  readonly withoutBudget: number;
  /** Interrupted by their due instant. */
  readonly interrupted: number;
}

type Counted = Omit<StepCounts, 'shares'>;

/** By unit, or by officer without the steps that nobody held. Reads one index entry for each step that ended in the period. */
export async function stepPunctuality(
  context: QueryContext,
  { from, to, by, department, units: among, holder }: StepPunctualityFilter,
): Promise<{ readonly rows: readonly ({ readonly key: string } & StepCounts)[]; readonly total: StepCounts }> {
  const units = unitsWithin(context.organisation(), { department, units: among });
  const parameters = openParameters();
  const range: Range = {
    table: 'steps',
    where: ['s.left_at is not null', 's.unit is not null'],
    by: [{ column: 'unit', type: 'text', ...(units && { values: units }) }],
    also: [
      `s.left_at >= ${parameters.add(from, 'timestamptz')}`,
      `s.left_at < ${parameters.add(to, 'timestamptz')}`,
      ...(holder === undefined ? [] : [`s.holder = ${parameters.add(holder, 'text')}`]),
      ...(by === 'officer' ? ['s.holder is not null'] : []),
    ],
  };
  const parts = partsOf(
    parameters,
    [range],
    (table, where) =>
      `select ${by === 'unit' ? 's.unit' : 's.holder'} as key, count(*) as steps, count(s.due_at) as due, count(*) filter (where s.left_at > s.due_at) as over,
         count(*) filter (where s.left_at <= s.due_at and s.outcome <> 'completed') as interrupted
       from ${table} where ${where} group by 1`,
  );
  const { rows } = await context.pool.query<Counted & { key: string }>(
    `${parts.names.length > 0 ? `with recursive ${parts.names.join(', ')} ` : ''}
     select key, sum(due - over - interrupted)::int as within, sum(over)::int as over, sum(steps - due)::int as "withoutBudget", sum(interrupted)::int as interrupted
     from (${parts.text}) k group by 1`,
    [...parameters.values],
  );
  const sum = (count: (row: Counted) => number) => rows.reduce((whole, row) => whole + count(row), 0);
  return {
    rows: rows.map(({ key, ...counted }) => ({ key, ...countsOf(counted) })),
    total: countsOf({
      within: sum((row) => row.within),
      over: sum((row) => row.over),
      withoutBudget: sum((row) => row.withoutBudget),
      interrupted: sum((row) => row.interrupted),
    }),
  };
}

function countsOf(counted: Counted): StepCounts {
  const [within, over] = largestRemainder([counted.within, counted.over]);
  return { ...counted, shares: { within: within!, over: over! } };
}
