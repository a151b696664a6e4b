/** The control slip of a dossier (form 06, Circular 03/2025/TT-VPCP). */
import type { ClassifiedSlipRow } from '../../deadlines/control-slip.ts';
import type { QueryContext } from './context.ts';
import type { DossierHead } from './dossier-head.ts';
import { dossierSummary } from './dossier-summary.ts';
import { report } from './report.ts';

export interface ControlSlip {
  readonly dossier: DossierHead;
  /** Each unit's time with the dossier, by sending time. */
  readonly rows: readonly ClassifiedSlipRow[];
}

/** Head and rows of the slip at now. Minutes are working minutes. Throws UNKNOWN_DOSSIER. */
export async function controlSlip(context: QueryContext, dossierId: string): Promise<ControlSlip> {
  const dossier = await dossierSummary(context, dossierId);
  const { controlSlip: rows } = await report(context, dossierId);
  return { dossier, rows };
}
