import type { Socket } from 'node:net';
import type { PoolClient } from 'pg';

/** What `send` sends goes out in one write, not one a query: a write costs as much as a step takes in the core. */
export function inOneWrite<T>(client: PoolClient, send: () => T): T {
  const { stream } = (client as PoolClient & { readonly connection: { readonly stream: Socket } }).connection;
  stream.cork();
  try {
    return send();
  } finally {
    stream.uncork();
  }
}
