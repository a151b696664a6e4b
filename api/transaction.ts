/** Several statements of the service's own tables that are done together or not at all. */
import type { Pool, PoolClient } from 'pg';

/** A pool, or the connection of a transaction. */
export type Queryable = Pick<PoolClient, 'query'>;

/** What `work` gives back; what it throws undoes everything. */
export async function inTransaction<T>(pool: Pool, work: (client: Queryable) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const outcome = await work(client);
    await client.query('commit');
    client.release();
    return outcome;
  } catch (error) {
    // a connection that cannot even roll back is not used again
    await client.query('rollback').then(
      () => client.release(),
      (broken: unknown) => client.release(broken instanceof Error ? broken : true),
    );
    throw error;
  }
}
