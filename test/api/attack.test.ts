/** What somebody would try who means harm: every attempt ends in a refusal that tells nothing, and changes nothing. */
import { expect } from 'chai';
import crypto from 'node:crypto';
import { request } from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import { verifyPassword } from '../../api/auth/passwords.ts';
import { createUser, addPosition } from '../../api/auth/users.ts';
import { permissionsOf } from '../../api/auth/roles.ts';
import type { ProblemBody } from '../../api/problem.ts';
import { routes } from '../../api/routes/index.ts';
import { filledIn, foundCentre } from '../support/centre.ts';
import { rowsOf, startTestServer, type TestServer } from '../support/engine.ts';
import { sampleOf } from '../support/sample-of.ts';
import { startTestService, type Answer, type Asker, type TestService } from '../support/service.ts';

const codeOf = ({ status, body }: Answer) => `${status} ${(body as ProblemBody).code}`;
const password = 'mùa xuân ở Hội An 2026';

describe('attacks', function () {
  this.timeout(120_000);
  let server: TestServer;
  let api: TestService;
  let administrator: Asker;
  let officer: Asker;
  before(async () => {
    server = await startTestServer();
    api = await startTestService(server);
    await foundCentre(api.engine);
    administrator = await api.person('administrator');
    officer = await api.person('officer', 'centre');
  });
  after(async () => {
    await api?.close();
    await server?.stop();
  });

  describe('by injection', () => {
    const texts = [
      `'; drop table users; --`,
      `' or '1'='1`,
      '") or true --',
      '$1',
      '%',
      '\\',
      '{{7*7}}',
      '${7*7}',
      '<script>alert(1)</script>',
    ];

    it('into lists, look-ups and names find nothing and break nothing', async () => {
      const count = async () => (await rowsOf<{ n: number }>(api.engine.connectionString, 'select count(*)::int as n from users'))[0]!.n;
      const before = await count();
      for (const text of texts) {
        const given = encodeURIComponent(text);
        for (const path of [`/users?search=${given}`, `/audit-log?login=${given}`, `/audit-log?action=${given}&subject=${given}`]) {
          const { status, body } = await administrator.ask('GET', path);
          expect([status, (body as { items: unknown[] }).items], path).to.deep.equal([200, []]);
        }
        for (const path of [`/dossiers?code=${given}`, `/dossiers?groupId=${given}`, `/dossiers?department=${given}`])
          expect((await officer.ask('GET', path)).body, path).to.deep.equal({ items: [] });
        expect(codeOf(await officer.ask('GET', `/dossiers?processKey=${given}`)), text).to.match(/^(200 undefined|404 UNKNOWN_PROCEDURE)$/);
        expect(codeOf(await officer.ask('GET', `/dossiers/${given}`)), text).to.equal('400 INVALID_INPUT');
        expect(codeOf(await administrator.ask('POST', '/users', { body: { login: text, name: 'x' } })), text).to.equal('422 LOGIN_INVALID');
      }
      expect(await count()).to.equal(before);
    });

    it('into cursors are refused', async () => {
      const cursor = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
      for (const value of [["1' or 1=1"], [{ a: 1 }], 'x', [null, null, null], ['9'.repeat(30)], ['2026-01-01T00:00:00Z', "1'"]])
        for (const [who, path] of [
          [officer, '/dossiers'],
          [administrator, '/audit-log'],
        ] as const)
          expect(codeOf(await who.ask('GET', `${path}?cursor=${cursor(value)}`)), JSON.stringify(value)).to.equal('422 INVALID_VALUE');
    });

    it('as text that is stored come back as the text they are', async () => {
      for (const text of texts) {
        const { body } = await officer.ask('POST', '/dossiers', {
          body: { processKey: 'copy', variables: { area: 1, fullName: `x ${text}` }, code: `C ${text}` },
        });
        const { dossierId } = body as { dossierId: string };
        expect((await officer.ask('GET', `/dossiers/${dossierId}`)).body).to.include({ code: `C ${text}` });
        const { items } = (await officer.ask('GET', `/dossiers/${dossierId}/personal-data`)).body as { items: { value: string }[] };
        expect(items[0]!.value).to.equal(`x ${text}`);
      }
    });
  });

  describe('by paths', () => {
    /** As it is written: fetch would tidy it up. */
    const raw = (path: string) =>
      new Promise<{ status: number; text: string }>((resolve, reject) => {
        const { port } = new URL(api.url);
        request({ port, path }, (response) => {
          let text = '';
          response.setEncoding('utf8').on('data', (part: string) => (text += part));
          response.on('end', () => resolve({ status: response.statusCode!, text }));
        })
          .on('error', reject)
          .end();
      });

    it('lead nowhere but to routes', async () => {
      for (const path of [
        '/../../etc/passwd',
        '/api/v1/../../package.json',
        '/api/v1/..%2f..%2fpackage.json',
        '/api/v1/docs/../../../package.json',
        '/api/v1/%2e%2e/%2e%2e/api/main.ts',
        '/api/v1/docs%00.html',
        '//api/v1/session',
        '/api/v1/public/dossiers/..%2f..%2f..%2fetc%2fpasswd',
      ]) {
        const { status, text } = await raw(path);
        expect(status, path).to.be.oneOf([400, 404, 422]);
        expect(text, path).not.to.match(/root:|"dependencies"|import /);
      }
    });
  });

  describe('by fields that nobody asked for', () => {
    it('are refused by every route that takes a body, and say which', async () => {
      // between them these have every permission there is
      const key = await api.key(permissionsOf.system);
      const people = [administrator, await api.person('reviewer'), await api.person('approver')];
      for (const route of routes) {
        const { type, properties } = (route.body ?? {}) as { type?: string; properties?: object };
        if (type !== 'object' || !properties) continue;
        const params = { ...(sampleOf(route.params) as object) } as Record<string, string>;
        const url = route.path.replace(/[:*](\w+)/g, (_all, name: string) => encodeURIComponent(params[name] ?? 'x'));
        const options = {
          body: { ...(sampleOf(route.body) as object), isAdministrator: true },
          headers: { 'idempotency-key': route.path },
        };
        const answers = [
          ...(await Promise.all(people.map((each) => each.ask(route.method.toUpperCase(), url, options)))),
          await api.ask(route.method.toUpperCase(), url, { key, ...options }),
        ].filter(({ status }) => status !== 403);
        expect(answers, route.path).not.to.deep.equal([]);
        for (const answer of answers) {
          expect(answer.status, route.path).to.equal(422);
          expect(JSON.stringify(answer.body), route.path).to.include('"pointer":"/isAdministrator"');
        }
      }
      expect((await officer.ask('GET', '/session')).body)
        .to.have.property('positions')
        .with.length(1);
    });

    it('and names that objects have by themselves change no object', async () => {
      const send = (body: string) =>
        officer.ask('POST', '/dossiers', { body: Buffer.from(body), headers: { 'content-type': 'application/json' } });
      const start = (more: string) => `{"processKey":"copy","variables":{"area":1,"fullName":"Hoa Hoa"${more}}}`;
      expect(codeOf(await send(start(',"__proto__":{"admin":true}')))).to.equal('422 INVALID_INPUT');
      expect(codeOf(await send(start(',"constructor":{"prototype":{"admin":true}}')))).to.equal('422 FORM_INVALID');
      expect(codeOf(await send('{"processKey":"copy","__proto__":{"versionId":"1"}}'))).to.equal('422 INVALID_INPUT');
      expect(({} as { admin?: boolean }).admin).to.equal(undefined);
      expect((await officer.ask('GET', '/dossiers?__proto__[x]=1')).status).to.equal(400);
    });
  });

  describe('by bodies that cost much', () => {
    it('are refused before they do: large, deep, many', async () => {
      const send = async (body: string, type = 'application/json') =>
        codeOf(await officer.ask('POST', '/dossiers', { body: Buffer.from(body), headers: { 'content-type': type } }));
      expect(await send(`{"variables":{"x":"${'a'.repeat(2_000_001)}"}}`)).to.equal('413 BODY_TOO_LARGE');
      expect(await send(`{"variables":{"x":${'[{"a":'.repeat(100_000)}1`)).to.equal('400 BODY_TOO_DEEP');
      // a quotation mark that only the bytes have, then depth that would be taken for text
      const hidden = Buffer.from(`["\u221b",${'['.repeat(10_000)}${']'.repeat(10_000)}]`, 'utf16le');
      const headers = { 'content-type': 'application/json; charset=utf-16le' };
      expect(codeOf(await officer.ask('POST', '/dossiers', { body: hidden, headers }))).to.equal('415 ENCODING_UNSUPPORTED');
      expect(await send('{"variables":')).to.equal('400 BODY_NOT_JSON');
      const one = { processKey: 'copy', variables: filledIn };
      expect(codeOf(await officer.ask('POST', '/visits', { body: { dossiers: Array.from({ length: 21 }, () => one) } }))).to.equal(
        '422 INVALID_INPUT',
      );
      expect(codeOf(await officer.ask('GET', '/dossiers?limit=1000000'))).to.equal('400 INVALID_INPUT');
      expect(codeOf(await officer.ask('POST', '/dossiers', { body: { ...one, code: 'x'.repeat(61) } }))).to.equal('422 INVALID_INPUT');
      expect(api.logged.filter((each) => JSON.stringify(each).includes('INTERNAL'))).to.deep.equal([]);
    });
  });

  describe('by cookies', () => {
    it('that are forged, old, of another name or another’s token, sign nobody in', async () => {
      const see = async (cookie: string) => (await api.ask('GET', '/session', { headers: { cookie } })).status;
      const token = officer.cookie.split('=')[1]!;
      const hash = crypto.createHash('sha256').update(token).digest();
      expect(await see(officer.cookie)).to.equal(200);
      for (const forged of [
        `taicho=${'A'.repeat(43)}`,
        `taicho=${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`,
        `taicho=${hash.toString('base64url')}`,
        `__Host-taicho=${token}`,
        `taicho=${token}%00`,
        `taicho="${token}"`,
        `TAICHO=${token}`,
        `taicho=${token.toLowerCase()}`,
        `taicho=' or 1=1 --`,
      ])
        expect(await see(forged), forged).to.equal(401);
      const stranger = await officer.ask('DELETE', '/session', { headers: { 'x-csrf-token': administrator.csrfToken } });
      expect(codeOf(stranger), 'with the token of another session').to.equal('403 CSRF');
    });

    it('do not work together with a key that does not', async () => {
      expect((await officer.ask('GET', '/session', { key: `taicho_${'A'.repeat(43)}` })).status).to.equal(401);
    });
  });

  describe('by repeating what was heard', () => {
    it('do nothing after signing out', async () => {
      const person = await api.person('officer', 'centre');
      await person.ask('DELETE', '/session');
      expect((await person.ask('POST', '/dossiers', { body: { processKey: 'copy', variables: filledIn } })).status).to.equal(401);
    });

    it('do a command once, however often and at once it is sent', async () => {
      const key = await api.key(['dossiers:start', 'dossiers:read']);
      const send = () =>
        api.ask('POST', '/dossiers', {
          key,
          body: { processKey: 'copy', variables: filledIn, groupId: 'replay' },
          headers: { 'idempotency-key': 'heard' },
        });
      const answers = await Promise.all(Array.from({ length: 10 }, send));
      expect(new Set(answers.map(({ body }) => (body as { dossierId: string }).dossierId))).to.have.length(1);
      expect((await api.ask('GET', '/dossiers?groupId=replay', { key })).body)
        .to.have.property('items')
        .with.length(1);
      const other = await api.key(['dossiers:start']);
      const theirs = await api.ask('POST', '/dossiers', {
        key: other,
        body: { processKey: 'copy', variables: filledIn, groupId: 'replay' },
        headers: { 'idempotency-key': 'heard' },
      });
      expect(theirs.body, 'a heard key gives nobody else the answer').not.to.have.property('repeated');
    });
  });

  describe('by watching how long signing in takes', () => {
    /** How often scrypt works, and with how much, while something is done. */
    async function work(act: () => Promise<unknown>): Promise<string[]> {
      const { scrypt } = crypto;
      const done: string[] = [];
      crypto.scrypt = ((...given: Parameters<typeof scrypt>) => {
        const { N, r, p } = given[3] as { N: number; r: number; p: number };
        done.push(`${N} ${r} ${p}`);
        return scrypt(...given);
      }) as typeof scrypt;
      syncBuiltinESMExports();
      try {
        await act();
      } finally {
        crypto.scrypt = scrypt;
        syncBuiltinESMExports();
      }
      return done;
    }

    it('learn nothing: unknown, without password, disabled, locked, wrong or right is the same work', async () => {
      const { pool } = api.service;
      const known = await createUser(pool, { login: 'known', name: 'K', password }, new Date());
      await addPosition(pool, known, { role: 'officer' }, new Date());
      await createUser(pool, { login: 'outside', name: 'O' }, new Date());
      await createUser(pool, { login: 'disabled', name: 'D', password }, new Date());
      await createUser(pool, { login: 'locked', name: 'L', password }, new Date());
      await rowsOf(api.engine.connectionString, `update users set disabled_at = now() where login = 'disabled'`);
      await rowsOf(api.engine.connectionString, `update users set locked_until = now() + interval '1 hour' where login = 'locked'`);
      const signIn = (login: string, given: string) => work(() => api.ask('POST', '/session', { body: { login, password: given } }));
      const one = ['32768 8 3'];
      expect(await signIn('known', password), 'right').to.deep.equal(one);
      for (const login of ['known', 'unknown', 'outside', 'disabled', 'locked'])
        expect(await signIn(login, 'sai mật khẩu rồi nhé'), login).to.deep.equal(one);
    });

    it('and a flood of passwords is refused at its end', async () => {
      const answers = await Promise.allSettled(Array.from({ length: 60 }, () => verifyPassword('x', undefined)));
      const refused = answers.flatMap((answer) => (answer.status === 'rejected' ? [(answer.reason as { code: string }).code] : []));
      expect(refused).to.deep.equal(Array.from({ length: 60 - 34 }, () => 'SIGN_IN_BUSY'));
      expect(await verifyPassword('x', undefined)).to.equal(false);
    });

    it('nor by what is answered', async () => {
      const said = new Set<string>();
      for (const login of ['known', 'unknown', 'outside', 'disabled', 'locked']) {
        const { status, headers, body } = await api.ask('POST', '/session', { body: { login, password: 'sai mật khẩu rồi nhé' } });
        const names = [...headers.keys()].filter((name) => !name.startsWith('ratelimit')).sort();
        said.add(JSON.stringify([status, names, { ...(body as object), requestId: '' }]));
      }
      expect(said).to.have.length(1);
    });
  });
});
