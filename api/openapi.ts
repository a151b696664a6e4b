/** The OpenAPI 3.1 document of a list of routes: from the very schemas that requests are checked against. */
import { Type, type TSchema } from 'typebox';
import { namedSchemas, withReferences } from './named-schemas.ts';
import { operationId } from './operation-id.ts';
import type { Route } from './route.ts';

const Problem = Type.Object(
  {
    type: Type.String({ format: 'uri-reference' }),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.String({ description: 'stable, the same in every language' }),
    detail: Type.String(),
    instance: Type.String(),
    requestId: Type.String(),
    permission: Type.Optional(Type.String({ description: 'of FORBIDDEN: the one that is missing' })),
    errors: Type.Optional(
      Type.Array(
        Type.Object({
          pointer: Type.String({ description: 'JSON pointer into the body; #/query/…, #/params/… elsewhere' }),
          code: Type.String(),
          detail: Type.String(),
        }),
      ),
    ),
  },
  { description: 'RFC 9457; every error that was found, in Vietnamese or English by Accept-Language' },
);

const parameters = {
  idempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description: 'required of API keys; the same key gives the first answer again',
    schema: { type: 'string', minLength: 1, maxLength: 200 },
  },
  ifMatch: {
    name: 'If-Match',
    in: 'header',
    required: false,
    description: 'ETag that was read; 412 if it has changed',
    schema: { type: 'string' },
  },
};

/** A plain object, ready to be sent. `url`: where the service is reached, with its base. */
export function openApiDocument(routes: readonly Route[], url: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) (paths[openApiPath(route.path)] ??= {})[route.method] = operationOf(route);
  return {
    openapi: '3.1.0',
    info: {
      title: 'Tại Chỗ',
      version: '1',
      summary: 'Giải quyết thủ tục hành chính đúng hạn / Administrative procedures that keep the legal deadline',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url }],
    tags: [...new Set(routes.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: {
        Problem: withReferences(Problem, true),
        ...Object.fromEntries([...namedSchemas].map(([schema, name]) => [name, withReferences(schema, true)])),
      },
      parameters,
      responses: {
        Problem: { description: 'Problem', content: { 'application/problem+json': { schema: reference('schemas', 'Problem') } } },
      },
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer', description: 'taicho_…; its scopes are the permissions of the routes' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'taicho',
          description: '__Host-taicho behind TLS; changes also need X-CSRF-Token, which POST and GET /session give',
        },
      },
    },
  };
}

const reference = (kind: string, name: string) => ({ $ref: `#/components/${kind}/${name}` });

/** Express's `:name` and `*name` as `{name}`. */
export const openApiPath = (path: string) => path.replace(/[:*](\w+)/g, '{$1}');

function operationOf(route: Route): object {
  const { tag, summary, allow, body, raw, answer, media, idempotent, problems = [] } = route;
  const headers = [
    ...(idempotent ? [reference('parameters', 'idempotencyKey')] : []),
    ...(problems.includes('REVISION_CHANGED') ? [reference('parameters', 'ifMatch')] : []),
  ];
  return {
    operationId: operationId(route),
    tags: [tag],
    summary: summary.join(' / '),
    ...(allow !== 'public' && allow !== 'signedIn' && { 'x-permission': allow }),
    ...(problems.length > 0 && { 'x-problems': problems }),
    security: allow === 'public' ? [] : [{ session: [] }, { apiKey: [] }],
    parameters: [...parametersIn('path', route.params, route.path), ...parametersIn('query', route.query), ...headers],
    ...(body && { requestBody: { required: true, content: { 'application/json': { schema: withReferences(body) } } } }),
    ...(raw !== undefined && {
      requestBody: { required: true, description: `at most ${raw} bytes`, content: { 'application/octet-stream': {} } },
    }),
    responses: {
      [String(successOf(route))]: {
        description: 'OK',
        ...((answer || media !== undefined) && {
          content: { [media ?? 'application/json']: answer ? { schema: withReferences(answer) } : {} },
        }),
      },
      default: reference('responses', 'Problem'),
    },
  };
}

const successOf = ({ status, answer, media }: Route) => status ?? (answer || media !== undefined ? 200 : 204);

interface ObjectSchema {
  readonly properties?: Readonly<Record<string, TSchema & { readonly description?: string }>>;
  readonly required?: readonly string[];
}

/** One parameter for each property; those of a path that no schema speaks of are texts. */
function parametersIn(place: 'path' | 'query', schema: TSchema | undefined, path = ''): object[] {
  const { properties = {}, required = [] } = (schema ?? {}) as ObjectSchema;
  const unnamed = [...path.matchAll(/[:*](\w+)/g)].map(([, name]) => name!).filter((name) => !(name in properties));
  const all = [...Object.entries(properties), ...unnamed.map((name) => [name, Type.String()] as const)];
  return all.map(([name, each]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    ...((each as { description?: string }).description !== undefined && { description: (each as { description?: string }).description }),
    schema: withReferences(each),
  }));
}
