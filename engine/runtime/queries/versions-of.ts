import { idsIn } from './filter-values.ts';
import type { QueryContext } from './context.ts';

/** Ids of the versions that a filter means, by id or as all of a procedure; undefined: any. Throws INVALID_VALUE. */
export async function versionsOf(
  { pool }: Pick<QueryContext, 'pool'>,
  { versionIds, processKey }: { readonly versionIds?: readonly string[]; readonly processKey?: string },
): Promise<readonly string[] | undefined> {
  const ids = versionIds && idsIn(versionIds, 'versionIds');
  if (processKey === undefined) return ids;
  const { rows } = await pool.query<{ id: string }>('select id::text from process_versions where process_key = $1 order by version', [
    processKey,
  ]);
  return rows.map(({ id }) => id).filter((id) => !ids || ids.includes(id));
}
