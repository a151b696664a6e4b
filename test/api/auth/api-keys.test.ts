/** Keys of programs: scoped, for a unit or all, revocable, kept as a hash. */
import { expect } from 'chai';
import { createHash } from 'node:crypto';
import type { ProblemBody } from '../../../api/problem.ts';
import { createApiKey, revokeApiKey } from '../../../api/auth/api-keys.ts';
import { permissions, permissionsOf } from '../../../api/auth/roles.ts';
import { rowsOf, startTestServer, type TestServer } from '../../support/engine.ts';
import { startTestService, type TestService } from '../../support/service.ts';

describe('API keys', function () {
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

  it('may what their scopes say, and nothing else', async () => {
    const key = await api.key(['dossiers:read']);
    expect((await api.ask('GET', '/session', { key })).body).to.deep.include({ permissions: ['dossiers:read'] });
    expect((await api.ask('GET', '/dossiers', { key })).status).to.equal(200);
    expect((await api.ask('POST', '/dossiers', { key, body: {} })).status).to.equal(403);
  });

  it('have 256 random bits, of which the database keeps the SHA-256', async () => {
    const key = await api.key(['dossiers:read']);
    expect(key).to.match(/^taicho_[\w-]{43}$/);
    const [stored] = await rowsOf<{ hash: Buffer; text: string }>(
      api.engine.connectionString,
      'select hash, k::text as text from api_keys k order by id desc limit 1',
    );
    expect(stored!.hash.equals(createHash('sha256').update(key).digest())).to.equal(true);
    expect(stored!.text).not.to.include(key);
  });

  it('end when they are revoked or expire, and a wrong one is never taken for none', async () => {
    const ask = (key: string) => api.ask('GET', '/session', { key });
    const { pool } = api.service;
    const revoked = await createApiKey(pool, { name: 'portal', scopes: ['dossiers:read'] }, 'admin', new Date());
    expect((await ask(revoked.key)).status).to.equal(200);
    expect([await revokeApiKey(pool, revoked.id, new Date()), await revokeApiKey(pool, revoked.id, new Date())]).to.deep.equal([
      true,
      false,
    ]);
    const expiresAt = new Date(Date.now() - 1_000);
    const expired = await createApiKey(pool, { name: 'old', scopes: ['dossiers:read'], expiresAt }, 'admin', new Date());
    for (const key of [revoked.key, expired.key, `taicho_${'A'.repeat(43)}`, 'Bearer']) expect((await ask(key)).status, key).to.equal(401);
    const open = await api.ask('GET', '/public/dossiers/none', { key: revoked.key });
    expect([open.status, (open.body as ProblemBody).code]).to.deep.equal([401, 'UNAUTHENTICATED']);
  });

  it('cannot be given what keeps the house, nor no scope at all', async () => {
    const never = permissions.filter((permission) => !permissionsOf.system.includes(permission));
    expect(never).to.have.members([
      ...['users:manage', 'keys:manage', 'organisation:write', 'audit:read'],
      // what a person answers for
      ...['appraisals:review', 'appraisals:override', 'appraisals:approve', 'appraisals:publish'],
    ]);
    for (const scopes of [...never.map((each) => [each]), []])
      expect(await api.key(scopes).catch((error: { code: string }) => error.code)).to.equal('UNKNOWN_SCOPE');
  });
});
