/** Several statements of the service's own tables that are done together or not at all. */
import type { PoolClient } from 'pg';

export { inTransaction } from '../engine/runtime/index.ts';

/** A pool, or the connection of a transaction. */
export type Queryable = Pick<PoolClient, 'query'>;
