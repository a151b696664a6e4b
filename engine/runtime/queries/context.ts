/** What every query of this folder is given. */
import type { Pool } from 'pg';
import type { Organisation } from '../../deadlines/organisation.ts';
import type { Versions } from '../versions.ts';

export interface QueryContext {
  readonly pool: Pick<Pool, 'query'>;
  readonly versions: Versions;
  /** The one in force. */
  readonly organisation: () => Organisation;
  /** The database's clock, or a virtual one. */
  readonly now: () => Promise<Date>;
}
