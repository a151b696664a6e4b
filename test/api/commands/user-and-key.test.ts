/** `taicho user` and `taicho key` on a database of their own, and what the service makes of what they did. */
import { expect } from 'chai';
import { execFile } from 'node:child_process';
import pg from 'pg';
import { identityOfKey } from '../../../api/auth/api-keys.ts';
import { signIn } from '../../../api/auth/users.ts';
import key from '../../../api/commands/key.ts';
import play from '../../../api/commands/play.ts';
import scenarios from '../../../api/commands/scenarios.ts';
import user from '../../../api/commands/user.ts';
import { migrate } from '../../../engine/runtime/migrate.ts';
import { program, type Outcome } from '../../support/command-line.ts';
import { startTestServer, type TestServer } from '../../support/database.ts';

describe('taicho user and taicho key', function () {
  this.timeout(300_000);
  let server: TestServer;
  let database: string;
  let pool: pg.Pool;

  before(async () => {
    server = await startTestServer();
    database = await server.newDatabase();
    await migrate(database);
    pool = new pg.Pool({ connectionString: database, max: 1 });
    const organisation = { id: 'tinh', name: 'Tỉnh', units: [{ id: 'quay-1', name: 'Quầy 1', level: 'division' }] };
    await pool.query(`insert into organisations (content, at, actor) values ($1, now(), '{}')`, [JSON.stringify(organisation)]);
  });
  after(async () => {
    await pool.end();
    await server.stop();
  });

  const taicho = (...args: string[]) =>
    new Promise<Outcome>((resolve) => {
      execFile(process.execPath, [program, ...args], { env: { ...process.env, DATABASE_URL: database } }, (error, stdout, stderr) =>
        resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
      );
    });
  const json = async (...args: string[]): Promise<unknown> => {
    const { code, stdout, stderr } = await taicho(...args, '--json');
    expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' });
    return JSON.parse(stdout);
  };
  const audited = async () =>
    (await pool.query<{ action: string; subject: string }>('select action, subject from audit_log order by id')).rows.map(
      ({ action, subject }) => `${action} ${subject}`,
    );

  const outcomeOf = (password: string) => signIn(pool, 'lan.vu', password, new Date(), async (_db, outcome) => outcome);

  it('creates an account with a password for one time, resets it, and disables it', async () => {
    const made = (await json('user', 'create', 'Lan.Vu', '--name', 'Vũ Thị Lan', '--role', 'officer', '--unit', 'quay-1')) as {
      password: string;
    };
    expect(made).to.include({ login: 'Lan.Vu', role: 'officer', unit: 'quay-1' });
    expect(await outcomeOf(made.password)).to.include({ login: 'lan.vu', mustChange: true });
    expect(await json('user', 'list')).to.deep.equal([
      { login: 'lan.vu', name: 'Vũ Thị Lan', disabled: false, positions: [{ role: 'officer', unit: 'quay-1' }] },
    ]);

    const reset = (await json('user', 'reset-password', 'lan.vu')) as { password: string };
    expect(await outcomeOf(made.password)).to.equal('wrong');
    expect(await outcomeOf(reset.password)).to.include({ mustChange: true });

    expect(await json('user', 'disable', 'lan.vu')).to.deep.equal({ login: 'lan.vu', disabled: true });
    expect(await outcomeOf(reset.password)).to.equal('wrong');
    expect(await audited()).to.deep.equal(['user.created Lan.Vu', 'password.reset lan.vu', 'user.disabled lan.vu']);
  });

  it('warns of an administrator who is one of a unit only, and of no other', async () => {
    const create = (login: string, role: string, ...more: string[]) =>
      json('user', 'create', login, '--name', 'Lê Hà', '--role', role, ...more);
    const limited = (await create('ha.le', 'administrator', '--unit', 'quay-1')) as { warnings?: { code: string }[] };
    expect(limited.warnings?.map(({ code }) => code)).to.deep.equal(['LIMITED_ADMINISTRATOR']);
    for (const other of [await create('ha.tran', 'administrator'), await create('ha.vu', 'officer', '--unit', 'quay-1')])
      expect(other).to.not.have.property('warnings');
    const { stdout } = await taicho('user', 'create', 'ha.mai', '--name', 'Mai Hà', '--role', 'administrator', '--unit', 'quay-1');
    expect(stdout).to.match(/Chú ý: .*"quay-1".*\nNote: .*"quay-1"/);
  });

  it('creates a key with scopes that is taken until it is revoked', async () => {
    const { id, key } = (await json('key', 'create', 'cổng dịch vụ công', '--scope', 'dossiers:start,dossiers:read', '--days', '30')) as {
      id: string;
      key: string;
    };
    const identity = await identityOfKey(pool, key, new Date());
    expect([...identity!.permissions].sort()).to.deep.equal(['dossiers:read', 'dossiers:start']);
    expect(await identityOfKey(pool, key, new Date(Date.now() + 31 * 86_400_000))).to.equal(undefined);
    const { stdout } = await taicho('key', 'list');
    expect(stdout).to.include('cổng dịch vụ công').and.not.to.include(key);

    expect(await json('key', 'revoke', id)).to.deep.equal({ id, revoked: true });
    expect(await identityOfKey(pool, key, new Date())).to.equal(undefined);
    expect(await json('key', 'list')).to.deep.equal([
      { id, name: 'cổng dịch vụ công', scopes: ['dossiers:start', 'dossiers:read'], ended: true },
    ]);
  });

  it('says in few lines what it cannot do, and changes nothing', async () => {
    const before = await audited();
    for (const [args, message] of [
      [['user', 'create', 'x', '--name', 'X', '--role', 'king'], /^taicho user: ARGUMENTS: .*officer/u],
      [['user', 'create', 'lan.vu', '--name', 'X', '--role', 'officer'], /^taicho user: LOGIN_TAKEN: /u],
      [['user', 'create', 'x', '--name', 'X', '--role', 'officer', '--unit', 'quay-9'], /^taicho user: UNKNOWN_UNIT: .*quay-9/u],
      [['user', 'disable', 'nobody'], /^taicho user: UNKNOWN_USER: /u],
      [['user', 'remove', 'x'], /^taicho user: ARGUMENTS: .*reset-password/u],
      [['key', 'create', 'x', '--scope', 'users:manage'], /^taicho key: UNKNOWN_SCOPE: .*users:manage/u],
      [['key', 'create', 'x'], /^taicho key: UNKNOWN_SCOPE: .*dossiers:start/u],
      [['key', 'create', 'x', '--scope', 'dossiers:read', '--unit', 'quay-9'], /^taicho key: UNKNOWN_UNIT: .*quay-9/u],
      [['key', 'revoke', '99'], /^taicho key: UNKNOWN_KEY: /u],
    ] as const) {
      const { code, stderr } = await taicho(...args);
      expect(stderr, args.join(' ')).to.match(message);
      expect(stderr.trim().split('\n').length).to.be.at.most(2);
      expect(code).to.equal(2);
    }
    expect(await audited()).to.deep.equal(before);
  });

  it('says on one line in both languages which argument is wrong', async () => {
    for (const [command, args, message] of [
      [user, ['create', '--name', 'X'], /^ARGUMENTS: cần một LOGIN \/ one LOGIN/u],
      [key, ['create', 'x', '--scoop', 'dossiers:read'], /^ARGUMENTS: không có tùy chọn "--scoop" \/ there is no option/u],
      [key, ['create', 'x', '--data', '--json'], /^ARGUMENTS: giá trị của "--data"/u],
      [key, ['create', 'x', '--days', 'x'], /^ARGUMENTS: --days "x": cần số ngày/u],
      [play, ['--foo'], /^ARGUMENTS: không có tùy chọn "--foo"/u],
      [scenarios, [], /^ARGUMENTS: thiếu tệp/u],
    ] as const) {
      const error = await command.run([...args]).then(
        () => undefined,
        (reason: unknown) => reason as Error,
      );
      expect(error?.message, args.join(' ')).to.match(message).and.not.include('\n');
      expect(error).to.have.property('code', 'ARGUMENTS');
    }
  });

  it('asks for a first start where there are no tables', async () => {
    database = await server.newDatabase();
    const { code, stderr } = await taicho('user', 'list');
    expect(code).to.equal(2);
    expect(stderr).to.match(/^taicho user: NOT_STARTED: /u);
  });
});
