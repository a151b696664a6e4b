/** The description of the API: valid, whole, and the same as what the service checks. */
import { Validator } from '@seriousme/openapi-schema-validator';
import { expect } from 'chai';
import { docsPage } from '../../api/docs-page.ts';
import { openApiDocument, openApiPath } from '../../api/openapi.ts';
import { operationId } from '../../api/operation-id.ts';
import type { Route } from '../../api/route.ts';
import { routes } from '../../api/routes/index.ts';

interface Operation {
  readonly operationId: string;
  readonly security: readonly object[];
  readonly 'x-permission'?: string;
  readonly parameters: readonly { readonly name?: string; readonly in?: string; readonly required?: boolean; readonly $ref?: string }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema?: object }>> };
  readonly responses: Readonly<
    Record<string, { readonly $ref?: string; readonly content?: Readonly<Record<string, { readonly schema?: object }>> }>
  >;
}
interface Document {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

const plain = (value: object) => JSON.parse(JSON.stringify(value)) as Record<string, unknown>;
const document = openApiDocument(routes, '/api/v1') as Document;
const operationOf = ({ path, method }: Route) => document.paths[openApiPath(path)]![method]!;
const named = ({ method, path }: Route) => `${method} ${path}`;

describe('the OpenAPI document', () => {
  it('is valid OpenAPI 3.1', async () => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate(plain(document));
    expect(errors ?? []).to.deep.equal([]);
    expect([valid, validator.version]).to.deep.equal([true, '3.1']);
    const broken = await new Validator().validate(plain({ ...document, info: {} }));
    expect(broken.valid, 'the validator does look').to.equal(false);
  });

  it('has every route with a name of its own, its permission and its parameters, and no other', () => {
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    expect(described.sort()).to.deep.equal(routes.map((route) => `${route.method} ${openApiPath(route.path)}`).sort());
    const ids = routes.map(operationId);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).to.deep.equal([]);
    for (const route of routes) {
      const operation = operationOf(route);
      expect(operation.security.length === 0, named(route)).to.equal(route.allow === 'public');
      expect(operation['x-permission'], named(route)).to.equal(['public', 'signedIn'].includes(route.allow) ? undefined : route.allow);
      const inPath = [...route.path.matchAll(/[:*](\w+)/g)].map(([, name]) => name);
      expect(
        operation.parameters.filter((each) => each.in === 'path').map(({ name }) => name),
        named(route),
      ).to.have.members(inPath);
      const query = Object.keys((route.query as { properties?: object } | undefined)?.properties ?? {});
      expect(
        operation.parameters.filter((each) => each.in === 'query').map(({ name }) => name),
        named(route),
      ).to.have.members(query);
      expect(
        operation.parameters.some(({ $ref }) => $ref?.endsWith('/idempotencyKey')),
        named(route),
      ).to.equal(route.idempotent === true);
    }
  });

  it('has the schemas of bodies and answers that the service checks and gives', () => {
    const resolved = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(resolved);
      if (typeof value !== 'object' || value === null) return value;
      const { $ref } = value as { $ref?: string };
      if ($ref !== undefined) return resolved(document.components.schemas[$ref.split('/').at(-1)!]);
      return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, resolved(each)]));
    };
    for (const route of routes) {
      const { requestBody, responses } = operationOf(route);
      if (route.body) expect(resolved(requestBody!.content['application/json']!.schema), named(route)).to.deep.equal(plain(route.body));
      else expect(requestBody !== undefined, named(route)).to.equal(route.raw !== undefined);
      const [status, success] = Object.entries(responses)[0]!;
      expect(Number(status), named(route)).to.be.within(200, 302);
      const content = success.content?.[route.media ?? 'application/json'];
      expect(content !== undefined, named(route)).to.equal(route.answer !== undefined || route.media !== undefined);
      if (route.answer) expect(resolved(content!.schema), named(route)).to.deep.equal(plain(route.answer));
      expect(responses['default'], named(route)).to.deep.equal({ $ref: '#/components/responses/Problem' });
    }
  });

  it('says of every JSON object that is taken whether it takes more than it names', () => {
    for (const route of routes) {
      const { type, properties, additionalProperties } = (route.body ?? {}) as {
        type?: string;
        properties?: object;
        additionalProperties?: unknown;
      };
      if (type === 'object' && properties) expect(additionalProperties, named(route)).to.equal(false);
    }
  });
});

describe('names of operations', () => {
  it('are the method and the words of the path, in the singular where one thing is meant', () => {
    const name = (method: Route['method'], path: string) => operationId({ method, path });
    expect(name('get', '/dossiers')).to.equal('getDossiers');
    expect(name('get', '/dossiers/:dossierId')).to.equal('getDossier');
    expect(name('post', '/dossiers/:dossierId/payment-proof')).to.equal('postDossierPaymentProof');
    expect(name('delete', '/api-keys/:keyId')).to.equal('deleteApiKey');
    expect(name('get', '/deliveries/:id')).to.equal('getDelivery');
  });
});

describe('the page of the API', () => {
  const page = docsPage(routes, '/api/v1');

  it('shows every route with its permission, in Vietnamese and English', () => {
    for (const route of routes) {
      expect(page).to.include(`<code>/api/v1${openApiPath(route.path)}</code>`);
      expect(page).to.include(`${route.summary[0].replaceAll('"', '&quot;')} <i lang="en">`);
    }
    expect(page.match(/<details>/g)).to.have.length(routes.length);
    expect(page).to.include('<code>users:manage</code>').and.include('CODE_TAKEN');
  });

  it('needs nothing from elsewhere and lets no text be markup', () => {
    expect(page).not.to.match(/https?:|<script|@import|url\(/);
    const hostile: Route = { ...routes[0]!, tag: '"><script>', summary: ['<b>', '<i>&'] };
    expect(docsPage([hostile], '/api/v1'))
      .not.to.include('<script>')
      .and.not.include('<b>');
  });
});
