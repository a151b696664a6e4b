/** The HTTP service on a database of its own and a free port, with people and keys to ask it as. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { createApp } from '../../api/app.ts';
import { publishWithoutDecision } from '../../api/appraisal/publication.ts';
import { createApiKey } from '../../api/auth/api-keys.ts';
import type { Permission, Role } from '../../api/auth/roles.ts';
import { cookieName, openSession } from '../../api/auth/sessions.ts';
import { addPosition, createUser } from '../../api/auth/users.ts';
import { openDelivery } from '../../api/delivery.ts';
import { openMetrics } from '../../api/metrics.ts';
import { routes } from '../../api/routes/index.ts';
import type { Service, Settings } from '../../api/service.ts';
import type { Engine, EngineOptions } from '../../engine/runtime/index.ts';
import type { TestServer } from './engine.ts';

export interface TestService {
  readonly url: string;
  readonly service: Service;
  readonly engine: Engine;
  /** Errors that the service logged. */
  readonly logged: unknown[];
  /** A new API key with these scopes. */
  key(scopes: readonly Permission[], unit?: string): Promise<string>;
  /** A new person with one position, signed in (without the work of a password); ask as them by the answer. */
  person(role: Role, unit?: string, login?: string): Promise<Asker>;
  /** Asks with an API key, or as nobody. */
  ask(method: string, path: string, options?: AskOptions): Promise<Answer>;
  /** What the program does first when it is asked to end: `stopping` is true from then on. */
  stop(): void;
  close(): Promise<void>;
}

export interface AskOptions {
  readonly key?: string;
  /** Sent as JSON; a Buffer as it is. */
  readonly body?: unknown;
  /** Sent as they are, instead of a body of JSON. */
  readonly bytes?: Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** JSON where it is JSON, else text. */
  readonly body: unknown;
}

export interface Asker {
  readonly login: string;
  readonly userId: string;
  readonly cookie: string;
  readonly csrfToken: string;
  /** Of the session: the cookie, and the token against forged requests. */
  readonly headers: Readonly<Record<string, string>>;
  ask(method: string, path: string, options?: AskOptions): Promise<Answer>;
}

const defaults: Settings = {
  secure: false,
  publicUrl: 'http://localhost',
  trustedProxies: 0,
  requestsPerMinute: 100_000,
  privateWebhooks: true,
  demo: false,
};

/** `path`s are below /api/v1. Everything ends with `close`. */
export async function startTestService(
  server: TestServer,
  settings: Partial<Settings> = {},
  engineOptions: EngineOptions = {},
): Promise<TestService> {
  const connectionString = await server.freshDatabase();
  const delivery = openDelivery();
  const engine = await server.open(connectionString, { deliver: delivery.deliver, ...engineOptions });
  const pool = new pg.Pool({ connectionString, max: 5 });
  // what a test deploys past the service is published, or no dossier could start on it there
  const publishing: Engine = {
    ...engine,
    async deploy(content, actor, terms) {
      const deployed = await engine.deploy(content, actor, terms);
      await publishWithoutDecision(pool, await engine.version(deployed.versionId), { kind: 'direct', note: 'test', actor, at: new Date() });
      return deployed;
    },
  };
  const logged: unknown[] = [];
  let stopping = false;
  const service: Service = {
    engine,
    pool,
    settings: { ...defaults, ...settings },
    metrics: openMetrics(),
    log: (message, details) => void logged.push([message, details]),
    stopping: () => stopping,
  };
  delivery.begin(service);
  const http = createServer(createApp(service, routes));
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  let people = 0;

  const ask = async (method: string, path: string, { key, body, bytes, headers = {} }: AskOptions = {}): Promise<Answer> => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(key !== undefined && { authorization: `Bearer ${key}` }),
        ...(body !== undefined && !Buffer.isBuffer(body) && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: Buffer.isBuffer(body) ? new Uint8Array(body) : JSON.stringify(body) }),
      ...(bytes && { body: new Uint8Array(bytes) }),
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, body: isJson ? (JSON.parse(text) as unknown) : text };
  };

  return {
    url,
    service,
    engine: publishing,
    logged,
    ask,
    async key(scopes, unit) {
      const { key } = await createApiKey(pool, { name: 'test', scopes, ...(unit !== undefined && { unit }) }, 'test', new Date());
      return key;
    },
    async person(role, unit, login = `${role.toLowerCase()}${++people}`) {
      const now = new Date();
      const userId = await createUser(pool, { login, name: `Nguyễn Văn ${login}` }, now);
      await addPosition(pool, userId, { role, ...(unit !== undefined && { unit }) }, now);
      const { token, csrfToken } = await openSession(pool, userId, now, '127.0.0.1', 'test');
      const cookie = `${cookieName(service.settings.secure)}=${token}`;
      const session = { cookie, 'x-csrf-token': csrfToken };
      return {
        login,
        userId,
        cookie,
        csrfToken,
        headers: session,
        ask: (method, path, options = {}) => ask(method, path, { ...options, headers: { ...session, ...options.headers } }),
      };
    },
    stop: () => void (stopping = true),
    async close() {
      stopping = true;
      await new Promise<void>((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      });
      await delivery.close();
      await engine.close();
      await pool.end();
    },
  };
}
