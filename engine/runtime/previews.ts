/** What an operation would do, without doing it; and what becomes of a procedure's elements in another version. */
import type { Pool } from 'pg';
import type { Organisation } from '../deadlines/organisation.ts';
import { advance } from '../semantics/advance.ts';
import type { Command } from '../semantics/commands.ts';
import { describeEvents, type EventSentence } from '../semantics/describe-events.ts';
import { CommandRejected } from '../semantics/errors.ts';
import { explainMigration, type MappingSentence } from '../semantics/migration/explain-migration.ts';
import { idsOfPlan, planMigration, type Mapping } from '../semantics/migration/plan-migration.ts';
import { readState } from './lock-dossiers.ts';
import { migrationTarget } from './migration-target.ts';
import { isId, unknownDossier } from './requests.ts';
import type { Versions } from './versions.ts';

export interface OperationProblem {
  readonly code: string;
  readonly at?: string;
  readonly message: string;
  readonly messageEn: string;
}

export interface Preview {
  readonly versionId: string;
  readonly revision: number;
  /** Why it would be refused; none: it would be accepted. */
  readonly problems: readonly OperationProblem[];
  /** What would happen, in order. */
  readonly sentences: readonly EventSentence[];
}

export interface MigrationPlan {
  readonly fromVersionId: string;
  readonly toVersionId: string;
  /** What the command `migrate` takes: only what is not the same id. */
  readonly plan: Readonly<Record<string, string | null>>;
  readonly mappings: readonly Mapping[];
  readonly sentences: readonly MappingSentence[];
  /** Dossiers of the version before that have not ended. */
  readonly open: number;
}

interface Context {
  readonly pool: Pool;
  readonly versions: Versions;
  readonly organisation: () => Organisation;
}

/** Runs the command on a copy. Throws UNKNOWN_DOSSIER, UNKNOWN_VERSION. */
export async function previewCommand(
  { pool, versions, organisation }: Context,
  dossierId: string,
  command: Command,
  now: Date,
): Promise<Preview> {
  const dossier = isId(dossierId) ? await readState(pool, dossierId) : undefined;
  if (!dossier) throw unknownDossier(dossierId);
  const { state, revision, versionId } = dossier;
  const version = await versions.get(versionId);
  const said = { versionId, revision };
  try {
    const target = await migrationTarget(versions, version, command);
    const { events } = advance(version.model, state, command, now, {
      organisation: organisation(),
      ...(target && { migrateTo: { versionId: target.id, model: target.model } }),
    });
    return { ...said, problems: [], sentences: describeEvents(target?.model ?? version.model, events, version.model) };
  } catch (error) {
    if (!(error instanceof CommandRejected)) throw error;
    const { code, message, messageEn, details } = error;
    const { problems = [{ code, message, messageEn }] } = details as { problems?: readonly OperationProblem[] };
    return { ...said, problems, sentences: [] };
  }
}

/** A proposal for two versions of one procedure. Throws UNKNOWN_VERSION; CommandRejected NOT_APPLICABLE for versions of different procedures. */
export async function planBetween({ pool, versions }: Context, fromVersionId: string, toVersionId: string): Promise<MigrationPlan> {
  const from = await versions.get(fromVersionId);
  const to = (await migrationTarget(versions, from, { type: 'migrate', to: toVersionId, plan: {} }))!;
  const mappings = planMigration(from.model, to.model);
  const { rows } = await pool.query<{ open: number }>(
    `select count(*)::int as open from dossiers where version_id = $1::bigint and status <> 'ended'`,
    [fromVersionId],
  );
  return {
    fromVersionId,
    toVersionId,
    plan: idsOfPlan(mappings),
    mappings,
    sentences: explainMigration(from.model, to.model, mappings),
    open: rows[0]!.open,
  };
}
