/** The head of a dossier, as lists and pages show it. */
import type { Punctuality } from '../../deadlines/clock-measures.ts';
import type { Outcome } from '../../semantics/state.ts';
import type { QueryContext } from './context.ts';
import { itemOf } from './item-of.ts';
import { modelNames } from './model-names.ts';

export interface DossierHead {
  readonly dossierId: string;
  readonly code?: string;
  /** Of dossiers that belong together. */
  readonly groupId?: string;
  readonly versionId: string;
  readonly processKey?: string;
  readonly procedureName?: string;
  readonly status: 'active' | 'suspended' | 'ended';
  readonly outcome?: Outcome;
  /** The competent agency. */
  readonly department?: string;
  readonly startedAt: string;
  /** Of the last command. */
  readonly lastAt: string;
  readonly endedAt?: string;
  /** The running appointment, else the last. */
  readonly appointmentDueAt?: string;
  /** When it will end by its budgets, as of its last command, and not before now; only of an active dossier whose clock does not wait. */
  readonly forecastAt?: string;
  /** Since when no time counts against the appointment: the legal clock waits, or what was promised has been done. Of an open dossier. */
  readonly standsSince?: string;
  /** Open, not finished, and the forecast is after the appointment; while its clock stands: it stopped after the appointment. */
  readonly forecastMisses: boolean;
  /** Once it counts as finished, which may be before its end. */
  readonly result?: Punctuality;
  /** When it counted as finished, which may be before its end. */
  readonly finishedAt?: string;
}

type StoredHead = Omit<DossierHead, 'processKey' | 'procedureName'>;

/** The columns of a head, of a row `d` of `dossiers`. */
export const headColumns = `d.id::text as "dossierId", d.code, d.group_id as "groupId", d.version_id::text as "versionId", d.status, d.outcome, d.department,
  d.started_at as "startedAt", d.last_at as "lastAt", d.ended_at as "endedAt", d.appointment_due_at as "appointmentDueAt", d.forecast_at as "forecastAt",
  d.stands_since as "standsSince", coalesce(d.status <> 'ended' and d.result is null
    and case when d.stands_since is null then d.forecast_at > d.appointment_due_at else d.stands_since >= d.appointment_due_at end, false) as "forecastMisses", d.result, d.finished_at as "finishedAt"`;

/** Heads of rows that were selected by `headColumns`; what else was selected with them stays beside. */
export async function headsOf<More extends object = object>(
  context: QueryContext,
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<(DossierHead & More)[]> {
  const stored = rows.map((row) => itemOf<StoredHead & More>(row));
  const names = await modelNames(
    context,
    stored.map(({ versionId }) => versionId),
  );
  const now = stored.some(({ forecastAt }) => forecastAt !== undefined) ? (await context.now()).toISOString() : '';
  return stored.map((head) => {
    const { processKey, procedureName } = names(head.versionId);
    // a step that has used its budget ends now at the earliest
    const { forecastAt } = head;
    return {
      ...head,
      ...(forecastAt !== undefined && forecastAt < now && { forecastAt: now }),
      ...(processKey !== undefined && { processKey }),
      ...(procedureName !== undefined && { procedureName }),
    };
  });
}
