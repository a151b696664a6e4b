/** Signals on their way, and starts by timer: each done once, by whichever process comes first. */
import type { Pool } from 'pg';
import { nextRound } from '../model/cycle.ts';
import type { Command } from '../semantics/commands.ts';
import { CommandRejected } from '../semantics/errors.ts';
import type { GroupCommit } from './group-commit.ts';
import { EngineRefused, system, type Request } from './requests.ts';
import type { Source } from './sources.ts';

type Refused = (error: unknown) => void;

/** Delivers signals whose receivers are fixed, oldest first; how many. */
export async function deliverDeferred(
  pool: Pool,
  commits: GroupCommit,
  now: Date,
  limit: number,
  refused: Refused = () => undefined,
): Promise<number> {
  const { rows } = await pool.query<{ id: string; dossier_id: string | null; version_id: string | null; command: Command }>(
    'select id::text, dossier_id::text, version_id::text, command from deferred_commands where due_at <= $1 order by due_at, id limit $2',
    [now, limit],
  );
  const outcomes = await Promise.allSettled(
    rows.map(({ id, dossier_id, version_id, command }) =>
      attempt(
        commits,
        refused,
        { kind: 'deferred', id },
        {
          command,
          actor: system,
          ...(dossier_id === null ? { versionId: version_id! } : { dossierId: dossier_id }),
        },
      ),
    ),
  );
  // only now: a look that begins while some are still waiting would ask for them again
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  return rows.length;
}

interface DueStart {
  readonly version_id: string;
  readonly element_id: string;
  readonly definition: number;
  readonly due_at: Date;
  readonly every: string | null;
  readonly rounds_left: number | null;
}

/** Starts the processes whose time has come. Rounds that were missed are one, and used up with it. */
export async function fireStarts(
  pool: Pool,
  commits: GroupCommit,
  now: Date,
  limit: number,
  refused: Refused = () => undefined,
): Promise<number> {
  const { rows } = await pool.query<DueStart>(
    `select version_id::text, element_id, definition, due_at, every, rounds_left from start_subscriptions
     where due_at <= $1 and coalesce(rounds_left, 1) > 0 order by due_at, version_id, place limit $2`,
    [now, limit],
  );
  for (const { version_id: versionId, element_id: elementId, definition, due_at, every, rounds_left } of rows) {
    const round = every === null ? undefined : { every, dueMs: due_at.getTime(), roundsLeft: rounds_left ?? Infinity };
    const next = round && nextRound(round, now.getTime());
    await attempt(
      commits,
      refused,
      {
        kind: 'timerStart',
        versionId,
        elementId,
        definition,
        dueAt: due_at.toISOString(),
        ...(next && { nextAt: new Date(next.dueMs).toISOString() }),
        ...(next?.roundsLeft !== Infinity && { roundsLeft: next?.roundsLeft ?? 0 }),
      },
      { versionId, command: { type: 'startInstance', at: elementId, definition }, actor: system },
    );
  }
  return rows.length;
}

/** A receiver that waits no more has its refusal: the source is used up all the same. */
async function attempt(commits: GroupCommit, refused: Refused, source: Source, request: Request): Promise<void> {
  try {
    await commits.executeFrom(source, request);
  } catch (error) {
    if (!(error instanceof CommandRejected) && !(error instanceof EngineRefused)) throw error;
    // who received a signal waits for it no more: that is no refusal
    if (source.kind !== 'deferred' || request.dossierId === undefined || error.code !== 'NOT_WAITING') refused(error);
  }
}
