/** A program of its own that asks the service over HTTP: what it is told to do comes from its parent, what came of it goes back. */
import { Agent, request, type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { taskKey, variables } from '../ten-tasks.ts';
import { openCaller, type Caller } from './caller.ts';
import { quantile } from './statistics.ts';
import { fromCallers } from './window.ts';

/** `perSecond`: no more than so many steps; absent: as many as there can be. */
export interface HttpOrder {
  readonly url: string;
  readonly key: string;
  readonly versionId: string;
  readonly callers: number;
  readonly seconds: number;
  readonly perSecond?: number;
  /** Instead: so many listeners to the stream of events, and how long until all have heard of one step. */
  readonly listeners?: number;
  /** Keys of the listeners: one has no more than its streams. */
  readonly listenerKeys?: readonly string[];
}

export interface HttpAnswer {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

const agent = new Agent({ keepAlive: true, maxSockets: Infinity });
let number = 0;

async function ask({ key }: HttpOrder, caller: Caller, path: string, body: object): Promise<{ dossierId: string }> {
  const headers = { authorization: `Bearer ${key}`, 'idempotency-key': `${process.pid}-${++number}` };
  return JSON.parse(await caller.post(`/api/v1${path}`, headers, JSON.stringify(body))) as { dossierId: string };
}

async function load(order: HttpOrder): Promise<HttpAnswer> {
  const { versionId, callers, seconds, perSecond } = order;
  const start = async (caller: Caller) => (await ask(order, caller, '/dossiers', { versionId, variables })).dossierId;
  const places = await Promise.all(
    Array.from({ length: callers }, async () => {
      const caller = await openCaller(new URL(order.url));
      return { caller, dossierId: await start(caller), completed: 0 };
    }),
  );
  const begun = performance.now();
  const pauseMs = perSecond === undefined ? 0 : (callers / perSecond) * 1_000;
  const next = places.map((_, caller) => begun + (caller / callers) * pauseMs);
  const { steps, waitsMs } = await fromCallers(callers, seconds, async (caller, waits) => {
    const place = places[caller]!;
    if (pauseMs > 0) {
      await sleep(Math.max(0, next[caller]! - performance.now()));
      next[caller]! += pauseMs;
    }
    if (place.completed === 10) {
      place.dossierId = await start(place.caller);
      place.completed = 0;
      return 0;
    }
    const at = performance.now();
    await ask(order, place.caller, `/tasks/${place.dossierId}/${encodeURIComponent(taskKey(place.completed++))}/completion`, {});
    waits.push(performance.now() - at);
    return 1;
  });
  const elapsed = (performance.now() - begun) / 1_000;
  for (const { caller } of places) caller.end();
  return { perSecond: steps / elapsed, p50Ms: quantile(waitsMs, 0.5), p99Ms: quantile(waitsMs, 0.99) };
}

/** Milliseconds from sending a command until the middle one, and all, have heard of it. */
async function listen(order: HttpOrder, listeners: number): Promise<HttpAnswer> {
  const caller = await openCaller(new URL(order.url));
  const { dossierId } = await ask(order, caller, '/dossiers', { versionId: order.versionId, variables });
  const heard: number[] = [];
  let all: () => void;
  const allHeard = new Promise<void>((resolve) => (all = resolve));
  const open: IncomingMessage[] = [];
  await Promise.all(
    Array.from(
      { length: listeners },
      (_listener, index) =>
        new Promise<void>((resolve, reject) => {
          const keys = order.listenerKeys ?? [order.key];
          const headers = { authorization: `Bearer ${keys[index % keys.length]!}` };
          request(`${order.url}/api/v1/events/stream?types=elementCompleted`, { agent, headers }, (response) => {
            open.push(response);
            let text = '';
            let isHeard = false;
            response.setEncoding('utf8').on('data', (part: string) => {
              text += part;
              if (isHeard || !text.includes('elementCompleted')) return;
              isHeard = true;
              heard.push(performance.now());
              if (heard.length === listeners) all();
            });
            response.on('error', () => undefined);
            if (response.statusCode === 200) resolve();
            else reject(new Error(`the stream answered ${response.statusCode}`));
          })
            .on('error', reject)
            .end();
        }),
    ),
  );
  const at = performance.now();
  await ask(order, caller, `/tasks/${dossierId}/${encodeURIComponent(taskKey(0))}/completion`, {});
  await allHeard;
  for (const response of open) response.destroy();
  caller.end();
  const waits = heard.map((instant) => instant - at);
  return { perSecond: listeners, p50Ms: quantile(waits, 0.5), p99Ms: Math.max(...waits) };
}

process.on('message', (order: HttpOrder) => {
  const work = order.listeners === undefined ? load(order) : listen(order, order.listeners);
  work.then(
    (answer) => process.send!(answer),
    (error: unknown) => process.send!({ error: String(error) }),
  );
});
process.once('disconnect', () => process.exit());
