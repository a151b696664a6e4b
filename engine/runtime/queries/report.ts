/** Everything that people ask of one dossier's time, computed from its state. */
import { dossierReport, type DossierReport } from '../../semantics/report.ts';
import { readState } from '../lock-dossiers.ts';
import { isId, unknownDossier } from '../requests.ts';
import type { QueryContext } from './context.ts';

/** The report at now: steps, flags to come, forecast, control slip, legal and score clock. Minutes are working minutes. Throws UNKNOWN_DOSSIER. */
export async function report({ pool, versions, organisation, now }: QueryContext, dossierId: string): Promise<DossierReport> {
  const found = isId(dossierId) ? await readState(pool, dossierId) : undefined;
  if (!found) throw unknownDossier(dossierId);
  const { model } = await versions.get(found.versionId);
  return dossierReport(model, found.state, organisation(), await now());
}
