/** The service as a program: a database, the engine on it, what a first start needs, the HTTP server; and all of it closed in the right order. */
import { createServer, type Server } from 'node:http';
import express from 'express';
import pg from 'pg';
import { openDatabase } from '../engine/runtime/database.ts';
import { openEngine } from '../engine/runtime/index.ts';
import { migrate } from '../engine/runtime/migrate.ts';
import { createApp } from './app.ts';
import { buildWebApp, builtFolder, isWebAppBuilt } from './build-web-app.ts';
import { openDelivery } from './delivery.ts';
import { openOidc } from './auth/oidc.ts';
import { disableDemoAccounts, openDemo, type DemoAccount } from './demo/demo.ts';
import { prepareFirstStart, type FirstStart } from './first-start.ts';
import { listen } from './listen.ts';
import { openMetrics } from './metrics.ts';
import { pages } from './pages/index.ts';
import { routes } from './routes/index.ts';
import type { Service } from './service.ts';
import type { StartOptions } from './start-options.ts';
import { webApp, webAppMissing } from './web-app.ts';

export interface Running {
  readonly url: string;
  readonly port: number;
  readonly embedded: boolean;
  readonly firstStart: FirstStart;
  /** Accounts of the demonstration, with their password. */
  readonly accounts: readonly DemoAccount[];
  /** Not ready any more; what was asked is answered; then everything is closed. May be called again. */
  stop(): Promise<void>;
}

/** How long a request that was under way may take until its connection is cut, in milliseconds. */
const patienceMs = 10_000;

/** Starts it all, or leaves nothing behind. `say` hears what takes a while; `signal` ends a start under way. Throws what the database, the demonstration or the port refuse, each with a code. */
export async function startService(options: StartOptions, say: (vi: string, en: string) => void, signal: AbortSignal): Promise<Running> {
  const { host, connectionString: named, dataFolder, demo } = options;
  const undo: (() => Promise<unknown>)[] = [];
  const undoAll = async () => {
    for (let step = undo.pop(); step; step = undo.pop()) await step();
  };
  try {
    // beside the database: both take seconds; without it the rest of the service runs all the same
    const building = new AbortController();
    undo.push(() => Promise.resolve(building.abort()));
    const built = buildWebApp(AbortSignal.any([signal, building.signal])).catch((error: unknown) => {
      if (building.signal.aborted || signal.aborted) return false;
      log(error instanceof Error ? error.message : String(error));
      say(
        'Không dựng được trang web: xem nhật ký. API và các trang công khai vẫn chạy.',
        'The web application cannot be built, the log says why. The API and the public pages run.',
      );
      return false;
    });
    say('Đang mở cơ sở dữ liệu …', 'Opening the database …');
    const database = await openDatabase({ connectionString: named, dataFolder });
    undo.push(() => database.stop());
    const { connectionString } = database;
    await migrate(connectionString);
    const pool = new pg.Pool({ connectionString, application_name: 'taicho api', max: 8 });
    pool.on('error', (error) => log('a database connection broke', error));
    undo.push(() => pool.end());
    const accounts = demo
      ? await openDemo({ connectionString, embedded: database.embedded, pool, dossiers: options.dossiers, say, signal })
      : [];
    if (!demo) await disableDemoAccounts(pool);
    const delivery = openDelivery();
    const engine = await openEngine({ connectionString, log, deliver: delivery.deliver });
    undo.push(() => engine.close());
    undo.push(() => delivery.close());
    const firstStart = await prepareFirstStart(engine, pool, demo);

    if (await built) say('Đã dựng trang web', 'The web application is built');
    signal.throwIfAborted();
    let stopping = false;
    const http = createServer();
    undo.push(() => closeServer(http));
    const port = await listen(http, host, options.port);
    const url = options.publicUrl ?? `http://${shownHost(host)}:${port}`;
    const service: Service = {
      engine,
      pool,
      metrics: openMetrics(),
      log,
      stopping: () => stopping,
      settings: {
        secure: url.startsWith('https:'),
        publicUrl: url,
        trustedProxies: options.trustedProxies,
        requestsPerMinute: options.requestsPerMinute,
        privateWebhooks: options.privateWebhooks,
        demo,
        ...(options.oidc && { oidc: openOidc(options.oidc) }),
      },
    };
    delivery.begin(service);
    const application = isWebAppBuilt() ? webApp(builtFolder, service) : webAppMissing();
    http.on('request', createApp(service, routes, express.Router().use(application, pages(service))));
    let stopped: Promise<void> | undefined;
    return {
      url,
      port,
      embedded: database.embedded,
      firstStart,
      accounts,
      stop() {
        stopping = true;
        return (stopped ??= undoAll());
      },
    };
  } catch (error) {
    await undoAll().catch((failure: unknown) => log('closing after a failed start', failure));
    throw error;
  }
}

function log(message: string, details?: unknown): void {
  console.error(`${new Date().toISOString()} ${message}`, details ?? '');
}

function shownHost(host: string): string {
  if (host === '127.0.0.1' || host === '0.0.0.0' || host === '::' || host === '::1') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

/** Takes no new connection, lets requests under way end, and cuts what lasts longer. */
async function closeServer(http: Server): Promise<void> {
  if (!http.listening) return;
  const cut = setTimeout(() => http.closeAllConnections(), patienceMs);
  await new Promise<void>((resolve) => {
    http.close(() => resolve());
    http.closeIdleConnections();
  });
  clearTimeout(cut);
}
