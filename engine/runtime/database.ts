import { connectionTo, startEmbeddedPostgres } from './embedded-postgres.ts';

export interface DatabaseOptions {
  /** A server of PostgreSQL 14 or later (DATABASE_URL). Empty or absent: the embedded one. */
  readonly connectionString?: string | undefined;
  /** Of the embedded server. Default: `.taicho` in the working folder. */
  readonly dataFolder?: string | undefined;
  /** Of the embedded server, on 127.0.0.1. Default: the last one if free, else any. */
  readonly port?: number | undefined;
}

export interface Database {
  readonly connectionString: string;
  readonly embedded: boolean;
  /** Leaves the server; an embedded one is shut down by the last to leave. May be called again. */
  stop(): Promise<void>;
}

export const DEFAULT_DATA_FOLDER = '.taicho';

/**
 * The database to work on: the server that is named, checked (reachable, login, version, encoding, not a standby), else the embedded one.
 * Does not migrate. Throws DatabaseUnavailable with the cure; no message holds the password.
 */
export async function openDatabase({ connectionString, dataFolder, port }: DatabaseOptions = {}): Promise<Database> {
  if (connectionString) {
    await connectionTo(connectionString);
    return { connectionString, embedded: false, stop: async () => undefined };
  }
  const server = await startEmbeddedPostgres(dataFolder ?? DEFAULT_DATA_FOLDER, port === undefined ? {} : { port });
  return { connectionString: server.connectionString, embedded: true, stop: server.stop };
}
