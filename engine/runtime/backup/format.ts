/**
 * A backup is one gzip file. Inside, in UTF-8: a line with the format's number, a line of JSON (the header), for each table of the header
 * its rows as PostgreSQL's COPY writes text, one a line, and a line `\.`; last a line with the SHA-256 of all before it.
 * Text and not binary, because it is what stays readable between major versions of PostgreSQL.
 */
export const FORMAT = 1;
export const FIRST_LINE = /^taicho backup (\d+)$/;
export const END_OF_TABLE = '\\.';
export const LAST_LINE = /^sha256 ([0-9a-f]{64})$/;

export interface BackupTable {
  readonly name: string;
  /** In the order of the rows' values; generated columns are left out. */
  readonly columns: readonly string[];
  readonly rows: number;
}

export interface BackupHeader {
  /** By the database's clock, when the snapshot was taken. */
  readonly createdAt: string;
  /** Of PostgreSQL: '18.4'. */
  readonly server: string;
  readonly migrations: readonly string[];
  /** Referenced tables before those that refer to them. */
  readonly tables: readonly BackupTable[];
  /** Where counting goes on; numbers as texts, for they may exceed what JSON keeps. */
  readonly sequences: readonly { readonly name: string; readonly lastValue: string; readonly isCalled: boolean }[];
}

/** How text is written and read by both servers, whatever their settings. */
export const SESSION = `set client_encoding = 'UTF8'; set datestyle = 'ISO, YMD'; set timezone = 'UTC'; set intervalstyle = 'postgres';
  set bytea_output = 'hex'; set extra_float_digits = 1; set search_path = public; set statement_timeout = 0;
  set idle_in_transaction_session_timeout = 0; set lock_timeout = '60s'`;

/** The header in a line of JSON, or undefined if it is not one. */
export function readHeader(line: string): BackupHeader | undefined {
  let header: Partial<BackupHeader> | null;
  try {
    header = JSON.parse(line) as Partial<BackupHeader> | null;
  } catch {
    return undefined;
  }
  const texts = (value: unknown) => Array.isArray(value) && value.every((each) => typeof each === 'string');
  const whole =
    typeof header?.createdAt === 'string' &&
    typeof header.server === 'string' &&
    texts(header.migrations) &&
    Array.isArray(header.tables) &&
    header.tables.every(
      ({ name, columns, rows }) => typeof name === 'string' && texts(columns) && Number.isSafeInteger(rows) && rows >= 0,
    ) &&
    Array.isArray(header.sequences) &&
    header.sequences.every(
      ({ name, lastValue, isCalled }) => typeof name === 'string' && /^-?\d+$/.test(lastValue) && typeof isCalled === 'boolean',
    );
  return whole ? (header as BackupHeader) : undefined;
}
