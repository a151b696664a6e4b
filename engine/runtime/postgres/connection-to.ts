import pg from 'pg';
import { DatabaseUnavailable, type DatabaseUnavailableCode } from './database-unavailable.ts';

/** The oldest PostgreSQL we work with. */
const OLDEST_MAJOR = 14;
const CONNECT_WITHIN = 10_000;

/**
 * Checks the server that DATABASE_URL names: reachable, lets us in, PostgreSQL 14 or later, UTF-8, not a read-only standby.
 * Otherwise DatabaseUnavailable; no message holds the password.
 */
export async function connectionTo(databaseUrl: string): Promise<{ connectionString: string; major: number }> {
  const where = withoutPassword(databaseUrl);
  const client = new pg.Client({
    connectionString: databaseUrl,
    connectionTimeoutMillis: CONNECT_WITHIN,
    application_name: 'taicho start',
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ version: string; encoding: string; standby: string }>(
      `select current_setting('server_version_num') as version, current_setting('server_encoding') as encoding, pg_is_in_recovery()::text as standby`,
    );
    const [server] = rows;
    const major = Math.floor(Number(server?.version) / 10_000);
    if (!(major >= OLDEST_MAJOR)) throw tooOld(where, major);
    if (server?.encoding !== 'UTF8') throw notUtf8(where, server?.encoding ?? '');
    if (server.standby !== 'false') throw readOnly(where);
    return { connectionString: databaseUrl, major };
  } catch (error) {
    throw error instanceof DatabaseUnavailable ? error : refusalOf(where, error);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Host, port and database for messages; INVALID_URL if it is no address of a PostgreSQL. */
function withoutPassword(databaseUrl: string): string {
  const url = URL.canParse(databaseUrl) ? new URL(databaseUrl) : null;
  if (url !== null && ['postgres:', 'postgresql:'].includes(url.protocol)) return `${url.host}${url.pathname}`;
  throw new DatabaseUnavailable(
    'INVALID_URL',
    'DATABASE_URL không đúng dạng. Hãy ghi theo mẫu: postgres://người_dùng:mật_khẩu@máy_chủ:5432/tên_cơ_sở_dữ_liệu (ký tự đặc biệt mã hoá theo %).',
    'DATABASE_URL is not valid. Write it as postgres://user:password@host:5432/database (special characters percent-encoded).',
  );
}

const refusals: Record<string, { code: DatabaseUnavailableCode; vi: string; en: string }> = {
  '28P01': {
    code: 'LOGIN_REFUSED',
    vi: 'từ chối đăng nhập. Hãy kiểm tra người dùng và mật khẩu trong DATABASE_URL.',
    en: 'refused the login. Check user and password in DATABASE_URL.',
  },
  '28000': {
    code: 'LOGIN_REFUSED',
    vi: 'từ chối đăng nhập. Hãy kiểm tra người dùng trong DATABASE_URL và pg_hba.conf của máy chủ (có thể cần ?sslmode=require).',
    en: "refused the login. Check the user in DATABASE_URL and the server's pg_hba.conf (it may need ?sslmode=require).",
  },
  '3D000': {
    code: 'NO_SUCH_DATABASE',
    vi: 'không có cơ sở dữ liệu này. Hãy tạo nó (create database …) hoặc sửa DATABASE_URL.',
    en: 'has no such database. Create it (create database …) or correct DATABASE_URL.',
  },
  '53300': {
    code: 'TOO_MANY_CONNECTIONS',
    vi: 'đã hết kết nối. Hãy tăng max_connections hoặc đóng bớt kết nối.',
    en: 'has no connection left. Raise max_connections or close some.',
  },
};

function refusalOf(where: string, error: unknown): DatabaseUnavailable {
  const cause = error as { code?: string; message?: string; errors?: { code?: string }[] };
  const code = cause.code ?? cause.errors?.[0]?.code ?? '';
  const known = refusals[code];
  if (known) return new DatabaseUnavailable(known.code, `Máy chủ ${where} ${known.vi}`, `The server ${where} ${known.en}`, { cause: code });
  const reason = code || cause.message || 'không rõ';
  return new DatabaseUnavailable(
    'UNREACHABLE',
    `Không kết nối được tới PostgreSQL tại ${where} (${reason}). Hãy kiểm tra máy chủ có đang chạy, địa chỉ và cổng trong DATABASE_URL, tường lửa.`,
    `PostgreSQL at ${where} cannot be reached (${reason}). Check that the server runs, the address and port in DATABASE_URL, and the firewall.`,
    { cause: reason },
  );
}

function tooOld(where: string, major: number): DatabaseUnavailable {
  return new DatabaseUnavailable(
    'SERVER_TOO_OLD',
    `Máy chủ ${where} chạy PostgreSQL ${major}; cần PostgreSQL ${OLDEST_MAJOR} trở lên. Hãy nâng cấp máy chủ, hoặc bỏ DATABASE_URL để dùng PostgreSQL kèm theo.`,
    `The server ${where} runs PostgreSQL ${major}; PostgreSQL ${OLDEST_MAJOR} or later is needed. Upgrade it, or unset DATABASE_URL to use the shipped PostgreSQL.`,
    { found: major, needed: OLDEST_MAJOR },
  );
}

function notUtf8(where: string, encoding: string): DatabaseUnavailable {
  return new DatabaseUnavailable(
    'SERVER_NOT_UTF8',
    `Cơ sở dữ liệu ${where} dùng bảng mã ${encoding}, không ghi được tiếng Việt. Hãy tạo cơ sở dữ liệu mới: create database … encoding 'UTF8' template template0.`,
    `The database ${where} is encoded in ${encoding} and cannot hold Vietnamese. Create one with: create database … encoding 'UTF8' template template0.`,
    { encoding },
  );
}

function readOnly(where: string): DatabaseUnavailable {
  return new DatabaseUnavailable(
    'SERVER_READ_ONLY',
    `Máy chủ ${where} là bản sao chỉ đọc. Hãy trỏ DATABASE_URL tới máy chủ chính.`,
    `The server ${where} is a read-only standby. Let DATABASE_URL name the primary.`,
  );
}
