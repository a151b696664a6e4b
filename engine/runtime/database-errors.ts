/** What an error of the database means for the engine: try again, run singly, or give up. */

/** The connection is gone; whether the server did what was sent last is not known. */
export function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code = '', severity } = error as Error & { code?: string; severity?: string };
  // class 08, shutdown and start-up of the server (57P01–57P03), or no SQLSTATE at all: the socket's own errors
  if (severity === 'FATAL' || severity === 'PANIC') return true;
  if (/^(08|57P0[1-5])/.test(code)) return true;
  return severity === undefined && (/^E[A-Z]+$/.test(code) || /connection|not queryable|closed/i.test(error.message));
}

/** Nothing was done, and the same may go through later: the server is away, starting, full of connections, or short of memory or disk. */
export function isPassing(error: unknown): boolean {
  return isConnectionLost(error) || /^(53|40|55P03)/.test((error as { code?: string }).code ?? '');
}
