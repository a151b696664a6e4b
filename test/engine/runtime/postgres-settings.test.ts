/** The settings of the embedded server: in new folders and in older ones, below what an operator says, within the memory there is. */
import { expect } from 'chai';
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../../engine/runtime/embedded-postgres.ts';
import { serverSettings } from '../../../engine/runtime/postgres/settings.ts';

describe('settings of the embedded server', () => {
  let folder: string;
  let server: EmbeddedPostgres | undefined;
  let original: string;
  const conf = (name: string) => join(folder, 'data', name);

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'taicho-settings-'));
    await (await startEmbeddedPostgres(folder)).stop();
    original = await readFile(conf('postgresql.conf'), 'utf8');
  });
  beforeEach(() => writeFile(conf('postgresql.conf'), original));
  afterEach(() => server?.stop());
  after(() => rm(folder, { recursive: true, force: true }));

  async function shown(...names: string[]): Promise<string[]> {
    server = await startEmbeddedPostgres(folder);
    return ask(async (client) => {
      const { rows } = await client.query<{ value: string }>(
        'select current_setting(name) as value from unnest($1::text[]) with ordinality as n(name, position) order by position',
        [names],
      );
      return rows.map(({ value }) => value);
    });
  }

  async function ask<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
    const client = new pg.Client(server!.connectionString);
    await client.connect();
    return work(client).finally(() => client.end());
  }

  it('take their memory from the machine, within bounds', () => {
    const settings = [256, 2048, 65_536].map((memory) => {
      const { shared_buffers, effective_cache_size } = serverSettings(memory);
      return [shared_buffers, effective_cache_size];
    });

    expect(settings).to.deep.equal([
      ['128MB', '256MB'],
      ['512MB', '1024MB'],
      ['1024MB', '32768MB'],
    ]);
  });

  it('keep every commit on disk, and leave room for the connections of several engines', async () => {
    expect(await shown('fsync', 'synchronous_commit', 'full_page_writes', 'max_connections', 'max_wal_size')).to.deep.equal([
      'on',
      'on',
      'on',
      '200',
      '4GB',
    ]);
  });

  it('come to a folder that an older release initialised, once', async () => {
    // given a postgresql.conf without our include
    await rm(conf('taicho.conf'));
    await writeFile(conf('postgresql.conf'), "max_connections = 100\nmax_wal_size = '2GB'\n");

    // when
    const values = await shown('max_connections', 'max_wal_size');
    await server!.stop();
    await shown('jit');

    // then
    expect(values).to.deep.equal(['200', '4GB']);
    expect((await readFile(conf('postgresql.conf'), 'utf8')).match(/taicho\.conf/g)).to.have.length(1);
  });

  it("give way to an operator's lines below the include, and stay away when it is commented out", async () => {
    await appendFile(conf('postgresql.conf'), 'max_connections = 150\n');
    expect(await shown('max_connections', 'jit')).to.deep.equal(['150', 'off']);
    await server!.stop();

    await writeFile(conf('postgresql.conf'), "#include_if_exists = 'taicho.conf'\n");
    expect(await shown('max_connections', 'jit')).to.deep.equal(['100', 'on']);
  });

  it('fall back to less memory when the machine refuses what was asked for', async () => {
    // given more than any machine maps
    await writeFile(conf('postgresql.auto.conf'), "shared_buffers = '8000GB'\n");

    expect(await shown('shared_buffers')).to.deep.equal(['128MB']);

    await writeFile(conf('postgresql.auto.conf'), '');
  });

  it('write no values of statements to the log, slow or failed', async () => {
    await shown('log_min_duration_statement');
    await ask(async (client) => {
      await client.query('set log_min_duration_statement = 0');
      await client.query('select $1::text, 1 as slow', ['Nguyễn Thị Bí Mật']);
      await client.query(`select 'Trần Văn Kín'::integer`).catch(() => undefined);
    });

    const log = await readFile(join(folder, 'server.log'), 'utf8');
    expect(log).to.include('1 as slow').and.not.to.include('Bí Mật').and.not.to.include('Văn Kín');
  });
});
