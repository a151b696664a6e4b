/** The service over HTTP: completions a second, what one waits for at half that load, a thousand listeners. The callers are a process of their own on the same cores. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { createApp } from '../../../api/app.ts';
import { publishWithoutDecision } from '../../../api/appraisal/publication.ts';
import { createApiKey } from '../../../api/auth/api-keys.ts';
import { permissionsOf } from '../../../api/auth/roles.ts';
import { openMetrics } from '../../../api/metrics.ts';
import { mostStreamsEach } from '../../../api/routes/events.ts';
import { routes } from '../../../api/routes/index.ts';
import type { Service } from '../../../api/service.ts';
import { openEngine } from '../../../engine/runtime/index.ts';
import type { HttpAnswer, HttpOrder } from '../durable/http-process.ts';
import { prepareProcedure } from '../durable/procedure.ts';
import { rounded } from '../durable/statistics.ts';
import type { EngineRow } from '../engine-row.ts';

const program = fileURLToPath(new URL('../durable/http-process.ts', import.meta.url));

export const http: EngineRow = {
  name: 'http',
  async measure(server, { http: effort }) {
    const connectionString = await server.newDatabase();
    const engine = await openEngine({ connectionString });
    const pool = new pg.Pool({ connectionString, max: 8 });
    // longer than a caller ever rests: a connection must not close while a request is on its way
    const listener = createServer({ keepAliveTimeout: 120_000 });
    const child = fork(program, [], { execArgv: ['--import', 'tsx'], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    const gone = once(child, 'exit');
    let stopping = false;
    try {
      const versionId = await prepareProcedure(engine);
      const published = { kind: 'direct', note: 'bench', actor: { user: 'bench' }, at: new Date() } as const;
      await publishWithoutDecision(pool, await engine.version(versionId), published);
      await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
      const url = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`;
      const service: Service = {
        engine,
        pool,
        metrics: openMetrics(),
        log: (message, details) => console.error(message, details),
        stopping: () => stopping,
        settings: {
          secure: false,
          publicUrl: url,
          trustedProxies: 0,
          requestsPerMinute: 100_000_000,
          privateWebhooks: false,
          demo: false,
          portal: false,
        },
      };
      listener.on('request', createApp(service, routes));
      const newKey = async () => (await createApiKey(pool, { name: 'bench', scopes: permissionsOf.system }, 'bench', new Date())).key;
      const key = await newKey();
      const listenerKeys = await Promise.all(Array.from({ length: Math.ceil(effort.listeners / mostStreamsEach) }, newKey));
      const order = { url, key, versionId, callers: 64 };
      await told(child, { ...order, seconds: effort.warmUpSeconds });
      const most = await told(child, { ...order, seconds: effort.windowSeconds });
      const half = await told(child, { ...order, seconds: effort.windowSeconds, perSecond: most.perSecond / 2 });
      const stream = await told(child, { ...order, seconds: 0, listeners: effort.listeners, listenerKeys });
      const figures = {
        perSecond: Math.round(most.perSecond),
        p50Ms: rounded(most.p50Ms),
        halfPerSecond: Math.round(half.perSecond),
        halfP99Ms: rounded(half.p99Ms),
        listeners: effort.listeners,
        allHeardMs: rounded(stream.p99Ms),
      };
      return {
        json: { http: figures },
        lines: [
          {
            name: 'HTTP',
            value: `${figures.perSecond.toLocaleString('en')}/s`,
            unit: `tasks completed, 64 callers; p50 ${figures.p50Ms} ms`,
            goal: '≥ 1,500/s',
          },
          {
            name: 'HTTP, half that load',
            value: `${figures.halfP99Ms} ms`,
            unit: `p99 at ${figures.halfPerSecond.toLocaleString('en')}/s`,
          },
          {
            name: 'event stream',
            value: `${figures.allHeardMs} ms`,
            unit: `${effort.listeners.toLocaleString('en')} listeners, from sending to the last`,
          },
        ],
      };
    } finally {
      stopping = true;
      child.disconnect();
      await gone;
      listener.closeAllConnections();
      listener.close();
      await engine.close();
      await pool.end();
      await server.dropDatabase(connectionString);
    }
  },
};

async function told(child: ChildProcess, order: HttpOrder): Promise<HttpAnswer> {
  child.send(order);
  const [answer] = (await once(child, 'message')) as [HttpAnswer | { readonly error: string }];
  if ('error' in answer) throw new Error(answer.error);
  return answer;
}
