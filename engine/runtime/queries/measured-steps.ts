/** How long the steps of a procedure really took, over all its versions: what a next version can count on. */
import { fewestVisits, type MeasuredStep } from '../../analysis/measured-steps.ts';
import { quantileOf } from '../../analysis/split/quantiles.ts';
import type { QueryContext } from './context.ts';

/** Dossiers and versions looked at: those that ended last, the newest. */
const mostDossiers = 1_000;
const mostVersions = 20;
const parts = 40;

interface VisitRow {
  readonly elementId: string;
  readonly versionId: string;
  readonly used: number[];
}

/** Completed visits in the dossiers of the procedure that ended last, by element id; visits counted in another unit than in the newest version are left out. */
export async function measuredSteps({ pool, versions }: QueryContext, processKey: string): Promise<readonly MeasuredStep[]> {
  const { rows: known } = await pool.query<{ id: string }>(
    `select id::text as id from process_versions where process_key = $1 order by version desc limit ${mostVersions}`,
    [processKey],
  );
  if (known.length === 0) return [];
  const { rows: dossiers } = await pool.query<{ id: string }>(
    `select d.id::text as id from unnest($1::bigint[]) v (id), lateral (
       select d.id, d.ended_at from dossiers d where d.version_id = v.id and d.status = 'ended' order by d.ended_at desc, d.id desc limit ${mostDossiers}
     ) d order by d.ended_at desc, d.id desc limit ${mostDossiers}`,
    [known.map(({ id }) => id)],
  );
  const { rows } = await pool.query<VisitRow>(
    `select s.element_id as "elementId", d.version_id::text as "versionId", array_agg(s.used_minutes order by s.used_minutes) as used
     from steps s join dossiers d on d.id = s.dossier_id
     where s.dossier_id = any($1::bigint[]) and s.outcome = 'completed' and s.used_minutes is not null and s.type not in ('subProcess', 'callActivity')
     group by 1, 2`,
    [dossiers.map(({ id }) => id)],
  );
  const models = new Map(
    await Promise.all(
      [...new Set(rows.map(({ versionId }) => versionId))].map(async (id) => [id, (await versions.get(id)).model] as const),
    ),
  );
  const newestFirst = known.map(({ id }) => id);
  const found = new Map<string, { unit: MeasuredStep['unit']; minutes: number[] }>();
  for (const { elementId, versionId, used } of rows.toSorted(
    (a, b) => newestFirst.indexOf(a.versionId) - newestFirst.indexOf(b.versionId) || (a.elementId < b.elementId ? -1 : 1),
  )) {
    const unit = models.get(versionId)!.nodes.get(elementId)?.step?.budget?.unit === 'calendarDay' ? 'calendarDay' : 'workingHour';
    const sum = found.get(elementId) ?? { unit, minutes: [] };
    if (sum.unit !== unit) continue;
    sum.minutes.push(...used);
    found.set(elementId, sum);
  }
  return [...found]
    .map(([elementId, { unit, minutes }]): MeasuredStep => {
      const visits = minutes.length;
      if (visits < fewestVisits) return { elementId, unit, visits };
      const sorted = minutes.toSorted((a, b) => a - b);
      const middles = Array.from({ length: parts }, (_, part) => Math.round(quantileOf(sorted, (part + 0.5) / parts)));
      return { elementId, unit, visits, minutes: middles };
    })
    .sort((a, b) => (a.elementId < b.elementId ? -1 : 1));
}
