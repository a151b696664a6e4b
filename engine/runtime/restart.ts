/** An ended dossier is done again as a new one, with what it was started with; the old one stays as it ended (ADR 0058). */
import type { Pool } from 'pg';
import type { Event } from '../semantics/events.ts';
import type { Json, Variables } from '../semantics/state.ts';
import type { Start } from './engine.ts';
import { ofAnotherProcedure } from './migration-target.ts';
import { EngineRefused, isId, unknownDossier, type Request } from './requests.ts';
import type { Versions } from './versions.ts';

export interface RestartTerms {
  readonly reason: string;
  /** A version, or the procedure whose newest version in force is meant; neither: the dossier's own. Both: this version, but a repeated request is known by the procedure. */
  readonly versionId?: string;
  readonly processKey?: string;
  readonly code?: string;
}

interface StartedWith {
  readonly processKey: string;
  readonly groupId?: string;
  readonly variables: Variables;
  readonly participants: Readonly<Record<string, string>>;
  /** The start event that it began at, where it was named. */
  readonly process?: string;
  readonly at?: string;
}

/** What a dossier was started with, personal data in their place again. Throws UNKNOWN_DOSSIER, NOT_ENDED, DATA_ERASED. */
async function startedWith(pool: Pool, dossierId: string): Promise<StartedWith> {
  const found = isId(dossierId)
    ? await pool.query<{
        process_key: string;
        status: string;
        group_id: string | null;
        events: Event[];
        command: { process?: string; at?: string };
      }>(
        `select v.process_key, d.status, d.group_id, h.events, h.command from dossiers d join process_versions v on v.id = d.version_id
         join history h on h.dossier_id = d.id and h.revision = 1 where d.id = $1::bigint`,
        [dossierId],
      )
    : undefined;
  const row = found?.rows[0];
  if (!row) throw unknownDossier(dossierId);
  if (row.status !== 'ended') throw new EngineRefused('NOT_ENDED', 'Hồ sơ chưa kết thúc', 'The dossier has not ended', { dossierId });
  const { events, command } = row;
  const started = events.find((event) => event.type === 'dossierStarted');
  const opened = events.find((event) => event.type === 'scopeOpened');
  const variables: Variables = { ...(opened?.type === 'scopeOpened' ? opened.scope.variables : {}) };
  const { rows: data } = await pool.query<{ name: string; value: Json }>(
    'select name, value from dossier_data where dossier_id = $1::bigint and number = 1',
    [dossierId],
  );
  const values = new Map(data.map(({ name, value }) => [name, value]));
  for (const [name, value] of Object.entries(variables))
    if (isReference(value, name)) {
      if (!values.has(name))
        throw new EngineRefused(
          'DATA_ERASED',
          `Dữ liệu cá nhân "${name}" đã được xóa theo hạn lưu: phải nộp lại`,
          `The personal data "${name}" were erased: they have to be submitted again`,
          { name },
        );
      variables[name] = values.get(name)!;
    }
  return {
    processKey: row.process_key,
    ...(row.group_id !== null && { groupId: row.group_id }),
    variables,
    participants: started?.type === 'dossierStarted' ? started.participants : {},
    ...(command.process !== undefined && { process: command.process }),
    ...(command.at !== undefined && { at: command.at }),
  };
}

/** What stands in the state for a personal value. */
function isReference(value: Json, name: string): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { personal, sha256 } = value as Readonly<Record<string, Json>>;
  return personal === name && typeof sha256 === 'string';
}

/** How to start it again. Throws UNKNOWN_DOSSIER, NOT_ENDED, DATA_ERASED, UNKNOWN_VERSION, NOT_APPLICABLE for a version of another procedure. */
export async function restartOf(
  pool: Pool,
  versions: Versions,
  dossierId: string,
  { reason, versionId, processKey, code }: RestartTerms,
): Promise<{ readonly start: Start; readonly about: Pick<Request, 'reason' | 'restartOf' | 'groupId' | 'code'> }> {
  const { groupId, processKey: own, ...start } = await startedWith(pool, dossierId);
  if (versionId !== undefined && (await versions.get(versionId)).processKey !== own) throw ofAnotherProcedure(versionId);
  const isNamed = versionId !== undefined && processKey === undefined;
  return {
    start: { ...start, ...(versionId !== undefined && { versionId }), ...(!isNamed && { processKey: own }) },
    about: { reason, restartOf: dossierId, ...(groupId !== undefined && { groupId }), ...(code !== undefined && { code }) },
  };
}

/** The same request once more, of which an answer is known: nothing of the dossier is read, for it may be gone by now. */
export function restartedAgain(dossierId: string, { reason, versionId, processKey, code }: RestartTerms): Omit<Request, 'actor'> {
  return {
    command: { type: 'startInstance' },
    restartOf: dossierId,
    reason,
    ...(versionId !== undefined && { versionId }),
    ...(processKey !== undefined && { processKey }),
    ...(code !== undefined && { code }),
  };
}
