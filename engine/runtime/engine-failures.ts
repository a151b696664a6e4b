/** Due work that the engine itself could not do: seen, tried again later, and in nobody's way. */
import type { Changes } from './changes.ts';

/** Minutes until the next try: 1, 2, 4 … 60. */
export function noteFailure(changes: Changes, dossierId: string, error: unknown, nowMs: number): void {
  const cause = error instanceof Error && error.cause ? error.cause : error;
  changes.also({
    text: `with failure as (
             insert into engine_failures as f (dossier_id, at, attempts, error) values ($1::bigint, $2, 1, $3)
             on conflict (dossier_id) do update set at = excluded.at, attempts = f.attempts + 1, error = excluded.error returning attempts)
           update dossiers set next_due_at = $2::timestamptz + make_interval(mins => least(60, power(2, least(attempts, 10) - 1)::integer))
           from failure where id = $1::bigint`,
    values: [dossierId, new Date(nowMs), cause instanceof Error ? (cause.stack ?? cause.message).slice(0, 4_000) : String(cause)],
  });
}

/** What was noted of these dossiers is over: their due work was done, or they have ended. */
export function clearFailures(changes: Changes, dossierIds: readonly string[]): void {
  if (dossierIds.length === 0) return;
  changes.also({
    name: 'taicho clear failures',
    text: 'delete from engine_failures where dossier_id = any($1::bigint[])',
    values: [dossierIds],
  });
}
