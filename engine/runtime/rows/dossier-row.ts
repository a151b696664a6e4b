import type { Organisation } from '../../deadlines/organisation.ts';
import { outlook } from '../../semantics/outlook.ts';
import type { Change } from '../projection.ts';
import type { RowOf } from '../store/tables.ts';

/** The dossier's own row. */
export function dossierRow({ dossier, version, commands }: Change, organisation: Organisation): RowOf<'dossiers'> {
  const { id, versionId, revision, state, code, groupId, restartOf, startedMs, lastMs } = dossier;
  const { nextFlagMs, nextTimerMs, forecastMs, appointmentDueMs, standsSinceMs, result, finishedMs, department } = outlook(
    version.model,
    state,
    organisation,
    lastMs,
  );
  const nextDueMs = Math.min(nextFlagMs ?? Infinity, nextTimerMs ?? Infinity);
  const endedMs = state.status === 'ended' ? (commands.at(-1)?.atMs ?? lastMs) : undefined;
  return {
    id,
    version_id: versionId,
    revision,
    status: state.status,
    outcome: state.outcome,
    code,
    group_id: groupId,
    restart_of: restartOf,
    department,
    started_at: startedMs,
    last_at: lastMs,
    ended_at: endedMs,
    appointment_due_at: appointmentDueMs,
    forecast_at: forecastMs,
    stands_since: standsSinceMs,
    result,
    finished_at: finishedMs,
    next_due_at: nextDueMs === Infinity ? undefined : nextDueMs,
    erase_at: endedMs !== undefined && version.retentionYears !== undefined ? yearsLater(endedMs, version.retentionYears) : undefined,
  };
}

function yearsLater(from: number, years: number): number {
  const at = new Date(from);
  at.setUTCFullYear(at.getUTCFullYear() + years);
  return at.getTime();
}
