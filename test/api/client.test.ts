/** The client that other programs use: up to date, and good for a dossier from its start to its end. */
import { expect } from 'chai';
import { readFile } from 'node:fs/promises';
import { openClient, RequestRefused, type Client } from '../../api/client.ts';
import { filledIn, foundCentre } from '../support/centre.ts';
import { startTestServer, type TestServer } from '../support/engine.ts';
import { clientFile, freshClient } from '../support/fresh-client.ts';
import { startTestService, type TestService } from '../support/service.ts';

/** What an act was refused with. */
const refusal = (act: Promise<unknown>): Promise<RequestRefused> =>
  act.then(
    () => {
      throw new Error('it was not refused');
    },
    (error: unknown) => {
      if (error instanceof RequestRefused) return error;
      throw error;
    },
  );

describe('the client', function () {
  this.timeout(120_000);
  let server: TestServer;
  let api: TestService;
  let client: Client;
  before(async () => {
    server = await startTestServer();
    api = await startTestService(server);
    await foundCentre(api.engine);
    client = openClient({ url: api.url, key: await api.key(['dossiers:start', 'dossiers:read', 'dossiers:act', 'dossiers:manage']) });
  });
  after(async () => {
    await api?.close();
    await server?.stop();
  });

  it('is what "npm run client" writes', async () => {
    expect(await readFile(clientFile, 'utf8')).to.equal(await freshClient());
  });

  it('starts a dossier, looks it up and ends it', async () => {
    const { dossierId, revision } = await client.postDossiers({ body: { processKey: 'copy', variables: filledIn, code: 'K/01 ạ' } });
    const dossier = await client.getDossier({ params: { dossierId } });
    expect([dossier.status, dossier.revision]).to.deep.equal(['active', revision]);
    const listed = await client.getDossiers({ query: { code: 'K/01 ạ', order: 'due' } });
    expect(listed.items.map((each) => each.dossierId)).to.deep.equal([dossierId]);
    const { status } = await client.getPublicDossier({ params: { code: 'K/01 ạ' } });
    expect(status).to.equal('active');
    await client.postDossierWithdrawal({ params: { dossierId }, body: { reason: 'đổi ý' }, ifRevision: revision });
    const { items } = await client.getDossierHistory({ params: { dossierId }, query: { after: revision } });
    expect(items.map(({ command }) => command.type)).to.deep.equal(['withdraw']);
  });

  it('gives a request up when it is told to', async () => {
    const given = new AbortController();
    const asked = client.getDossiers({ query: { status: 'active' } }, { signal: given.signal });
    given.abort(new Error('not wanted any more'));
    const told = await asked.then(
      () => 'answered',
      (error: unknown) => (error as Error).message,
    );
    expect(told).to.equal('not wanted any more');
  });

  it('sends a key of its own with commands, or the one given', async () => {
    const body = { processKey: 'copy', variables: filledIn };
    const [one, two] = [await client.postDossiers({ body }), await client.postDossiers({ body })];
    expect(one.dossierId).not.to.equal(two.dossierId);
    const first = await client.postDossiers({ body, idempotencyKey: 'mine' });
    expect(await client.postDossiers({ body, idempotencyKey: 'mine' })).to.deep.equal({ ...first, repeated: true });
  });

  it('throws problems with their code and every error', async () => {
    const wrong = await refusal(client.postDossiers({ body: { processKey: 'copy', variables: {} } }));
    expect([wrong.status, wrong.code]).to.deep.equal([422, 'FORM_INVALID']);
    expect(wrong.problem.errors!.map(({ pointer }) => pointer)).to.deep.equal(['/variables/area', '/variables/fullName']);
    const { dossierId } = await client.postDossiers({ body: { processKey: 'copy', variables: filledIn } });
    const stale = await refusal(client.postDossierSuspension({ params: { dossierId }, body: {}, ifRevision: 9 }));
    expect([stale.status, stale.code]).to.deep.equal([412, 'REVISION_CHANGED']);
    expect((await refusal(client.getUsers())).code).to.equal('FORBIDDEN');
    expect((await refusal(openClient({ url: api.url, headers: { 'accept-language': 'en' } }).getDossiers())).message).to.equal(
      'Sign in or give an API key',
    );
  });

  it('works for a person too, by the cookie and token of their session', async () => {
    const { cookie, csrfToken } = await api.person('administrator');
    const person = openClient({ url: api.url, headers: { cookie, 'x-csrf-token': csrfToken } });
    const { keyId } = await person.postApiKeys({ body: { name: 'x', scopes: ['dossiers:read'] } });
    expect(await person.deleteApiKey({ params: { keyId } })).to.equal(undefined);
    expect((await person.getAuditLog({ query: { subject: keyId } })).items.map(({ action }) => action)).to.deep.equal([
      'key.revoked',
      'key.created',
    ]);
  });

  it('reads the description and the page', async () => {
    const document = await client.getOpenapiJson();
    expect(document['openapi']).to.equal('3.1.0');
    const page = await client.getDocs();
    expect(page.headers.get('content-type')).to.equal('text/html; charset=utf-8');
    expect(await page.text()).to.match(/^<!doctype html>/);
  });
});
