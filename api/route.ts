/** A route is data: what it takes, gives and needs. Validation, permission, the OpenAPI document, the client and the tests read the same list. */
import type { IncomingHttpHeaders } from 'node:http';
import type { Request as HttpRequest, Response as HttpResponse } from 'express';
import type { Static, TSchema } from 'typebox';
import type { Permission } from './auth/roles.ts';
import type { Identity } from './auth/identity.ts';
import type { Service } from './service.ts';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** What a handler is given: everything checked against the route's schemas. */
export interface Call<P = unknown, Q = unknown, B = unknown> {
  readonly service: Service;
  readonly identity: Identity;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly headers: IncomingHttpHeaders;
  readonly idempotencyKey?: string;
  /** Revision named by If-Match. */
  readonly ifRevision?: number;
  readonly language: 'vi' | 'en';
  readonly requestId: string;
  readonly address: string;
  /** For streams and files only. */
  readonly http: { readonly request: HttpRequest; readonly response: HttpResponse };
}

/** What a handler gives back; undefined: it has answered by itself. */
export interface Result {
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Route {
  readonly method: Method;
  /** Below /api/v1, Express's form: `/dossiers/:dossierId`. */
  readonly path: string;
  readonly tag: string;
  /** Vietnamese, English. */
  readonly summary: readonly [string, string];
  /** 'public': nobody need sign in. 'signedIn': any identity. */
  readonly allow: Permission | 'public' | 'signedIn';
  readonly params?: TSchema;
  readonly query?: TSchema;
  readonly body?: TSchema;
  /** Without one: answers 204. */
  readonly answer?: TSchema;
  readonly status?: number;
  /** Media type of an answer that is no JSON. */
  readonly media?: string;
  /** Bytes as they come, at most so many; `body` is then a Buffer. */
  readonly raw?: number;
  /** An Idempotency-Key header is taken (and required of API keys). */
  readonly idempotent?: boolean;
  /** Requests a minute of one address to this route, where fewer than the service allows in all: what could be guessed by trying. */
  readonly perMinute?: number;
  /** Codes of problems beyond those that every route has. */
  readonly problems?: readonly string[];
  readonly handle: (call: Call<never, never, never>) => Promise<Result | undefined>;
}

type Given<S extends TSchema | undefined> = S extends TSchema ? Static<S> : undefined;

/** A route whose handler sees the types of its schemas. */
export function route<P extends TSchema | undefined, Q extends TSchema | undefined, B extends TSchema | undefined>(
  definition: Omit<Route, 'params' | 'query' | 'body' | 'handle'> & {
    readonly params?: P;
    readonly query?: Q;
    readonly body?: B;
    readonly handle: (call: Call<Given<P>, Given<Q>, Given<B>>) => Promise<Result | undefined>;
  },
): Route {
  return definition as unknown as Route;
}
