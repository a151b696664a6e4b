import { isId, unknownDossier } from '../requests.ts';
import type { QueryContext } from './context.ts';
import { headColumns, headsOf, type DossierHead } from './dossier-head.ts';

/** A head, and how much there is to look at. */
export interface DossierSummary extends DossierHead {
  readonly revision: number;
  /** Open steps of people and of others. */
  readonly openSteps: number;
  /** Raised and not withdrawn. */
  readonly flags: number;
  /** What it cannot go on from; the engine's own failure included. */
  readonly incidents: number;
}

/** One dossier. Throws EngineRefused UNKNOWN_DOSSIER. */
export async function dossierSummary(context: QueryContext, dossierId: string): Promise<DossierSummary> {
  if (!isId(dossierId)) throw unknownDossier(dossierId);
  const { rows } = await context.pool.query(
    `select ${headColumns}, d.revision,
       (select count(*)::int from steps s where s.dossier_id = d.id and s.left_at is null) as "openSteps",
       (select count(*)::int from flags f where f.dossier_id = d.id and f.withdrawn_at is null) as flags,
       (select count(*)::int from incidents i where i.dossier_id = d.id) + (select count(*)::int from engine_failures e where e.dossier_id = d.id) as incidents
     from dossiers d where d.id = $1::bigint`,
    [dossierId],
  );
  const [summary] = await headsOf<Omit<DossierSummary, keyof DossierHead>>(context, rows);
  if (!summary) throw unknownDossier(dossierId);
  return summary;
}
