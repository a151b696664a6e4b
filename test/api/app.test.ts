/** The steps around every route: who asks, is the request well-formed, what is answered when something is wrong. */
import { expect } from 'chai';
import http from 'node:http';
import type { ProblemBody } from '../../api/problem.ts';
import { filledIn, foundCentre } from '../support/centre.ts';
import { startTestServer, type TestServer } from '../support/engine.ts';
import { startTestService, type Answer, type TestService } from '../support/service.ts';

const problem = ({ body }: Answer) => body as ProblemBody;
const codes = ({ body }: Answer) => ((body as ProblemBody).errors ?? []).map(({ pointer, code }) => `${pointer} ${code}`);

describe('the HTTP service', function () {
  this.timeout(120_000);
  let server: TestServer;
  let api: TestService;
  let copy: string;
  let key: string;
  before(async () => {
    server = await startTestServer();
    api = await startTestService(server);
    ({ copy } = await foundCentre(api.engine));
    key = await api.key(['dossiers:start', 'dossiers:read', 'dossiers:act', 'dossiers:manage']);
  });
  after(async () => {
    await api?.close();
    await server?.stop();
  });

  const start = (idempotencyKey: string, body: object = {}) =>
    api.ask('POST', '/dossiers', {
      key,
      body: { versionId: copy, variables: filledIn, ...body },
      headers: { 'idempotency-key': idempotencyKey },
    });

  describe('answers problems', () => {
    it('with type, title, status, code, sentence, place and the id of the request', async () => {
      const answer = await api.ask('GET', '/nowhere?secret=1', { headers: { 'x-request-id': 'trace-1' } });
      expect(answer.status).to.equal(404);
      expect(answer.headers.get('content-type')).to.equal('application/problem+json; charset=utf-8');
      expect(answer.body).to.deep.equal({
        type: '/api/v1/problems#NOT_FOUND',
        title: 'Không tìm thấy',
        status: 404,
        code: 'NOT_FOUND',
        detail: 'Không tìm thấy',
        instance: '/api/v1/nowhere',
        requestId: 'trace-1',
      });
    });

    it('in Vietnamese, and in English to who prefers it', async () => {
      const ask = (language: string) => api.ask('GET', '/dossiers', { headers: { 'accept-language': language } });
      const [vi, en, other] = [await ask('vi-VN,vi;q=0.9,en;q=0.8'), await ask('en-GB,en;q=0.9'), await ask('fr')];
      expect([vi, en, other].map((each) => problem(each).detail)).to.deep.equal([
        'Cần đăng nhập hoặc khóa API',
        'Sign in or give an API key',
        'Cần đăng nhập hoặc khóa API',
      ]);
      expect(en.headers.get('content-language')).to.equal('en');
      expect(en.headers.get('vary')).to.include('Accept-Language');
      expect(en.headers.get('www-authenticate')).to.equal('Bearer realm="taicho"');
    });

    it('with every error of a body at once, each with its pointer', async () => {
      const answer = await api.ask('POST', '/dossiers', {
        key,
        body: { versionId: 'x', code: '', 'a/b': 1, occurredAt: 'yesterday' },
        headers: { 'idempotency-key': 'many-errors' },
      });
      expect(answer.status).to.equal(422);
      expect(problem(answer).code).to.equal('INVALID_INPUT');
      expect(codes(answer).sort()).to.deep.equal([
        '/a~1b additionalProperties',
        '/code minLength',
        '/occurredAt format',
        '/versionId pattern',
      ]);
    });

    it('of a query with its own place, and names the words there are', async () => {
      const answer = await api.ask('GET', '/dossiers?status=lost&limit=many', { key, headers: { 'accept-language': 'en' } });
      expect(answer.status).to.equal(400);
      expect(codes(answer).sort()).to.deep.equal(['#/query/limit type', '#/query/status enum']);
      expect(problem(answer).errors!.find(({ code }) => code === 'enum')!.detail).to.equal(
        'must be one of: open, active, suspended, ended',
      );
      expect(codes(await api.ask('GET', '/session?why=1', { key }))).to.deep.equal(['#/query/why additionalProperties']);
    });

    it('without details when nobody foresaw them, and logs them under the id of the request', async () => {
      const { query } = api.service.pool;
      api.service.pool.query = (() => Promise.reject(new TypeError('a secret of the house'))) as never;
      const answer = await api.ask('GET', '/dossiers', { key, headers: { 'x-request-id': 'bug-1' } }).finally(() => {
        api.service.pool.query = query;
      });
      expect([answer.status, problem(answer).code]).to.deep.equal([500, 'INTERNAL']);
      expect(JSON.stringify(answer.body)).not.to.include('secret');
      expect(String((api.logged.at(-1) as unknown[])[0])).to.include('bug-1');
    });

    it('503 with Retry-After while the database is away', async () => {
      const { query } = api.service.pool;
      api.service.pool.query = (() => Promise.reject(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }))) as never;
      const [answer, ready] = [await api.ask('GET', '/dossiers', { key }), await fetch(`${api.url}/ready`)];
      api.service.pool.query = query;
      expect([answer.status, problem(answer).code, answer.headers.get('retry-after')]).to.deep.equal([503, 'DATABASE_UNAVAILABLE', '5']);
      expect(ready.status).to.equal(503);
    });
  });

  describe('refuses', () => {
    it('a method that a path does not have, and says which it has', async () => {
      const answer = await api.ask('DELETE', '/dossiers', { key });
      expect([answer.status, problem(answer).code, answer.headers.get('allow')]).to.deep.equal([405, 'METHOD_NOT_ALLOWED', 'POST, GET']);
    });

    it('a body that is no JSON, is too large, nests too deep, or is of another type or character set', async () => {
      const send = async (body: string, type = 'application/json') => {
        const answer = await api.ask('POST', '/session', { body: Buffer.from(body), headers: { 'content-type': type } });
        return `${answer.status} ${problem(answer).code}`;
      };
      expect(await send('{"login":')).to.equal('400 BODY_NOT_JSON');
      expect(await send(`{"login":"${'a'.repeat(2_000_000)}"}`)).to.equal('413 BODY_TOO_LARGE');
      expect(await send(`{"login":${'['.repeat(101)}${']'.repeat(101)}}`)).to.equal('400 BODY_TOO_DEEP');
      expect(await send(`{"login":${JSON.stringify('["\\'.repeat(101))}}`), 'brackets in a text nest nothing').to.equal(
        '422 INVALID_INPUT',
      );
      expect(await send('login=a&password=b', 'application/x-www-form-urlencoded')).to.equal('415 CONTENT_TYPE');
      expect(await send('{}', 'application/json; charset=koi8-r')).to.equal('415 ENCODING_UNSUPPORTED');
      expect(await send('{"login":"a\\u0000b","password":"x"}')).to.equal('422 INVALID_TEXT');
      expect(await send('{"login":"a\\ud800b","password":"x"}')).to.equal('422 INVALID_TEXT');
      expect(await send('[]')).to.equal('422 INVALID_INPUT');
      expect(await send('null')).to.equal('422 INVALID_INPUT');
    });

    it('a body where none is expected, rather than ignoring what somebody meant', async () => {
      const person = await api.person('administrator');
      expect(codes(await person.ask('DELETE', '/session', { body: { everywhere: true } }))).to.deep.equal([
        '/everywhere additionalProperties',
      ]);
    });

    it('a path that is badly escaped', async () => {
      const answer = await api.ask('GET', '/public/dossiers/%E0%A4%A');
      expect([answer.status, problem(answer).code]).to.deep.equal([400, 'BAD_REQUEST']);
    });
  });

  describe('sends with every answer', () => {
    it('an id of the request: the harmless one given, else one of its own', async () => {
      const own = (await api.ask('GET', '/session', { headers: { 'x-request-id': 'bad id <script>' } })).headers.get('x-request-id')!;
      expect(own).to.match(/^[\da-f]{8}-[\da-f-]{27}$/);
      expect((await api.ask('GET', '/session', { headers: { 'x-request-id': 'a.b:1' } })).headers.get('x-request-id')).to.equal('a.b:1');
    });

    it('headers that keep browsers from guessing, framing and keeping', async () => {
      const { headers } = await api.ask('GET', '/session', { key });
      expect(headers.get('x-content-type-options')).to.equal('nosniff');
      expect(headers.get('content-security-policy')).to.include("frame-ancestors 'none'").and.include("object-src 'none'");
      expect(headers.get('cache-control')).to.equal('no-store');
      expect(headers.get('x-powered-by')).to.equal(null);
    });
  });

  describe('limits requests', () => {
    it('of one address, whatever keys they bring, and says how many are left', async () => {
      const limited = await startTestService(server, { requestsPerMinute: 3 });
      const statuses = [];
      for (let i = 0; i < 4; i++) statuses.push((await limited.ask('GET', '/session', { key: `taicho_${'x'.repeat(30)}${i}` })).status);
      const answer = await limited.ask('GET', '/session');
      const alive = await fetch(`${limited.url}/health`);
      await limited.close();
      expect(statuses).to.deep.equal([401, 401, 401, 429]);
      expect(problem(answer).code).to.equal('TOO_MANY_REQUESTS');
      expect(answer.headers.get('ratelimit')).to.include('r=0');
      expect(Number(answer.headers.get('retry-after'))).to.be.within(1, 60);
      expect(alive.status, 'monitors are not limited').to.equal(200);
    });

    it('to sign in or to look up by code to fewer', async () => {
      const limited = await startTestService(server);
      const statuses = [];
      for (let i = 0; i < 31; i++) statuses.push((await limited.ask('POST', '/session', { body: {} })).status);
      const other = await limited.ask('GET', '/session');
      await limited.close();
      expect(statuses.filter((status) => status === 422)).to.have.length(30);
      expect([statuses.at(-1), other.status]).to.deep.equal([429, 401]);
    });
  });

  describe('tells monitors', () => {
    it('that it lives, is ready until it stops, and its figures', async () => {
      const look = async (path: string) => {
        const response = await fetch(api.url + path);
        return { status: response.status, text: await response.text() };
      };
      expect(await look('/health')).to.deep.equal({ status: 200, text: '{"status":"alive"}' });
      expect((await look('/ready')).status).to.equal(200);
      await api.ask('GET', '/session', { key });
      const { text } = await look('/metrics');
      expect(text).to.match(/taicho_http_request_seconds_count\{method="GET",route="GET \/session",status="200"\} [1-9]/);
      expect(text).to.include('taicho_process_cpu_seconds_total').and.include('taicho_event_streams 0');
    });

    it('that it is not ready once it has been asked to stop', async () => {
      let stopping = false;
      const { stopping: before } = api.service;
      (api.service as { stopping: () => boolean }).stopping = () => stopping;
      expect((await fetch(`${api.url}/ready`)).status).to.equal(200);
      stopping = true;
      expect((await fetch(`${api.url}/ready`)).status).to.equal(503);
      (api.service as { stopping: () => boolean }).stopping = before;
    });
  });

  describe('takes an Idempotency-Key', () => {
    it('that programs must send: the same key gives the same answer, another body under it is refused', async () => {
      const missing = await api.ask('POST', '/dossiers', { key, body: { versionId: copy, variables: filledIn } });
      expect([missing.status, problem(missing).code]).to.deep.equal([400, 'IDEMPOTENCY_KEY_MISSING']);
      const [first, again, other] = [await start('once'), await start('once'), await start('once', { code: 'H01' })];
      expect([first.status, again.status, other.status]).to.deep.equal([201, 201, 422]);
      expect(again.body).to.deep.equal({ ...(first.body as object), repeated: true });
      expect(problem(other).code).to.equal('IDEMPOTENCY_KEY_REUSED');
    });

    it('of a caller of its own: others may use the same', async () => {
      const other = await api.key(['dossiers:start']);
      const mine = await start('shared');
      const theirs = await api.ask('POST', '/dossiers', {
        key: other,
        body: { versionId: copy, variables: filledIn },
        headers: { 'idempotency-key': 'shared' },
      });
      expect((theirs.body as { dossierId: string }).dossierId).not.to.equal((mine.body as { dossierId: string }).dossierId);
    });

    it('only of printable characters', async () => {
      const answer = await start('với dấu'.normalize('NFD').replace(/[^\0-\x7f]/g, ' '));
      expect([answer.status, problem(answer).code]).to.deep.equal([400, 'IDEMPOTENCY_KEY_INVALID']);
    });
  });

  describe('knows revisions', () => {
    it('by ETag: an unchanged dossier is not sent again, a changed one is not overwritten', async () => {
      const { dossierId } = (await start('revisions')).body as { dossierId: string };
      const seen = await api.ask('GET', `/dossiers/${dossierId}`, { key });
      const etag = seen.headers.get('etag')!;
      expect(etag).to.equal('"1"');
      const act = (path: string, headers: Record<string, string>) =>
        api.ask('POST', `/dossiers/${dossierId}/${path}`, {
          key,
          body: {},
          headers: { 'idempotency-key': `${path} ${headers['if-match']}`.replaceAll(' ', '-'), ...headers },
        });
      expect((await api.ask('GET', `/dossiers/${dossierId}`, { key, headers: { 'if-none-match': etag } })).status).to.equal(304);
      const done = await act('suspension', { 'if-match': etag });
      expect([done.status, done.headers.get('etag')]).to.deep.equal([200, '"2"']);
      const late = await act('resumption', { 'if-match': etag });
      expect([late.status, problem(late).code, late.headers.get('etag')]).to.deep.equal([412, 'REVISION_CHANGED', '"2"']);
      const odd = await act('resumption', { 'if-match': 'W/"2"' });
      expect([odd.status, problem(odd).code]).to.deep.equal([400, 'IF_MATCH_INVALID']);
      expect((await api.ask('GET', `/dossiers/${dossierId}`, { key, headers: { 'if-none-match': etag } })).status).to.equal(200);
    });
  });

  it('keeps on after a caller that hangs up in the middle of a body', async () => {
    const { port } = new URL(api.url);
    await new Promise<void>((resolve) => {
      const request = http.request({
        port,
        method: 'POST',
        path: '/api/v1/session',
        headers: { 'content-type': 'application/json', 'content-length': '100' },
      });
      request.on('error', () => resolve());
      request.write('{"login"', () => request.destroy(new Error('gone')));
    });
    expect((await fetch(`${api.url}/health`)).status).to.equal(200);
  });
});
