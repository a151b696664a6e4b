/** Keeping the house over HTTP: accounts, positions, delegations, keys, the audit log, the organisation. */
import { expect } from 'chai';
import type { ProblemBody } from '../../../api/problem.ts';
import { createUser } from '../../../api/auth/users.ts';
import { filledIn, foundCentre, organisation } from '../../support/centre.ts';
import { rowsOf, startTestServer, type TestServer } from '../../support/engine.ts';
import { startTestService, type Answer, type Asker, type TestService } from '../../support/service.ts';

const codeOf = ({ status, body }: Answer) => `${status} ${(body as ProblemBody).code}`;
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

interface User {
  readonly userId: string;
  readonly login: string;
  readonly positions: readonly { readonly positionId: string; readonly role: string; readonly unit?: string }[];
}

describe('the administration over HTTP', function () {
  this.timeout(120_000);
  let server: TestServer;
  let api: TestService;
  let administrator: Asker;
  before(async () => {
    server = await startTestServer();
    api = await startTestService(server);
    await foundCentre(api.engine);
    administrator = await api.person('administrator', undefined, 'chief');
  });
  after(async () => {
    await api?.close();
    await server?.stop();
  });

  const userOf = async (userId: string) => (await administrator.ask('GET', `/users/${userId}`)).body as User;
  const audited = async (subject: string) =>
    ((await administrator.ask('GET', `/audit-log?subject=${subject}`)).body as { items: { action: string }[] }).items.map(
      ({ action }) => action,
    );

  describe('of accounts', () => {
    it('creates one with positions and a password for the first time, which signs in and must be changed', async () => {
      const answer = await administrator.ask('POST', '/users', {
        body: { login: 'Hoa', name: 'Trần Thị Hoa', positions: [{ role: 'officer', unit: 'maps', title: 'Chuyên viên' }] },
      });
      const { userId, password } = answer.body as { userId: string; password: string };
      expect([answer.status, answer.headers.get('location')]).to.deep.equal([201, `/api/v1/users/${userId}`]);
      expect(password).to.match(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/);
      const signedIn = await api.ask('POST', '/session', { body: { login: 'hoa', password } });
      expect(signedIn.body).to.include({ mustChangePassword: true });
      const user = await userOf(userId);
      expect(user).to.include({ login: 'hoa', name: 'Trần Thị Hoa', hasPassword: true, mustChangePassword: true });
      expect(user.positions[0]).to.include({ role: 'officer', unit: 'maps', title: 'Chuyên viên' });
      expect(JSON.stringify(user)).not.to.include('scrypt');
      const [entry] = await rowsOf<{ text: string }>(
        api.engine.connectionString,
        `select a::text as text from audit_log a where action = 'user.created'`,
      );
      expect(entry!.text).not.to.include(password);
    });

    it('takes no login twice, no login of a program, no unit that does not exist, no role of a program', async () => {
      const ask = async (body: object) => codeOf(await administrator.ask('POST', '/users', { body: { name: 'X', ...body } }));
      expect(await ask({ login: 'CHIEF' })).to.equal('409 LOGIN_TAKEN');
      expect(await ask({ login: 'key:1' })).to.equal('422 LOGIN_INVALID');
      expect(await ask({ login: 'public' })).to.equal('422 LOGIN_INVALID');
      expect(await ask({ login: 'x1', positions: [{ role: 'officer', unit: 'nowhere' }] })).to.equal('422 UNKNOWN_UNIT');
      expect(await ask({ login: 'x1', positions: [{ role: 'system' }] })).to.equal('422 INVALID_INPUT');
      expect(await ask({ login: 'x1', issuer: 'https://id.example' })).to.equal('422 INVALID_VALUE');
      expect(await ask({ login: 'x1', positions: [{ role: 'officer', validFrom: inDays(2), validTo: inDays(1) }] })).to.equal(
        '422 INVALID_VALUE',
      );
      const { items } = (await administrator.ask('GET', '/users?search=x1')).body as { items: User[] };
      expect(items, 'of what was refused nothing is left').to.deep.equal([]);
    });

    it('ties one to a person of a sign-in provider, and no second one to the same', async () => {
      const provided = { issuer: 'https://id.example', subject: '79' };
      const answer = await administrator.ask('POST', '/users', { body: { login: 'vneid', name: 'Lan', ...provided } });
      expect(answer.body).to.have.keys('userId');
      expect(codeOf(await administrator.ask('POST', '/users', { body: { login: 'vneid2', name: 'Lan', ...provided } }))).to.equal(
        '409 SUBJECT_TAKEN',
      );
      const other = await createUser(api.service.pool, { login: 'vneid3', name: 'Lan' }, new Date());
      expect(codeOf(await administrator.ask('PATCH', `/users/${other}`, { body: provided }))).to.equal('409 SUBJECT_TAKEN');
      const { userId } = answer.body as User;
      expect((await administrator.ask('PATCH', `/users/${userId}`, { body: { issuer: null, subject: null } })).body).not.to.have.property(
        'issuer',
      );
      expect((await administrator.ask('PATCH', `/users/${other}`, { body: provided })).body).to.include(provided);
    });

    it('lists them in pages and finds them by login and name', async () => {
      for (const each of ['p1', 'p2', 'p3']) await createUser(api.service.pool, { login: each, name: `Phạm ${each}` }, new Date());
      const list = async (query: string) => (await administrator.ask('GET', `/users?${query}`)).body as { items: User[]; next?: string };
      const first = await list('search=phạm&limit=2');
      const second = await list(`search=phạm&limit=2&cursor=${first.next}`);
      expect([...first.items, ...second.items].map(({ login }) => login)).to.deep.equal(['p1', 'p2', 'p3']);
      expect(second.next).to.equal(undefined);
      expect((await list('search=%25')).items, 'a sign of patterns is a sign').to.deep.equal([]);
    });

    it('disables one, which ends its sessions, and enables it again', async () => {
      const officer = await api.person('officer', 'maps');
      expect((await officer.ask('GET', '/session')).status).to.equal(200);
      expect((await administrator.ask('PATCH', `/users/${officer.userId}`, { body: { disabled: true } })).body).to.have.property(
        'disabledAt',
      );
      expect((await officer.ask('GET', '/session')).status).to.equal(401);
      expect((await administrator.ask('PATCH', `/users/${officer.userId}`, { body: { disabled: false, name: 'Mới' } })).body).to.include({
        name: 'Mới',
      });
      expect((await officer.ask('GET', '/session')).status, 'enabled, but signed out').to.equal(401);
      expect(await audited(officer.login)).to.deep.equal(['user.changed', 'user.changed']);
    });

    it('resets a password, which ends sessions and the lock', async () => {
      const officer = await api.person('officer', 'maps');
      const { password } = (await administrator.ask('POST', `/users/${officer.userId}/password-reset`)).body as { password: string };
      expect((await officer.ask('GET', '/session')).status).to.equal(401);
      expect((await api.ask('POST', '/session', { body: { login: officer.login, password } })).status).to.equal(200);
      expect(codeOf(await administrator.ask('POST', '/users/999999/password-reset'))).to.equal('404 UNKNOWN_USER');
    });

    it('leaves at least one administrator of the whole organisation whose position has no end', async () => {
      const position = async (who: Asker) => {
        const { positions } = (await administrator.ask('GET', `/users/${who.userId}`)).body as User;
        return `/users/${who.userId}/positions/${positions[0]!.positionId}`;
      };
      const [soon, ofUnit] = [await api.person('officer', 'maps'), await api.person('administrator', 'maps')];
      const validTo = new Date(Date.now() + 60_000).toISOString();
      await administrator.ask('POST', `/users/${soon.userId}/positions`, { body: { role: 'administrator', validTo } });
      expect(codeOf(await administrator.ask('DELETE', await position(administrator)))).to.equal('409 LAST_ADMINISTRATOR');
      // those who do not count may go
      expect((await administrator.ask('DELETE', await position(ofUnit))).status).to.equal(204);
      expect((await administrator.ask('PATCH', `/users/${soon.userId}`, { body: { disabled: true } })).status).to.equal(200);
    });

    it('leaves at least one administrator', async () => {
      const second = await api.person('administrator');
      const end = async (who: Asker, by: Asker) => {
        const { positions } = (await by.ask('GET', `/users/${who.userId}`)).body as User;
        return by.ask('DELETE', `/users/${who.userId}/positions/${positions[0]!.positionId}`);
      };
      expect((await end(second, administrator)).status).to.equal(204);
      expect(codeOf(await end(administrator, administrator))).to.equal('409 LAST_ADMINISTRATOR');
      expect(codeOf(await administrator.ask('PATCH', `/users/${administrator.userId}`, { body: { disabled: true } }))).to.equal(
        '409 LAST_ADMINISTRATOR',
      );
      expect((await administrator.ask('GET', '/session')).status).to.equal(200);
    });
  });

  describe('of positions', () => {
    it('gives one from a day to a day, which counts only between', async () => {
      const person = await api.person('reviewer');
      const give = (body: object) => administrator.ask('POST', `/users/${person.userId}/positions`, { body });
      const rolesNow = async () =>
        ((await person.ask('GET', '/session')).body as { positions: { role: string }[] }).positions.map(({ role }) => role);
      await give({ role: 'officer', unit: 'maps', validFrom: inDays(1) });
      await rowsOf(
        api.engine.connectionString,
        `insert into positions (user_id, role, valid_from, valid_to) values ($1, 'inspector', now() - interval '2 days', now() - interval '1 day')`,
        [person.userId],
      );
      expect(await rolesNow()).to.deep.equal(['reviewer']);
      const { positionId } = (await give({ role: 'unitHead', unit: 'maps', validTo: inDays(1) })).body as { positionId: string };
      expect(await rolesNow()).to.deep.equal(['reviewer', 'unitHead']);
      const end = () => administrator.ask('DELETE', `/users/${person.userId}/positions/${positionId}`);
      expect([(await end()).status, codeOf(await end())]).to.deep.equal([204, '404 UNKNOWN_POSITION']);
      expect(await rolesNow()).to.deep.equal(['reviewer']);
      expect(await audited(person.login)).to.deep.equal(['position.ended', 'position.given', 'position.given']);
    });
  });

  describe('of delegations', () => {
    it('lets the holder give a position to somebody for a time, who then acts on their behalf', async () => {
      const [head, deputy] = [await api.person('unitHead', 'maps'), await api.person('officer', 'tax')];
      const { dossierId } = (await head.ask('POST', '/dossiers', { body: { processKey: 'copy', variables: filledIn } })).body as {
        dossierId: string;
      };
      await api.engine.execute(dossierId, { type: 'completeTask', elementKey: 'receive#1', by: 'test' }, { user: 'test' });
      expect((await deputy.ask('GET', `/dossiers/${dossierId}`)).status).to.equal(404);
      const { positionId } = (await userOf(head.userId)).positions[0]!;
      const given = await head.ask('POST', '/delegations', {
        body: { positionId, to: deputy.login, reason: 'đi công tác', validTo: inDays(3) },
      });
      expect(given.status).to.equal(201);
      const { positions } = (await deputy.ask('GET', '/session')).body as { positions: object[] };
      expect(positions.at(-1)).to.deep.equal({ role: 'unitHead', unit: 'maps', onBehalfOf: head.login });
      expect((await deputy.ask('POST', `/dossiers/${dossierId}/refusal`, { body: { reason: 'không đủ' } })).status).to.equal(200);
      const listed = (await deputy.ask('GET', '/delegations')).body as { items: { from: string; to: string }[] };
      expect(listed.items.map(({ from, to }) => [from, to])).to.deep.equal([[head.login, deputy.login]]);
      const { delegationId } = given.body as { delegationId: string };
      expect((await deputy.ask('DELETE', `/delegations/${delegationId}`)).status, 'who received it does not end it').to.equal(404);
      expect((await head.ask('DELETE', `/delegations/${delegationId}`)).status).to.equal(204);
      expect((await deputy.ask('GET', `/dossiers/${dossierId}`)).status).to.equal(404);
    });

    it('of the position of another only to an administrator, and of an administrator to nobody', async () => {
      const [head, other] = [await api.person('unitHead', 'maps'), await api.person('officer', 'tax')];
      const { positionId } = (await userOf(head.userId)).positions[0]!;
      const give = (by: Asker, more: object) =>
        by.ask('POST', '/delegations', { body: { positionId, to: other.login, reason: 'nghỉ ốm', validTo: inDays(1), ...more } });
      expect(codeOf(await give(other, {}))).to.equal('404 UNKNOWN_POSITION');
      expect((await give(administrator, {})).status).to.equal(201);
      const [own] = (await userOf(administrator.userId)).positions;
      expect(codeOf(await give(administrator, { positionId: own!.positionId }))).to.equal('422 NOT_DELEGABLE');
      expect(codeOf(await give(head, { to: head.login }))).to.equal('422 NOT_DELEGABLE');
      expect(codeOf(await give(head, { validTo: inDays(-1) }))).to.equal('422 NOT_DELEGABLE');
      expect(codeOf(await give(head, { to: 'nobody' }))).to.equal('422 UNKNOWN_USER');
      const key = await api.key(['dossiers:read']);
      expect(codeOf(await api.ask('GET', '/delegations', { key }))).to.equal('403 FORBIDDEN');
    });

    it('end with the account of who gave them', async () => {
      const [head, other] = [await api.person('unitHead', 'maps'), await api.person('officer', 'tax')];
      const { positionId } = (await userOf(head.userId)).positions[0]!;
      const roles = async () =>
        ((await other.ask('GET', '/session')).body as { positions: { role: string }[] }).positions.map(({ role }) => role);
      await head.ask('POST', '/delegations', { body: { positionId, to: other.login, reason: 'nghỉ phép', validTo: inDays(9) } });
      expect(await roles()).to.deep.equal(['officer', 'unitHead']);
      await administrator.ask('PATCH', `/users/${head.userId}`, { body: { disabled: true } });
      expect(await roles()).to.deep.equal(['officer']);
    });
  });

  describe('of API keys', () => {
    it('creates one that is shown once, lists it without its secret, and revokes it', async () => {
      const answer = await administrator.ask('POST', '/api-keys', { body: { name: 'Cổng', scopes: ['dossiers:read'], unit: 'maps' } });
      const { keyId, key } = answer.body as { keyId: string; key: string };
      expect((await api.ask('GET', '/session', { key })).body).to.include({ login: `key:${keyId}`, name: 'Cổng' });
      const { items } = (await administrator.ask('GET', '/api-keys')).body as { items: Record<string, unknown>[] };
      expect(items[0]).to.deep.include({ keyId, name: 'Cổng', scopes: ['dossiers:read'], unit: 'maps', createdBy: 'chief' });
      expect(items[0]).to.have.property('usedAt');
      expect(JSON.stringify(items)).not.to.include(key);
      const revoke = () => administrator.ask('DELETE', `/api-keys/${keyId}`);
      expect([(await revoke()).status, (await revoke()).status]).to.deep.equal([204, 404]);
      expect((await api.ask('GET', '/session', { key })).status).to.equal(401);
      expect(await audited(keyId)).to.deep.equal(['key.revoked', 'key.created']);
    });

    it('of a unit sees that unit only', async () => {
      const key = await api.key(['dossiers:read', 'dossiers:start'], 'tax');
      const start = async (processKey: string) =>
        (
          (
            await api.ask('POST', '/dossiers', {
              key,
              body: { processKey, variables: filledIn },
              headers: { 'idempotency-key': processKey },
            })
          ).body as { dossierId: string }
        ).dossierId;
      const [theirs, others] = [await start('levy'), await start('copy')];
      expect((await api.ask('GET', `/dossiers/${theirs}`, { key })).status).to.equal(200);
      expect((await api.ask('GET', `/dossiers/${others}`, { key })).status).to.equal(404);
    });

    it('may not have scopes that keep the house, nor a unit that does not exist', async () => {
      const ask = async (body: object) => codeOf(await administrator.ask('POST', '/api-keys', { body: { name: 'x', ...body } }));
      expect(await ask({ scopes: ['users:manage'] })).to.equal('422 INVALID_INPUT');
      expect(await ask({ scopes: [] })).to.equal('422 INVALID_INPUT');
      expect(await ask({ scopes: ['dossiers:read'], unit: 'nowhere' })).to.equal('422 UNKNOWN_UNIT');
    });
  });

  describe('of the audit log', () => {
    it('is read in pages, by who, what, about whom and when; and nobody changes it', async () => {
      const read = async (query: string) =>
        (await administrator.ask('GET', `/audit-log?${query}`)).body as {
          items: { entryId: string; action: string; actor: { login: string } }[];
          next?: string;
        };
      const first = await read('action=key.created&limit=1');
      const all = await read('limit=500');
      expect(first.items[0]!.actor.login).to.equal('chief');
      const pages = [];
      for (let cursor: string | undefined = ''; cursor !== undefined;) {
        const page = await read(`limit=5${cursor && `&cursor=${cursor}`}`);
        pages.push(...page.items);
        cursor = page.next;
      }
      expect(pages.map(({ entryId }) => entryId)).to.deep.equal(all.items.map(({ entryId }) => entryId));
      expect((await read(`from=${encodeURIComponent(inDays(1))}`)).items).to.deep.equal([]);
      expect(new Set((await read('login=hoa')).items.map(({ actor }) => actor.login))).to.deep.equal(new Set(['hoa']));
      expect(codeOf(await administrator.ask('GET', '/audit-log?cursor=WyJ4Il0'))).to.equal('422 INVALID_VALUE');
      for (const text of ['update audit_log set action = action', 'delete from audit_log', 'truncate audit_log'])
        expect(await rowsOf(api.engine.connectionString, text).catch((error: Error) => error.message)).to.equal(
          'the audit log is append-only',
        );
    });

    it('has an entry together with the act, or neither', async () => {
      const before = (await administrator.ask('GET', '/api-keys')).body;
      await rowsOf(api.engine.connectionString, `alter table audit_log add constraint full_disk check (action <> 'key.created') not valid`);
      const answer = await administrator.ask('POST', '/api-keys', { body: { name: 'unseen', scopes: ['dossiers:read'] } });
      await rowsOf(api.engine.connectionString, 'alter table audit_log drop constraint full_disk');
      expect(answer.status).to.equal(500);
      expect((await administrator.ask('GET', '/api-keys')).body).to.deep.equal(before);
    });
  });

  describe('of the organisation', () => {
    it('reads it and replaces it as a whole, unless it has changed meanwhile', async () => {
      const read = await administrator.ask('GET', '/organisation');
      expect(read.body).to.deep.equal(organisation);
      const etag = read.headers.get('etag')!;
      const put = (body: unknown, ifMatch = etag) => administrator.ask('PUT', '/organisation', { body, headers: { 'if-match': ifMatch } });
      const wider = {
        ...organisation,
        units: [...organisation.units, { id: 'forest', name: 'Kiểm lâm', level: 'department', parent: 'province' }],
      };
      const done = await put(wider);
      expect([done.status, codeOf(await put(organisation))]).to.deep.equal([204, '412 REVISION_CHANGED']);
      expect((await administrator.ask('GET', '/organisation')).body).to.deep.equal(wider);
      expect(api.engine.organisation().units.has('forest')).to.equal(true);
      expect((await administrator.ask('GET', '/audit-log?action=organisation.replaced')).body)
        .to.have.property('items')
        .with.length(1);
    });

    it('is replaced by one of two who do it at once', async () => {
      const { body, headers } = await administrator.ask('GET', '/organisation');
      const replace = () => administrator.ask('PUT', '/organisation', { body, headers: { 'if-match': headers.get('etag')! } });
      const statuses = (await Promise.all([replace(), replace(), replace()])).map(({ status }) => status);
      expect(statuses.sort()).to.deep.equal([204, 412, 412]);
    });

    it('takes none that is wrong, and says where', async () => {
      const answer = await administrator.ask('PUT', '/organisation', {
        body: { ...organisation, units: [{ id: 'a', name: 'A', level: 'province', parent: 'b' }] },
      });
      expect(codeOf(answer)).to.equal('422 INVALID_VALUE');
      expect((answer.body as ProblemBody).errors!.map(({ pointer }) => pointer)).to.deep.equal(['/units/0/parent']);
    });
  });
});
