import { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** Sessions with this name are users of the server: one for each handle that was not stopped. */
const PRESENT = 'taicho present';
/** A session whose process was just killed may be listed for a moment, in ms. */
const LINGERING = 100;
/** After the server was restarted, in ms. */
const RETURN_AFTER = 500;

/** The server is there but cannot be asked: full of connections, or starting again after a crash. Others may need it. */
const BUSY = ['53300', '57P03'];

interface Session {
  client: pg.Client;
  socket: Socket;
}

/** One idle connection that tells other processes that this one uses the server; it ends with the process, however that ends. */
export interface Presence {
  /** Says good-bye and returns whether nobody else is there; false where the server is too busy to tell. */
  leave(): Promise<boolean>;
}

/** Opens the presence of a handle. It does not keep the program alive, and comes back by itself when the server was restarted. */
export async function bePresent(connectionString: () => Promise<string>): Promise<Presence> {
  let left = false;
  let session = await openSession(await connectionString(), comeBack);

  function comeBack(): void {
    if (!left) setTimeout(() => void reopen().catch(comeBack), RETURN_AFTER).unref();
  }

  async function reopen(): Promise<void> {
    if (left) return;
    const opened = await openSession(await connectionString(), comeBack);
    if (left) await opened.client.end().catch(() => undefined);
    else session = opened;
  }

  async function leave(): Promise<boolean> {
    left = true;
    session.socket.ref();
    const alone = await isAlone(session.client)
      .catch(async () => {
        const fresh = await openSession(await connectionString(), () => undefined);
        fresh.socket.ref();
        return isAlone(fresh.client).finally(() => fresh.client.end());
      })
      .catch((error: { code?: string }) => !BUSY.includes(error.code ?? ''));
    await session.client.end().catch(() => undefined);
    return alone;
  }

  return { leave };
}

async function openSession(connectionString: string, onEnd: () => void): Promise<Session> {
  const socket = new Socket();
  const client = new pg.Client({ connectionString, application_name: PRESENT, connectionTimeoutMillis: 5_000, stream: () => socket });
  client.on('error', () => undefined);
  await client.connect();
  client.once('end', onEnd);
  socket.unref();
  return { client, socket };
}

/** Renames the session first, so that of two who leave at once the second one counts nobody. */
async function isAlone(session: pg.Client): Promise<boolean> {
  await session.query(`set application_name = 'taicho leaving'`);
  for (const wait of [0, LINGERING]) {
    await sleep(wait);
    const { rows } = await session.query<{ others: number }>(
      'select count(*)::int as others from pg_stat_activity where application_name = $1 and pid <> pg_backend_pid()',
      [PRESENT],
    );
    if (rows[0]?.others === 0) return true;
  }
  return false;
}
