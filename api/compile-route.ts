/** The steps around one route, in this order: may this identity do it at all, is the request well-formed, then the route itself. */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { TSchema } from 'typebox';
import { wholeText } from '../engine/runtime/index.ts';
import { identityAt } from './auth/authenticate.ts';
import { identityOf, type Identity } from './auth/identity.ts';
import { languageOf } from './language.ts';
import { forbidden, passwordChangeRequired, Problem, schemaProblem, unauthenticated } from './problem.ts';
import type { Call, Route } from './route.ts';
import type { Service } from './service.ts';

const strict = withFormats(new Ajv2020({ allErrors: true, strictRequired: false, discriminator: false }));
/** Paths and queries are text: numbers and truth values in them are read as what the schema says. */
const lenient = withFormats(new Ajv2020({ allErrors: true, coerceTypes: 'array', strictRequired: false }));

function withFormats(ajv: Ajv2020): Ajv2020 {
  addFormats.default(ajv);
  const instant = ajv.formats['date-time'] as { readonly validate: (text: string) => boolean };
  // RFC 3339 knows leap seconds, a clock of ours does not
  ajv.addFormat('date-time', { type: 'string', validate: (text: string) => instant.validate(text) && !Number.isNaN(Date.parse(text)) });
  return ajv;
}

export const nobody: Identity = identityOf({ login: 'public', name: 'public', positions: [] });

export function compileRoute(service: Service, route: Route, readBody: RequestHandler): RequestHandler[] {
  const compiled = {
    params: compile(lenient, route.params),
    query: compile(lenient, route.query),
    body: compile(strict, route.body),
  };
  const name = `${route.method.toUpperCase()} ${route.path}`;

  const permit = (_request: Request, response: Response, next: NextFunction) => {
    response.locals['route'] = name;
    const identity = identityAt(response);
    if (route.allow !== 'public') {
      if (!identity) throw unauthenticated();
      if (identity.mustChangePassword && route.tag !== 'session') throw passwordChangeRequired();
      if (route.allow !== 'signedIn' && !identity.permissions.has(route.allow)) throw forbidden(route.allow);
    }
    next();
  };

  const answer = async (request: Request, response: Response) => {
    const params = checked(compiled.params, wholeText({ ...request.params }), 'params');
    const query = checked(compiled.query, wholeText({ ...request.query }), 'query');
    if (
      route.body &&
      request.body === undefined &&
      (request.get('transfer-encoding') !== undefined || Number(request.get('content-length') ?? 0) > 0)
    )
      throw new Problem(415, 'CONTENT_TYPE', 'Nội dung phải là application/json', 'The body must be application/json');
    const body: unknown =
      route.raw === undefined ? checked(compiled.body, wholeText((request.body as unknown) ?? {}), 'body') : request.body;
    const identity = identityAt(response) ?? nobody;
    const idempotencyKey = idempotencyKeyOf(request, route, identity);
    const ifRevision = revisionOf(request);
    const call: Call = {
      service,
      identity,
      params,
      query,
      body,
      headers: request.headers,
      language: languageOf(request),
      requestId: String(response.locals['requestId']),
      address: request.ip ?? '',
      http: { request, response },
      ...(idempotencyKey !== undefined && { idempotencyKey }),
      ...(ifRevision !== undefined && { ifRevision }),
    };
    const result = await route.handle(call as never);
    if (!result) return;
    const unchanged =
      request.method === 'GET' && result.headers?.['ETag'] !== undefined && request.get('if-none-match') === result.headers['ETag'];
    if (unchanged)
      return void response
        .set({ 'Cache-Control': 'no-store', ...result.headers })
        .status(304)
        .end();
    response
      .set({ 'Cache-Control': 'no-store', ...result.headers })
      .status(result.status ?? route.status ?? (result.body === undefined ? 204 : 200));
    if (result.body === undefined) response.end();
    else if (typeof result.body === 'string' || Buffer.isBuffer(result.body))
      response.type(result.headers?.['Content-Type'] ?? route.media ?? 'application/json').send(result.body);
    else response.type('application/json').send(JSON.stringify(result.body));
  };
  return [permit, readBody, answer];
}

function compile(ajv: Ajv2020, schema: TSchema | undefined): ValidateFunction | undefined {
  return schema && ajv.compile(schema);
}

/** The value itself; coercion happens in place. Nothing is taken that no schema speaks of. */
function checked(validate: ValidateFunction | undefined, value: unknown, where: 'params' | 'query' | 'body'): unknown {
  if (!validate) {
    const names = typeof value === 'object' && value !== null ? Object.keys(value) : [];
    if (where !== 'params' && names.length > 0)
      throw schemaProblem(
        names.map((name) => ({
          keyword: 'additionalProperties',
          instancePath: '',
          schemaPath: '',
          params: { additionalProperty: name },
          message: 'must NOT have additional properties',
        })),
        where,
      );
    return where === 'body' ? undefined : value;
  }
  if (!validate(value)) throw schemaProblem(validate.errors ?? [], where);
  return value;
}

/** Programs repeat themselves when a network fails, so they must say by a key that it is the same request. */
function idempotencyKeyOf(request: Request, { idempotent }: Route, identity: Identity): string | undefined {
  const key = request.get('idempotency-key');
  if (!idempotent) return undefined;
  if (key === undefined) {
    if (identity.apiKeyId === undefined) return undefined;
    throw new Problem(400, 'IDEMPOTENCY_KEY_MISSING', 'Thiếu đầu mục Idempotency-Key', 'The header Idempotency-Key is missing');
  }
  if (/^[\x21-\x7e]{1,200}$/.test(key)) return key;
  throw new Problem(400, 'IDEMPOTENCY_KEY_INVALID', 'Idempotency-Key: 1–200 ký tự ASCII', 'Idempotency-Key: 1 to 200 ASCII characters');
}

/** `If-Match: "7"`: only if the dossier is still at revision 7. */
function revisionOf(request: Request): number | undefined {
  const given = request.get('if-match');
  if (given === undefined || given === '*') return undefined;
  const revision = /^"(\d{1,9})"$/.exec(given)?.[1];
  if (revision === undefined) throw new Problem(400, 'IF_MATCH_INVALID', 'If-Match không hợp lệ', 'If-Match is no ETag of ours');
  return Number(revision);
}
