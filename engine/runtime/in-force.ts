/** From when to when dossiers may start on a version. Versions of one procedure follow one another; what starts by itself follows them. */
import type { Pool, PoolClient } from 'pg';
import type { Organisation } from '../deadlines/organisation.ts';
import type { Variables } from '../semantics/state.ts';
import { inTransaction } from './in-transaction.ts';
import { replaceStarts, startsOf, type ProcessStart } from './process-starts.ts';
import { EngineRefused, isId, unknownVersion } from './requests.ts';
import type { Versions } from './versions.ts';

export interface Force {
  readonly processKey: string;
  readonly versionId: string;
  readonly from: Date;
  /** Now. */
  readonly at: Date;
}

/** Puts a version in force from an instant until that of the next one that is known; the one before ends then. Under the lock of its procedure. */
export async function putInForce(
  client: PoolClient,
  { processKey, versionId, from, at }: Force,
  starts: readonly ProcessStart[],
): Promise<void> {
  await client.query(
    `update process_versions set in_force_until = $3 where process_key = $1 and id <> $2::bigint
       and coalesce(in_force_from, '-infinity') <= $3 and coalesce(in_force_until, 'infinity') > $3`,
    [processKey, versionId, from],
  );
  const isNow = from <= at;
  await client.query(
    `update process_versions set in_force_from = $3, starts_pending = $4, in_force_until =
       (select min(n.in_force_from) from process_versions n where n.process_key = $1 and n.id <> $2::bigint and n.in_force_from > $3
          and coalesce(n.in_force_until, 'infinity') > n.in_force_from)
     where id = $2::bigint`,
    [processKey, versionId, from, !isNow],
  );
  if (isNow) await replaceStarts(client, processKey, versionId, starts);
}

/**
 * No dossier starts on a version from an instant on. One that was not in force yet never is, and the one before it goes on. `db`: in the transaction that is
 * open there. Throws UNKNOWN_VERSION, NOT_IN_FORCE when its time is over before.
 */
export async function endForce(pool: Pool, versionId: string, from: Date, at: Date, db?: Pick<PoolClient, 'query'>): Promise<void> {
  if (!isId(versionId)) throw unknownVersion(versionId);
  return db ? end(db, versionId, from, at) : inTransaction(pool, (client) => end(client, versionId, from, at));
}

async function end(client: Pick<PoolClient, 'query'>, versionId: string, from: Date, at: Date): Promise<void> {
  await client.query(
    `select pg_advisory_xact_lock(hashtext('taicho deploy'), hashtext(process_key)) from process_versions where id = $1::bigint`,
    [versionId],
  );
  const { rows } = await client.query<{ process_key: string; in_force_from: Date | null; in_force_until: Date | null }>(
    'select process_key, in_force_from, in_force_until from process_versions where id = $1::bigint for update',
    [versionId],
  );
  const [version] = rows;
  if (!version) throw unknownVersion(versionId);
  const { process_key: processKey, in_force_from: begins, in_force_until: ends } = version;
  if (ends && ends <= from)
    throw new EngineRefused('NOT_IN_FORCE', 'Phiên bản đã hết hiệu lực trước ngày này', 'The version is out of force before that day', {
      versionId,
    });
  const neverBegins = begins !== null && begins >= from;
  if (neverBegins)
    await client.query(
      'update process_versions set in_force_until = $3 where process_key = $1 and id <> $2::bigint and in_force_until = $4 and coalesce(in_force_from, $5) < $4',
      [processKey, versionId, ends, begins, new Date(0)],
    );
  await client.query('update process_versions set in_force_until = $2, starts_pending = starts_pending and not $3 where id = $1::bigint', [
    versionId,
    neverBegins ? begins : from,
    neverBegins,
  ]);
  if (from <= at) await client.query('delete from start_subscriptions where version_id = $1::bigint', [versionId]);
}

/** What time brings: starts of versions that come into force are planned, those of versions that are out of force end. How many versions. */
export async function followForce(
  pool: Pool,
  versions: Versions,
  organisation: Organisation,
  now: Date,
  variables: Variables = {},
): Promise<number> {
  const { rowCount: ended } = await pool.query(
    `delete from start_subscriptions s using process_versions v where v.id = s.version_id and v.in_force_until <= $1`,
    [now],
  );
  const { rows } = await pool.query<{ id: string }>(
    'select id::text from process_versions where starts_pending and in_force_from <= $1 order by in_force_from, id limit 20',
    [now],
  );
  for (const { id } of rows) {
    const { model, processKey } = await versions.get(id);
    const client = await pool.connect();
    try {
      await client.query('begin');
      await client.query(`select pg_advisory_xact_lock(hashtext('taicho deploy'), hashtext($1))`, [processKey]);
      const { rows: pending } = await client.query<{ lives: boolean }>(
        `update process_versions set starts_pending = false where id = $1::bigint and starts_pending
         returning coalesce(in_force_until, 'infinity') > $2 as lives`,
        [id, now],
      );
      // another process may have been first, or the next version has come into force meanwhile
      if (pending[0]?.lives === true) await replaceStarts(client, processKey, id, startsOf(model, organisation, now, variables));
      await client.query('commit');
    } catch (error) {
      await client.query('rollback').catch(() => undefined);
      throw error;
    } finally {
      client.release();
    }
  }
  return rows.length + (ended ?? 0);
}
