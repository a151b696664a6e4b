import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { catalogueEntries, errorCatalogueOf, problemsPage } from '../../api/problems-page.ts';
import type { ProblemBody } from '../../api/problem.ts';
import { startTestServer, type TestServer } from '../support/engine.ts';
import { startTestService, type TestService } from '../support/service.ts';

describe('the page of the codes of problems', () => {
  it('has every line of the catalogue of the guide, under its code', async () => {
    const guide = readFileSync(new URL('../../docs/guide/errors.md', import.meta.url), 'utf8');
    const entries = await errorCatalogueOf();
    expect(entries).to.have.length(new Set(guide.match(/^\| `\w+/gm)).size);
    const page = problemsPage(entries);
    for (const { code } of entries) expect(page).to.include(`<dt id="${code}">`);
    expect(entries.find(({ code }) => code === 'METHOD_NOT_ALLOWED')).to.deep.equal({
      code: 'METHOD_NOT_ALLOWED',
      status: '405',
      vi: 'Chỉ dùng được …',
      en: 'Only …',
    });
  });

  it('lets no text be markup', () => {
    const page = problemsPage(catalogueEntries('| `A` | 400 | <b> \\| x | "<i> |'));
    expect(page).to.include('&lt;b&gt; | x').and.not.to.include('<b>');
  });
});

describe('who looks at the API with a browser', function () {
  this.timeout(120_000);
  let server: TestServer;
  let api: TestService;
  before(async () => {
    server = await startTestServer();
    api = await startTestService(server);
  });
  after(async () => {
    await api?.close();
    await server?.stop();
  });
  const at = (path: string) => fetch(new URL(path, api.url), { redirect: 'manual' });

  it('comes from its address to the page that describes it', async () => {
    for (const path of ['/api', '/api/', '/api/v1', '/api/v1/']) {
      const { status, headers } = await at(path);
      expect([path, status, headers.get('location')]).to.deep.equal([path, 302, '/api/v1/docs']);
    }
    expect((await at('/api/v1/docs')).status).to.equal(200);
  });

  it('comes from the type of a problem to what it means', async () => {
    const { type } = (await api.ask('GET', '/nowhere')).body as ProblemBody;
    const answer = await at(type);
    expect([answer.status, answer.headers.get('content-type')]).to.deep.equal([200, 'text/html; charset=utf-8']);
    expect(await answer.text()).to.include(`id="${type.split('#')[1]!}"`);
  });
});
