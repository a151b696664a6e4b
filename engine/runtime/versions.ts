/** Deployed procedure versions, compiled once in a process. What is deployed never changes, so nothing here grows stale. */
import type { Pool } from 'pg';
import type { CalledVersion } from '../model/called-version.ts';
import { personalNames } from '../model/personal-names.ts';
import { readBpmn } from '../model/read-bpmn.ts';
import type { ProcessModel } from '../model/types.ts';
import { isInForce } from './queries/is-in-force.ts';
import { EngineRefused, EngineTrouble, isId, unknownVersion } from './requests.ts';

export interface Version {
  readonly id: string;
  /** Id of the main process: versions of one procedure have the same. */
  readonly processKey: string;
  readonly number: number;
  readonly name?: string;
  readonly model: ProcessModel;
  readonly forms: Readonly<Record<string, object>>;
  /** Names of variables that never enter state or events. */
  readonly personal: ReadonlySet<string>;
  readonly retentionYears?: number;
}

export interface Versions {
  /** Throws UNKNOWN_VERSION. */
  get(versionId: string): Promise<Version>;
}

interface VersionRow {
  readonly id: string;
  readonly process_key: string;
  readonly version: number;
  readonly name: string | null;
  readonly bpmn: string;
  readonly forms: Record<string, object>;
  readonly decisions: Record<string, string>;
  readonly bindings: Record<string, string>;
  readonly retention_years: number | null;
}

export function openVersions(pool: Pool): Versions {
  const known = new Map<string, Promise<Version>>();
  return {
    get(versionId) {
      let version = known.get(versionId);
      if (!version) {
        version = loadVersion(pool, versionId);
        known.set(versionId, version);
        // a failure is not remembered: the database may have been away
        version.catch(() => known.delete(versionId));
      }
      return version;
    },
  };
}

async function findRow(pool: Pool, versionId: string): Promise<VersionRow | undefined> {
  if (!isId(versionId)) return undefined;
  const { rows } = await pool.query<VersionRow>(
    'select id::text, process_key, version, name, bpmn, forms, decisions, bindings, retention_years from process_versions where id = $1::bigint',
    [versionId],
  );
  return rows[0];
}

async function loadVersion(pool: Pool, versionId: string): Promise<Version> {
  const row = await findRow(pool, versionId);
  if (!row) throw unknownVersion(versionId);
  const called = await readCalled(pool, row.bindings);
  const { model, problems } = await readBpmn(row.bpmn, called.versions, row.decisions);
  if (!model)
    throw new EngineTrouble(
      'ENGINE_FAILED',
      `Không đọc được phiên bản đã triển khai ${versionId}`,
      `The deployed version ${versionId} cannot be read any more`,
      problems,
    );
  return {
    id: row.id,
    processKey: row.process_key,
    number: row.version,
    ...(row.name !== null && { name: row.name }),
    model,
    forms: row.forms,
    personal: new Set([...personalNames(row.forms), ...called.personal]),
    ...(row.retention_years !== null && { retentionYears: row.retention_years }),
  };
}

/** The files that a version calls, theirs included, by called element; and what is personal in the forms of any of them. */
export async function readCalled(
  pool: Pool,
  bindings: Readonly<Record<string, string>>,
): Promise<{ readonly versions: Map<string, CalledVersion>; readonly personal: ReadonlySet<string> }> {
  const versions = new Map<string, CalledVersion>();
  const personal = new Set<string>();
  for (const [calledElement, versionId] of Object.entries(bindings)) {
    const row = await findRow(pool, versionId);
    if (!row) throw unknownVersion(versionId);
    const further = await readCalled(pool, row.bindings);
    for (const name of [...personalNames(row.forms), ...further.personal]) personal.add(name);
    versions.set(calledElement, {
      processId: row.process_key,
      version: row.version,
      xml: row.bpmn,
      called: further.versions,
      decisions: row.decisions,
    });
  }
  return { versions, personal };
}

/** The newest version in force; `now` absent: by the database's clock. Throws UNKNOWN_PROCEDURE, NOT_IN_FORCE. */
export async function newestVersion(pool: Pool, processKey: string, now?: Date): Promise<string> {
  const { rows } = await pool.query<{ id: string; is_in_force: boolean }>(
    `select id::text, is_in_force from (select *, ${isInForce('v', 'coalesce($2::timestamptz, clock_timestamp())')} as is_in_force from process_versions v where process_key = $1) as of
     order by is_in_force desc, version desc limit 1`,
    [processKey, now ?? null],
  );
  if (rows[0]?.is_in_force === true) return rows[0].id;
  if (rows[0])
    throw new EngineRefused(
      'NOT_IN_FORCE',
      `Thủ tục "${processKey}" không có phiên bản đang có hiệu lực`,
      `No version of the procedure "${processKey}" is in force`,
      { processKey },
    );
  throw new EngineRefused('UNKNOWN_PROCEDURE', `Không có thủ tục "${processKey}"`, `No procedure "${processKey}"`, { processKey });
}
