/** A client for programs: `openClient({ url, key })` has one function for each operation, typed by the very schemas of the service. */
import { operations, type Operations } from './client-operations.ts';

export interface ClientOptions {
  /** Where the service is, without /api/v1. */
  readonly url: string;
  readonly key?: string;
  /** With every request: a session's cookie and token, Accept-Language … */
  readonly headers?: Readonly<Record<string, string>>;
  readonly fetch?: typeof fetch;
}

export interface CallOptions {
  /** Gives the request up; the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

type Ask<O extends { readonly input: object; readonly answer: unknown }> =
  Record<never, never> extends O['input']
    ? (input?: O['input'], options?: CallOptions) => Promise<O['answer']>
    : (input: O['input'], options?: CallOptions) => Promise<O['answer']>;
export type Client = { readonly [K in keyof Operations]: Ask<Operations[K]> };

/** What the service answered instead: the problem (RFC 9457) with its code and every error. */
export class RequestRefused extends Error {
  override readonly name = 'RequestRefused';
  readonly status: number;
  readonly code: string;
  readonly problem: { readonly detail?: string; readonly errors?: readonly { pointer: string; code: string; detail: string }[] };

  constructor(status: number, problem: RequestRefused['problem'] & { readonly code?: string }) {
    super(problem.detail ?? `HTTP ${status}`);
    this.status = status;
    this.code = problem.code ?? `HTTP_${status}`;
    this.problem = problem;
  }
}

interface Input {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly idempotencyKey?: string;
  readonly ifRevision?: number;
}

/** 128 random bits in hex; `crypto.randomUUID` is missing in browsers where the page came over plain http. */
const freshKey = (): string => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** Every operation gives back the body of the answer, the Response itself where it is no JSON; throws RequestRefused. */
export function openClient({ url, key, headers = {}, fetch: ask = fetch }: ClientOptions): Client {
  const call = async (
    name: keyof Operations,
    { params = {}, query = {}, body, idempotencyKey, ifRevision }: Input = {},
    { signal }: CallOptions = {},
  ): Promise<unknown> => {
    const { method, path, idempotent } = operations[name];
    const address = new URL(`${url}/api/v1${path.replace(/[:*](\w+)/g, (_all, part: string) => encodeURIComponent(params[part] ?? ''))}`);
    for (const [part, value] of Object.entries(query))
      for (const each of Array.isArray(value) ? (value as unknown[]) : [value])
        if (each !== undefined) address.searchParams.append(part, String(each));
    const bytes = body instanceof Uint8Array;
    const response = await ask(address, {
      method: method.toUpperCase(),
      redirect: 'manual',
      headers: {
        ...(key !== undefined && { authorization: `Bearer ${key}` }),
        ...(body !== undefined && { 'content-type': bytes ? 'application/octet-stream' : 'application/json' }),
        ...(idempotent && { 'idempotency-key': idempotencyKey ?? freshKey() }),
        ...(ifRevision !== undefined && { 'if-match': `"${ifRevision}"` }),
        ...headers,
      },
      ...(body !== undefined && { body: bytes ? new Uint8Array(body) : JSON.stringify(body) }),
      ...(signal && { signal }),
    });
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    if (response.status >= 400) throw new RequestRefused(response.status, isJson ? ((await response.json()) as object) : {});
    if (response.status === 204) return undefined;
    return isJson ? response.json() : response;
  };
  return Object.fromEntries(
    (Object.keys(operations) as (keyof Operations)[]).map((name) => [
      name,
      (input?: Input, options?: CallOptions) => call(name, input, options),
    ]),
  ) as unknown as Client;
}
