/**
 * Who may do what: every route of the list, asked as every role of the department that has the dossier and of another, as programs with and without the
 * scope, and as nobody. What is expected follows from `permissionsOf` and from the rule of see.ts; a new route is asked without a new line here.
 */
import { expect } from 'chai';
import { createApiKey } from '../../api/auth/api-keys.ts';
import { permissionsAt, permissionsOf, roles, type Permission, type Role } from '../../api/auth/roles.ts';
import { openSession } from '../../api/auth/sessions.ts';
import { addPosition, createUser } from '../../api/auth/users.ts';
import type { Route } from '../../api/route.ts';
import { routes } from '../../api/routes/index.ts';
import { filledIn, foundCentre } from '../support/centre.ts';
import { startTestServer, type TestServer } from '../support/engine.ts';
import { sampleOf } from '../support/sample-of.ts';
import { startTestService, type TestService } from '../support/service.ts';

const people = roles.filter((role): role is Exclude<Role, 'system'> => role !== 'system');
/** `own` has the dossiers of maps, `other` those of the tax office. */
const unitOf = { own: 'maps', other: 'tax' } as const;
const unknownDossier = '999999999';
/** In the codes of the tax office's dossiers, so that an answer to the maps which names one shows. */
const marker = 'TAX-ONLY';

interface Reply {
  readonly status: number;
  readonly code: string | undefined;
  readonly text: string;
}

describe('access', function () {
  this.timeout(240_000);
  let server: TestServer;
  let api: TestService;
  let taxDossier: string;
  let codes = 0;
  const users = new Map<string, string>();
  const keys = new Map<string, string>();
  /** Answers in which an officer of the maps finds a dossier of the maps. */
  let named = 0;

  before(async () => {
    server = await startTestServer();
    api = await startTestService(server);
    await foundCentre(api.engine);
    const { pool } = api.service;
    const now = new Date();
    // another one stays, whatever an administrator of these is asked to do
    await addPosition(pool, await createUser(pool, { login: 'keeper', name: 'Keeper' }, now), { role: 'administrator' }, now);
    for (const role of people)
      for (const [where, unit] of Object.entries(unitOf)) {
        const userId = await createUser(pool, { login: `${role}.${where}`.toLowerCase(), name: role }, now);
        await addPosition(pool, userId, { role, unit }, now);
        users.set(`${role} ${where}`, userId);
      }
    for (const role of people) {
      const userId = await createUser(pool, { login: `${role}.whole`.toLowerCase(), name: role }, now);
      await addPosition(pool, userId, { role }, now);
      users.set(`${role} whole`, userId);
    }
    for (const scope of permissionsOf.system) {
      const others = permissionsOf.system.filter((each) => each !== scope);
      for (const [name, scopes, unit] of [
        ['own', [scope], unitOf.own],
        ['other', [scope], unitOf.other],
        ['without', others, unitOf.own],
      ] as const)
        keys.set(`${scope} ${name}`, (await createApiKey(pool, { name, scopes, unit }, 'test', now)).key);
    }
    taxDossier = await dossierAt('levy');
  });
  after(async () => {
    await api?.close();
    await server?.stop();
  });

  /** A dossier that has come from the centre to the department of its procedure. */
  async function dossierAt(processKey: 'copy' | 'levy'): Promise<string> {
    const code = `${processKey === 'levy' ? marker : 'MAPS'}-${++codes}`;
    const actor = { user: 'test' };
    const { dossierId } = await api.engine.start({ processKey, variables: filledIn }, actor, { code });
    await api.engine.execute(dossierId, { type: 'completeTask', elementKey: 'receive#1', by: 'test' }, actor);
    return dossierId;
  }

  /** A request that is well-formed, about a dossier if the route is about one. */
  function requestOf({ path, params, query, body, raw, method }: Route, dossierId: string) {
    const samples = { ...(sampleOf(params) as object), dossierId } as Record<string, unknown>;
    const asked = Object.entries(sampleOf(query) as object).map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
    return {
      method: method.toUpperCase(),
      url:
        path.replace(/[:*](\w+)/g, (_all, name: string) => encodeURIComponent(String(samples[name] ?? 'x'))) +
        (asked.length > 0 ? `?${asked.join('&')}` : ''),
      body: raw !== undefined ? Buffer.from('x') : body && sampleOf(body),
    };
  }

  async function ask(route: Route, headers: Record<string, string>, dossierId = unknownDossier): Promise<Reply> {
    const { method, url, body } = requestOf(route, dossierId);
    const giveUp = new AbortController();
    const response = await fetch(`${api.url}/api/v1${url}`, {
      method,
      redirect: 'manual',
      signal: giveUp.signal,
      headers: {
        'idempotency-key': `k${Math.random()}`,
        ...(body !== undefined && { 'content-type': Buffer.isBuffer(body) ? 'application/octet-stream' : 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: Buffer.isBuffer(body) ? new Uint8Array(body) : JSON.stringify(body) }),
    });
    // a stream has no end: that it was let in is enough
    const streams = /event-stream/.test(response.headers.get('content-type') ?? '');
    const text = streams ? '' : await response.text();
    giveUp.abort();
    const isProblem = /problem\+json/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, code: isProblem ? (JSON.parse(text) as { code: string }).code : undefined, text };
  }

  /** A new session each time: some routes end the one they are asked with. */
  async function asPerson(name: string): Promise<Record<string, string>> {
    const { token, csrfToken } = await openSession(api.service.pool, users.get(name)!, new Date(), '127.0.0.1', 'test');
    return { cookie: `taicho=${token}`, 'x-csrf-token': csrfToken };
  }
  const asKey = (name: string) => ({ authorization: `Bearer ${keys.get(name)!}` });

  const short = ({ status, code }: Reply) => `${status} ${code ?? ''}`;

  /** One who has the permission: let in, to what their department has; for the rest as if it did not exist. */
  async function checkLetIn(route: Route, who: string, headersOf: (where: 'own' | 'other') => Promise<Record<string, string>>) {
    const aboutDossier = route.path.includes(':dossierId');
    const own = await ask(route, await headersOf('own'), aboutDossier ? await dossierAt('copy') : undefined);
    expect(own.code, `${who}, own: ${own.text}`).not.to.be.oneOf([
      'UNAUTHENTICATED',
      'FORBIDDEN',
      'UNKNOWN_DOSSIER',
      'INTERNAL',
      'INVALID_INPUT',
    ]);
    expect(own.text, `${who} is told of another department's dossier`)
      .not.to.include(marker)
      .and.not.include(`"dossierId":"${taxDossier}"`);
    if (who === 'officer' && own.text.includes('"MAPS-')) named++;
    if (!aboutDossier) return;
    const [theirs, none] = [await ask(route, await headersOf('own'), taxDossier), await ask(route, await headersOf('own'), unknownDossier)];
    expect(short(theirs), `${who}, a dossier of another department, as one that does not exist`).to.equal(short(none));
    expect(theirs.status, `${who}: ${theirs.text}`).to.equal(404);
    const other = await ask(route, await headersOf('other'), await dossierAt('copy'));
    expect(other.status, `${who} of another department: ${other.text}`).to.equal(404);
  }

  for (const route of routes) {
    const { allow } = route;
    it(`of ${route.method.toUpperCase()} ${route.path}: ${allow}`, async () => {
      const nobody = await ask(route, {}, taxDossier);
      if (allow === 'public') {
        expect(nobody.code).not.to.be.oneOf(['UNAUTHENTICATED', 'FORBIDDEN', 'INTERNAL']);
        return;
      }
      expect(short(nobody), 'nobody').to.equal('401 UNAUTHENTICATED');
      expect(short(await ask(route, { authorization: `Bearer taicho_${'A'.repeat(43)}` })), 'a wrong key').to.equal('401 UNAUTHENTICATED');
      for (const role of people) {
        if (allow === 'signedIn') {
          const reply = await ask(route, await asPerson(`${role} own`));
          expect(reply.code, `${role}: ${reply.text}`).not.to.be.oneOf(['UNAUTHENTICATED', 'FORBIDDEN', 'INTERNAL', 'INVALID_INPUT']);
        } else if (permissionsAt({ role, unit: unitOf.own }).includes(allow))
          await checkLetIn(route, role, (where) => asPerson(`${role} ${where}`));
        else expect(short(await ask(route, await asPerson(`${role} own`), await dossierAt('copy'))), role).to.equal('403 FORBIDDEN');
        // what reaches the whole organisation is for those who are of it
        if (allow !== 'signedIn' && permissionsOf[role].includes(allow) && !permissionsAt({ role, unit: unitOf.own }).includes(allow)) {
          const reply = await ask(route, await asPerson(`${role} whole`));
          expect(reply.code, `${role}: ${reply.text}`).not.to.be.oneOf(['UNAUTHENTICATED', 'FORBIDDEN', 'INTERNAL', 'INVALID_INPUT']);
        }
      }
      if (allow === 'signedIn') return;
      if (permissionsOf.system.includes(allow)) {
        await checkLetIn(route, 'a key with the scope', async (where) => asKey(`${allow} ${where}`));
        expect(short(await ask(route, asKey(`${allow} without`), taxDossier)), 'a key without the scope').to.equal('403 FORBIDDEN');
      } else
        for (const scope of ['dossiers:read', 'procedures:deploy'] satisfies Permission[])
          expect(short(await ask(route, asKey(`${scope} own`))), 'a key').to.equal('403 FORBIDDEN');
    });
  }

  it('was asked where there is something to see: officers found their own dossiers', () => {
    expect(named).to.be.greaterThan(1);
  });

  it('permits something to every role, and to none what nobody was given', () => {
    for (const route of routes)
      if (route.allow !== 'public' && route.allow !== 'signedIn')
        expect(
          roles.filter((role) => permissionsOf[role].includes(route.allow as Permission)),
          route.path,
        ).not.to.deep.equal([]);
    expect(
      permissionsOf.inspector.filter((permission) => /:(act|start|write|work|manage|resolve|deploy|assign|publish)$/.test(permission)),
    ).to.deep.equal([]);
    expect(permissionsOf.administrator.filter((permission) => /^(dossiers|tasks|documents|personalData):/.test(permission))).to.deep.equal(
      [],
    );
  });
});
