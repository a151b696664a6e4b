/** The checks of the campaign can fail: each is shown a database, or evidence, that somebody has tampered with. */
import { expect } from 'chai';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startTestServer, type TestServer } from '../support/engine.ts';
import { checks, leftBehind } from './checks/index.ts';
import type { Evidence } from './evidence.ts';
import { smallEvidence } from './small-evidence.ts';
import { tamperings } from './tamperings.ts';

const all: typeof checks = { ...checks, 'nothing left behind': leftBehind };

describe('the checks of the fault campaign', function () {
  this.timeout(120_000);
  let server: TestServer;
  let address: string;
  let client: pg.Client;
  let evidence: Evidence;
  const folder = mkdtempSync(join(tmpdir(), 'taicho-checks-'));
  before(async () => {
    server = await startTestServer();
    address = await server.freshDatabase();
    client = new pg.Client({ connectionString: address, application_name: 'checks' });
    await client.connect();
    evidence = await smallEvidence(server, address, client, folder);
  });
  after(async () => {
    await client?.end();
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('find nothing where nothing is wrong', async () => {
    for (const [name, check] of Object.entries(all)) expect(await check(evidence), name).to.deep.equal([]);
  });

  it('are each shown something wrong', () => {
    expect([...new Set(tamperings.map(({ check }) => check))].sort()).to.deep.equal(Object.keys(all).sort());
  });

  for (const { check, what, sql, change, finds } of tamperings)
    it(`find ${what} (${check})`, async () => {
      await client.query('begin');
      try {
        if (sql !== undefined) expect((await client.query(sql)).rowCount).to.be.at.least(1);
        expect((await all[check]!({ ...evidence, ...change?.(evidence) })).join('\n')).to.include(finds);
      } finally {
        await client.query('rollback');
        await client.query('select pg_advisory_unlock_all()');
      }
    });

  it('find a session that is left', async () => {
    const left = new pg.Client({ connectionString: address, application_name: 'taicho 4711' });
    await left.connect();
    expect((await leftBehind(evidence)).join()).to.include('taicho 4711');
    await left.query('begin; select 1');
    expect((await leftBehind(evidence)).join()).to.include('is in a transaction');
    await left.end();
  });
});
