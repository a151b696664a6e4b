import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { lockClasses } from './advisory-locks.ts';
import { DatabaseUnavailable } from './postgres/database-unavailable.ts';

/** First and longest wait before the next attempt to come back, in ms; each is twice the one before. */
const BACK_OFF = { first: 50, longest: 1_000 };
/** A session whose process just ended may be listed for a moment: between two looks, in ms, and how many. */
const LINGERING = { lookEvery: 100, looks: 20 };
const GREATEST_NUMBER = 2 ** 31 - 1;

export interface EnginePresenceOptions {
  readonly connectionString: string;
  /** Of the states that this program writes; engines of different ones must not run on one database together. */
  readonly stateVersion: number;
  /** The connection was lost, and when it came back engines of another state version ran: this engine has to stop. Called once. */
  readonly onRefused: (reason: DatabaseUnavailable) => void;
}

/** One idle session that tells others that this engine runs; PostgreSQL ends it with the process, however that ends. */
export interface EnginePresence {
  /** A number that no other engine on this database has while this one runs; kept when the connection comes back. */
  readonly processNumber: number;
  /** False while the connection is lost: others take this engine for dead. */
  isPresent(): boolean;
  close(): Promise<void>;
}

type Queryable = Pick<pg.ClientBase, 'query'>;

/**
 * Enters the engine in the database. ENGINE_VERSIONS_DIFFER while engines of another state version run there. A lost connection
 * (server restarted, session terminated) is opened again, and its locks taken again, for as long as it takes.
 */
export async function openEnginePresence(options: EnginePresenceOptions): Promise<EnginePresence> {
  let session: pg.Client | null = null;
  let closed = false;
  let waitMs = BACK_OFF.first;
  let timer: NodeJS.Timeout | undefined;
  let returning: Promise<void> | undefined;

  async function enter(wanted?: number): Promise<number> {
    const opened = await openSession(options, wanted);
    if (closed) await opened.client.end().catch(() => undefined);
    session = opened.client;
    opened.onceEnded(lost);
    waitMs = BACK_OFF.first;
    return opened.processNumber;
  }

  function lost(): void {
    session = null;
    if (closed) return;
    timer = setTimeout(() => (returning = comeBack()), waitMs);
    waitMs = Math.min(waitMs * 2, BACK_OFF.longest);
  }

  async function comeBack(): Promise<void> {
    try {
      await enter(processNumber);
    } catch (error) {
      if (closed) return;
      if (!(error instanceof DatabaseUnavailable)) return lost();
      closed = true;
      options.onRefused(error);
    }
  }

  const processNumber = await enter();
  return {
    processNumber,
    isPresent: () => session !== null,
    async close() {
      closed = true;
      clearTimeout(timer);
      await returning;
      await session?.end().catch(() => undefined);
      session = null;
    },
  };
}

/** Numbers of the engines that run on this database now, ascending: what any other number began, nobody is working on any more. */
export async function aliveProcesses(client: Queryable): Promise<number[]> {
  return (await heldKeys(client, lockClasses.process)).map(({ key }) => key);
}

/** How many engines run on this database, by state version, ascending. */
export async function runningEngines(client: Queryable): Promise<{ stateVersion: number; engines: number }[]> {
  return (await heldKeys(client, lockClasses.stateVersion)).map(({ key, sessions }) => ({ stateVersion: key, engines: sessions }));
}

async function heldKeys(client: Queryable, lockClass: number): Promise<{ key: number; sessions: number }[]> {
  const { rows } = await client.query<{ key: number; sessions: number }>(
    `select objid::bigint::integer as key, count(distinct pid)::integer as sessions from pg_locks
     where locktype = 'advisory' and granted and classid = $1 and objsubid = 2
       and database = (select oid from pg_database where datname = current_database())
     group by objid order by objid`,
    [lockClass],
  );
  return rows;
}

interface Session {
  readonly client: pg.Client;
  readonly processNumber: number;
  /** Calls back when the session ends, or at once if it has. */
  onceEnded(callback: () => void): void;
}

async function openSession({ connectionString, stateVersion }: EnginePresenceOptions, wanted: number | undefined): Promise<Session> {
  const client = new pg.Client({
    connectionString,
    application_name: 'taicho engine',
    connectionTimeoutMillis: 10_000,
    // an idle connection: without it, a firewall may forget it, and we would never learn that the server is gone
    keepAlive: true,
    keepAliveInitialDelayMillis: 30_000,
  });
  let ended = false;
  client.on('error', () => undefined);
  client.once('end', () => (ended = true));
  try {
    await client.connect();
    // a machine that lost its power gives its locks back within two minutes; where the system cannot, by its own time
    await client.query(
      'set idle_session_timeout = 0; set tcp_keepalives_idle = 60; set tcp_keepalives_interval = 10; set tcp_keepalives_count = 6',
    );
    await client.query('select pg_advisory_lock_shared($1, $2)', [lockClasses.stateVersion, stateVersion]);
    await refuseOthers(client, stateVersion);
    const processNumber = await takeNumber(client, wanted);
    return { client, processNumber, onceEnded: (callback) => (ended ? callback() : void client.once('end', callback)) };
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
}

/** Looks only after our own lock is held: of two that start at once, neither can miss the other. */
async function refuseOthers(client: pg.Client, stateVersion: number): Promise<void> {
  for (let look = 1; ; look++) {
    const others = (await runningEngines(client)).filter((engines) => engines.stateVersion !== stateVersion);
    if (others.length === 0) return;
    if (look === LINGERING.looks) throw versionsDiffer(stateVersion, others);
    await sleep(LINGERING.lookEvery);
  }
}

/**
 * Shared, so that it can be taken again while the server has not yet noticed that the connection before is gone; that nobody else has a
 * new number is seen by holding it exclusively for a moment.
 */
async function takeNumber(client: pg.Client, wanted: number | undefined): Promise<number> {
  const ask = async (name: 'pg_try_advisory_lock' | 'pg_try_advisory_lock_shared' | 'pg_advisory_unlock', number: number) => {
    const { rows } = await client.query<{ done: boolean }>(`select ${name}($1, $2) as done`, [lockClasses.process, number]);
    return rows[0]!.done;
  };
  if (wanted !== undefined) {
    if (await ask('pg_try_advisory_lock_shared', wanted)) return wanted;
    throw new Error('another engine is just looking whether the number is free');
  }
  for (;;) {
    const number = randomInt(1, GREATEST_NUMBER);
    if (!(await ask('pg_try_advisory_lock', number))) continue;
    await ask('pg_try_advisory_lock_shared', number);
    await ask('pg_advisory_unlock', number);
    return number;
  }
}

function versionsDiffer(ours: number, others: readonly { stateVersion: number; engines: number }[]): DatabaseUnavailable {
  const list = (word: string) => others.map(({ stateVersion, engines }) => `${engines} (${word} ${stateVersion})`).join(', ');
  return new DatabaseUnavailable(
    'ENGINE_VERSIONS_DIFFER',
    `Cơ sở dữ liệu đang được tiến trình của bản Tại Chỗ khác dùng: ${list('phiên bản trạng thái')}; bản này là ${ours}. Hãy dừng các tiến trình đó rồi chạy lại; nếu máy chạy chúng vừa mất điện, hãy đợi hai phút.`,
    `Engines of another release work on this database: ${list('state version')}; this one is of ${ours}. Stop them and start again; if their machine has lost its power, wait two minutes.`,
    { ours, others },
  );
}
