/** Where the engine's data lie: the server that is named, else the embedded one; what is wrong is said without the password. */
import { expect } from 'chai';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../../engine/runtime/database.ts';
import { DatabaseUnavailable, type DatabaseUnavailableCode } from '../../../engine/runtime/embedded-postgres.ts';
import { rowsOf, startTestServer, type TestServer } from '../../support/database.ts';

describe('the database', () => {
  let server: TestServer;
  let elsewhere: string;

  before(async () => {
    server = await startTestServer();
    elsewhere = await mkdtemp(join(tmpdir(), 'taicho-database-'));
  });
  after(async () => {
    await server.stop();
    await rm(elsewhere, { recursive: true, force: true });
  });

  it('is the server that is named; leaving it leaves it running', async () => {
    const connectionString = await server.newDatabase();

    const database = await openDatabase({ connectionString, dataFolder: elsewhere });
    await database.stop();
    await database.stop();

    expect(database).to.include({ connectionString, embedded: false });
    expect(await rowsOf(connectionString, 'select 1 as one')).to.deep.equal([{ one: 1 }]);
    expect(await readdir(elsewhere)).to.deep.equal([]);
  });

  it('is the embedded server of the folder when none is named, an empty name included', async () => {
    const dataFolder = join(elsewhere, 'data of ours');

    const database = await openDatabase({ connectionString: '', dataFolder });
    const again = await openDatabase({ dataFolder });

    expect(database.embedded).to.equal(true);
    expect(again.connectionString).to.equal(database.connectionString);
    await database.stop();
    expect(await rowsOf(again.connectionString, 'select current_database() as name')).to.deep.equal([{ name: 'taicho' }]);
    await again.stop();
    const refusal = await refusalOf(database.connectionString);
    expect(refusal.code).to.equal('UNREACHABLE');
  });

  it('is refused with a code, two sentences and no password when it cannot be used', async () => {
    // given servers that are wrong in different ways, each address with a password
    const silent = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const address = (change: (url: URL) => void) => {
      const url = new URL(server.connectionString);
      change(url);
      return url.href;
    };
    const password = 'mật-khẩu';
    const cases: [DatabaseUnavailableCode, string][] = [
      ['LOGIN_REFUSED', address((url) => (url.password = password))],
      ['LOGIN_REFUSED', address((url) => ([url.username, url.password] = ['nobody', password]))],
      ['NO_SUCH_DATABASE', address((url) => (url.pathname = '/nowhere'))],
      ['UNREACHABLE', address((url) => (url.port = '1'))],
      ['UNREACHABLE', address((url) => ([url.port, url.password] = [String((silent.address() as AddressInfo).port), password]))],
      ['UNREACHABLE', address((url) => (url.hostname = 'no-such-host.invalid'))],
      ['INVALID_URL', `mysql://root:${password}@127.0.0.1/taicho`],
      ['INVALID_URL', `${password}`],
    ];

    for (const [code, connectionString] of cases) {
      // when
      const refusal = await refusalOf(connectionString);

      // then
      expect(refusal.code, connectionString).to.equal(code);
      const secret = URL.canParse(connectionString) ? decodeURIComponent(new URL(connectionString).password) : password;
      const said = `${refusal.message} ${refusal.messageEn} ${JSON.stringify(refusal.details)} ${String(refusal.stack)}`;
      expect(said).not.to.include(secret).and.not.to.include(encodeURIComponent(secret));
      expect(refusal.messageEn).not.to.equal(refusal.message);
    }
    silent.close();
  });
});

async function refusalOf(connectionString: string): Promise<DatabaseUnavailable> {
  const error = await openDatabase({ connectionString }).then(
    () => expect.fail('nothing was refused'),
    (reason: unknown) => reason,
  );
  expect(error, connectionString).to.be.instanceOf(DatabaseUnavailable);
  return error as DatabaseUnavailable;
}
